"""The alerts of open cases between two moments, those that no longer stand, and up to when somebody has seen theirs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select, union_all

from casework.alerts import DUE_SOON, KEPT, MOST_LISTED, OVERDUE, Alert, Since, latest_of_each, newest_first
from casework.clock_history import Wait
from casework.rules import Rules
from db.bulk import in_parts
from db.queries.task_alerts import past_task_alerts, task_alerts
from db.tables.plain import ALERTS_SEEN, CASE, CASE_WAIT, CLOCK, STAFF

_COLUMNS = (CLOCK.c.warn_at, CLOCK.c.due_at, CLOCK.c.standard, CASE.c.id, CASE.c.reference, CASE.c.kind, STAFF.c.name)
_WITH_CASE = CASE.join(CLOCK, CLOCK.c.case_id == CASE.c.id).outerjoin(STAFF, STAFF.c.id == CASE.c.owner_id)


def alerts(connection: Connection, rules: Rules, after: datetime, upto: datetime, owner_id: int | None = None) -> list[Alert]:
    """What began to be due soon or overdue after one moment, up to another, on open cases; of one owner's when given.

    Newest first, one for each promise, task and call-back. A clock that waits for somebody else is not among them.
    """
    # Two reads, each by its own index, and no row twice: a clock never warns after it is due.
    late, soon = and_(CLOCK.c.due_at >= after, CLOCK.c.due_at < upto), and_(_warns(after, upto), CLOCK.c.due_at >= upto)
    stands = (CASE.c.closed_at.is_(None), CLOCK.c.stopped_at.is_(None), CLOCK.c.paused_at.is_(None))
    told = select(*_COLUMNS).select_from(_WITH_CASE).where(*stands)
    query = union_all(*(_of(owner_id, told.where(at)) for at in (late, soon)))
    found = []
    for warn_at, due_at, row, case_id, reference, case_kind, owner in connection.execute(query).all():
        at, kind = (due_at, OVERDUE) if due_at < upto else (warn_at, DUE_SOON)
        found.append(Alert(at, kind, case_id, reference, case_kind, rules.standards[row].promise, due_at, owner))
    return latest_of_each([*found, *task_alerts(connection, after, upto, owner_id)])


def past_alerts(
    connection: Connection, rules: Rules, after: datetime, upto: datetime, owner_id: int | None = None, most: int = MOST_LISTED
) -> list[Alert]:
    """What began to be due soon or overdue after one moment, up to another, and no longer stands: the newest ones.

    Its clock ran at that moment and has been stopped, alone or with its case, or paused since. A clock that had stopped by
    then, waited then, or was found never to have been, gave no alert. The dates are those the clock has in the end.
    """
    due_at, warn_at, ended_at = CLOCK.c.due_at, CLOCK.c.warn_at, func.coalesce(CLOCK.c.stopped_at, CLOCK.c.paused_at)
    late = and_(due_at >= after, due_at < upto, due_at < ended_at)
    soon = and_(_warns(after, upto), warn_at < ended_at)
    # Whatever stopped since belongs to a case that is open or was closed since, and both have an index.
    touched = union_all(select(CASE.c.id).where(CASE.c.closed_at.is_(None)), select(CASE.c.id).where(CASE.c.closed_at > after))
    at = case((late, due_at), else_=warn_at).label("at")
    query = (
        select(at, late.label("late"), CASE.c.closed_at, CLOCK.c.stopped_at, *_COLUMNS)
        .select_from(_WITH_CASE)
        .where(CASE.c.id.in_(touched), CLOCK.c.state != "void", or_(late, soon))
        .order_by(at.desc(), CASE.c.reference.desc(), CLOCK.c.id)
        .limit(most)
    )
    rows = connection.execute(_of(owner_id, query)).all()
    waits = _waits(connection, {row.id for row in rows})
    clocks = (_past(row, rules) for row in rows if not _waited(row, rules, waits.get(row.id, ())))
    return newest_first([*clocks, *past_task_alerts(connection, after, upto, owner_id, most)])[:most]


@dataclass(frozen=True, slots=True)
class Recent:
    """The alerts of the last days up to a moment that stand, newest first, of which the first `new` have not been seen.

    `past` are those that no longer stand, newest first, when they were asked for.
    """

    upto: datetime
    alerts: tuple[Alert, ...] = ()
    new: int = 0
    past: tuple[Alert, ...] = ()

    @property
    def unseen(self) -> tuple[Alert, ...]:
        """Those that have not been seen."""
        return self.alerts[: self.new]

    @property
    def listed(self) -> list[tuple[Alert, bool]]:
        """Those that have not been seen and the newest of the others, newest first, each with whether it is new."""
        known = newest_first([*self.alerts[self.new :], *self.past])[:MOST_LISTED]
        marked = [*((alert, True) for alert in self.unseen), *((alert, False) for alert in known)]
        return sorted(marked, key=lambda each: (each[0].at, each[0].reference), reverse=True)


def unseen_alerts(connection: Connection, rules: Rules, now: datetime, staff_id: int, everybodys: bool) -> Recent:
    """The last days' alerts that a member of staff has not seen and that stand: what is read after every write by anyone."""
    seen = _seen(connection, staff_id)
    after = now - KEPT if seen is None else max(now - KEPT, seen)
    found = alerts(connection, rules, after, now, None if everybodys else staff_id)
    return Recent(now, tuple(found), len(found))


def alert_list(connection: Connection, rules: Rules, now: datetime, staff_id: int, everybodys: bool) -> Recent:
    """The last days' alerts for a member of staff, seen or not, with those that no longer stand: a list somebody asked for."""
    seen, owner_id = _seen(connection, staff_id), None if everybodys else staff_id
    found = alerts(connection, rules, now - KEPT, now, owner_id)
    new = sum(seen is None or alert.at > seen for alert in found)
    return Recent(now, tuple(found), new, tuple(past_alerts(connection, rules, now - KEPT, now, owner_id)))


def _seen(connection: Connection, staff_id: int) -> datetime | None:
    """Up to when a member of staff has seen the alerts."""
    query = select(ALERTS_SEEN.c.seen_to).where(ALERTS_SEEN.c.staff_id == staff_id)
    found: datetime | None = connection.execute(query).scalar()
    return found


def _warns(after: datetime, upto: datetime) -> ColumnElement[bool]:
    return and_(CLOCK.c.warn_at > after, CLOCK.c.warn_at <= upto)


def _of(owner_id: int | None, query: Select[Any]) -> Select[Any]:
    return query if owner_id is None else query.where(CASE.c.owner_id == owner_id)


def _past(row: Row[Any], rules: Rules) -> Alert:
    since: Since = "closed" if row.closed_at is not None else "done" if row.stopped_at is not None else "paused"
    kind, promise = OVERDUE if row.late else DUE_SOON, rules.standards[row.standard].promise
    return Alert(row.at, kind, row.id, row.reference, row.kind, promise, row.due_at, row.name, since)


def _waits(connection: Connection, cases: Iterable[int]) -> dict[int, list[Wait]]:
    found: dict[int, list[Wait]] = {}
    for part in in_parts(cases):
        query = select(*(CASE_WAIT.c[name] for name in ("case_id", "reason", "paused_at", "resumed_at")))
        for case_id, *wait in connection.execute(query.where(CASE_WAIT.c.case_id.in_(part), CASE_WAIT.c.withdrawn_at.is_(None))):
            found.setdefault(case_id, []).append(Wait(*wait))
    return found


def _waited(row: Row[Any], rules: Rules, waits: Sequence[Wait]) -> bool:
    """Whether the clock waited for somebody else at the moment it would have been told."""
    allowed: Iterator[Wait] = (wait for wait in waits if rules.standards[row.standard].may_wait_for(wait.reason))
    return any(wait.paused_at <= row.at and (wait.resumed_at is None or row.at < wait.resumed_at) for wait in allowed)
