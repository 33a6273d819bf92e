"""The fields of a new contact, in the order of a call, each checked on leaving it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from casework.contact import Contact, not_come_yet, problems_with, read_received
from casework.date_reading import UnreadableDate
from casework.date_words import moment_words
from casework.kinds import channels, kinds
from casework.organisations import UnknownOrganisation, organisation_named
from screens.desk import Desk
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.note_field import NoteField
from screens.widgets.text_field import TextField

TEXTS = {
    "received": ("Received", "now; or: yesterday 16:50"),
    "name": ("Name", "as they give it; may stay empty"),
    "phone": ("Phone", ""),
    "email": ("Email", ""),
    "force": ("Force", "a few letters: met, gwent, gmp"),
    "force_reference": ("Their ref", ""),
    "subject": ("About", "in a few words"),
}
READ = ("received", "force")


class ContactForm(Vertical):
    """What is typed of a contact; `beside` stands to the right of its one-line fields."""

    DEFAULT_CSS = """
    ContactForm {
        height: 1fr;
        & #beside { height: auto; }
        & #fields { width: 1fr; height: auto; }
        & #fields TextField { width: 1fr; }
        & FieldRow.-note { height: 1fr; & > Horizontal { height: 1fr; } & NoteField { height: 1fr; width: 1fr; } }
    }
    """

    kind = query_one("#kind", Choice)
    channel = query_one("#channel", Choice)
    note = query_one(NoteField)

    class Changed(Message):
        """Something was typed or chosen."""

    def __init__(self, desk: Desk, beside: Widget) -> None:
        """An empty form."""
        super().__init__()
        self._desk = desk
        self._beside = beside

    def compose(self) -> ComposeResult:
        """Kind and channel across, the fields beside their deadlines, the note filling what is left."""
        yield FieldRow("Type", Choice([Option(k.id, k.title, k.letter) for k in kinds().values()], "enquiry", id="kind"))
        ways = [Option(way.id, way.label, way.letter) for way in channels().values()]
        yield FieldRow("Arrived by", Choice(ways, "phone", id="channel"))
        with Horizontal(id="beside"):
            with Vertical(id="fields"):
                for name, (label, placeholder) in TEXTS.items():
                    yield FieldRow(label, TextField(placeholder=placeholder, id=name), id=f"row-{name}")
            yield self._beside
        yield FieldRow("Said", NoteField(placeholder="what was said, in their words"), id="row-note", classes="-note")

    def start(self) -> None:
        """Go to the first field."""
        self.kind.focus()

    # What is typed.

    def typed(self) -> dict[str, str]:
        """The fields as they stand, by name."""
        texts = {name: self._field(name).value for name in TEXTS}
        return {"kind": self.kind.value or "", "channel": self.channel.value or "", **texts, "note": self.note.text}

    def anything_typed(self) -> bool:
        """Whether there are words that would be missed."""
        return any(text.strip() for name, text in self.typed().items() if name not in ("kind", "channel"))

    def fill(self, fields: Mapping[str, str]) -> None:
        """Show these values; a field that is not named is emptied."""
        self.kind.value = fields.get("kind") or "enquiry"
        self.channel.value = fields.get("channel") or "phone"
        for name in TEXTS:
            self._field(name).value = fields.get(name, "")
            self._row(name).hush()
        self.note.text = fields.get("note", "")
        self._row("note").hush()

    def received(self) -> datetime | None:
        """When the contact arrived, None for now; a date without a time is that morning. Raises UnreadableDate."""
        text = self._field("received").value
        if not text.strip():
            return None
        return read_received(text, self._desk.time.now(), self._desk.calendar)

    def _field(self, name: str) -> TextField:
        return self.query_one(f"#{name}", TextField)

    def _row(self, name: str) -> FieldRow:
        return self.query_one(f"#row-{name}", FieldRow)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _changed(self, event: Input.Changed | TextArea.Changed | Choice.Changed) -> None:
        event.stop()
        if isinstance(event, Input.Changed) and event.input.id in TEXTS:
            self._row(event.input.id).hush()
        elif isinstance(event, TextArea.Changed):
            self._row("note").hush()
        self.post_message(self.Changed())

    # Checking.

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check a field on leaving it, and echo how it was read."""
        if event.widget.id in READ:
            self._check(event.widget.id)

    def _check(self, name: str) -> None:
        row, text = self._row(name), self._field(name).value
        if not text.strip():
            row.hush()
            return
        try:
            row.echo(self._received_words() if name == "received" else _force_words(text))
        except (UnreadableDate, UnknownOrganisation) as error:
            row.complain(str(error))

    def _received_words(self) -> str:
        now = self._desk.time.now()
        moment = self.received() or now
        if problem := not_come_yet(moment, now):
            raise UnreadableDate(problem)
        return moment_words(moment)

    def contact(self) -> Contact | None:
        """The contact as typed; or None, after saying under each bad field what is wrong and going to the first."""
        wrong = set()
        for name in READ:
            self._check(name)
            wrong |= {name} if self._row(name).complaining else set()
        fields = self.typed()
        force = fields.pop("force")
        received = fields.pop("received")
        contact = Contact(
            **fields,
            received_at=self.received() if received.strip() and "received" not in wrong else None,
            force=organisation_named(force).id if force.strip() and "force" not in wrong else None,
        )
        for problem in problems_with(contact, self._desk.time.now()):
            self._row(problem.field).complain(problem.sentence)
            wrong.add(problem.field)
        if not wrong:
            return contact
        self._go_to_first(wrong)
        return None

    def _go_to_first(self, wrong: Iterable[str]) -> None:
        first = next(name for name in (*TEXTS, "note") if name in wrong)
        (self.note if first == "note" else self._field(first)).focus()


def _force_words(text: str) -> str:
    body = organisation_named(text)
    signpost = f": not ours, signpost to the {body.signpost_to}" if body.signpost_to else ""
    return f"{body.name}{signpost}{'; offer Welsh' if body.welsh else ''}"
