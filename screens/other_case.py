"""Asking on a case for another case, and doing what joins the two or parts them."""

import asyncio
from collections.abc import Callable

from casework.errors import DeskError
from casework.permissions import NotAllowed, require
from db.queries.case import CaseView
from screens.case_person import CasePerson
from screens.widgets.picker import Pick, Picker
from screens.widgets.text_prompt import TextPrompt

BY_REFERENCE = 0
"""Stands for no row of the record: a reference is typed."""


class OtherCase(CasePerson):
    """A screen of one case that asks for others."""

    async def other_case(self, title: str) -> CaseView | None:
        """Ask for another case: one that may be this one again, another of the person, or any by its reference."""
        likely = await self.look_up(lambda: self.desk.read.duplicates_maybe(self.case.id))
        if likely is None:
            return None
        listed = {it.case_id: it for it in (*likely, *self.case.also)}
        if not listed:
            return await self.by_reference(title)
        alike = {it.case_id for it in likely}
        picks = [
            Pick(it.case_id, f"{it.reference}  {it.subject}", f"{'perhaps the same, ' if it.case_id in alike else ''}{it.status}")
            for it in listed.values()
        ]
        picks.append(Pick(BY_REFERENCE, "Another case: type its reference"))
        picked = await self.app.push_screen_wait(Picker(title, picks))
        if picked is None:
            return None
        return (
            await self.by_reference(title) if picked == BY_REFERENCE else await self.look_up(lambda: self.desk.read.case(picked))
        )

    async def by_reference(self, title: str) -> CaseView | None:
        """Ask for a case by its reference, until it is one or the question is left."""
        question, typed = "Its reference, such as e26 412, or another system's.", ""
        while True:
            answer = await self.app.push_screen_wait(TextPrompt(title, text=typed, question=question))
            if answer is None:
                return None
            found = await self._case_called(answer)
            if isinstance(found, CaseView):
                return found
            question, typed = f"✗ {found}", answer

    async def _case_called(self, typed: str) -> CaseView | str:
        """The case that is meant, or why there is none."""
        try:
            return await asyncio.to_thread(lambda: self.desk.read.case_called(typed))
        except DeskError as error:
            return str(error)

    def may(self, action: str) -> bool:
        """Whether the member at the keyboard may do it; if not, that is said."""
        try:
            require(self.desk.me.role, action)
        except NotAllowed as refused:
            self.say(str(refused), "error")
            return False
        return True

    async def join(self, write: Callable[[], str]) -> None:
        """Do it, show the case as it is then, and say what came of it."""
        if (said := await self.run(write)) is None:
            return
        case = await self.look_up(lambda: self.desk.read.case(self.case.id))
        if case is not None:
            self.show(case)
        self.say(said)
