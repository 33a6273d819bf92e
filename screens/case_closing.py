"""Recording a step of a case and closing it: what is asked with each, and what was found, said and late."""

from typing import TypeVar

from textual import work

from casework.clocks import judged, judged_words
from casework.kinds import asked_at_closing, asked_before, kinds, known_steps, step_label
from casework.late_reasons import Late
from db.actions.close_case import CloseCase as CaseToClose
from db.actions.complete_step import CompleteStep
from db.written.next_step import next_of, steps_left
from screens.case_person import CasePerson
from screens.live_screen import ASKING
from screens.widgets.picker import Pick, Picker

Value = TypeVar("Value")
OWN = "in your own words"


class CaseClosing(CasePerson):
    """A screen of one case with its steps and its closing."""

    @work(group=ASKING)
    async def action_record_step(self) -> None:
        """Ask which step, the next one first, and record it."""
        found = next_of(self.case, self.desk.rules, self.desk.time.now())
        picks = [Pick(step, step_label(step), self._stops(step)) for step in steps_left(self.case)]
        chosen = found.step if found is not None else None
        step = await self._choose(f"{self.case.reference}: what was done?", picks, chosen)
        if step is not None:
            await self.record_step(step)

    async def record_step(self, step: str) -> None:
        """Ask what goes with a step, if anything, and record it as done now."""
        known, seen = known_steps()[step], self.case
        if not await self._may_go_on(step):
            return
        choice: str | None = ""
        if known.chooses:
            choice = await self._choose(f"{self.case.reference}: what was found?", [Pick(it, it) for it in known.chooses])
            if choice is None:
                return
        words: str | None = ""
        if known.words:
            title = f"{self.case.reference}: {choice or known.label}"
            words = await self.ask("step words", title, known.words, many_lines=True, required=known.words_needed)
            if words is None:
                return
        done = await self.attempt(
            lambda case: self.desk.do.complete_step(CompleteStep(case.id, case.version, step, words or "", choice or "")),
            "step words",
            seen=seen,
        )
        if done is not None:
            self.say(f"{self.case.reference}: {step_label(step)}.{judged_words(done)}")

    async def _may_go_on(self, step: str) -> bool:
        """Ask what has to be asked before a step; when that is against it, the case is closed with the reason instead."""
        first = asked_before().get(step)
        if first is None:
            return True
        goes_on = await self._choose(first.asks, [Pick(True, first.goes_on), Pick(False, first.instead)])
        if goes_on is False:
            await self._close(first.instead)
        return bool(goes_on)

    @work(group=ASKING)
    async def action_close_case(self) -> None:
        """Ask for the outcome and what goes with it, and close."""
        outcomes = kinds()[self.case.kind].outcomes
        decided = (e for e in self.case.own_timeline if e.kind == "step" and e.step == "decided" and not e.withdrawn)
        found = next((known_steps()["decided"].choice_in(entry.text) for entry in decided), None)
        title = f"Close {self.case.reference}: how did it end?"
        outcome = await self._choose(title, [Pick(it, it) for it in outcomes], found if found in outcomes else None)
        if outcome is not None:
            await self._close(outcome)

    async def _close(self, outcome: str) -> None:
        """Ask what goes with this outcome, why it is late, if it is, and for a note; and close."""
        seen = self.case
        answer: str | None = ""
        if (asked := asked_at_closing().get(outcome)) is not None:
            answer = await self._choose(asked.asks, [Pick(it, it) for it in asked.answers])
        late = await self._why_late() if answer is not None else None
        if answer is None or late is None:
            return
        question = "A note for the timeline, if there is more to say. ctrl+s closes the case."
        title = f"Close {self.case.reference}: {outcome}"
        text = await self.ask("closing note", title, question, many_lines=True, required=False)
        if text is None:
            return
        closed = await self.attempt(
            lambda case: self.desk.do.close(CaseToClose(case.id, case.version, outcome, text, late, answer or "")),
            *("closing note", "late"),
            seen=seen,
        )
        if closed is not None:
            self.say(f"{self.case.reference} closed: {outcome}.{judged_words(closed)}")

    async def _why_late(self) -> Late | None:
        """Why its clocks are missed that closing ends overdue; an empty reason when none is, None when escaped."""
        now, rules = self.desk.time.now(), self.desk.rules
        overdue = [it for it in self.case.running if it.paused_at is None and judged(now, it.due_at) == "missed"]
        if not overdue:
            return Late()
        reasons = await self.look_up(self.desk.read.late_reasons)
        if reasons is None:
            return None
        promises = ", ".join(rules.standards[it.standard].promise for it in overdue)
        picks: list[Pick[str]] = [*(Pick(it, it) for it in reasons), Pick(OWN, OWN)]
        reason = await self._choose(f"Late: {promises}. Why?", picks)
        if reason != OWN:
            return None if reason is None else Late(reason)
        words = await self.ask("late", "Why is it late?", "In your own words. It goes on the record.", many_lines=True)
        return None if words is None else Late(words=words)

    async def _choose(self, title: str, picks: list[Pick[Value]], chosen: Value | None = None) -> Value | None:
        return await self.app.push_screen_wait(Picker(title, picks, chosen=chosen))

    def _stops(self, step: str) -> str:
        standards = (self.desk.rules.standards[clock.standard] for clock in self.case.running)
        stopped = [standard.promise for standard in standards if standard.stops_on == step]
        return f"stops: {', '.join(stopped)}" if stopped else ""
