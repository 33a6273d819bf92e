"""A case that was given to somebody: back with whom it was before, as long as it is still with whom it was given to."""

from casework.permissions import require
from db.actions.allocate import permission_to_give
from db.actions.reverse.rows import Detail, open_case
from db.errors import NotOnStaff, NotPossible
from db.store import Writing
from db.tables import Staff


def with_the_owner_before(writing: Writing, case_id: int, detail: Detail) -> str:
    """Give the case back to whom it was with."""
    return _give(writing, case_id, detail, detail["after"], detail["before"])


def with_the_owner_after(writing: Writing, case_id: int, detail: Detail) -> str:
    """Give the case once more to whom it was given."""
    return _give(writing, case_id, detail, detail["before"], detail["after"])


def _give(writing: Writing, case_id: int, detail: Detail, now_with: int | None, back_to: int | None) -> str:
    require(writing.staff.role, permission_to_give(writing.staff.id, detail["before"], detail["after"]))
    case = open_case(writing, case_id)
    if case.owner_id != now_with:
        where = f"with {_name(writing, case.owner_id)}" if case.owner_id is not None else "back in the queue"
        raise NotPossible(f"{case.reference} is {where} since.")
    owner = writing.session.get(Staff, back_to) if back_to is not None else None
    if back_to is not None and (owner is None or not owner.active):
        raise NotOnStaff(f"{_name(writing, back_to)} is no longer on the staff list, so {case.reference} can't go back to them.")
    case.owner_id = back_to
    writing.session.add(case)
    return ""


def _name(writing: Writing, staff_id: int | None) -> str:
    owner = writing.session.get(Staff, staff_id)
    return owner.name if owner else "somebody"
