"""The figures of any day, drawn from the record as it stood at that day's end."""

from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from casework.calendars import Calendars
from casework.kinds import kinds
from casework.moments import end_of_date, start_of_date
from casework.summaries.day import DaySummary
from db.tables.plain import CASE, CLOCK


def day_summary(connection: Connection, day: date, calendars: Calendars) -> DaySummary:
    """One day's figures by kind of case; see DaySummary for what each one counts."""
    start, end = start_of_date(day), end_of_date(day)
    next_day = calendars.named("england-wales").add(day, 1)
    was_open = and_(CASE.c.received_at <= end, or_(CASE.c.closed_at.is_(None), CASE.c.closed_at > end))

    def by_kind(*conditions: ColumnElement[bool]) -> dict[str, int]:
        query = select(CASE.c.kind, func.count()).where(*conditions).group_by(CASE.c.kind)
        found: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)}
        return {kind: found.get(kind, 0) for kind in kinds()}

    def with_clock(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        running = and_(CLOCK.c.state != "void", or_(CLOCK.c.stopped_at.is_(None), CLOCK.c.stopped_at > end))
        running = and_(running, or_(CLOCK.c.paused_at.is_(None), CLOCK.c.paused_at > end))
        found: ColumnElement[bool] = CASE.c.id.in_(select(CLOCK.c.case_id).where(CLOCK.c.started_at <= end, running, *conditions))
        return found

    return DaySummary(
        date=day,
        next_day=next_day,
        received=by_kind(CASE.c.received_at >= start, CASE.c.received_at <= end),
        closed=by_kind(CASE.c.closed_at >= start, CASE.c.closed_at <= end),
        open=by_kind(was_open),
        overdue=by_kind(was_open, with_clock(CLOCK.c.due_at <= end)),
        due_next=by_kind(was_open, with_clock(CLOCK.c.due_at > end, CLOCK.c.due_at <= end_of_date(next_day))),
    )
