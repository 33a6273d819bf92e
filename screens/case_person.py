"""What is known of a case's person, asked for and kept from its screen; what is typed and not kept yet is a draft on disk."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

from textual import work

from casework.errors import DeskError
from casework.monitoring import PROMISE
from casework.permissions import NotAllowed, require
from casework.person_details import person_field_label, person_fields
from db.actions.change_person import ChangePerson
from db.queries.case import CaseView
from db.queries.person import PersonView
from screens.about_them import AboutThem
from screens.case_clocks import CaseClocks
from screens.case_commands import AboutPerson, AskMonitoring
from screens.commands import Command
from screens.desk import Desk
from screens.live_screen import ASKING
from screens.monitoring import MonitoringPage

PERSON_COMMANDS: tuple[type[Command], ...] = (AboutPerson, AskMonitoring)
SHOWN_AGAIN = "What you typed is kept: P shows it again."


@dataclass(frozen=True, slots=True)
class Asked:
    """The page on the screen, and the person as read for it."""

    person: PersonView
    page: AboutThem

    @property
    def changed(self) -> dict[str, str]:
        """The fields that are other than in the record, as typed, empty for one that is to go."""
        typed = self.page.typed
        return {id_: typed.get(id_, "") for id_ in person_fields() if typed.get(id_, "") != self.person.typed.get(id_, "")}


class CasePerson(CaseClocks):
    """A screen of one case with what is known of its person."""

    def __init__(self, desk: Desk, case: CaseView) -> None:
        """This case, as just read."""
        super().__init__(desk, case)
        self._about: Asked | None = None
        self._unkept: Mapping[str, str] = {}
        self._person_drafts = asyncio.Lock()

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command in (AboutPerson, AskMonitoring):
            try:
                require(self.desk.me.role, "log-contact")
            except NotAllowed as refused:
                return str(refused)
        if command is AboutPerson and self.case.person_id is None:
            return f"{self.case.reference} names nobody, so there is nobody to keep this of."
        return super().why_not(command)

    @work(group=ASKING)
    async def action_about_person(self) -> None:
        """Ask what is known of the person, and keep what was changed; refused, it stays as a draft."""
        person_id = self.case.person_id
        person = await self.look_up(lambda: self.desk.read.person(person_id)) if person_id is not None else None
        draft = await self.look_up(lambda: self.desk.read.draft(self._person_draft))
        if person is None:
            return
        self._unkept = draft.fields if draft is not None else self._unkept
        page = AboutThem(person.name, {**person.typed, **self._unkept}, person.typed if self._unkept else None)
        asked = self._about = Asked(person, page)
        try:
            await self.app.push_screen_wait(page)
        finally:
            self._about = None
        await self._change_person(asked)

    async def _change_person(self, asked: Asked) -> None:
        changed, person = asked.changed, asked.person
        async with self._person_drafts:
            await asyncio.to_thread(self._write_person, changed)
            self._unkept = changed
            if not changed:
                return
            command = ChangePerson(person.id, person.version, changed)
            if await self.run(lambda: self.desk.do.change_person(command)) is None:
                self.say(f"{self.message_line.text} {SHOWN_AGAIN}", "error")
                return
            await asyncio.to_thread(self._write_person, {})
        labels = ", ".join(person_field_label(id_).lower() for id_ in changed)
        self.say(f"Kept of {person.name.strip() or 'this person'}: {labels}.")

    @work(group=ASKING)
    async def action_ask_monitoring(self) -> None:
        """Ask the monitoring questions, which have nothing to do with the case."""
        if await self.app.push_screen_wait(MonitoringPage(self.desk.do.keep_monitoring)):
            self.say(PROMISE)

    # Drafts.

    @property
    def _person_draft(self) -> str:
        return f"person {self.case.person_id}"

    def tick(self) -> None:
        """Keep what is typed as time passes."""
        super().tick()
        if self.alive and self._about is not None and not self._person_drafts.locked():
            self._keep_person_typed()

    @work(group="draft")
    async def _keep_person_typed(self) -> None:
        async with self._person_drafts:
            if self._about is not None and self._about.changed != self._unkept:
                await asyncio.to_thread(self._write_person, self._about.changed)

    def keep_now(self) -> None:
        """Put what is being typed on disk before the app ends."""
        super().keep_now()
        if self._about is not None:
            self._write_person(self._about.changed)

    def _write_person(self, changed: Mapping[str, str]) -> None:
        with contextlib.suppress(DeskError):
            if changed:
                self.desk.do.keep_draft(self._person_draft, changed)
            elif self._unkept:
                self.desk.do.drop_draft(self._person_draft)
            self._unkept = dict(changed)
