"""A note or a contact that was added to a case: taken back, which leaves it to be read as such, and standing again."""

from sqlmodel import col, select

from casework.permissions import require
from db.actions.reverse.rows import Detail, the_case
from db.errors import NotPossible
from db.store import Writing
from db.tables import Entry, FormerText

_PERMISSIONS = {"note": "add-note", "contact": "log-contact"}


def take_entry_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Mark a note or a contact as taken back; somebody else's words in it keep it."""
    entry = _entry(writing, case_id, detail)
    if entry.withdrawn_at is not None:
        raise NotPossible(f"That {entry.kind} was taken back already.")
    others = select(FormerText.id).where(FormerText.entry_id == entry.id, col(FormerText.staff_id) != writing.staff.id)
    if writing.session.exec(others.limit(1)).first() is not None:
        raise NotPossible(f"That {entry.kind} was changed by somebody else since, so it stays.")
    entry.withdrawn_at = writing.now
    writing.session.add(entry)
    return ""


def put_entry_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let a note or a contact stand again."""
    entry = _entry(writing, case_id, detail)
    if entry.withdrawn_at is None:
        raise NotPossible(f"That {entry.kind} stands already.")
    entry.withdrawn_at = None
    writing.session.add(entry)
    return ""


def _entry(writing: Writing, case_id: int, detail: Detail) -> Entry:
    case = the_case(writing, case_id)
    entry = writing.session.get(Entry, detail["entry"])
    if entry is None or entry.case_id != case_id or entry.kind not in _PERMISSIONS:
        raise NotPossible(f"That is no longer on the timeline of {case.reference}.")
    require(writing.staff.role, _PERMISSIONS[entry.kind])
    return entry
