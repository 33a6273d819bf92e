"""A case that was given to somebody: back with whom it was before, as long as it is still with whom it was given to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from casework.permissions import require
from casework.undo_stacks import UNDONE, Event
from casework.undo_words import change_words
from db.actions.allocate import case_rows, hand_over, permission_to_give
from db.actions.reverse.rows import Detail, open_case
from db.audit import record_each
from db.errors import NotOnStaff, NotPossible
from db.store import Writing
from db.tables import Staff
from db.tables.plain import STAFF


def with_the_owner_before(writing: Writing, case_id: int, detail: Detail) -> str:
    """Give the case back to whom it was with."""
    return _give(writing, case_id, detail, detail["after"], detail["before"])


def with_the_owner_after(writing: Writing, case_id: int, detail: Detail) -> str:
    """Give the case once more to whom it was given."""
    return _give(writing, case_id, detail, detail["before"], detail["after"])


def many_with_their_owners(writing: Writing, events: Sequence[Event], kind: str) -> None:
    """Give many cases that were given in one go back to whom they were with, or once more, all or none; and tell it of each."""
    was, becomes = ("after", "before") if kind == UNDONE else ("before", "after")
    cases = case_rows(writing, [event.case_id or 0 for event in events])
    staff = {row.id: row for row in writing.session.execute(select(STAFF.c.id, STAFF.c.name, STAFF.c.active))}
    changes: list[tuple[Row[Any], int | None]] = []
    for event in events:
        case, now_with, back_to = cases.get(event.case_id or 0), event.detail[was], event.detail[becomes]
        stands = case is not None and case.merged_into is None and case.closed_at is None and case.owner_id == now_with
        if case is not None and stands and (back_to is None or staff[back_to].active):
            changes.append((case, back_to))
        else:
            _give(writing, event.case_id or 0, event.detail, now_with, back_to)  # Which says what is against it.
    for before, after in {(event.detail["before"], event.detail["after"]) for event in events}:
        require(writing.staff.role, permission_to_give(writing.staff.id, before, after))

    def name(staff_id: int | None) -> str:
        return staff[staff_id].name if staff_id in staff else "nobody"

    alone = [{key: event.detail[key] for key in ("before", "after")} for event in events]
    lines = [change_words(event.action, detail, name) for event, detail in zip(events, alone, strict=True)]
    hand_over(writing, changes, lines, kind)
    record_each(writing, kind, [(event.case_id or 0, {"event": event.id, "what": event.action}) for event in events])


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
