"""A case that was given to somebody: back with whom it was before, as long as it is still with whom it was given to."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from casework.errors import DeskError
from casework.permissions import require
from casework.undo_stacks import UNDONE, Event
from casework.undo_words import change_words
from db.actions.allocate import case_rows, hand_over, permission_to_give
from db.actions.reverse.rows import Detail, closed_since, the_case
from db.audit import record_each
from db.errors import NotOnStaff, NotPossible
from db.store import Writing
from db.tables import Case
from db.tables.plain import STAFF


def with_the_owner_before(writing: Writing, case_id: int, detail: Detail) -> str:
    """Give the case back to whom it was with."""
    return _give(writing, case_id, detail, detail["after"], detail["before"])


def with_the_owner_after(writing: Writing, case_id: int, detail: Detail) -> str:
    """Give the case once more to whom it was given."""
    return _give(writing, case_id, detail, detail["before"], detail["after"])


def many_with_their_owners(writing: Writing, events: Sequence[Event], kind: str) -> dict[int, DeskError]:
    """Give many cases that were given in one go back to whom they were with, or once more, and tell it of each.

    Those that are with somebody else by now, or can't be given, stay: gives what is against each, by the number of its event.
    """
    was, becomes = ("after", "before") if kind == UNDONE else ("before", "after")
    cases = case_rows(writing, [event.case_id or 0 for event in events])
    staff = _everybody(writing)
    changes: list[tuple[Row[Any], int | None]] = []
    done: list[Event] = []
    refused: dict[int, DeskError] = {}
    for event in events:
        case, now_with, back_to = cases.get(event.case_id or 0), event.detail[was], event.detail[becomes]
        try:
            if case is None or case.merged_into is not None:
                the_case(writing, event.case_id or 0)  # Which says that it is gone, or into which case it was merged.
            else:
                _check(case, now_with, back_to, staff)
                changes.append((case, back_to))
                done.append(event)
        except DeskError as refusal:
            refused[event.id] = refusal
    for before, after in {(event.detail["before"], event.detail["after"]) for event in done}:
        require(writing.staff.role, permission_to_give(writing.staff.id, before, after))

    def name(staff_id: int | None) -> str:
        return staff[staff_id].name if staff_id in staff else "nobody"

    alone = [{key: event.detail[key] for key in ("before", "after")} for event in done]
    lines = [change_words(event.action, detail, name) for event, detail in zip(done, alone, strict=True)]
    hand_over(writing, changes, lines, kind)
    record_each(writing, kind, [(event.case_id or 0, {"event": event.id, "what": event.action}) for event in done])
    return refused


def _give(writing: Writing, case_id: int, detail: Detail, now_with: int | None, back_to: int | None) -> str:
    require(writing.staff.role, permission_to_give(writing.staff.id, detail["before"], detail["after"]))
    case = the_case(writing, case_id)
    _check(case, now_with, back_to, _everybody(writing))
    case.owner_id = back_to
    writing.session.add(case)
    return ""


def _check(case: Case | Row[Any], now_with: int | None, back_to: int | None, staff: Mapping[int | None, Row[Any]]) -> None:
    """Raise what is against giving a case back to somebody."""

    def name(staff_id: int | None) -> str:
        return staff[staff_id].name if staff_id in staff else "somebody"

    if case.closed_at is not None:
        raise closed_since(case.reference)
    if case.owner_id != now_with:
        where = f"with {name(case.owner_id)}" if case.owner_id is not None else "back in the queue"
        raise NotPossible(f"{case.reference} is {where} since.")
    if back_to is not None and (back_to not in staff or not staff[back_to].active):
        raise NotOnStaff(f"{name(back_to)} is no longer on the staff list, so {case.reference} can't go back to them.")


def _everybody(writing: Writing) -> dict[int | None, Row[Any]]:
    return {row.id: row for row in writing.session.execute(select(STAFF.c.id, STAFF.c.name, STAFF.c.active))}
