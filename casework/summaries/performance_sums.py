"""The sums behind a period's figures: middle values, ages in bands, and how long a clock waited."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from math import ceil
from typing import Final

from casework.clock_history import Wait
from casework.deadlines import Pause, merged, start_day
from casework.filters.day_ranges import open_for
from casework.moments import london_date
from casework.rules import Rules
from casework.summaries.performance import AgeBand, TimeTaken
from casework.summaries.periods import Part, Period
from casework.working_days import WorkingCalendar

AGE_BANDS: Final[tuple[tuple[int, int | None], ...]] = ((0, 5), (6, 10), (11, 20), (21, 40), (41, None))
"""Ages of open work, in working days from the day of receipt."""
_FINE: Final[tuple[tuple[Part, int], ...]] = (("day", 31), ("week", 190), ("month", 5 * 366))
"""Up to how many days a trend has a point for each day, week or month; for each financial year beyond."""


def part_for(period: Period) -> Part:
    """What a period's trend has a point for: a month's for each day, a quarter's for each week, a year's for each month."""
    return next((part for part, days in _FINE if period.days <= days), "year")


def median(days: Mapping[int, int]) -> float:
    """The middle one of numbers, given with how often each is there, or the mean of the middle two."""
    cases = sum(days.values())
    return (ranked(days, (cases + 1) // 2) + ranked(days, cases // 2 + 1)) / 2


def percentile(days: Mapping[int, int], percent: int) -> int:
    """The least number that so many per cent of them do not exceed: their nearest rank."""
    return ranked(days, max(1, ceil(sum(days.values()) * percent / 100)))


def ranked(days: Mapping[int, int], rank: int) -> int:
    """The number at a rank, counted from 1, in order; raises ValueError when there are not so many."""
    for number, cases in sorted(days.items()):
        rank -= cases
        if rank <= 0:
            return number
    raise ValueError("there are not so many numbers")


def times_taken(took: Mapping[tuple[str, int], int], order: Iterable[str]) -> tuple[TimeTaken, ...]:
    """The times of all cases together and of each kind that has any, from how many cases of a kind took so many days."""
    by_kind: dict[str, Counter[int]] = {}
    for (kind, days), cases in took.items():
        for key in ("", kind):
            by_kind.setdefault(key, Counter())[days] += cases
    listed = ("", *order, *sorted(by_kind))
    return tuple(
        TimeTaken(kind, by_kind[kind].total(), median(by_kind[kind]), percentile(by_kind[kind], 90))
        for kind in dict.fromkeys(listed)
        if kind in by_kind
    )


def ages(received: Mapping[date, int], end: date, calendar: WorkingCalendar) -> tuple[AgeBand, ...]:
    """How many cases are in each band of age on a day, from how many were received on each date."""
    old = [(calendar.count(day, end), cases) for day, cases in received.items()]
    return tuple(
        AgeBand(
            *(least, most, sum(cases for age, cases in old if least <= age and (most is None or age <= most))),
            received=open_for(least, most, end, calendar),
        )
        for least, most in AGE_BANDS
    )


def paused_days(
    rules: Rules, row: int, started_at: datetime, due_at: datetime, until: datetime, waits: Iterable[Wait]
) -> int | None:
    """The working days a clock waited and did not count, up to the moment it stopped, or now; None when it never waited.

    They are those of its own calendar, England and Wales's where it counts every day. A wait for a reason its standard does not
    allow is none, nor is one that began when the clock was already late.
    """
    standard = rules.standards[row]
    pauses = [
        Pause(max(wait.paused_at, started_at), min(wait.resumed_at or until, until))
        for wait in waits
        if standard.may_wait_for(wait.reason) and wait.paused_at <= min(due_at, until) and (wait.resumed_at or until) > started_at
    ]
    if not pauses:
        return None
    calendar, zero = rules.calendars.of(standard), start_day(standard, started_at, rules.calendars)
    days = ((max(zero, london_date(it.paused_at)), london_date(it.resumed_at)) for it in merged(pauses))
    return sum(calendar.count(began, ended) for began, ended in days if ended > began)
