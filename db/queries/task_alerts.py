"""The alerts of tasks and call-backs that have a moment of their own; one that is due by a clock is told as that clock is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, func, or_, select

from casework.alerts import DUE_SOON, OVERDUE, Alert, Since
from casework.tasks import LONGEST_WARNING, PROMISES
from db.queries.tasks import IS_OPEN, WHOSE
from db.tables.plain import CASE, STAFF, TASK

_COLUMNS = (
    *(TASK.c.due_at, TASK.c.warn_at, TASK.c.id.label("task"), TASK.c.kind.label("task_kind")),
    *(CASE.c.id.label("case_id"), CASE.c.reference, CASE.c.kind, CASE.c.closed_at, STAFF.c.name),
)
_WITH_CASE = TASK.join(CASE, CASE.c.id == TASK.c.case_id).outerjoin(STAFF, STAFF.c.id == WHOSE)


def task_alerts(connection: Connection, after: datetime, upto: datetime, staff_id: int | None) -> Iterator[Alert]:
    """What began to be due soon or overdue between two moments and is still to be done on an open case; one member's."""
    # One read by the index on when it is due: nothing is due soon for longer than its longest warning.
    query = _select(staff_id).where(
        IS_OPEN, CASE.c.closed_at.is_(None), _near(after, upto), or_(TASK.c.due_at < upto, _warns(after, upto))
    )
    return (_alert(row, row.due_at < upto) for row in connection.execute(query))


def past_task_alerts(connection: Connection, after: datetime, upto: datetime, staff_id: int | None, most: int) -> Iterator[Alert]:
    """What began to be so and was done since, or whose case was closed since: the newest ones."""
    ended_at = func.coalesce(TASK.c.done_at, CASE.c.closed_at)
    late = and_(TASK.c.due_at >= after, TASK.c.due_at < upto, TASK.c.due_at < ended_at)
    soon = and_(_warns(after, upto), TASK.c.warn_at < ended_at)
    at = case((late, TASK.c.due_at), else_=TASK.c.warn_at)
    touched = or_(TASK.c.done_at > after, CASE.c.closed_at > after)
    query = _select(staff_id, late.label("late")).where(
        TASK.c.withdrawn_at.is_(None), _near(after, upto), touched, or_(late, soon)
    )
    rows = connection.execute(query.order_by(at.desc(), TASK.c.id).limit(most))
    return (_alert(row, row.late, "closed" if row.closed_at is not None else "done") for row in rows)


def _near(after: datetime, upto: datetime) -> Any:
    return TASK.c.due_at.between(after, upto + LONGEST_WARNING)


def _warns(after: datetime, upto: datetime) -> Any:
    return and_(TASK.c.warn_at > after, TASK.c.warn_at <= upto)


def _select(staff_id: int | None, *more: Any) -> Select[Any]:
    query = select(*_COLUMNS, *more).select_from(_WITH_CASE).where(TASK.c.own_due)
    return query if staff_id is None else query.where(staff_id == WHOSE)


def _alert(row: Row[Any], late: bool, since: Since | None = None) -> Alert:
    return Alert(
        at=row.due_at if late else row.warn_at,
        kind=OVERDUE if late else DUE_SOON,
        case_id=row.case_id,
        reference=row.reference,
        case_kind=row.kind,
        promise=PROMISES[row.task_kind],
        due_at=row.due_at,
        owner=row.name,
        since=since,
        task=row.task,
        task_kind=row.task_kind,
    )
