"""The fields of a new contact, in the order of a call, each checked on leaving it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from casework.contact import Contact, not_come_yet, read_received
from casework.date_reading import UnreadableDate
from casework.date_words import moment_words
from casework.details import Detail, all_problems, detail_words, details, odd, read_detail
from casework.errors import DeskError
from casework.kinds import channels, kinds
from casework.moments import london_date
from casework.organisations import Organisation, UnknownOrganisation, organisation_named
from casework.review_judgement import Judged, judged
from db.queries.likely_people import LikelyPerson
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
_BASE = ("kind", "channel", "name", "phone", "email", "force_reference", "subject", "note")
_READ_DETAILS = {detail.id for detail in details().values() if detail.reads in ("day", "moment", "categories")}
ROWS = tuple(detail for detail in details().values() if not detail.asked_apart)
APART = tuple(detail.id for detail in details().values() if detail.asked_apart)
DETAIL = "detail "
"""Before a detail's name where the fields of a draft are named, and `person` the row of somebody known."""


class ContactForm(Vertical):
    """What is typed of a contact; `beside` stands to the right of its one-line fields."""

    DEFAULT_CSS = """
    ContactForm {
        height: 1fr;
        & #beside { height: auto; max-height: 68%; }
        & #fields { width: 1fr; height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
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
        self._apart: dict[str, str] = {}
        self.person_id: int | None = None

    def compose(self) -> ComposeResult:
        """Kind and channel across, the fields beside their deadlines, the note filling what is left."""
        yield FieldRow("Type", Choice([Option(k.id, k.title, k.letter) for k in kinds().values()], "enquiry", id="kind"))
        ways = [Option(way.id, way.label, way.letter) for way in channels().values()]
        yield FieldRow("Arrived by", Choice(ways, "phone", id="channel"))
        with Horizontal(id="beside"):
            with VerticalScroll(id="fields", can_focus=False):
                for name, (label, placeholder) in TEXTS.items():
                    yield FieldRow(label, TextField(placeholder=placeholder, id=name), id=f"row-{name}")
                for detail in ROWS:
                    yield FieldRow(detail.label, _detail_field(detail), id=f"row-{detail.id}")
            yield self._beside
        yield FieldRow("Said", NoteField(placeholder="what was said, in their words"), id="row-note", classes="-note")

    def on_mount(self) -> None:
        """Show the rows of the kind chosen."""
        self._show_rows()

    def start(self) -> None:
        """Go to the first field."""
        self.query_one("#fields").scroll_home(animate=False)
        self.kind.focus()

    def _show_rows(self) -> None:
        kind = self.kind.value or ""
        for detail in ROWS:
            self._row(detail.id).display = detail.of(kind)

    # What is typed.

    def typed(self) -> dict[str, str]:
        """The fields as they stand, by name."""
        texts = {name: self._field(name).value for name in TEXTS}
        base = {"kind": self.kind.value or "", "channel": self.channel.value or "", **texts, "note": self.note.text}
        found = {f"{DETAIL}{name}": text for name, text in self._details().items() if text}
        return base | found | ({"person": str(self.person_id)} if self.person_id is not None else {})

    def _details(self) -> dict[str, str]:
        """Every detail as typed or answered, of whatever kind: changing the kind loses none of them."""
        return {detail.id: self._detail_text(detail.id) for detail in ROWS} | self._apart

    def _detail_text(self, name: str) -> str:
        field = self.query_one(f"#{name}", Widget)
        return (field.value or "") if isinstance(field, Choice | TextField) else ""

    def details(self) -> dict[str, str]:
        """The details of the kind that is chosen, as typed; those left empty are not there."""
        kind, known = self.kind.value or "", details()
        return {name: text for name, text in self._details().items() if text.strip() and known[name].of(kind)}

    def _of_other_types(self) -> str:
        """What is typed in fields that only other types have, as lines for the note: it is kept whatever type is saved."""
        kind, known = self.kind.value or "", details()
        left = {name: text for name, text in self._details().items() if text.strip() and not known[name].of(kind)}
        return "\n".join(f"{known[name].label.strip()}: {text}" for name, text in left.items())

    @property
    def apart(self) -> Mapping[str, str]:
        """The answers that are asked on a page of their own."""
        return self._apart

    def answer(self, answers: Mapping[str, str]) -> None:
        """Keep the answers given on their own page."""
        self._apart = {name: text for name, text in answers.items() if name in APART and text}
        self.post_message(self.Changed())

    def use(self, person: LikelyPerson | None) -> None:
        """Take somebody known as who it is, filling in what is not typed; None for somebody new."""
        self.person_id = person.person_id if person is not None else None
        if person is not None:
            for name in ("name", "phone", "email"):
                if not self._field(name).value.strip() or name == "name":
                    self._field(name).value = getattr(person, name)
        self.post_message(self.Changed())

    @property
    def authority(self) -> Organisation | None:
        """The force or body that is typed, if it can be read."""
        try:
            return organisation_named(self._field("force").value)
        except UnknownOrganisation:
            return None

    def judged(self) -> Judged | None:
        """What can be said of a review or an appeal from what is typed so far; what can't be read yet is left out."""
        now, kind = self._desk.time.now(), self.kind.value or ""
        kept = {}
        for name, text in self.details().items():
            with suppress(DeskError):
                kept[name] = read_detail(name, text, now)
        try:
            received = self.received() or now
        except UnreadableDate:
            received = now
        authority = self.authority
        return judged(kind, kept, authority.id if authority else None, london_date(received), london_date(now))

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
        self._fill_details({name.removeprefix(DETAIL): text for name, text in fields.items() if name.startswith(DETAIL)})
        person = fields.get("person", "")
        self.person_id = int(person) if person.isdecimal() and person.isascii() else None
        self.note.text = fields.get("note", "")
        self._row("note").hush()

    def _fill_details(self, texts: Mapping[str, str]) -> None:
        self._apart = {name: text for name, text in texts.items() if name in APART}
        for detail in ROWS:
            field, text = self.query_one(f"#{detail.id}", Widget), texts.get(detail.id, "")
            if isinstance(field, Choice):
                field.value = text if text in detail.options else None
            elif isinstance(field, TextField):
                field.value = text
            self._row(detail.id).hush()
        self._show_rows()

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
        if isinstance(event, Input.Changed) and event.input.id:
            self._row(event.input.id).hush()
        elif isinstance(event, Choice.Changed) and event.choice.id == "kind":
            self._show_rows()
        elif isinstance(event, TextArea.Changed):
            self._row("note").hush()
        self.post_message(self.Changed())

    # Checking.

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check a field on leaving it, and echo how it was read."""
        if event.widget.id in READ:
            self._check(event.widget.id)
        elif event.widget.id in _READ_DETAILS:
            self._check_detail(event.widget.id)

    def _check_detail(self, name: str) -> None:
        row, text = self._row(name), self._detail_text(name)
        if not text.strip():
            row.hush()
            return
        try:
            kept = read_detail(name, text, self._desk.time.now())
            strange = odd(name, kept, self._desk.time.now())
            row.echo(f"{detail_words(name, kept)}{f': {strange}' if strange else ''}")
        except DeskError as error:
            row.complain(str(error))

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
        force, received = fields["force"], fields["received"]
        contact = Contact(
            **{name: fields[name] for name in _BASE if name != "note"},
            note="\n\n".join(part for part in (fields["note"], self._of_other_types()) if part),
            details=self.details(),
            person_id=self.person_id,
            received_at=self.received() if received.strip() and "received" not in wrong else None,
            force=organisation_named(force).id if force.strip() and "force" not in wrong else None,
        )
        for problem in all_problems(contact, self._desk.time.now()):
            self._row(problem.field).complain(problem.sentence)
            wrong.add(problem.field)
        if not wrong:
            return contact
        self._go_to_first(wrong)
        return None

    def _go_to_first(self, wrong: Iterable[str]) -> None:
        first = next(name for name in (*TEXTS, *(detail.id for detail in ROWS), "note") if name in wrong)
        (self.note if first == "note" else self.query_one(f"#{first}", Widget)).focus()


def _detail_field(detail: Detail) -> Widget:
    if detail.reads == "choice":
        return Choice([Option(each, each) for each in detail.options], optional=True, id=detail.id)
    return TextField(placeholder=detail.placeholder, id=detail.id)


def _force_words(text: str) -> str:
    body = organisation_named(text)
    signpost = f": not ours, signpost to the {body.signpost_to}" if body.signpost_to else ""
    return f"{body.name}{signpost}{'; offer Welsh' if body.welsh else ''}"
