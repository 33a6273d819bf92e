"""Adding a note to a case."""

from dataclasses import dataclass

from casework.permissions import require
from db.actions.case_rows import add_entry, refuse_merged
from db.audit import record
from db.errors import BadValue, CaseNotFound
from db.store import Writing
from db.tables import Case


@dataclass(frozen=True, slots=True)
class AddNote:
    """A note for a case, exactly as typed."""

    case_id: int
    text: str


def add_note(writing: Writing, command: AddNote) -> None:
    """Put a note on the timeline. It replaces nothing, so it needs no version and is never refused for another's change.

    Raises CaseNotFound, NotPossible for a merged case, or BadValue for an empty note.
    """
    require(writing.staff.role, "add-note")
    case = writing.session.get(Case, command.case_id)
    if case is None:
        raise CaseNotFound("That case is no longer in the record.")
    refuse_merged(writing, case)
    if not command.text.strip():
        raise BadValue("note", "The note is empty. Type it, or leave with esc.")
    entry = add_entry(writing, case, "note", text=command.text)
    record(writing, "note added", case.id, entry=entry.id)
