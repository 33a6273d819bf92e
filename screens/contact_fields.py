"""The fields of a new contact, in the order of a call: what they hold, whatever of it the kind chosen needs."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget

from casework.contact import Arrival, read_arrival
from casework.date_reading import UnreadableDate
from casework.details import details, read_detail
from casework.errors import DeskError
from casework.kinds import channels, kinds
from casework.moments import london_date
from casework.organisations import Organisation, UnknownOrganisation, organisation_named
from casework.review_judgement import Judged, judged, lacking
from db.queries.likely_people import LikelyPerson
from db.queries.person import PersonView
from screens.contact_outcome import OutcomeRows
from screens.contact_rows import APART, ROWS, TEXTS, detail_rows, text_rows
from screens.desk import Desk
from screens.known_of import KnownOf
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.note_field import NoteField
from screens.widgets.text_field import TextField

DETAIL, ABOUT = "detail ", "about "
"""Before the names of a draft's fields that are details of the case, and of the person; `person` is the row of somebody known."""


class ContactFields(Vertical):
    """All that is typed of a contact, shown and given back whole; `beside` stands to the right of its one-line fields."""

    DEFAULT_CSS = """
    ContactFields {
        height: 1fr;
        & #beside { height: auto; max-height: 68%; }
        & #fields { width: 1fr; height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        & #fields > Vertical { height: auto; width: 1fr; }
        & #fields TextField, & OutcomeRows TextField { width: 1fr; }
        & KnownOf { height: auto; max-height: 3; }
        & FieldRow.-note { height: 1fr; & > Horizontal { height: 1fr; } & NoteField { height: 1fr; width: 1fr; } }
    }
    """

    kind = query_one("#kind", Choice)
    channel = query_one("#channel", Choice)
    note = query_one(NoteField)
    outcome = query_one(OutcomeRows)
    known_of = query_one(KnownOf)

    class Changed(Message):
        """Something was typed or chosen."""

    def __init__(self, desk: Desk, beside: Widget) -> None:
        """An empty form."""
        super().__init__()
        self._desk = desk
        self._beside = beside
        self._apart: dict[str, str] = {}
        self._about: dict[str, str] = {}
        self._recorded: PersonView | None = None
        self.person_id: int | None = None

    def compose(self) -> ComposeResult:
        """What is known of them, kind and channel across, the fields beside their deadlines, the note, how it ended."""
        yield KnownOf()
        yield FieldRow("Type", Choice([Option(k.id, k.title, k.letter) for k in kinds().values()], "enquiry", id="kind"))
        ways = [Option(way.id, way.label, way.letter) for way in channels().values()]
        yield FieldRow("Arrived by", Choice(ways, "phone", id="channel"))
        with Horizontal(id="beside"):
            with VerticalScroll(id="fields", can_focus=False):
                yield Vertical(*text_rows())
                yield Vertical(*detail_rows())
            yield self._beside
        yield FieldRow("Said", NoteField(placeholder="what was said, in their words"), id="row-note", classes="-note")
        yield OutcomeRows()

    def on_mount(self) -> None:
        """Show the rows of the kind chosen."""
        self._show_rows()

    def start(self) -> None:
        """Go to the first field."""
        self.query_one("#fields").scroll_home(animate=False)
        self.screen.set_focus(self.kind)

    def _show_rows(self) -> None:
        kind = self.kind.value or ""
        for detail in ROWS:
            self._row(detail.id).display = detail.of(kind)
        self.outcome.offer(kind)

    # What is typed.

    def typed(self) -> dict[str, str]:
        """The fields as they stand, by name."""
        texts = {name: self._field(name).value for name in TEXTS}
        base = {"kind": self.kind.value or "", "channel": self.channel.value or "", **texts, "note": self.note.text}
        found = {f"{DETAIL}{name}": text for name, text in self._details().items() if text}
        found |= {f"{ABOUT}{name}": text for name, text in self._about.items()}
        return base | self.outcome.typed | found | ({"person": str(self.person_id)} if self.person_id is not None else {})

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

    @property
    def apart(self) -> Mapping[str, str]:
        """The answers that are asked on a page of their own."""
        return self._apart

    def answer(self, answers: Mapping[str, str]) -> None:
        """Keep the answers given on their own page."""
        self._apart = {name: text for name, text in answers.items() if name in APART and text}
        self.post_message(self.Changed())

    def use(self, person: LikelyPerson | None) -> None:
        """Take somebody known as who it is, by the name they are known by, filling in what is not typed; None for a new one."""
        self.person_id = person.person_id if person is not None else None
        self.show_known(None)
        if person is not None:
            for name in ("name", "phone", "email"):
                if not self._field(name).value.strip() or (name == "name" and person.name.strip()):
                    self._field(name).value = getattr(person, name)
        self.post_message(self.Changed())

    # Who they are.

    def show_known(self, person: PersonView | None) -> None:
        """Show at the top what the record and this contact tell of the person."""
        self._recorded = person
        self.known_of.show(self.recorded | self._about)

    @property
    def person_shown(self) -> int | None:
        """The row of the person whom the top tells of."""
        return self._recorded.id if self._recorded is not None else None

    @property
    def recorded(self) -> dict[str, str]:
        """What the record tells of the person, as it was typed, by the ids of casework.person_details."""
        return dict(self._recorded.typed) if self._recorded is not None else {}

    @property
    def about(self) -> dict[str, str]:
        """What is told of the person, with what is told now."""
        return self.recorded | self._about

    @property
    def told(self) -> dict[str, str]:
        """What is told of the person now that the record has otherwise."""
        return dict(self._about)

    def tell(self, about: Mapping[str, str]) -> None:
        """Keep what is told of the person now, where the record has it otherwise."""
        recorded = self.recorded
        told = {name: about.get(name, "") for name in {**recorded, **about}}
        self._about = {name: text for name, text in told.items() if text != recorded.get(name, "")}
        self.known_of.show(recorded | self._about)
        self.post_message(self.Changed())

    @property
    def authority(self) -> Organisation | None:
        """The force or body that is typed, if it can be read."""
        try:
            return organisation_named(self._field("force").value)
        except UnknownOrganisation:
            return None

    def _readable(self) -> dict[str, str]:
        """The details that can be read so far, as they would be kept."""
        kept = {}
        for name, text in self.details().items():
            with suppress(DeskError):
                kept[name] = read_detail(name, text, self._desk.time.now())
        return kept

    def lacking(self) -> list[str]:
        """What an application for a review still needs, in words."""
        authority = self.authority
        force = authority.id if authority is not None else None
        return lacking(self._readable(), force, self.channel.value or "", said=bool(self.note.text.strip()))

    def judged(self) -> Judged | None:
        """What can be said of a review or an appeal from what is typed so far; what can't be read yet is left out."""
        now, kind, kept = self._desk.time.now(), self.kind.value or "", self._readable()
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
        self._fill_details(_under(DETAIL, fields))
        self._about = _under(ABOUT, fields)
        self.outcome.fill(fields)
        self.show_known(None)
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
        arrival = self.arrival()
        return arrival.moment if arrival is not None else None

    def arrival(self) -> Arrival | None:
        """When the contact arrived, and the date on it, None for now. Raises UnreadableDate."""
        text = self._field("received").value
        if not text.strip():
            return None
        return read_arrival(text, self._desk.time.now(), self._desk.calendar)

    def _field(self, name: str) -> TextField:
        return self.query_one(f"#{name}", TextField)

    def _row(self, name: str) -> FieldRow:
        return self.query_one(f"#row-{name}", FieldRow)


def _under(prefix: str, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of a draft whose names begin so, without that beginning."""
    return {name.removeprefix(prefix): text for name, text in fields.items() if name.startswith(prefix)}
