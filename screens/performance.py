"""Performance: a period's figures in words, tables and charts, of the whole desk or a part of its work."""

from typing import ClassVar

from textual import on, work

from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period, Shape, period_with
from casework.working_days import YEARS_OF_REGIONS
from screens.commands import Command
from screens.desk import Desk
from screens.live_screen import ASKING
from screens.messages import OpenQueue
from screens.performance_cells import TableRow, listed
from screens.performance_commands import COMMANDS, PeriodAfter, PeriodBefore, Publish, WholeDesk
from screens.performance_pages import FIRST, Page, page_with, pages
from screens.performance_period import file_name, period_prompt, read_begun
from screens.performance_shown import COUNTING
from screens.performance_slices import slice_picker
from screens.performance_voice import VOICE_COMMANDS, PerformanceVoice
from screens.performance_words import first_figure
from screens.publication_files import give, publication_picker
from screens.widgets.cell_table import CellTable
from screens.widgets.picker import Pick, Picker

SHAPES: tuple[Shape, ...] = ("month", "quarter", "year")


class PerformanceScreen(PerformanceVoice):
    """What came in and went out in a period, and how its deadlines were kept."""

    crumbs = "Performance"
    commands = (*VOICE_COMMANDS, *COMMANDS)
    BINDINGS: ClassVar = []

    def __init__(self, desk: Desk) -> None:
        """The report of this desk for the month that runs."""
        super().__init__(desk)
        self._anchor = self.today

    # The parts.

    def action_next_part(self) -> None:
        """Go to the part after this one."""
        self._step(1)

    def action_part_before(self) -> None:
        """Go to the part before this one."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.found is not None:
            there = pages(self.found)
            self._show_page(there[(there.index(self.page) + by) % len(there)])

    def _show_page(self, page: Page) -> None:
        if page != self.page:
            self.page = page
            self.table.row = self.table.figure = 0
            self.draw(COUNTING)
            self.table.figure = first_figure(self.page.table) if self.page.table is not None else 0

    @work(group=ASKING)
    async def action_contents(self) -> None:
        """Choose a part."""
        there = pages(self.found) if self.found is not None else (FIRST,)
        picks = [Pick(page.id, page.title, page.section.title if page.section else "") for page in there]
        chosen = await self.app.push_screen_wait(Picker("Contents", picks, chosen=self.page.id))
        if chosen is not None and self.found is not None:
            self._show_page(page_with(pages(self.found), chosen))

    # The period and the part of the work.

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is PeriodAfter and self.period.after.begins_after(self.today):
            return f"{self.period.after.title} has not begun."
        if command is PeriodBefore and self.period.first.year - 1 not in YEARS_OF_REGIONS:
            return "There are no working days on record before that."
        if command is WholeDesk and self.of.is_all and not self.of_voice:
            return "These are the figures of the whole desk."
        if command is Publish and self.found is None:
            return "There are no figures to publish yet."
        return super().why_not(command)

    def action_period_before(self) -> None:
        """The period before."""
        self.show_period(self.period.before)

    def action_period_after(self) -> None:
        """The period after."""
        self.show_period(self.period.after)

    def action_longer_period(self) -> None:
        """The quarter of a month, the year of a quarter, the month again of a year."""
        shape = self.period.shape
        longer = SHAPES[(SHAPES.index(shape) + 1) % len(SHAPES)] if shape in SHAPES else SHAPES[0]
        anchor = self._anchor
        self.show_period(period_with(anchor, longer))
        self._anchor = anchor

    def show_period(self, period: Period) -> None:
        """Show a period's figures, at the part of the report that is shown."""
        self._anchor = min(period.last, self.today)
        self.period = period
        self.read_afresh()

    @work(group=ASKING)
    async def action_jump_to_period(self) -> None:
        """Ask for a period and show it."""
        typed = await self.app.push_screen_wait(period_prompt(self.today))
        if typed is not None:
            self.show_period(read_begun(typed, self.today))

    @work(group=ASKING)
    async def action_narrow_to_part(self) -> None:
        """Choose a team, a kind, a channel or a force."""
        teams = await self.look_up(self.desk.read.teams)
        if teams is None:
            return
        chosen = await self.app.push_screen_wait(slice_picker(self.of, [team.name for team in teams]))
        if chosen is not None and chosen != self.of:
            self._narrow(chosen)

    def action_whole_desk(self) -> None:
        """Leave nothing out, or leave what service users say for the figures of the work."""
        if self.of_voice:
            self.action_voice_of_users()
        else:
            self._narrow(Slice())

    def _narrow(self, of: Slice) -> None:
        self.of = of
        self.read_afresh()

    # What is behind a figure, and the whole in files.

    @on(CellTable.Opened)
    def _open(self, event: CellTable.Opened) -> None:
        row: TableRow | None = event.table.cursor_row
        if row is None:
            return
        cell = row.cells[event.table.figure + 1]
        table = self.page.table
        if listed(cell):
            self.post_message(OpenQueue(cell.filter))
        elif table is None or not self.lists_points(table.id, row, whole=row.total):
            self.say("There is none to list." if cell.filter or cell.value == 0 else "No list of cases is behind that figure.")

    @work(group=ASKING)
    async def action_publish(self) -> None:
        """Ask how the report is wanted, and copy or write it."""
        found = self.found
        if found is None:
            return
        name = file_name(self.period, "voice" if self.of_voice else "performance")
        wanted = await self.app.push_screen_wait(publication_picker(found.title, name))
        if wanted is not None:
            await give(self, name, wanted, lambda: found)
