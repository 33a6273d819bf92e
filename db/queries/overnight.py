"""What changed on a member's cases while they were away."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select, union_all

from casework.alerts import OVERDUE, Alert
from casework.clocks import MARKS, Signal
from casework.date_words import short_day
from casework.draft_words import first_line
from casework.moments import at_london_time, london_date, start_of_date
from casework.rules import Rules
from casework.summaries.my_desk import DeskLine
from casework.timeline_words import happened
from db.queries.alerts import alerts
from db.tables.plain import AUDIT, CASE, ENTRY, STAFF

MOST = 20
"""How many changes a desk shows; of the others, how many there are."""
_ENTRY = (
    *(ENTRY.c[name] for name in ("id", "case_id", "at", "kind", "channel", "direction", "step", "text", "withdrawn_at")),
    CASE.c.reference,
    STAFF.c.name,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """The newest changes, newest first, and how many there are in all."""

    lines: tuple[DeskLine, ...]
    total: int


def last_here(connection: Connection, staff_id: int, now: datetime) -> datetime | None:
    """When a member last did anything on a day before this one; None for one who never did."""
    mine = select(AUDIT.c.at).where(AUDIT.c.staff_id == staff_id, AUDIT.c.at < start_of_date(london_date(now)))
    found: datetime | None = connection.execute(mine.order_by(AUDIT.c.id.desc()).limit(1)).scalar()
    return found


def office_closed(rules: Rules, now: datetime) -> datetime:
    """When the office closed on the last working day before this one."""
    day = rules.calendars.ours.add(london_date(now), -1)
    return at_london_time(day, rules.calendars.closes(day))


def changes(connection: Connection, rules: Rules, staff_id: int, since: datetime, now: datetime) -> Changes:
    """What anybody else wrote on a member's cases after a moment, and which of their deadlines passed since.

    Their cases are those they own: the open ones, and those closed since.
    """
    late_written = _dated_back(connection, staff_id, since)
    by_others = or_(ENTRY.c.staff_id.is_(None), ENTRY.c.staff_id != staff_id)
    kept = and_(by_others, ENTRY.c.at > since, ENTRY.c.case_id.in_(_cases_of(staff_id, since)))
    wanted = or_(kept, ENTRY.c.id.in_(late_written)) if late_written else kept
    rows = connection.execute(_entries().where(wanted).order_by(ENTRY.c.at.desc(), ENTRY.c.id.desc()).limit(MOST)).all()
    overdue = [_overdue(alert, now) for alert in alerts(connection, rules, since, now, staff_id) if alert.kind == OVERDUE]
    found = [*(_line(row, late_written) for row in rows), *overdue]
    newest = sorted(found, key=lambda line: (line.at or now, line.key), reverse=True)
    return Changes(tuple(newest[:MOST]), (rows[0].number if rows else 0) + len(overdue))


def _cases_of(staff_id: int, since: datetime) -> Select[Any]:
    """The cases a member owns that are open, or were closed after a moment: each found by an index of its own."""
    mine = select(CASE.c.id).where(CASE.c.owner_id == staff_id)
    both = union_all(mine.where(CASE.c.closed_at.is_(None)), mine.where(CASE.c.closed_at > since)).subquery()
    return select(both.c.id)


def _dated_back(connection: Connection, staff_id: int, since: datetime) -> dict[int, datetime]:
    """The lines that others wrote after a moment and dated before it, such as a letter that came the day before."""
    events = select(AUDIT.c.at, AUDIT.c.detail).where(
        AUDIT.c.case_id.in_(_cases_of(staff_id, since)),
        AUDIT.c.at > since,
        AUDIT.c.action == "contact added",
        or_(AUDIT.c.staff_id.is_(None), AUDIT.c.staff_id != staff_id),
    )
    found = {json.loads(row.detail).get("entry"): row.at for row in connection.execute(events)}
    return {entry: at for entry, at in found.items() if isinstance(entry, int)}


def _entries() -> Select[Any]:
    joined = ENTRY.join(CASE, CASE.c.id == ENTRY.c.case_id).outerjoin(STAFF, STAFF.c.id == ENTRY.c.staff_id)
    return select(*_ENTRY, func.count().over().label("number")).select_from(joined)


def _overdue(alert: Alert, now: datetime) -> DeskLine:
    day = short_day(london_date(alert.due_at), london_date(now))
    words = f"{MARKS[Signal.OVERDUE]} overdue: {alert.promise} {day}"
    return DeskLine(f"overdue {alert.case_id} {alert.task or alert.promise}", words, alert.case_id, alert.reference, at=alert.at)


def _line(row: Row[Any], written: dict[int, datetime]) -> DeskLine:
    what = happened(row.kind, row.channel, row.step, row.withdrawn_at is not None, row.direction)
    said = first_line(row.text)
    words = f"{what}{f', by {row.name}' if row.name else ''}{f': {said}' if said else ''}"
    return DeskLine(f"entry {row.id}", words, row.case_id, row.reference, at=max(row.at, written.get(row.id, row.at)))
