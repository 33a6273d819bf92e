"""What can be learned from a case, and how its person answered the survey, entered on its screen."""

import asyncio
import contextlib
from collections.abc import Mapping

from textual import work

from casework.date_words import day_words
from casework.errors import DeskError
from casework.learning import LearningPoint, service_themes, themes
from casework.survey import COMMENT
from casework.survey_asked import OPT_OUT
from db.actions.learning import NoteLearning, TakeLearningBack
from db.actions.survey import KeepSurveyAnswer
from db.queries.case import CaseView
from screens.case_questions import CaseQuestions
from screens.commands import Command
from screens.desk import Desk
from screens.live_screen import ASKING
from screens.survey_box import ANSWERED, SurveyBox, day_answered
from screens.widgets.picker import Pick, Picker


class Learning(Command):
    """Note what can be learned from the case, under a theme; or take a learning point back."""

    label = "learning"
    keys = "K"


class Survey(Command):
    """Enter how the person answered the satisfaction survey, or take an answer back."""

    label = "survey"
    keys = "Q"


LEARNING_COMMANDS: tuple[type[Command], ...] = (Learning, Survey)
NEW = "new"
KEPT_TYPED = "Nothing was saved. What you typed is kept here: Q shows it again."


class CaseLearning(CaseQuestions):
    """A screen of one case with what can be learned from it and the survey."""

    def __init__(self, desk: Desk, case: CaseView) -> None:
        """This case, as just read."""
        super().__init__(desk, case)
        self._survey: SurveyBox | None = None
        self._survey_kept: Mapping[str, str] = {}

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is Survey and self.case.person_details.get("surveys") == OPT_OUT:
            return "They asked not to be surveyed, so no answer is kept. P changes that."
        return super().why_not(command)

    # Learning.

    @work(group=ASKING)
    async def action_learning(self) -> None:
        """Ask for the theme and the words and note them; or, where points stand, which of them to take back."""
        points = await self.look_up(lambda: self.desk.read.learning_of(self.case.id))
        if points is None:
            return
        picked: LearningPoint | str | None = NEW
        if points:
            picks: list[Pick[LearningPoint | str]] = [Pick(NEW, "a new learning point")]
            picks += [Pick(point, f"{point.theme}: {' '.join(point.text.split())}", point.staff) for point in points]
            picked = await self.app.push_screen_wait(Picker(f"Learned from {self.case.reference}", picks))
        if isinstance(picked, LearningPoint):
            await self._take_point_back(picked)
        elif picked is not None:
            await self._note_point()

    async def _note_point(self) -> None:
        seen, own = self.case, service_themes()
        picks = [Pick(theme, theme, "our service" if theme in own else "") for theme in themes()]
        theme = await self.app.push_screen_wait(Picker(f"{seen.reference}: what is it about?", picks))
        if theme is None:
            return
        question = f"{theme[:1].upper()}{theme[1:]}: what can be learned? No names; it is listed for others."
        text = await self.ask("learning", f"Learned from {seen.reference}", question, many_lines=True)
        if text is None:
            return
        noted = await self.attempt(
            lambda case: self.desk.do.note_learning(NoteLearning(case.id, case.version, theme, text)),
            "learning",
            seen=seen,
            keys="K",
        )
        if noted is not None:
            self.say(f"Learning point noted: {theme}.")

    async def _take_point_back(self, point: LearningPoint) -> None:
        seen = self.case
        picks = [Pick(True, "take it back"), Pick(False, "leave it")]
        if not await self.app.push_screen_wait(Picker(f"{point.theme}, by {point.staff}", picks)):
            return

        def take(case: CaseView) -> bool:
            self.desk.do.take_learning_back(TakeLearningBack(case.id, case.version, point.id))
            return True

        if await self.attempt(take, seen=seen) is not None:
            self.say(f"Learning point taken back: {point.theme}.")

    # The survey.

    @work(group=ASKING)
    async def action_survey(self) -> None:
        """Ask for the answers and keep them; or, where an answer stands, whether to take it back."""
        seen = self.case
        found = await self.look_up(lambda: self.desk.read.survey_answers(seen.id))
        draft = await self.look_up(lambda: self.desk.read.draft(self._survey_draft))
        if found is None:
            return
        if found:
            await self._take_answer_back(found[0].id, day_words(found[0].answered_on))
            return
        self._survey_kept = draft.fields if draft is not None else {}
        box = self._survey = SurveyBox(f"Survey, {seen.reference}", self.desk, self._survey_kept)
        try:
            typed = await self.app.push_screen_wait(box)
        finally:
            self._survey = None
        await asyncio.to_thread(self._keep_survey, typed.texts)
        if not typed.keep:
            if typed.texts:
                self.say(KEPT_TYPED, "warning")
            return
        day = day_answered(typed.texts.get(ANSWERED, ""), self.desk)
        command = KeepSurveyAnswer(seen.id, day, typed.answers, typed.texts.get(COMMENT, ""))
        kept = await self.tried(lambda: self.desk.do.keep_survey_answer(command))
        if isinstance(kept, DeskError):
            self.say(f"{kept} What you typed is kept: Q shows it again.", "error")
            return
        await asyncio.to_thread(self._keep_survey, {})
        self.say("Survey answer kept. The timeline says that they answered, not what.")

    async def _take_answer_back(self, answer: int, day: str) -> None:
        picks = [Pick(False, "leave it"), Pick(True, "take it back: it was entered wrongly")]
        if not await self.app.push_screen_wait(Picker(f"They answered on {day}", picks)):
            return

        def take() -> bool:
            self.desk.do.take_survey_answer_back(answer)
            return True

        if await self.run(take) is not None:
            self.say("Survey answer taken back. Q enters another.")

    @property
    def _survey_draft(self) -> str:
        return f"survey {self.case.reference}"

    def tick(self) -> None:
        """Keep what is typed as time passes."""
        super().tick()
        if self.alive and self._survey is not None:
            self._keep_survey_typed(self._survey)

    @work(group="draft")
    async def _keep_survey_typed(self, box: SurveyBox) -> None:
        if self._survey is box:
            await asyncio.to_thread(self._keep_survey, box.typed)

    def keep_now(self) -> None:
        """Put what is being typed on disk before the app ends."""
        super().keep_now()
        if self._survey is not None:
            self._keep_survey(self._survey.typed)

    def _keep_survey(self, typed: Mapping[str, str]) -> None:
        if typed == self._survey_kept:
            return
        with contextlib.suppress(DeskError):
            if typed:
                self.desk.do.keep_draft(self._survey_draft, typed)
            else:
                self.desk.do.drop_draft(self._survey_draft)
            self._survey_kept = dict(typed)
