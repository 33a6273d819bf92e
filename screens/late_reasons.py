"""Asking, one after another, why the deadlines of a day were missed."""

from datetime import date

from casework.late_reasons import Late
from casework.summaries.day_figures import Missed
from casework.summaries.day_text import titles_of
from db.actions.give_late_reason import GiveLateReason
from screens.case_closing import OWN
from screens.handover_notes import LeavesNotes
from screens.late_reasons_list import GoOn, LateReasonsList, LookAt, after
from screens.messages import OpenCase
from screens.widgets.picker import Pick, Picker

DRAFT = "late"
"""What the draft of words of one's own is of, before the reference; closing a case has it too."""


class AsksLateReasons(LeavesNotes):
    """A screen of a day that asks for the reasons still missing."""

    async def reasons_given(self, day: date) -> bool:
        """Ask for the reasons of a day still missing; whether to go on. What was given is kept either way."""
        found = await self.look_up(lambda: self.desk.read.day_figures(day))
        if found is None or all(it.explained for it in found.missed):
            return found is not None
        references = {it.reference for it in found.missed}
        cases = {it.reference: it for it in await self.look_up(lambda: self.desk.read.case_briefs(references)) or ()}
        at: int | None = None
        given = ""
        while True:
            chosen = await self.app.push_screen_wait(LateReasonsList(day, found.missed, self._standards(), cases, at))
            if isinstance(chosen, LookAt):
                self.post_message(OpenCase(chosen.case.id))
            if not isinstance(chosen, Missed):
                return isinstance(chosen, GoOn)
            given = await self._give(chosen, given)
            again = await self.look_up(lambda: self.desk.read.day_figures(day))
            found = again or found
            at = after(found.missed, chosen)

    async def _give(self, missed: Missed, usual: str) -> str:
        """Ask why one was missed, by the office's list, from the `usual` reason on, or in words of one's own, and keep it.

        Gives what is usual from then on: the reason of the list that was given last.
        """
        reasons = await self.look_up(self.desk.read.late_reasons)
        if reasons is None:
            return usual
        picks: list[Pick[str]] = [*(Pick(it, it) for it in reasons), Pick(OWN, OWN)]
        title = f"{missed.reference}, {self._standards().get(missed.standard, missed.standard)}: why late?"
        reason = await self.app.push_screen_wait(Picker(title, picks, chosen=missed.reason or usual or None))
        if reason is None:
            return usual
        draft = f"{DRAFT} {missed.reference}"
        if reason != OWN:
            if await self.run(lambda: self.desk.do.give_late_reason(GiveLateReason(missed.clock_id, Late(reason)))) is not None:
                await self.keep_page(draft, {})
                return reason
            return usual
        words = await self.typed_text(draft, f"{missed.reference}: why was it late?", "In your own words. It goes on the record.")
        if words is not None:
            given = GiveLateReason(missed.clock_id, Late(words=words))
            if await self.run(lambda: self.desk.do.give_late_reason(given)) is not None:
                await self.keep_page(draft, {})
        return usual

    def _standards(self) -> dict[str, str]:
        start = "standard "
        return {name.removeprefix(start): title for name, title in titles_of(self.desk.rules).items() if name.startswith(start)}
