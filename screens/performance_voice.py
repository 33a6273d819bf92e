"""The voice of the service user on Performance, in place of the figures of the work, and the learning points of its period."""

from collections.abc import Callable, Sequence

from textual import on, work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from casework.learning import LearningPoint
from casework.publishing.publication import Publication
from casework.summaries.performance_slice import Slice, force_title
from screens.commands import Command
from screens.desk import Desk
from screens.live_screen import ASKING
from screens.messages import OpenCase
from screens.performance_cells import TableRow
from screens.performance_commands import NarrowToPart, WholeDesk
from screens.performance_pages import FIRST
from screens.performance_shown import PerformanceShown
from screens.performance_words import BY_FORCE, BY_THEME
from screens.safe import safe, safe_lines
from screens.widgets.picker import Pick, Picker

POINT_ROWS = 5
REST_ON_CASE = "… The rest is on the case: enter opens it."


class VoiceOfUsers(Command):
    """Show what service users say of us, how they were treated and what was learned; or the figures of the work again."""

    label = "feedback"
    keys = "F"


class LearningPoints(Command):
    """List the learning points noted in the period, by theme and force, and open the case of one."""

    label = "learning"
    keys = "K"


VOICE_COMMANDS: tuple[type[Command], ...] = (VoiceOfUsers, LearningPoints)


class LearningPicker(Picker[LearningPoint]):
    """Lists learning points and gives the one chosen; as much of the one under the cursor as there is room for stands below."""

    row_cells = 70
    DEFAULT_CSS = """
    LearningPicker {
        & > .dialogue { width: 78; }
        & OptionList { height: 8; }
        & #point { height: 5; margin: 1 0 0 0; color: $text-muted; }
    }
    """

    def __init__(self, title: str, points: Sequence[LearningPoint]) -> None:
        """List these."""
        super().__init__(title, [Pick(it, _row(it)) for it in points])
        self._point = Static(markup=False, id="point")

    def compose_question(self) -> list[Widget]:
        """The list, and the words under the cursor."""
        return [*super().compose_question(), self._point]

    def _fill(self, words: str) -> None:
        super()._fill(words)
        self._say()

    @on(OptionList.OptionHighlighted)
    def _say(self) -> None:
        # The list may have been narrowed since it said that its cursor moved.
        place = self._list.highlighted
        self._point.update(_in_words(self._shown[place].value, self.row_cells) if place is not None else "")


def _row(point: LearningPoint) -> str:
    return f"{point.reference}  {force_title(point.force)}  {point.theme}  {' '.join(point.text.split())}"


def _in_words(point: LearningPoint, cells: int) -> Content:
    lines = safe_lines(f"{point.theme}, noted by {point.staff or 'a program'}\n{point.text}").wrap(cells)
    if len(lines) > POINT_ROWS:
        lines[POINT_ROWS - 1 :] = [safe(REST_ON_CASE)]
    return Content("\n").join(lines)


class PerformanceVoice(PerformanceShown):
    """A report that may be the voice of the service user."""

    def __init__(self, desk: Desk) -> None:
        """Of this desk, and of the work at first."""
        super().__init__(desk)
        self.of_voice = False

    def report(self) -> Callable[[], Publication]:
        """What reads the report that is shown."""
        period = self.period
        return (lambda: self.desk.read.voice(period)) if self.of_voice else super().report()

    @property
    def subject(self) -> str:
        """What the report is of."""
        return "voice of the service user" if self.of_voice else super().subject

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if self.of_voice and command is NarrowToPart:
            return "The voice of the service user is of the whole desk. F shows the figures of the work again."
        if self.of_voice and command is WholeDesk:
            return None
        return super().why_not(command)

    def in_footer(self, command: type[Command]) -> bool:
        """The way back stands in the place of what the voice of the service user has not."""
        return command is not NarrowToPart and (command is VoiceOfUsers or command.footer) if self.of_voice else command.footer

    def action_voice_of_users(self) -> None:
        """Change between the two reports, each from its words on."""
        self.of_voice, self.page = not self.of_voice, FIRST
        self.read_afresh()

    def action_learning_points(self) -> None:
        """List all of the period."""
        self.list_points("Learned", lambda _point: True)

    def lists_points(self, table: str, row: TableRow, *, whole: bool) -> bool:
        """List the learning points behind a row of a table; says whether there are some."""
        if table not in (BY_THEME, BY_FORCE):
            return False
        by_theme = table == BY_THEME
        said = row.title
        self.list_points(
            "Learned" if whole else f"Learned, {said}",
            lambda it: whole or said == (it.theme if by_theme else force_title(it.force)),
        )
        return True

    @work(group=ASKING)
    async def list_points(self, title: str, wanted: Callable[[LearningPoint], bool]) -> None:
        """List those of the period and the part of the work that are wanted, and open the case of the one chosen."""
        period, of = self.period, Slice() if self.of_voice else self.of
        found = await self.look_up(lambda: self.desk.read.learning_points(period, of))
        points = [it for it in found or () if wanted(it)]
        if found is None:
            return
        if not points:
            part = f" of {of.words}" if of.words else ""
            self.say(f"No learning point{part} was noted in {period.said(self.today)}. K on a case notes one.")
            return
        heading = ", ".join(filter(None, (title, of.words, period.said(self.today))))
        chosen = await self.app.push_screen_wait(LearningPicker(heading, points))
        if chosen is not None:
            self.post_message(OpenCase(chosen.case_id))
