"""A task that was added or done, or had that taken back: its line of the timeline is taken back, or stands again."""

from casework.permissions import require
from db.actions.follow_case import follow_case
from db.actions.reverse.rows import Detail, open_case
from db.errors import NotPossible
from db.store import Writing
from db.tables import Case, Entry


def take_task_line_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let a task not be there, or not be done, after all."""
    case, entry = _line(writing, case_id, detail)
    if entry.withdrawn_at is not None:
        raise NotPossible(f"That was taken back already on {case.reference}.")
    entry.withdrawn_at = writing.now
    writing.session.add(entry)
    return follow_case(writing, case, "task taken back").moved_words


def put_task_line_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let a task be there, or be done, as it was."""
    case, entry = _line(writing, case_id, detail)
    if entry.withdrawn_at is None:
        raise NotPossible(f"That stands already on {case.reference}.")
    entry.withdrawn_at = None
    writing.session.add(entry)
    return follow_case(writing, case, "task after all").moved_words


def _line(writing: Writing, case_id: int, detail: Detail) -> tuple[Case, Entry]:
    require(writing.staff.role, "work-task")
    case = open_case(writing, case_id)
    entry = writing.session.get(Entry, detail["entry"])
    if entry is None or entry.case_id != case_id or entry.kind not in ("task", "task done"):
        raise NotPossible(f"That is no task of {case.reference} to undo here. Take it back on the case.")
    return case, entry
