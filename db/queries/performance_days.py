"""The London date of a moment as the database tells it, for counting a million moments by their day."""

from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Date, String, and_, case, cast, func, or_, type_coerce

from casework.moments import LONDON

_HOUR = timedelta(hours=1)
_ONE_DAY = timedelta(days=1)
Ahead = tuple[datetime, datetime, int]
"""From when to when London's clocks are so many hours ahead of UTC."""


def london_day(dialect: str, column: Any, years: range) -> Any:
    """The date in London of a column of moments, all of these years; on SQLite as text, which `as_date` reads."""
    if dialect != "sqlite":
        return cast(func.timezone("Europe/London", column), Date)
    kept = type_coerce(column, String)
    # Only in the last hours of a UTC date is London a day ahead, so that the rest costs no look at the clock changes.
    late = [
        and_(func.substr(kept, 12, 2) >= str(24 - hours), kept >= _text(begins), kept < _text(ends))
        for begins, ends, hours in clocks_ahead(years.start, years.stop)
    ]
    day = func.substr(kept, 1, 10)
    if not late:
        return day
    return case((and_(func.substr(kept, 12, 2) >= "22", or_(*late)), func.date(kept, "+1 day")), else_=day)


@lru_cache(maxsize=8192)
def as_date(day: str | date) -> date:
    """A date as `london_day` gives it."""
    return date.fromisoformat(day) if isinstance(day, str) else day


@cache
def clocks_ahead(first: int, stop: int) -> tuple[Ahead, ...]:
    """When London's clocks are ahead of UTC from the start of one year to that of another."""
    return tuple(each for year in range(first, stop) for each in _ahead_in(year))


@cache
def _ahead_in(year: int) -> tuple[Ahead, ...]:
    end = datetime(year + 1, 1, 1, tzinfo=UTC)
    at, found = datetime(year, 1, 1, tzinfo=UTC), []
    while at < end:
        until, hours = _until_change(at, end), _ahead(at)
        if hours:
            found.append((at, until, hours))
        at = until
    return tuple(found)


def _until_change(at: datetime, end: datetime) -> datetime:
    hours, until = _ahead(at), at
    for step in (_ONE_DAY, _HOUR):
        while until < end and _ahead(until) == hours:
            until += step
        if step is _ONE_DAY:
            until = min(until, end) - _ONE_DAY
    return min(until, end)


def _ahead(at: datetime) -> int:
    offset = at.astimezone(LONDON).utcoffset() or timedelta()
    return round(offset / _HOUR)


def _text(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")
