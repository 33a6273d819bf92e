"""What came in and what went out on each of the last working days, by whose the cases are now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, literal, select, union_all

from casework.calendars import Calendars
from casework.forecast import pace_days
from casework.moments import london_date, start_of_date
from db.tables.plain import CASE

Owner = int | None


@dataclass(frozen=True, slots=True)
class Flow:
    """For each owner, how many of their cases were received and closed on each day, and last, today so far.

    A weekend or holiday counts with the working day after it. Somebody with none on any day is in neither.
    """

    days: tuple[date, ...]
    received: Mapping[Owner, Sequence[int]]
    closed: Mapping[Owner, Sequence[int]]


def flow(connection: Connection, calendars: Calendars, now: datetime) -> Flow:
    """The flow over the last working days that the record has."""
    today, first = london_date(now), connection.execute(select(func.min(CASE.c.received_at))).scalar()
    days = pace_days(calendars, today, None if first is None else london_date(first))
    spans = _spans(calendars, days, today)
    return Flow(days, _counted(connection, CASE.c.received_at, spans), _counted(connection, CASE.c.closed_at, spans))


def _spans(calendars: Calendars, days: Sequence[date], today: date) -> list[tuple[datetime, datetime]]:
    """From when to when each day counts, in UTC: from the end of the working day before it to its own end."""
    calendar = calendars.ours
    befores = [calendar.add(day, -1) for day in (*days, today)]
    starts = [start_of_date(before + timedelta(days=1)) for before in befores]
    return list(zip(starts, [*starts[1:], start_of_date(today + timedelta(days=1))], strict=True))


def _counted(connection: Connection, moment: Any, spans: Sequence[tuple[datetime, datetime]]) -> dict[Owner, list[int]]:
    # A range of the moment's own index for each day, whose ends know of the clock change; grouping by date would not.
    each = [
        select(literal(place).label("place"), CASE.c.owner_id, func.count().label("cases"))
        .where(moment >= begins, moment < ends)
        .group_by(CASE.c.owner_id)
        for place, (begins, ends) in enumerate(spans)
    ]
    found: dict[Owner, list[int]] = {}
    for place, owner, cases in connection.execute(union_all(*each)):
        found.setdefault(owner, [0] * len(spans))[place] = cases
    return found
