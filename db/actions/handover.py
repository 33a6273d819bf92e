"""Leaving a note for the next shift, and taking it back."""

from dataclasses import dataclass
from datetime import date

from casework.contact import unstorable
from casework.date_words import day_words
from casework.moments import london_date
from casework.permissions import require
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import HandoverNote


@dataclass(frozen=True, slots=True)
class AddHandoverNote:
    """A note at the end of a day for those who work next, exactly as typed."""

    day: date
    text: str


def add_handover_note(writing: Writing, command: AddHandoverNote) -> int:
    """Leave the note; gives its row. Raises BadValue for an empty one, or a day that has not come yet."""
    require(writing.staff.role, "hand-over-note")
    if not command.text.strip():
        raise BadValue("note", "The note is empty. Type it, or leave with esc.")
    if problem := unstorable(command.text):
        raise BadValue("note", problem)
    if command.day > london_date(writing.now):
        raise BadValue("day", f"{day_words(command.day)} has not come yet. Leave the note at the end of a day.")
    row = HandoverNote(day=command.day, text=command.text, at=writing.now, staff_id=writing.staff.id)
    writing.session.add(row)
    writing.session.flush()
    record(writing, "handover note left", day=command.day, note=row.id)
    return row.id or 0


def take_handover_note_back(writing: Writing, note_id: int) -> None:
    """Take a note back: one's own, or another's who is permitted to. A day signed with it keeps it. Raises NotPossible."""
    require(writing.staff.role, "hand-over-note")
    row = writing.session.get(HandoverNote, note_id)
    if row is None or row.withdrawn_at is not None:
        raise NotPossible("That note was taken back already.")
    if row.staff_id != writing.staff.id:
        require(writing.staff.role, "change-others-entry")
    row.withdrawn_at = writing.now
    writing.session.add(row)
    writing.session.flush()
    record(writing, "handover note taken back", day=row.day, note=row.id)
