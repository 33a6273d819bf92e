"""From the moment a clock starts to the moment it is due, by its standard's own rules."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from casework.moments import OFFICE_CLOSES, end_of_date, london, london_date, office_close, start_of_date
from casework.standards import Receipt, Standard
from casework.working_days import WorkingCalendar

_EVERY_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a clock is due: day 0, the due day, the moments (UTC) it is due and starts to warn, and whether it may move."""

    day_zero: date
    due_day: date
    due_at: datetime
    warn_at: datetime
    provisional: bool


def calendar_of(standard: Standard) -> WorkingCalendar:
    """The one calendar a standard's clocks are counted by."""
    return WorkingCalendar.for_region(standard.calendar or "england-wales")


def day_zero(started_at: datetime, receipt: Receipt, calendar: WorkingCalendar) -> date:
    """The day that counts as the day of receipt.

    `actual day`: the London date, whatever the hour. `office hours`: the next working day when the office is shut, that is
    from 17:00 on, at weekends and on holidays.
    """
    local = london(started_at)
    day = local.date()
    if receipt == "actual day":
        return day
    if local.time() >= OFFICE_CLOSES:
        day += _EVERY_DAY
    return calendar.roll_forward(day)


def deadline(standard: Standard, started_at: datetime) -> Deadline:
    """When a clock of this standard, started at this moment, is due.

    Day 1 is the day after day 0. Working days skip the calendar's holidays; calendar days are never rolled; a calendar
    month ends on the same date, or the month's last, and then rolls to a working day (as the ICO counts).
    """
    return _deadline(standard, day_zero(started_at, standard.receipt, calendar_of(standard)))


@lru_cache(maxsize=4096)
def _deadline(standard: Standard, zero: date) -> Deadline:
    calendar = calendar_of(standard)
    due_day = _due_day(standard, zero, calendar)
    due_at = office_close(due_day) if standard.due == "end of office day" else end_of_date(due_day)
    working = standard.counts_working_days
    warn_day = calendar.add(due_day, -standard.warn) if working else due_day - standard.warn * _EVERY_DAY
    return Deadline(
        day_zero=zero,
        due_day=due_day,
        due_at=due_at,
        warn_at=start_of_date(warn_day),
        provisional=calendar.is_provisional(due_day) and standard.unit != "calendar days",
    )


def _due_day(standard: Standard, zero: date, calendar: WorkingCalendar) -> date:
    if standard.unit == "working days":
        return calendar.add(zero, standard.length)
    if standard.unit == "calendar days":
        return zero + standard.length * _EVERY_DAY
    from dateutil.relativedelta import relativedelta

    return calendar.roll_forward(zero + relativedelta(months=standard.length))


def days_until(standard: Standard, day: date, due_day: date) -> int:
    """The working days from a day to the due day, negative once it has passed.

    In words every clock is told in working days of its calendar, also one that is counted in calendar days or months, so that
    a list by deadline reads in order.
    """
    return calendar_of(standard).count(day, due_day)


def due_day_of(due_at: datetime) -> date:
    """The London date a due moment falls on."""
    return london_date(due_at)
