"""Giving cases to a member of staff, taking one, and handing one back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from casework.permissions import require
from db.actions.case_rows import add_entry, case_as_read, refuse_merged
from db.audit import last_event, record
from db.errors import NotOnStaff, NotPossible
from db.store import Writing
from db.tables import Case, Staff


@dataclass(frozen=True, slots=True)
class Allocate:
    """Cases, each as read at its version, for one owner; None puts them back in the queue."""

    cases: Sequence[tuple[int, int]]
    owner_id: int | None


def allocate(writing: Writing, command: Allocate) -> int:
    """Give the cases to the owner, all or none; gives how many changed hands. One that is the owner's already stays as it is.

    An agent may take a case nobody has and hand back their own; anything else needs the permission to allocate.
    Raises NotOnStaff for an owner who has left, NotPossible for a closed or merged case.
    """
    owner = _owner(writing, command.owner_id)
    batch = last_event(writing.session) if len(command.cases) > 1 else None
    changed = 0
    for case_id, version in command.cases:
        case = case_as_read(writing, case_id, version)
        require(writing.staff.role, permission_to_give(writing.staff.id, case.owner_id, command.owner_id))
        refuse_merged(writing, case)
        if case.closed_at is not None:
            raise NotPossible(f"{case.reference} is closed, so it can't be allocated.")
        changed += _give(writing, case, owner, batch)
    return changed


def take_next(writing: Writing) -> str:
    """Take the open case nobody has whose deadline comes first; gives its reference. Raises NotPossible when there is none."""
    require(writing.staff.role, "take-case")
    waiting = select(Case).where(col(Case.closed_at).is_(None), col(Case.owner_id).is_(None))
    case = writing.session.exec(waiting.order_by(col(Case.next_due_at).asc().nulls_last(), col(Case.id)).limit(1)).first()
    if case is None:
        raise NotPossible("No open case is waiting for an owner.")
    _give(writing, case, _owner(writing, writing.staff.id))
    return case.reference


def _give(writing: Writing, case: Case, owner: Staff | None, batch: int | None = None) -> int:
    """Give a case, and say whether it changed hands; `batch` is what the cases given in one go have in common."""
    if case.owner_id == (owner.id if owner else None):
        return 0
    before, case.owner_id = case.owner_id, owner.id if owner else None
    case.version += 1
    writing.session.add(case)
    add_entry(writing, case, "allocated", step=owner.name if owner else "")
    together = {} if batch is None else {"batch": batch}
    record(writing, "case allocated", case.id, before=before, after=case.owner_id, **together)
    return 1


def permission_to_give(me: int, before: int | None, after: int | None) -> str:
    """What a member must be permitted to give a case from one owner to another."""
    taking = after == me and before in (None, me)
    handing_back = after is None and before in (None, me)
    return "take-case" if taking or handing_back else "allocate"


def _owner(writing: Writing, owner_id: int | None) -> Staff | None:
    if owner_id is None:
        return None
    owner = writing.session.get(Staff, owner_id)
    if owner is None or not owner.active:
        raise NotOnStaff("That person is no longer on the staff list. Choose somebody else.")
    return owner
