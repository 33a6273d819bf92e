"""What moves the clocks of a case on its screen: pausing, giving longer, and putting right what was recorded."""

from collections.abc import Callable
from functools import partial

from textual import work

from casework.clocks import judged
from casework.date_words import moment_words
from casework.kinds import step_label
from casework.permissions import NotAllowed, require
from casework.waiting import reason_label, wait_reasons
from db.actions.extend import MOST_UNITS, ExtendClock, UndoExtension
from db.actions.put_right import ChangeReceived, ReopenCase, WithdrawStep
from db.actions.wait import PauseCase, ResumeCase
from db.queries.case import CaseView
from db.queries.case_parts import ClockView, EntryView, ExtensionView
from screens.case_commands import ChangeReceipt, GiveLonger, PauseOrResume, Reopen, TakeStepBack
from screens.case_prompts import ReasonPicker, ReceivedPrompt, read_receipt
from screens.case_questions import About, CaseQuestions
from screens.case_text import due_words
from screens.commands import Command
from screens.live_screen import ASKING
from screens.widgets.picker import Pick, Picker
from screens.widgets.text_prompt import TextPrompt

CLOCK_COMMANDS: tuple[type[Command], ...] = (PauseOrResume, GiveLonger, ChangeReceipt, TakeStepBack, Reopen)
_ALLOWED_BY: dict[type[Command], str] = {
    PauseOrResume: "pause-case",
    GiveLonger: "extend-clock",
    ChangeReceipt: "change-received",
    TakeStepBack: "complete-step",
    Reopen: "close-case",
}


class CaseClocks(CaseQuestions):
    """A screen of one case with the commands that move its clocks."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command in _ALLOWED_BY:
            try:
                require(self.desk.me.role, _ALLOWED_BY[command])
            except NotAllowed as refused:
                return str(refused)
            if (reason := self._why_not_on_this_case(command)) is not None:
                return reason
        return super().why_not(command)

    def _why_not_on_this_case(self, command: type[Command]) -> str | None:
        case, name = self.case, self.case.reference
        if command is Reopen:
            return None if case.closed_at is not None else f"{name} is open."
        if case.closed_at is not None:
            return f"{name} is closed. O reopens it."
        if command is PauseOrResume and not case.running and case.waiting is None:
            return f"No clock runs on {name}, so nothing is gained by waiting."
        if command is GiveLonger and not case.running and not case.extensions:
            return f"No clock runs on {name}, so none can be given longer."
        if command is TakeStepBack and not self._steps_done():
            return f"No step is recorded on {name}."
        return None

    @work(group=ASKING)
    async def action_pause_or_resume(self) -> None:
        """Resume at once; or ask what the case waits for and who is awaited, and pause."""
        case = self.case
        if case.waiting is not None:
            await self._follow(lambda case: self.desk.do.resume(ResumeCase(case.id, case.version)), "Resumed", seen=case)
            return
        picks = [
            Pick(reason.id, f"{reason.letter}  {reason.label}", self._waits(reason.id)) for reason in wait_reasons().values()
        ]
        reason = await self.app.push_screen_wait(ReasonPicker(f"{case.reference} waits for", picks))
        if reason is None:
            return
        question = "Who is awaited? A name or a reference; may stay empty."
        awaited = await self.ask("awaited", f"Waiting for {reason_label(reason)}", question, required=False)
        if awaited is None:
            return
        paused = await self.attempt(
            lambda case: self.desk.do.pause(PauseCase(case.id, case.version, reason, awaited)), "awaited", seen=case
        )
        if paused is not None:
            runs_on = f" Runs on: {', '.join(paused.running_on)}." if paused.running_on else ""
            self.say(f"Waiting for {reason_label(reason)}: {', '.join(paused.waiting)}.{runs_on}")

    @work(group=ASKING)
    async def action_give_longer(self) -> None:
        """Ask which clock, how many more units and why; or take an extension back."""
        seen = self.case
        picked = await self.app.push_screen_wait(Picker(f"{seen.reference}: give which clock longer?", self._given()))
        if isinstance(picked, ExtensionView):
            taken = picked
            await self._follow(
                lambda case: self.desk.do.undo_extension(UndoExtension(case.id, case.version, taken.id)),
                f"Taken back: +{picked.units} {self._unit(picked.clock)}",
                seen=seen,
            )
        elif picked is not None:
            await self._give_longer(picked, seen)

    async def _give_longer(self, clock: ClockView, seen: CaseView) -> None:
        promise, unit = self._promise(clock.id), self._unit(clock.id)
        question = f"How many more {unit}? Its date moves by so many."
        typed = await self.app.push_screen_wait(
            TextPrompt(f"{promise} {self._due(clock)}", question=question, check=_units_problem)
        )
        if typed is None:
            return
        units = int(typed)
        title = f"{promise}: +{units} {unit}"
        reason = await self.ask("longer", title, "Why is it given longer? It goes on the record.")
        if reason is not None:
            await self._follow(
                lambda case: self.desk.do.extend(ExtendClock(case.id, case.version, clock.id, units, reason)),
                f"Given {units} more {unit}",
                "longer",
                seen=seen,
            )

    @work(group=ASKING)
    async def action_change_receipt(self) -> None:
        """Ask when it was really received, and why that is changed."""
        seen = self.case
        now_said = moment_words(seen.received_at)
        make = partial(ReceivedPrompt, desk=self.desk, recorded=now_said)
        typed = await self.ask("received", f"{self.case.reference} was received", "", now_said, make)
        if typed is None:
            return
        received = read_receipt(typed, self.desk)
        said = moment_words(received)
        reason = await self.ask("why received", f"Received {said}", "Why is it changed? It goes on the record.")
        if reason is not None:
            await self._follow(
                lambda case: self.desk.do.change_received(ChangeReceived(case.id, case.version, received, reason)),
                f"Received {said}",
                "received",
                "why received",
                seen=seen,
            )

    @work(group=ASKING)
    async def action_take_step_back(self) -> None:
        """Ask which step was not done after all, and why, and take it back."""
        seen = self.case
        picks = [Pick(it, f"{self._when(it)}  {step_label(it.step)}, {it.staff or 'nobody named'}") for it in self._steps_done()]
        entry = await self.app.push_screen_wait(Picker(f"{self.case.reference}: take which step back?", picks))
        if entry is None:
            return
        title = f"Take back: {step_label(entry.step)}"
        reason = await self.ask(
            "taken back", title, f"Recorded {self._when(entry)}. Why is it taken back? It goes on the record."
        )
        if reason is not None:
            said = f"{step_label(entry.step).capitalize()} taken back"
            await self._follow(
                lambda case: self.desk.do.withdraw_step(WithdrawStep(case.id, case.version, entry.id, reason)),
                said,
                "taken back",
                seen=seen,
            )

    @work(group=ASKING)
    async def action_reopen(self) -> None:
        """Ask why, and reopen."""
        seen = self.case
        reason = await self.ask("reopened", f"Reopen {seen.reference}", "Why is it opened again? It goes on the record.")
        if reason is not None:
            await self._follow(
                lambda case: self.desk.do.reopen(ReopenCase(case.id, case.version, reason)),
                f"{seen.reference} reopened",
                "reopened",
                seen=seen,
            )

    async def _follow(self, write: Callable[[CaseView], object], said: str, *typed: About, seen: CaseView) -> None:
        """Do it, show what came of it, and say it with each date that moved."""
        moved_before = 0

        def noted(case: CaseView) -> object:
            nonlocal moved_before
            moved_before = len(case.moves)
            return write(case)

        if await self.attempt(noted, *typed, seen=seen) is None:
            return
        case = await self.look_up(lambda: self.desk.read.case(self.case.id))
        if case is None:
            return
        self.show(case)
        moved = {move.clock for move in case.moves[moved_before:]}
        dates = [f"{self._promise(clock.id)} {self._due(clock)}" for clock in case.running if clock.id in moved]
        self.say(f"{said}. {'; '.join(dates)}." if dates else f"{said}. No date moved.")

    def _given(self) -> list[Pick[ClockView | ExtensionView]]:
        picks: list[Pick[ClockView | ExtensionView]] = [
            Pick(clock, f"{self._promise(clock.id)} {self._due(clock)}", self._unit(clock.id)) for clock in self.case.running
        ]
        for it in reversed(self.case.extensions):
            picks.append(Pick(it, f"take back: +{it.units} {self._unit(it.clock)} ({it.reason})", self._promise(it.clock)))
        return picks

    def _waits(self, reason: str) -> str:
        now, running, standards = self.desk.time.now(), self.case.running, self.desk.rules.standards
        may = sum(standards[it.standard].may_wait_for(reason) and judged(now, it.due_at) == "met" for it in running)
        if not may:
            return "no clock may wait"
        return "its clock waits" if len(running) == 1 else f"{may} of its {len(running)} clocks wait"

    def _steps_done(self) -> list[EntryView]:
        return [entry for entry in self.case.own_timeline if entry.kind == "step" and not entry.withdrawn]

    def _promise(self, clock_id: int) -> str:
        return next((self.desk.rules.standards[it.standard].promise for it in self.case.clocks if it.id == clock_id), "")

    def _unit(self, clock_id: int) -> str:
        return next((self.desk.rules.standards[it.standard].unit for it in self.case.clocks if it.id == clock_id), "")

    def _due(self, clock: ClockView) -> str:
        return due_words(clock.due_at, self.desk.time.now())

    def _when(self, entry: EntryView) -> str:
        return due_words(entry.at, self.desk.time.now())


def _units_problem(typed: str) -> str | None:
    text = typed.strip()
    if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_UNITS)) and 1 <= int(text) <= MOST_UNITS:
        return None
    return f"Type a whole number from 1 to {MOST_UNITS:,}."
