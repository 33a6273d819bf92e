"""Saying how urgent a case is."""

from dataclasses import dataclass

from casework.permissions import require
from casework.priorities import PRIORITIES, priority_label
from db.actions.case_rows import add_entry, case_as_read, refuse_merged
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing


@dataclass(frozen=True, slots=True)
class SetPriority:
    """A case, as read at `version`, and the number of its priority from now on (casework.priorities)."""

    case_id: int
    version: int
    level: int


def set_priority(writing: Writing, command: SetPriority) -> bool:
    """Give a case its priority; says whether that is another than it had. No deadline moves.

    Raises CaseChanged, NotPossible for a closed or merged case, BadValue for a priority that there is not.
    """
    require(writing.staff.role, "change-case")
    if command.level not in PRIORITIES:
        raise BadValue("priority", f"Choose one of: {', '.join(each.label for each in PRIORITIES.values())}.")
    case = case_as_read(writing, command.case_id, command.version)
    refuse_merged(writing, case)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is closed, so it needs no priority.")
    before = case.priority
    if command.level == before:
        return False
    case.priority = command.level
    case.version += 1
    writing.session.add(case)
    label = priority_label(command.level)
    entry = add_entry(writing, case, "changed", step="priority", text=f"Priority {label}, it was {priority_label(before)}.")
    record(writing, "priority set", case.id, before=before, after=command.level, entry=entry.id)
    return True
