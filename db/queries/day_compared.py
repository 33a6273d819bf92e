"""A day's figures held against other days' up to the same time: the working day before, and its weekday over four weeks."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, case, distinct, func, literal, or_, select, union_all

from casework.moments import at_london_time, end_of_date, london, london_date, start_of_date
from casework.rules import Rules
from casework.summaries.day_figures import Compared
from db.queries.day_moment import unpaused
from db.queries.queue_facts import received_at
from db.tables.plain import CASE, CLOCK

WEEKS = 4
_MICROSECOND = timedelta(microseconds=1)
_ENDED_LATE = CLOCK.c.state == "missed"


def compared(connection: Connection, rules: Rules, day: date, until: datetime, stood_open: int) -> Compared | None:
    """The figures of COMPARED for those days; None where the record has none of them. A day the office was shut is left out.

    `stood_open` is how many cases were open at the moment of the day they are held against.
    """
    first = connection.execute(select(func.min(CASE.c.received_at))).scalar()
    calendar = rules.calendars.ours
    before = calendar.add(day, -1)
    if first is None or london_date(first) > before:
        return None
    weeks = (day - timedelta(weeks=back) for back in range(1, WEEKS + 1))
    works = calendar.is_working_day(day)
    days = [each for each in weeks if each >= london_date(first) and calendar.is_working_day(each) == works]
    ends = {each: _same_time(each, day, until) for each in (before, *days)}
    moments = list(ends.values())
    then_open = _open(connection, moments, until, stood_open)
    found = dict(zip(ends, _figures(connection, moments, list(ends), then_open), strict=True))
    average = {name: sum(found[each][name] for each in days) / len(days) for name in found[before]} if days else {}
    return Compared(before, found[before], tuple(days), average)


def _same_time(each: date, day: date, until: datetime) -> datetime:
    return end_of_date(each) if until >= end_of_date(day) else at_london_time(each, london(until).time())


def _figures(
    connection: Connection, ends: Sequence[datetime], days: Sequence[date], then_open: Sequence[int]
) -> Iterator[dict[str, int]]:
    starts = [start_of_date(day) for day in days]
    late_by = [end + _MICROSECOND if end == end_of_date(day) else end for end, day in zip(ends, days, strict=True)]
    parts = {
        "received": _within(connection, CASE, CASE.c.received_at, starts, ends),
        "closed": _within(connection, CASE, CASE.c.closed_at, starts, ends),
        "open": then_open,
        "missed": _missed(connection, starts, ends, late_by),
        "overdue": _overdue(connection, ends, late_by),
    }
    for place in range(len(ends)):
        yield {name: numbers[place] for name, numbers in parts.items()}


def _within(connection: Connection, table: Any, moment: Any, starts: Sequence[datetime], ends: Sequence[datetime]) -> list[int]:
    each = (
        select(literal(place).label("place"), func.count().label("number"))
        .select_from(table)
        .where(moment >= start, moment <= end)
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    return _in_order(connection, each)


def _missed(
    connection: Connection, starts: Sequence[datetime], ends: Sequence[datetime], late_by: Sequence[datetime]
) -> list[int]:
    """How many deadlines of each day were missed by its moment; a clock paused since then ran at that moment."""
    each = (
        select(literal(place).label("place"), func.count().label("number"))
        .select_from(CLOCK)
        .where(CLOCK.c.due_at >= start, CLOCK.c.due_at < by, or_(_ENDED_LATE, and_(CLOCK.c.stopped_at.is_(None), unpaused(end))))
        for place, (start, end, by) in enumerate(zip(starts, ends, late_by, strict=True))
    )
    return _in_order(connection, each)


def _in_order(connection: Connection, each: Any) -> list[int]:
    found = {row.place: row.number for row in connection.execute(union_all(*each))}
    return [found[place] for place in sorted(found)]


def _open(connection: Connection, ends: Sequence[datetime], until: datetime, then: int) -> list[int]:
    """How many cases were open at each moment: those that were open later, less what came in between, and what went."""
    received, closed = CASE.c.received_at, CASE.c.closed_at
    came = select(*(func.count(case((received > at, 1))) for at in ends))
    came = came.where(received > min(ends), received <= until, or_(closed.is_(None), closed > until))
    went = select(*(func.count(case((and_(closed > at, received_at("closed") <= at), 1))) for at in ends))
    went = went.where(closed > min(ends), closed <= until)
    return [then - less + more for less, more in zip(_sums(connection, came), _sums(connection, went), strict=True)]


def _overdue(connection: Connection, ends: Sequence[datetime], late_by: Sequence[datetime]) -> list[int]:
    """How many cases had a late clock at each moment; each of the two ways a clock can be found has an index."""
    columns = [CLOCK.c[name] for name in ("case_id", "started_at", "due_at", "stopped_at", "paused_at", "state")]
    running_now = select(*columns).where(CLOCK.c.stopped_at.is_(None), CLOCK.c.due_at < max(late_by))
    since = select(*columns).where(CLOCK.c.stopped_at > min(ends), _ENDED_LATE, CLOCK.c.due_at < max(late_by))
    both = union_all(running_now, since).subquery()
    late = (
        and_(
            both.c.due_at < by,
            both.c.started_at <= at,
            or_(both.c.stopped_at.is_(None), both.c.stopped_at > at),
            or_(both.c.paused_at.is_(None), both.c.paused_at > at),
        )
        for at, by in zip(ends, late_by, strict=True)
    )
    return _sums(connection, select(*(func.count(distinct(case((each, both.c.case_id)))) for each in late)).select_from(both))


def _sums(connection: Connection, query: Any) -> list[int]:
    return [int(number) for number in connection.execute(query).one()]
