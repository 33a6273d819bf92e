"""The form for a new contact: its fields, each checked on leaving it, and the contact that they make."""

from collections.abc import Callable, Container, Mapping

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input, TextArea

from casework.contact import Contact, not_come_yet
from casework.date_reading import UnreadableDate
from casework.date_words import day_words, moment_words
from casework.details import all_problems, detail_words, details, odd, read_detail
from casework.errors import DeskError
from casework.organisations import organisation_named
from casework.read_back import email_doubt, phone_doubt
from screens.contact_fields import ContactFields
from screens.contact_outcome import FIELDS
from screens.contact_rows import READ, ROWS, TEXTS, force_words
from screens.widgets.choice import Choice

_BASE = ("kind", "channel", "name", "phone", "email", "force_reference", "subject", *FIELDS)
DOUBTS: Mapping[str, Callable[[str], str]] = {"phone": phone_doubt, "email": email_doubt}


class ContactForm(ContactFields):
    """Checks what is typed of a contact, and says under each field how it was read or what is wrong."""

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _changed(self, event: Input.Changed | TextArea.Changed | Choice.Changed) -> None:
        event.stop()
        if isinstance(event, Input.Changed) and event.input.id:
            self._row(event.input.id).hush()
        elif isinstance(event, Choice.Changed) and event.choice.id == "kind":
            self._show_rows()
        elif isinstance(event, Choice.Changed) and event.choice.id in READ:
            self._check(event.choice.id)
        elif isinstance(event, TextArea.Changed):
            self._row("note").hush()
        self.post_message(self.Changed())

    # Checking.

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Give the note more room while it is written."""
        self.set_class(event.widget is self.note, "-writing")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check a field on leaving it, and echo how it was read."""
        if event.widget.id in READ:
            self._check(event.widget.id)

    def _check(self, name: str) -> None:
        row, text = self._row(name), self._detail_text(name)
        if not text.strip():
            row.hush()
            return
        try:
            row.echo(self._reading(name, text))
        except DeskError as error:
            row.complain(str(error))

    def _reading(self, name: str, text: str) -> str:
        """How what is typed is read, and what to bear in mind; raises a DeskError for what can't be."""
        if name == "received":
            return self._received_words()
        if name in DOUBTS:
            return DOUBTS[name](text)
        if name == "force":
            return force_words(text)
        detail, now = details()[name], self._desk.time.now()
        kept = read_detail(name, text, now)
        words = "" if detail.reads in ("text", "choice") else detail_words(name, kept)
        return ": ".join(part for part in (words, odd(name, kept, now) or detail.note(kept)) if part)

    def _received_words(self) -> str:
        now = self._desk.time.now()
        arrival = self.arrival()
        moment = arrival.moment if arrival is not None else now
        if problem := not_come_yet(moment, now):
            raise UnreadableDate(problem)
        dated = f", dated {day_words(arrival.dated)}" if arrival is not None and arrival.dated is not None else ""
        return f"{moment_words(moment)}{dated}"

    def contact(self) -> Contact | None:
        """The contact as typed; or None, after saying under each bad field what is wrong and going to the first."""
        wrong = set()
        for name in ("received", "force"):
            self._check(name)
            wrong |= {name} if self._row(name).complaining else set()
        contact = self._as_typed(wrong)
        for problem in all_problems(contact, self._desk.time.now()):
            if problem.field in contact.person_details:
                self.known_of.complain(problem.sentence)
            else:
                self._row(problem.field).complain(problem.sentence)
            wrong.add(problem.field)
        if not wrong:
            return contact
        self._go_to_first(wrong)
        return None

    def _as_typed(self, unread: Container[str]) -> Contact:
        """The contact with what can be read of it."""
        fields = self.typed()
        arrival = self.arrival() if "received" not in unread else None
        dated = {"dated": arrival.dated.isoformat()} if arrival is not None and arrival.dated is not None else {}
        force = fields["force"] if "force" not in unread else ""
        return Contact(
            **{name: fields[name] for name in _BASE},
            note="\n\n".join(part for part in (fields["note"], self._of_other_types()) if part),
            details=self.details() | dated,
            person_id=self.person_id,
            person_details=self.told,
            received_at=arrival.moment if arrival is not None else None,
            force=organisation_named(force).id if force.strip() else None,
        )

    def _go_to_first(self, wrong: Container[str]) -> None:
        order = (*TEXTS, *(detail.id for detail in ROWS), "note", *FIELDS)
        first = next((name for name in order if name in wrong), None)
        if first is not None:
            (self.note if first == "note" else self.query_one(f"#{first}", Widget)).focus()

    # As words.

    def _of_other_types(self) -> str:
        """What is typed in fields that only other types have, as lines for the note: it is kept whatever type is saved."""
        kind, known = self.kind.value or "", details()
        lines = _lines({name: text for name, text in self._details().items() if not known[name].of(kind)})
        return "\n".join([*lines, *_said({"Outcome": self.outcome.unasked})])

    def as_text(self) -> str:
        """All that is typed but who it is from, as lines: for a contact that is added to a case there is already."""
        typed, ended = self.typed(), self.outcome.chosen
        fields = {TEXTS[name][0]: typed[name] for name in ("force", "force_reference")}
        ending = f"{ended.label} {self.outcome.words.value}".strip() if ended is not None else self.outcome.words.value
        parts = [typed["subject"], typed["note"], *_said(fields), *_lines(self._details()), *_said({"Outcome": ending})]
        return "\n".join(part for part in parts if part.strip())


def _lines(found: Mapping[str, str]) -> list[str]:
    """Details as lines of text, each after its label."""
    return _said({details()[name].label.strip(): text for name, text in found.items()})


def _said(found: Mapping[str, str]) -> list[str]:
    return [f"{label}: {text}" for label, text in found.items() if text.strip()]
