"""A further contact on the case on the screen: which way, how, what was said, when."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.binding import Binding

from casework.contact import not_come_yet, read_received, unstorable
from casework.date_reading import UnreadableDate
from casework.date_words import moment_words
from casework.kinds import channel_label, channels
from casework.permissions import NotAllowed, require
from db.actions.add_contact import AddContact
from db.queries.case import CaseView
from screens.commands import Command
from screens.desk import Desk
from screens.kept_pages import KeptPages
from screens.live_screen import ASKING
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormDialogue, FormNote
from screens.widgets.text_field import TextField

SAID, DIRECTION, CHANNEL, WHEN = "said", "direction", "channel", "when"
WAYS = {"in": "they contacted us", "out": "we contacted them"}


class ContactOnCase(Command):
    """Add a contact on this case: a call or message from them or to them, with what was said."""

    label = "contact"
    keys = "N"


CONTACT_COMMANDS: tuple[type[Command], ...] = (ContactOnCase,)


class ContactPage(FormDialogue[bool]):
    """Asks for one contact, by phone, from them and now unless told otherwise; True to save it, False to keep a draft."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "close", "Keep and close", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    ContactPage {
        & > .dialogue { height: 20; }
        & FormRows NoteField { min-height: 8; max-height: 8; }
    }
    """

    def __init__(self, title: str, typed: Mapping[str, str], desk: Desk) -> None:
        """Ask, going on from what was typed before."""
        self._desk = desk
        ways = [Option(id_, words, words[0]) for id_, words in WAYS.items()]
        by = [Option(way.id, way.label, way.letter) for way in channels().values()]
        fields = {
            SAID: ("Said", FormNote(typed.get(SAID, ""), placeholder="what was said, or: no answer", id=SAID)),
            DIRECTION: ("Which way", Choice(ways, typed.get(DIRECTION) or "in", id=DIRECTION)),
            CHANNEL: ("By", Choice(by, typed.get(CHANNEL) or "phone", id=CHANNEL)),
            WHEN: ("When", TextField(typed.get(WHEN, ""), placeholder="now; or: yesterday 16:50", id=WHEN)),
        }
        rows = {name: FieldRow(label, field, id=f"row-{name}") for name, (label, field) in fields.items()}
        super().__init__(title, "ctrl+s save   F3 dates   esc keep as a draft and close", rows)

    @property
    def typed(self) -> dict[str, str]:
        """What is typed so far, nothing while there are no words that would be missed."""
        return self.texts if self.texts[SAID].strip() or self.texts[WHEN].strip() else {}

    def at(self) -> datetime | None:
        """When it was, None for now; a date without a time is that morning. Raises UnreadableDate."""
        text = self.texts[WHEN]
        return read_received(text, self._desk.time.now(), self._desk.calendar) if text.strip() else None

    def check(self, name: str) -> None:
        """Say what is wrong with a row, or when that is."""
        row, text = self.rows[name], self.texts[name]
        if name == SAID and (problem := unstorable(text)):
            row.complain(problem)
        elif name == WHEN and text.strip():
            try:
                at = read_received(text, self._desk.time.now(), self._desk.calendar)
            except UnreadableDate as error:
                row.complain(str(error))
                return
            if problem := not_come_yet(at, self._desk.time.now()):
                row.complain(problem)
            else:
                row.echo(moment_words(at))
        else:
            row.hush()

    def action_save(self) -> None:
        """Close to save it, unless something can't be kept: then go there."""
        if self.go_to_first_wrong():
            return
        if not self.texts[SAID].strip():
            self.rows[SAID].complain("Type what was said, or: no answer.")
            self.rows[SAID].field.focus()
            return
        self.dismiss(True)

    def action_close(self) -> None:
        """Close; what is typed stays a draft."""
        self.dismiss(False)


class CaseContact(KeptPages):
    """A screen of one case on which a further contact can be added."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is ContactOnCase:
            try:
                require(self.desk.me.role, "log-contact")
            except NotAllowed as refused:
                return str(refused)
            if self.case.closed_at is not None:
                return f"{self.case.reference} is closed. O reopens it; n logs a new contact."
        return super().why_not(command)

    @work(group=ASKING)
    async def action_contact_on_case(self) -> None:
        """Ask for the contact and put it on the timeline; refused, it stays as a draft."""
        seen, draft = self.case, f"contact on {self.case.reference}"
        page = ContactPage(f"Contact on {seen.reference}", await self.typed_before(draft), self.desk)
        saved = await self.fill_in(page, draft, lambda: page.typed)
        if not saved:
            if page.typed:
                self.say("Nothing was saved. What you typed is kept: N shows it again.", "warning")
            return
        texts, at = page.texts, page.at()

        def add(case: CaseView) -> str:
            command = AddContact(case.id, case.version, texts[CHANNEL], texts[SAID], at, direction=texts[DIRECTION])
            return self.desk.do.add_contact(command, draft)

        if await self.attempt(add, seen=seen, keys="N") is not None:
            await self.keep_page(draft, {})
            self.say(f"Contact kept on {seen.reference}: {WAYS[texts[DIRECTION]]} by {channel_label(texts[CHANNEL])}.")
