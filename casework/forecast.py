"""The forecast: at the pace of the last working days, what breaches by a day, and the pace that would prevent it.

The rule, in full. Cases are worked earliest deadline first, the overdue ones before all others. So many are closed by the end of
a day as the pace comes to in the working days until then; of today counts what is left of the office's hours. What is due on a
day is in time when it is closed by that day's end. Work that is received from now on is not counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil, floor

from casework.bank_holidays import ENGLAND_AND_WALES
from casework.calendars import Calendars
from casework.date_words import day_words
from casework.errors import DeskError
from casework.moments import london_date
from casework.office_hours import MICROSECOND

PACE_DAYS = 20
"""The pace is that of so many working days, the last one before today."""
FRIDAY = 4


class NotAhead(DeskError):
    """A day was asked for that has gone by."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What was received and closed on each of the last working days, the earliest first.

    A weekend or holiday counts with the working day after it. There are fewer than PACE_DAYS of them in a young record.
    """

    days: tuple[date, ...]
    received: tuple[int, ...]
    closed: tuple[int, ...]

    @property
    def closed_a_day(self) -> Fraction | None:
        """Closings a working day; None when there is no whole working day to go by."""
        return Fraction(sum(self.closed), len(self.days)) if self.days else None

    @property
    def received_a_day(self) -> Fraction | None:
        """Cases received a working day; None when there is no whole working day to go by."""
        return Fraction(sum(self.received), len(self.days)) if self.days else None


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day on which open cases are due: how many, how many by its end with those before, and what there is to do it in.

    `working_days` are those from now to its end; `closed` how many the pace closes by then, of whatever deadline, and `breach`
    how many of the day's are not among them; both are None without a pace. `needed` is the fewest closings a day that leave
    none of those due by then open, None when no office hour is left before it ends.
    """

    day: date
    due: int
    due_by_then: int
    working_days: Fraction
    closed: int | None
    breach: int | None
    needed: int | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is due by the end of the day `by`, what the pace closes of it, and what would prevent each further breach.

    `due` counts the `overdue` ones too. `working_days` are those from now to the end of `by`, `left_today` being today's part.
    `closed` is how many of those due the pace closes, `breaches` how many more than now are then late or were closed late; both
    are None without a pace. `too_late` are due before the office opens again, which no pace prevents. `needed` is the fewest
    closings a day that prevent all the others, `needed_if_overdue_wait` were the overdue ones closed last, and `tightest` the
    day that takes so many. When that is today, `from_tomorrow` is what prevents those of later days, were no case closed today
    any more; None when there is none to prevent.
    """

    now: datetime
    by: date
    pace: Pace
    overdue: int
    due: int
    left_today: Fraction
    working_days: Fraction
    days: tuple[DueDay, ...]
    closed: int | None
    breaches: int | None
    too_late: int
    needed: int
    needed_if_overdue_wait: int
    tightest: date | None
    from_tomorrow: int | None

    @property
    def still_open(self) -> int | None:
        """How many of those due are still open at the end; None without a pace."""
        return None if self.closed is None else self.due - self.closed


def forecast(calendars: Calendars, now: datetime, due: Iterable[tuple[datetime, int]], pace: Pace, by: date) -> Forecast:
    """The forecast for open cases, given as their next deadlines and how many cases have each. Raises NotAhead for a past day."""
    today = london_date(now)
    if by < today:
        raise NotAhead(f"{day_words(by)} has gone by. Forecast for today or a day to come.")
    due = list(due)
    overdue = sum(cases for moment, cases in due if moment < now)
    coming = Counter[date]()
    for moment, cases in due:
        if moment >= now and cases and (day := london_date(moment)) <= by:
            coming[day] += cases
    days = tuple(_days(calendars, now, pace.closed_a_day, overdue, coming))
    until, in_all = working_days_left(calendars, now, by), overdue + coming.total()
    tightest = max(
        (day for day in days if day.needed is not None), key=lambda day: (day.needed or 0, -day.day.toordinal()), default=None
    )
    return Forecast(
        now=now,
        by=by,
        pace=pace,
        overdue=overdue,
        due=in_all,
        left_today=left_of_today(calendars, now),
        working_days=until,
        days=days,
        closed=None if pace.closed_a_day is None else min(in_all, floor(pace.closed_a_day * until)),
        breaches=None if pace.closed_a_day is None else sum(day.breach or 0 for day in days),
        too_late=sum(day.due for day in days if day.needed is None),
        needed=0 if tightest is None or tightest.needed is None else tightest.needed,
        needed_if_overdue_wait=max(
            (ceil((day.due_by_then - overdue) / day.working_days) for day in days if day.working_days), default=0
        ),
        tightest=None if tightest is None else tightest.day,
        from_tomorrow=_from_tomorrow(calendars, today, days) if tightest is not None and tightest.day == today else None,
    )


def _days(calendars: Calendars, now: datetime, pace: Fraction | None, overdue: int, coming: Counter[date]) -> Iterable[DueDay]:
    before = overdue
    for day, due in sorted(coming.items()):
        until, by_then = working_days_left(calendars, now, day), before + due
        closed = None if pace is None else floor(pace * until)
        breach = None if closed is None else due - min(due, max(0, closed - before))
        yield DueDay(day, due, by_then, until, closed, breach, ceil(by_then / until) if until else None)
        before = by_then


def _from_tomorrow(calendars: Calendars, today: date, days: Sequence[DueDay]) -> int | None:
    calendar = calendars.ours
    left = [(day.due_by_then, calendar.count(today, day.day)) for day in days if day.day > today]
    return max((ceil(Fraction(due, number)) for due, number in left if number), default=None)


def working_days_left(calendars: Calendars, now: datetime, day: date) -> Fraction:
    """The working days from now to the end of a day, today or later: what is left of today, and each whole one after it."""
    return left_of_today(calendars, now) + calendars.ours.count(london_date(now), day)


def left_of_today(calendars: Calendars, now: datetime) -> Fraction:
    """How much of today's office hours is still to come: 1 before they begin, 0 once they are over or when there are none."""
    hours, today = calendars.hours(ENGLAND_AND_WALES), london_date(now)
    opens, closes = hours.opening(today), hours.closing(today)
    if opens is None or closes is None or now >= closes:
        return Fraction(0)
    whole = hours.open_time(opens, closes)
    return Fraction(hours.open_time(max(now, opens), closes) // MICROSECOND, whole // MICROSECOND)


def usual_day(calendars: Calendars, now: datetime) -> date:
    """The day a forecast is for unless another is asked for: this week's Friday, or next week's once the office closed on it."""
    today, closes = london_date(now), calendars.hours(ENGLAND_AND_WALES).closing(london_date(now))
    gone = today.weekday() > FRIDAY or (today.weekday() == FRIDAY and (closes is None or now >= closes))
    return today + timedelta((FRIDAY - today.weekday()) % 7 or 7 * gone)


def pace_days(calendars: Calendars, today: date, first: date | None) -> tuple[date, ...]:
    """The last PACE_DAYS working days before today, the earliest first; those before the record's `first` day are left out."""
    calendar = calendars.ours
    days = (calendar.add(today, -back) for back in range(PACE_DAYS, 0, -1))
    return tuple(day for day in days if first is not None and day >= first)
