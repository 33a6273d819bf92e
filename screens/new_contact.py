"""The form for a new contact: one screen, in the order of a call, its deadlines beside it."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual import events, on, work
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input, TextArea

from casework.contact import Contact, problems_with
from casework.date_reading import UnreadableDate, read_moment
from casework.date_words import clock_time, moment_words
from casework.errors import DeskError
from casework.kinds import channels, kinds
from casework.moments import OFFICE_OPENS
from casework.organisations import UnknownOrganisation, organisation_named
from casework.why import why
from screens.commands import Command
from screens.deadline_preview import DeadlinePreview, promised
from screens.desk import Desk
from screens.live_screen import ASKING, LiveScreen
from screens.messages import CasesChanged
from screens.why import WhyScreen
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.note_field import NoteField
from screens.widgets.picker import Pick, Picker
from screens.widgets.text_field import TextField

FORM = "new contact"
TEXTS = {
    "received": ("Received", "now; or: yesterday 16:50, fri 9am, 3 Nov"),
    "name": ("Name", "as they give it; may stay empty"),
    "phone": ("Phone", ""),
    "email": ("Email", ""),
    "force": ("Force", "a few letters: met, gwent, gmp"),
    "force_reference": ("Their ref", ""),
    "subject": ("About", "in a few words"),
}


class Save(Command):
    """Save the contact as a case and start its clocks."""

    label = "save"
    keys = "ctrl+s"
    footer = True
    priority = True


class SaveAndNext(Command):
    """Save the contact and start the next one."""

    label = "save, next"
    keys = "ctrl+n"
    footer = True
    priority = True


class WhyTheseDates(Command):
    """Explain the deadlines beside the form day by day."""

    label = "why"
    keys = "f3"
    footer = True


class StartAfresh(Command):
    """Empty the form; it asks first, since what was typed is then gone."""

    label = "empty"
    keys = "f9"


class KeepAsDraft(Command):
    """Leave the form; what was typed is kept, and n shows it again."""

    label = "keep as draft"
    keys = "escape"
    footer = True


class NewContactScreen(LiveScreen):
    """Logs a contact while the caller talks."""

    crumbs = "New contact"
    commands = (Save, SaveAndNext, WhyTheseDates, KeepAsDraft, StartAfresh)
    BINDINGS: ClassVar = []
    DEFAULT_CSS = """
    NewContactScreen {
        & #form { height: auto; }
        & #fields { width: 1fr; height: auto; }
        & #fields TextField { width: 1fr; }
        & FieldRow.-note { height: 1fr; & > Horizontal { height: 1fr; } & NoteField { height: 1fr; width: 1fr; } }
    }
    """

    preview = query_one(DeadlinePreview)
    kind = query_one("#kind", Choice)
    channel = query_one("#channel", Choice)
    note = query_one(NoteField)

    def __init__(self, desk: Desk) -> None:
        """An empty form, until a draft is found."""
        super().__init__(desk)
        self.began = desk.time.now()
        self._unkept = False
        self._saving = False

    def compose_body(self) -> Iterable[Widget]:
        """Kind and channel across, the fields beside their deadlines, the note filling what is left."""
        yield FieldRow("Type", Choice([Option(k.id, k.title, k.letter) for k in kinds().values()], "enquiry", id="kind"))
        ways = [Option(way.id, way.label, way.letter) for way in channels().values()]
        yield FieldRow("Arrived by", Choice(ways, "phone", id="channel"))
        with Horizontal(id="form"):
            with Vertical(id="fields"):
                for name, (label, placeholder) in TEXTS.items():
                    yield FieldRow(label, TextField(placeholder=placeholder, id=name), id=f"row-{name}")
            yield DeadlinePreview(self.desk)
        yield FieldRow("Said", NoteField(placeholder="what was said, in their words"), id="row-note", classes="-note")

    def on_mount(self) -> None:
        """Offer the draft, if there is one, and start at the top."""
        super().on_mount()
        self.kind.focus()
        self._show_deadlines()
        self._resume()

    def tick(self) -> None:
        """Run the call timer; keep what was typed since the last second."""
        super().tick()
        if self.alive:
            self.preview.show_timer(self.desk.time.now() - self.began)
            if self._unkept and not self._saving:
                self._unkept = False
                self._keep()

    # What is typed.

    def typed(self) -> dict[str, str]:
        """The fields as they stand, by name."""
        texts = {name: self._text(name).value for name in TEXTS}
        return {"kind": self.kind.value or "", "channel": self.channel.value or "", **texts, "note": self.note.text}

    def anything_typed(self) -> bool:
        """Whether there are words that would be missed."""
        return any(text.strip() for name, text in self.typed().items() if name not in ("kind", "channel"))

    def _text(self, name: str) -> TextField:
        return self.query_one(f"#{name}", TextField)

    def _row(self, name: str) -> FieldRow:
        return self.query_one(f"#row-{name}", FieldRow)

    def _fill(self, fields: dict[str, str]) -> None:
        self.kind.value = fields.get("kind") or "enquiry"
        self.channel.value = fields.get("channel") or "phone"
        for name in TEXTS:
            self._text(name).value = fields.get(name, "")
            self._row(name).hush()
        self.note.text = fields.get("note", "")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        self._unkept = True
        self._show_deadlines()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check a field on leaving it, and echo how it was read."""
        name = event.widget.id
        if name in ("received", "force"):
            self._check(name)

    def _check(self, name: str) -> None:
        row, text = self._row(name), self._text(name).value
        if not text.strip():
            row.hush()
            return
        try:
            if name == "received":
                row.echo(moment_words(self._received() or self.desk.time.now()))
            else:
                body = organisation_named(text)
                signpost = f": not ours, signpost to the {body.signpost_to}" if body.signpost_to else ""
                row.echo(f"{body.name}{signpost}{'; offer Welsh' if body.welsh else ''}")
        except (UnreadableDate, UnknownOrganisation) as error:
            row.complain(str(error))

    def _received(self) -> datetime | None:
        text = self._text("received").value
        if not text.strip():
            return None
        return read_moment(text, self.desk.time.now(), prefer="past", default_time=OFFICE_OPENS).moment

    def _show_deadlines(self) -> None:
        try:
            started = self._received() or self.desk.time.now()
        except UnreadableDate:
            self.preview.nothing("Received can't be read yet.")
            return
        self.preview.show(self.kind.value or "", started)

    # Drafts.

    @work
    async def _resume(self) -> None:
        draft = await self.look_up(lambda: self.desk.read.draft(FORM))
        if draft is not None and not self.anything_typed():
            self._fill(draft.fields)
            self._unkept = False
            self.say(f"Your draft from {clock_time(draft.kept_at)} is back. F9 empties the form.")

    @work(exclusive=True, group="draft")
    async def _keep(self) -> None:
        try:
            await asyncio.to_thread(self.keep_now)
        except DeskError as error:
            self._unkept = True
            self.say(str(error), "error")

    def keep_now(self) -> None:
        """Put what is typed on disk, or let go of the draft when nothing is."""
        fields = self.typed()
        if self.anything_typed():
            self.desk.do.keep_draft(FORM, fields)
        else:
            self.desk.do.drop_draft(FORM)

    # Saving.

    def contact(self) -> Contact | None:
        """The contact as typed, or None after saying under the first bad field what is wrong, and going there."""
        for name in ("received", "force"):
            self._check(name)
        wrong = [name for name in ("received", "force") if self._row(name).complaining]
        fields = self.typed()
        contact = Contact(
            kind=fields["kind"],
            channel=fields["channel"],
            subject=fields["subject"],
            name=fields["name"],
            phone=fields["phone"],
            email=fields["email"],
            received_at=None if "received" in wrong else self._received(),
            force=organisation_named(fields["force"]).id if fields["force"].strip() and "force" not in wrong else None,
            force_reference=fields["force_reference"],
            note=fields["note"],
        )
        for problem in problems_with(contact, self.desk.time.now()):
            self._row(problem.field).complain(problem.sentence)
            wrong.append(problem.field)
        if not wrong:
            return contact
        first = next(name for name in (*TEXTS, "note") if name in wrong)
        (self.note if first == "note" else self._text(first)).focus()
        self.say("Not saved yet: see the mark ✗.", "warning")
        return None

    @on(Input.Changed)
    def _being_mended(self, event: Input.Changed) -> None:
        if event.input.id in TEXTS:
            self._row(event.input.id).hush()

    async def _save(self) -> str | None:
        if self._saving or (contact := self.contact()) is None:
            return None
        self._saving = True
        try:
            logged = await self.run(lambda: self.desk.do.log(contact))
        finally:
            self._saving = False
        if logged is None:
            return None
        self._unkept = False
        promises = promised(self.desk, contact.kind, contact.received_at or self.desk.time.now())
        first = f" {promises[0].standard.promise} {moment_words(promises[0].due_at)}." if promises else ""
        return f"Logged {logged.reference}.{first}"

    @work
    async def action_save(self) -> None:
        """Save and go back, saying the reference to read out."""
        said = await self._save()
        if said is not None:
            self._leave(said)

    @work
    async def action_save_and_next(self) -> None:
        """Save and empty the form."""
        said = await self._save()
        if said is not None:
            self._fill({})
            self._unkept = False
            self.began = self.desk.time.now()
            self.kind.focus()
            self.say(said)

    @work(group=ASKING)
    async def action_start_afresh(self) -> None:
        """Ask, then empty the form."""
        if self.anything_typed():
            picks = [Pick(False, "Keep what was typed"), Pick(True, "Empty the form: what was typed is gone for good")]
            if not await self.app.push_screen_wait(Picker("Empty the form?", picks)):
                return
        self._fill({})
        self.began = self.desk.time.now()
        self.kind.focus()

    @work
    async def action_keep_as_draft(self) -> None:
        """Leave, what was typed kept."""
        try:
            await asyncio.to_thread(self.keep_now)
        except DeskError as error:
            self.say(str(error), "error")
            return
        self._unkept = False
        self._leave("Kept as a draft: n shows it again." if self.anything_typed() else "")

    def action_why_these_dates(self) -> None:
        """Explain the deadlines."""
        try:
            started = self._received() or self.desk.time.now()
        except UnreadableDate as error:
            self.say(str(error), "warning")
            return
        reasons = [why(promise.standard, started) for promise in promised(self.desk, self.kind.value or "", started)]
        if reasons:
            self.app.push_screen(WhyScreen(reasons))
        else:
            self.say("No clock runs on this kind of contact.", "warning")

    def _leave(self, said: str) -> None:
        beneath = self.app.screen_stack[-2]
        self.dismiss()
        if said and isinstance(beneath, LiveScreen):
            beneath.say(said)
        beneath.post_message(CasesChanged())
