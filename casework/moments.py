"""London days and the moments at which they open, close, begin and end; moments are kept in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
OFFICE_OPENS = time(9)
OFFICE_CLOSES = time(17)


def london(moment: datetime) -> datetime:
    """The same moment on London's clocks; a moment without a time zone raises ValueError."""
    return _aware(moment).astimezone(LONDON)


def utc(moment: datetime) -> datetime:
    """The same moment in UTC; a moment without a time zone raises ValueError."""
    return _aware(moment).astimezone(UTC)


def london_date(moment: datetime) -> date:
    """The date in London at a moment."""
    return london(moment).date()


def office_open(day: date) -> datetime:
    """09:00 in London on a date, in UTC."""
    return at_london_time(day, OFFICE_OPENS)


def office_close(day: date) -> datetime:
    """17:00 in London on a date, in UTC."""
    return at_london_time(day, OFFICE_CLOSES)


def start_of_date(day: date) -> datetime:
    """The midnight that begins a date in London, in UTC."""
    return at_london_time(day, time.min)


def end_of_date(day: date) -> datetime:
    """The last microsecond of a date in London, in UTC."""
    return at_london_time(day, time.max)


def sunday_of(day: date) -> date:
    """The last day of a date's week."""
    return day + timedelta(days=6 - day.weekday())


def at_london_time(day: date, clock: time) -> datetime:
    """A London date and clock time as a moment in UTC.

    When the clocks go back, a time that happens twice is the first of the two. When they go forward, a
    time that is skipped is as far past the change as it was typed past it: 01:30 becomes 02:30.
    """
    return datetime.combine(day, clock.replace(fold=0), tzinfo=LONDON).astimezone(UTC)


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"The moment {moment.isoformat()} has no time zone.")
    return moment
