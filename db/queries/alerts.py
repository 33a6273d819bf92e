"""The alerts of open cases between two moments, and up to when a member of staff has seen theirs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select

from casework.alerts import DUE_SOON, KEPT, OVERDUE, Alert, latest_of_each
from casework.rules import Rules
from db.tables.plain import ALERTS_SEEN, CASE, CLOCK, STAFF


def alerts(connection: Connection, rules: Rules, after: datetime, upto: datetime, owner_id: int | None = None) -> list[Alert]:
    """What began to be due soon or overdue after one moment, up to another, on open cases; of one owner's when given.

    Newest first, one for each promise. A clock that waits for somebody else is not among them.
    """
    soon, late = and_(CLOCK.c.warn_at > after, CLOCK.c.warn_at <= upto), and_(CLOCK.c.due_at >= after, CLOCK.c.due_at < upto)
    columns = (CLOCK.c.warn_at, CLOCK.c.due_at, CLOCK.c.standard, CASE.c.id, CASE.c.reference, CASE.c.kind, STAFF.c.name)
    query = (
        select(*columns)
        .select_from(CASE.join(CLOCK, CLOCK.c.case_id == CASE.c.id).outerjoin(STAFF, STAFF.c.id == CASE.c.owner_id))
        .where(CASE.c.closed_at.is_(None), CLOCK.c.stopped_at.is_(None), CLOCK.c.paused_at.is_(None), or_(soon, late))
    )
    if owner_id is not None:
        query = query.where(CASE.c.owner_id == owner_id)
    found = []
    for warn_at, due_at, row, case_id, reference, case_kind, owner in connection.execute(query):
        at, kind = (due_at, OVERDUE) if due_at < upto else (warn_at, DUE_SOON)
        found.append(Alert(at, kind, case_id, reference, case_kind, rules.standards[row].promise, due_at, owner))
    return latest_of_each(found)


@dataclass(frozen=True, slots=True)
class Recent:
    """The alerts of the last days up to a moment, newest first, of which the first `new` have not been seen."""

    upto: datetime
    alerts: tuple[Alert, ...] = ()
    new: int = 0

    @property
    def unseen(self) -> tuple[Alert, ...]:
        """Those that have not been seen."""
        return self.alerts[: self.new]


def recent_alerts(connection: Connection, rules: Rules, now: datetime, staff_id: int, everybodys: bool) -> Recent:
    """The last days' alerts for a member of staff: of their own cases, or of everybody's."""
    seen = connection.execute(select(ALERTS_SEEN.c.seen_to).where(ALERTS_SEEN.c.staff_id == staff_id)).scalar()
    found = alerts(connection, rules, now - KEPT, now, None if everybodys else staff_id)
    return Recent(now, tuple(found), sum(seen is None or alert.at > seen for alert in found))
