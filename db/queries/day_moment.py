"""What stood at a moment of the past: which cases were open and whose, which clocks ran, what was still to be done."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select, union_all

from casework.undo_stacks import REDONE, UNDONE
from db.bulk import in_parts
from db.queries.queue_facts import received_at
from db.tables.plain import AUDIT, CASE, CLOCK, TASK

Condition = ColumnElement[bool]
ALLOCATED = "case allocated"
ALWAYS: Final = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
_EARLY: Final = 0.4
"""Up to what part of the record its cases are gone through sooner from the first received on than from the last closed back."""


def open_cases(connection: Connection, at: datetime, now: datetime, *names: str) -> Select[Any]:
    """These columns of the cases open at a moment, of those open still by one index and of those closed since by another.

    The latter are sought from whichever end of the record is nearer, in time: among those received before, or closed after.
    """
    columns = [CASE.c[name] for name in names]
    still = select(*columns).where(CASE.c.closed_at.is_(None), received_at("open") <= at)
    # The far bound holds of every case; with it, SQLite seeks by this moment and not by the other.
    received, closed = [CASE.c.received_at <= at], [CASE.c.closed_at > at]
    if _is_early(connection, at, now):
        received.append(CASE.c.received_at > ALWAYS[0])
    else:
        closed.append(CASE.c.closed_at < ALWAYS[1])
    both = union_all(still, select(*columns).where(*received, *closed)).subquery()
    return select(*both.c)


def _is_early(connection: Connection, at: datetime, now: datetime) -> bool:
    """Whether so little of the record lies before a moment that it is sooner gone through than what lies after."""
    first = connection.execute(select(func.min(CASE.c.received_at))).scalar()
    return first is None or at - first < _EARLY * (now - first)


def running(at: datetime) -> Condition:
    """That a clock ran at a moment."""
    return and_(
        CLOCK.c.state != "void",
        CLOCK.c.started_at <= at,
        or_(CLOCK.c.stopped_at.is_(None), CLOCK.c.stopped_at > at),
        unpaused(at),
    )


def unpaused(at: datetime) -> Condition:
    """That a clock did not wait for somebody else at a moment."""
    return or_(CLOCK.c.paused_at.is_(None), CLOCK.c.paused_at > at)


PROMISED_APART: Any = exists().where(
    TASK.c.case_id == CLOCK.c.case_id, TASK.c.entry_id == CLOCK.c.begun_by, TASK.c.own_due, TASK.c.withdrawn_at.is_(None)
)
"""That a clock is of a call-back promised for a moment of its own, which is what is to be kept."""


def to_be_done(at: datetime) -> Condition:
    """That a task was still to be done at a moment."""
    return and_(stood(at), or_(TASK.c.done_at.is_(None), TASK.c.done_at > at))


def stood(at: datetime) -> Condition:
    """That a task had been promised by a moment and not been taken back."""
    return and_(TASK.c.made_at <= at, or_(TASK.c.withdrawn_at.is_(None), TASK.c.withdrawn_at > at))


def owners_at(connection: Connection, at: datetime, cases: Iterable[int]) -> dict[int, int | None]:
    """Whose these cases were at a moment, of those that changed hands since; the others are whose they were."""
    rows: list[Row[Any]] = []
    columns = AUDIT.c.id, AUDIT.c.case_id, AUDIT.c.action, AUDIT.c.detail
    for some in in_parts(cases):
        since = AUDIT.c.case_id.in_(some), AUDIT.c.at > at, AUDIT.c.action.in_((ALLOCATED, UNDONE, REDONE))
        rows += connection.execute(select(*columns).where(*since))
    told = [(row.case_id, row.action, json.loads(row.detail)) for row in sorted(rows, key=lambda row: row.id, reverse=True)]
    others = {it["event"] for _, action, it in told if action != ALLOCATED and it.get("what") == ALLOCATED}
    reversed_ = _details(connection, others)
    found: dict[int, int | None] = {}
    for case_id, action, detail in told:
        if action == ALLOCATED:
            found[case_id] = detail["before"]
        elif detail.get("what") == ALLOCATED and detail["event"] in reversed_:
            found[case_id] = reversed_[detail["event"]]["after" if action == UNDONE else "before"]
    return found


def _details(connection: Connection, events: Iterable[int]) -> Mapping[int, Any]:
    found: dict[int, Any] = {}
    for some in in_parts(sorted(events)):
        rows = connection.execute(select(AUDIT.c.id, AUDIT.c.detail).where(AUDIT.c.id.in_(some)))
        found |= {row.id: json.loads(row.detail) for row in rows}
    return found
