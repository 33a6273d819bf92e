"""The call-back of a case on its screen: promised, made, moved and taken back, the last two as any task is."""

from datetime import datetime
from functools import partial

from textual import work

from casework.date_words import moment_words
from casework.deadlines import deadline
from casework.moments import london_date
from casework.standards import started_by
from casework.tasks import CALL_BACK, CALL_BACK_STANDARD, LABELS, PROMISED, Reached
from db.actions.call_backs import PromiseCallback, ReturnCallback
from db.actions.tasks import MoveTask, WithdrawTask
from db.queries.tasks import TaskView
from screens.case_person import CasePerson
from screens.case_questions import About
from screens.case_text import due_words
from screens.due_prompt import EXAMPLES, DuePrompt, due_read
from screens.live_screen import ASKING
from screens.safe import fit
from screens.widgets.picker import Pick, Picker

MOVE, TAKE_BACK = "move", "take back"
REACHED: tuple[tuple[Reached, str, str], ...] = (
    ("made", "made: spoke to them", "What was said, if that is worth keeping."),
    ("message", "left a message", "Whom with, if that is worth keeping."),
    ("no-answer", "no answer: it stays open", "A note, if there is more to say."),
)
"""How a call-back went, as it is chosen, and what is asked with it."""
TITLE_CELLS = 50


class CaseCallBacks(CasePerson):
    """A screen of one case with its call-backs."""

    @work(group=ASKING)
    async def action_call_back(self) -> None:
        """Ask how the call-back that is open went; or promise one."""
        task = self.case.call_back
        if task is None:
            await self._promise_call_back()
            return
        picks = [Pick[str](reached, words) for reached, words, _ in REACHED]
        picks += [Pick(MOVE, "move it"), Pick(TAKE_BACK, "take it back: it was not promised after all")]
        chosen = await self.app.push_screen_wait(Picker(self._called(task), picks))
        if chosen == MOVE:
            await self._move_task(task)
        elif chosen == TAKE_BACK:
            await self._take_task_back(task)
        elif chosen is not None:
            await self._return_call_back(chosen)

    async def _promise_call_back(self) -> None:
        seen, standard = self.case, self._standard_due()
        empty = f"Empty: {moment_words(standard)}, as the standard has it." if standard is not None else ""
        make = partial(DuePrompt, desk=self.desk, empty=empty, standard=standard)
        title = f"Call {seen.person.strip() or 'them'} back"
        typed = await self.ask("call-back when", fit(title, TITLE_CELLS).rstrip(), f"When? {EXAMPLES}", "", make)
        if typed is None:
            return
        due_at = due_read(typed, self.desk) if typed.strip() else None
        known = f" {seen.phone} is on record." if seen.phone.strip() else ""
        question = f"On which number, or about what?{known} May stay empty."
        promised_at = due_at or standard
        said = f"Call back by {moment_words(promised_at)}" if promised_at is not None else title
        what = await self.ask("call-back", said, question, required=False)
        if what is None:
            return
        promised = await self.attempt(
            lambda case: self.desk.do.promise_callback(PromiseCallback(case.id, case.version, what, due_at)),
            "call-back when",
            "call-back",
            seen=seen,
        )
        if promised is not None:
            self.say(promised.words)

    async def _return_call_back(self, chosen: str) -> None:
        seen = self.case
        reached, words, question = next(each for each in REACHED if each[0] == chosen)
        text = await self.ask("call-back note", f"Call-back {words}", question, many_lines=True, required=False)
        if text is None:
            return
        returned = await self.attempt(
            lambda case: self.desk.do.return_callback(ReturnCallback(case.id, case.version, reached, text)),
            "call-back note",
            seen=seen,
        )
        if returned is not None and returned.open_until is not None:
            self.say(f"No answer. The call-back stays open, for {moment_words(returned.open_until)}. c moves it.")
        elif returned is not None:
            judgement = f" Clock {' and '.join(returned.judged)}." if returned.judged else ""
            self.say(f"Call-back made.{judgement}")

    async def _move_task(self, task: TaskView) -> None:
        seen, about = self.case, _about(task, "by")
        standard = next((clock.due_at for clock in seen.running if self._is_call_back(clock.standard)), None)
        standard = standard if task.kind == CALL_BACK else None
        empty = f"Empty: {moment_words(standard)}, as the standard has it." if standard is not None else ""
        make = partial(DuePrompt, desk=self.desk, empty=empty, standard=standard)
        typed = await self.ask(about, self._called(task), f"When instead? {EXAMPLES}", "", make)
        if typed is None:
            return
        due_at = due_read(typed, self.desk) if typed.strip() else None
        moved = await self.attempt(
            lambda case: self.desk.do.move_task(MoveTask(case.id, case.version, task.id, due_at)), about, seen=seen
        )
        if moved is not None:
            self.say(moved.words if task.kind == CALL_BACK else f"Task {task.id}, by {moment_words(moved.due_at)}.")

    async def _take_task_back(self, task: TaskView) -> None:
        seen, about = self.case, _about(task, "note")
        reason = await self.ask(
            about, f"Take back: {LABELS[task.kind]}", "Why? It goes on the record; may stay empty.", required=False
        )
        if reason is None:
            return
        back = await self.attempt(
            lambda case: self.desk.do.withdraw_task(WithdrawTask(case.id, case.version, task.id, reason)), about, seen=seen
        )
        if back is not None:
            self.say(f"{LABELS[task.kind].capitalize()} taken back.")

    def _called(self, task: TaskView) -> str:
        """What is to be done, to begin with: whom to call on which number, or the task."""
        words = f"{task.person} {task.what or task.phone}" if task.kind == CALL_BACK else task.what
        return fit(f"{LABELS[task.kind]} {self._by(task)}: {' '.join(words.split())}".removesuffix(": "), TITLE_CELLS).rstrip()

    def _by(self, task: TaskView) -> str:
        return f"by {due_words(task.due_at, self.desk.time.now())}"

    def _standard_due(self) -> datetime | None:
        """When a call-back that is promised now is due by its standard."""
        rules, now = self.desk.rules, self.desk.time.now()
        found = started_by(rules.standards.values(), self.case.kind, PROMISED, london_date(now))
        return next((deadline(it, now, rules.calendars).due_at for it in found if it.id == CALL_BACK_STANDARD), None)

    def _is_call_back(self, row: int) -> bool:
        return self.desk.rules.standards[row].id == CALL_BACK_STANDARD


def _about(task: TaskView, what: str) -> About:
    return f"{LABELS[task.kind]} {'when' if task.kind == CALL_BACK and what == 'by' else what}"
