"""What can be learned from a case, and how its person answered the survey, entered on its screen."""

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from casework.date_words import day_words
from casework.errors import DeskError
from casework.learning import LearningPoint, service_themes, themes
from casework.survey import COMMENT, survey_questions
from casework.survey_asked import OPT_OUT
from db.actions.learning import ChangeLearning, NoteLearning, TakeLearningBack
from db.actions.survey import KeepSurveyAnswer
from db.errors import NotPossible
from db.queries.case import CaseView
from db.queries.survey import SurveyAnswerView
from screens.commands import Command
from screens.kept_pages import KeptPages
from screens.live_screen import ASKING
from screens.safe import safe_lines
from screens.survey_box import ANSWERED, SurveyBox
from screens.widgets.picker import Pick, Picker


class Learning(Command):
    """Note what can be learned from the case, under a theme; or change a learning point, or take it back."""

    label = "learning"
    keys = "K"


class Survey(Command):
    """Enter how the person answered the satisfaction survey; or see what they answered, correct it or take it back."""

    label = "survey"
    keys = "Q"


LEARNING_COMMANDS: tuple[type[Command], ...] = (Learning, Survey)
NEW = "new"
CHANGE, TAKE_BACK, LEAVE = "change", "take back", "leave"
TYPED_APART = "Typed before this was kept: a draft still. Q shows it once this is taken back."
KEPT_TYPED = "Nothing was saved. What you typed is kept here: Q shows it again."


class AnswerPicker(Picker[str]):
    """Shows an answer to the survey that is kept, and asks what to do with it."""

    DEFAULT_CSS = """
    AnswerPicker { & VerticalScroll { height: auto; max-height: 9; margin: 0 0 1 0; } }
    """

    def __init__(self, answer: SurveyAnswerView) -> None:
        """Show this one."""
        picks = [Pick(LEAVE, "leave it"), Pick(CHANGE, "correct it"), Pick(TAKE_BACK, "take it back: it was entered wrongly")]
        super().__init__(f"They answered on {day_words(answer.answered_on)}", picks)
        known = survey_questions()
        said = [f"{known[id_].title if id_ in known else id_}: {text}" for id_, text in answer.answers.items()]
        self._keys = "pgup pgdn scroll   ↑↓ move   enter choose   esc cancel"
        self._said = "\n".join([*said, *([answer.comment] if answer.comment.strip() else [])])

    def compose_question(self) -> list[Widget]:
        """What they answered, then what can be done."""
        return [VerticalScroll(Static(safe_lines(self._said), markup=False), can_focus=False), *super().compose_question()]

    def action_move(self, way: str) -> None:
        """Move in the list; a page at a time, through what they answered."""
        if way in ("page_up", "page_down"):
            getattr(self.query_one(VerticalScroll), f"scroll_{way}")(animate=False)
        else:
            super().action_move(way)


class CaseLearning(KeptPages):
    """A screen of one case with what can be learned from it and the survey."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is Survey and self.case.person_details.get("surveys") == OPT_OUT:
            return "They asked not to be surveyed, so no answer is kept. P changes that."
        return super().why_not(command)

    # Learning.

    @work(group=ASKING)
    async def action_learning(self) -> None:
        """Ask for the theme and the words and note them; or, where points stand, which of them to change or take back."""
        points = await self.look_up(lambda: self.desk.read.learning_of(self.case.id))
        if points is None:
            return
        picked: LearningPoint | str | None = NEW
        if points:
            picks: list[Pick[LearningPoint | str]] = [Pick(NEW, "a new learning point")]
            picks += [Pick(point, f"{point.theme}: {' '.join(point.text.split())}", point.staff) for point in points]
            picked = await self.app.push_screen_wait(Picker(f"Learned from {self.case.reference}", picks))
        if isinstance(picked, LearningPoint):
            todo = [Pick(CHANGE, "change it"), Pick(TAKE_BACK, "take it back"), Pick(LEAVE, "leave it")]
            what = await self.app.push_screen_wait(Picker(f"{picked.theme}, by {picked.staff}", todo))
            if what == CHANGE:
                await self._note_point(picked)
            elif what == TAKE_BACK:
                await self._take_point_back(picked)
        elif picked is not None:
            await self._note_point()

    async def _note_point(self, former: LearningPoint | None = None) -> None:
        """Ask for a point and note it, in place of the former one where there is one."""
        seen, own = self.case, service_themes()
        picks = [Pick(theme, theme, "our service, local example" if theme in own else "") for theme in themes()]
        chosen = former.theme if former is not None else None
        theme = await self.app.push_screen_wait(Picker(f"{seen.reference}: what is it about?", picks, chosen=chosen))
        if theme is None:
            return
        question = f"{theme[:1].upper()}{theme[1:]}: what can be learned? No names; it is listed for others."
        about = "learning" if former is None else f"learning {former.id}"
        start = "" if former is None else former.text
        text = await self.ask(about, f"Learned from {seen.reference}", question, start, many_lines=True)
        if text is None:
            return

        def note(case: CaseView) -> int:
            if former is None:
                return self.desk.do.note_learning(NoteLearning(case.id, case.version, theme, text))
            return self.desk.do.change_learning(ChangeLearning(case.id, case.version, former.id, theme, text))

        if await self.attempt(note, about, seen=seen, keys="K") is not None:
            self.say(f"Learning point {'noted' if former is None else 'changed'}: {theme}.")

    async def _take_point_back(self, point: LearningPoint) -> None:
        def take(case: CaseView) -> bool:
            self.desk.do.take_learning_back(TakeLearningBack(case.id, case.version, point.id))
            return True

        if await self.attempt(take, seen=self.case) is not None:
            await self.let_go(f"learning {point.id}")
            self.say(f"Learning point taken back: {point.theme}.")

    # The survey.

    @work(group=ASKING)
    async def action_survey(self) -> None:
        """Ask for the answers and keep them; or, where an answer stands, show it and ask what to do with it."""
        found = await self.look_up(lambda: self.desk.read.survey_answers(self.case.id))
        if found is None:
            return
        if not found:
            await self._enter_answers()
            return
        todo = await self.app.push_screen_wait(AnswerPicker(found[0]))
        if todo == CHANGE:
            await self._enter_answers(found[0])
        elif todo == TAKE_BACK:
            await self._take_answer_back(found[0].id)

    async def _enter_answers(self, former: SurveyAnswerView | None = None) -> None:
        """Ask for answers and keep them, in place of the former ones where there are some."""
        seen = self.case
        start: dict[str, str] = {}
        draft = plain = f"survey {seen.reference}"
        if former is not None:
            if await self.typed_before(plain):
                self.say(TYPED_APART, "warning")
            draft, start = f"survey {former.id} {seen.reference}", _as_typed(former)
        box = SurveyBox(f"Survey, {seen.reference}", self.desk, await self.typed_before(draft) or start)

        def typed() -> dict[str, str]:
            return {} if box.typed == start else box.typed

        if not await self.fill_in(box, draft, typed):
            if typed():
                self.say(KEPT_TYPED, "warning")
            return
        day, instead_of = box.answered_on, former.id if former is not None else None
        command = KeepSurveyAnswer(seen.id, day, box.answers, box.texts[COMMENT], instead_of=instead_of)
        kept = await self.tried(lambda: self.desk.do.keep_survey_answer(command))
        if isinstance(kept, DeskError):
            if former is not None and isinstance(kept, NotPossible) and not await self.typed_before(plain):
                # The answer to be corrected may stand no more: what was typed is then to be entered as another.
                await self.keep_page(plain, box.typed)
                await self.keep_page(draft, {})
            self.say(f"{kept} What you typed is kept: Q shows it again.", "error")
            return
        await self.keep_page(draft, {})
        self.say("Survey answer kept. The timeline says that they answered, not what.")

    async def _take_answer_back(self, answer: int) -> None:
        def take() -> bool:
            self.desk.do.take_survey_answer_back(answer)
            return True

        if await self.run(take) is not None:
            await self.let_go(f"survey {answer}")
            self.say("Survey answer taken back. Q enters another.")


def _as_typed(answer: SurveyAnswerView) -> dict[str, str]:
    """An answer that is kept, as it would be typed."""
    known = {id_: text for id_, text in answer.answers.items() if id_ in survey_questions()}
    comment = {COMMENT: answer.comment} if answer.comment.strip() else {}
    return {**known, ANSWERED: answer.answered_on.isoformat(), **comment}
