"""What is known of a case's person, asked for and kept from its screen; what is typed and not kept yet is a draft on disk."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from textual import work

from casework.errors import DeskError
from casework.monitoring import PROMISE
from casework.permissions import NotAllowed, require
from casework.person_details import person_detail_words, person_field_label, person_fields
from casework.side_by_side import BETWEEN_LINES, BETWEEN_PARTS, BETWEEN_WORDS
from db.actions.change_person import ChangePerson
from db.queries.case import CaseView
from db.queries.person import PersonView
from screens.about_them import AboutThem
from screens.case_clocks import CaseClocks
from screens.case_commands import AboutPerson, AskMonitoring
from screens.commands import Command
from screens.desk import Desk
from screens.edit_together import AsRead, Edit, Edited, Field, save
from screens.live_screen import ASKING
from screens.monitoring import MonitoringPage
from screens.side_by_side import by_and_when

PERSON_COMMANDS: tuple[type[Command], ...] = (AboutPerson, AskMonitoring)
SHOWN_AGAIN = "What you typed is kept: P shows it again."


@dataclass(frozen=True, slots=True)
class Asked:
    """The page on the screen, the person as read for it, and what was known of them when it was first opened."""

    read: AsRead[PersonView]
    page: AboutThem
    base: Mapping[str, str]

    @property
    def edit(self) -> Edit[PersonView]:
        """What is typed, from what the page began with."""
        typed, recorded = self.page.typed, self.read.texts
        return Edit(self.base, {id_: typed.get(id_, "") for id_ in {**recorded, **person_fields()}}, self.read)

    @property
    def changed(self) -> dict[str, str]:
        """The fields that are other than when the page was first opened, as typed, empty for one that is to go."""
        return self.edit.changed


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
        read, base = self._as_read(person), person.typed
        typed: Mapping[str, str] = {**base, **self._unkept}
        told = bool(self._unkept)
        while read is not None:
            page = AboutThem(person.name, typed, read.texts if told else None)
            asked = self._about = Asked(read, page, base)
            try:
                await self.app.push_screen_wait(page)
            finally:
                self._about = None
            again = await self._change_person(asked)
            if again is None:
                return
            read, base, typed, told = again.read, again.base, again.mine, True

    async def _change_person(self, asked: Asked) -> Edit[PersonView] | None:
        """Keep what was changed; what is left undone in front of both versions is given back, to be gone on with."""
        edit, person = asked.edit, asked.read.thing
        who = person.name.strip() or "this person"
        await self._keep_person(edit.changed)
        if not edit.changed:
            return None
        edited = Edited(
            f"About {who}",
            field=_field,
            read=lambda: self._as_read(self.desk.read.person(person.id)),
            write=lambda thing, changed: self.desk.do.change_person(ChangePerson(thing.id, thing.version, changed)),
        )
        done = await save(self, edited, edit)
        if isinstance(done, Edit):
            return done
        if done is None:
            self.say(f"{self.message_line.text} {SHOWN_AGAIN}", "error")
            return None
        await self._keep_person({})
        labels = ", ".join(person_field_label(id_).lower() for id_ in done.names)
        self.say(f"Kept of {who}: {labels}." if labels else "Nothing changed: the record says that already.")
        return None

    def _as_read(self, person: PersonView) -> AsRead[PersonView]:
        """What is known of somebody as it is edited, and who changed each last."""
        now = self.desk.time.now()
        by = {it.name: by_and_when(it.staff, it.at, now) for it in reversed(person.former)}
        return AsRead(person, person.typed, lambda name: by.get(name, "In the record by now"))

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

    async def _keep_person(self, changed: Mapping[str, str]) -> None:
        async with self._person_drafts:
            await asyncio.to_thread(self._write_person, changed)
            # Also when the disk would not take it: what is said next, that it is kept, must be true.
            self._unkept = dict(changed)

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


def _field(name: str) -> Field:
    """How a field of a person is told when two changed it."""
    field = person_fields().get(name)
    if field is None or field.reads == "option":
        return Field(person_field_label(name), None, partial(person_detail_words, name))
    if field.lines:
        return Field(field.label, BETWEEN_LINES)
    between = BETWEEN_PARTS if field.reads == "several" else BETWEEN_WORDS
    return Field(field.label, between, partial(person_detail_words, name))
