"""From the moment a clock starts to the moment it is due, by its standard's own rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import count

from casework.calendars import Calendars
from casework.moments import at_london_time, end_of_date, london, london_date, start_of_date
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


@dataclass(frozen=True, slots=True)
class Pause:
    """A time during which a clock waited for somebody else, from one moment to another."""

    paused_at: datetime
    resumed_at: datetime


def day_zero(started_at: datetime, receipt: Receipt, calendar: WorkingCalendar, closes: time) -> date:
    """The day that counts as the day of receipt, when the office closes at a London time that day.

    `actual day`: the London date, whatever the hour. `office hours`: the next working day when the office is shut, that is
    from closing time on, at weekends and on holidays.
    """
    local = london(started_at)
    day = local.date()
    if receipt == "actual day":
        return day
    if local.time() >= closes:
        day += _EVERY_DAY
    return calendar.roll_forward(day)


def start_day(standard: Standard, started_at: datetime, calendars: Calendars) -> date:
    """Day 0 of a standard's clock that started at this moment."""
    closes = calendars.closes(london_date(started_at))
    return day_zero(started_at, standard.receipt, calendars.of(standard), closes)


def deadline(
    standard: Standard, started_at: datetime, calendars: Calendars, pauses: Sequence[Pause] = (), extension: int = 0
) -> Deadline:
    """When a clock of this standard, started at this moment, is due.

    Day 1 is the day after day 0. Working days skip the calendar's holidays; calendar days are never rolled; a calendar
    month ends on the same date, or the month's last, and then rolls to a working day (as the ICO counts); working hours
    are the office's, in real elapsed time. An extension is so many more of the standard's own unit, counted from receipt,
    so that taking it back restores the date. A pause adds the days of the clock's own counting after the date it began,
    up to and with the date it ended; one that began when the clock was already late adds nothing. No clock is due while it waits.
    """
    if standard.unit == "working hours":
        return _by_the_hour(standard, started_at, calendars, pauses, extension)
    zero = start_day(standard, started_at, calendars)
    if not pauses:
        return _deadline(standard, zero, calendars, extension)
    due_day = _paused(standard, zero, calendars, pauses, extension)
    return _due(standard, zero, due_day, calendars)


def recurring(standard: Standard, started_at: datetime, calendars: Calendars) -> Iterator[Deadline]:
    """The deadlines of a recurring standard one after another, were none of them met: each a further length from the start."""
    return (deadline(standard, started_at, calendars, extension=times * standard.length) for times in count())


@lru_cache(maxsize=8192)
def _deadline(standard: Standard, zero: date, calendars: Calendars, extension: int) -> Deadline:
    counted = _counted(standard, zero, standard.length + extension, calendars.of(standard))
    return _due(standard, zero, _rolled(standard, counted, calendars), calendars)


def _due(standard: Standard, zero: date, due_day: date, calendars: Calendars) -> Deadline:
    calendar = calendars.of(standard)
    working = standard.counts_working_days
    warn_day = calendar.add(due_day, -standard.warn) if working else due_day - standard.warn * _EVERY_DAY
    return Deadline(
        day_zero=zero,
        due_day=due_day,
        due_at=_due_moment(standard, due_day, calendars),
        warn_at=start_of_date(warn_day),
        provisional=calendar.is_provisional(due_day) and standard.unit != "calendar days",
    )


def _due_moment(standard: Standard, due_day: date, calendars: Calendars) -> datetime:
    if standard.due == "end of date":
        return end_of_date(due_day)
    return at_london_time(due_day, calendars.closes(due_day))


def _counted(standard: Standard, zero: date, length: int, calendar: WorkingCalendar) -> date:
    """So many of the standard's units after a day, before any rolling."""
    if standard.unit == "working days":
        return calendar.add(zero, length)
    if standard.unit == "calendar days":
        return zero + length * _EVERY_DAY
    from dateutil.relativedelta import relativedelta

    return zero + relativedelta(months=length)


def _rolled(standard: Standard, day: date, calendars: Calendars) -> date:
    return calendars.of(standard).roll_forward(day) if standard.unit == "calendar months" else day


def _paused(standard: Standard, zero: date, calendars: Calendars, pauses: Iterable[Pause], extension: int) -> date:
    calendar, waited = calendars.of(standard), merged(pauses)
    counted = _counted(standard, zero, standard.length + extension, calendar)
    for pause in waited:
        if pause.paused_at > _due_moment(standard, _rolled(standard, counted, calendars), calendars):
            break
        began, ended = max(zero, london_date(pause.paused_at)), london_date(pause.resumed_at)
        if ended > began:
            working = standard.unit == "working days"
            counted = calendar.add(counted, calendar.count(began, ended)) if working else counted + (ended - began)
    return _not_while_paused(standard, _rolled(standard, counted, calendars), calendars, waited)


def _not_while_paused(standard: Standard, due_day: date, calendars: Calendars, waited: Sequence[Pause]) -> date:
    """The due day itself, or the first after it whose due moment does not fall while the clock waited."""
    for pause in waited:
        while pause.paused_at <= _due_moment(standard, due_day, calendars) < pause.resumed_at:
            due_day += _EVERY_DAY
            if standard.unit != "calendar days":
                due_day = calendars.of(standard).roll_forward(due_day)
    return due_day


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """Pauses in order, those that touch or overlap made one."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: (each.paused_at, each.resumed_at)):
        if found and pause.paused_at <= found[-1].resumed_at:
            found[-1] = Pause(found[-1].paused_at, max(found[-1].resumed_at, pause.resumed_at))
        else:
            found.append(pause)
    return found


def _by_the_hour(
    standard: Standard, started_at: datetime, calendars: Calendars, pauses: Sequence[Pause], extension: int
) -> Deadline:
    hours, waited = calendars.hours_of(standard), [(it.paused_at, it.resumed_at) for it in pauses]
    due_at = hours.add(started_at, (standard.length + extension) * 60, waited)
    due_day = london_date(due_at)
    return Deadline(
        day_zero=london_date(hours.next_open(started_at)),
        due_day=due_day,
        due_at=due_at,
        warn_at=hours.add(due_at, -standard.warn * 60) if standard.warn else due_at,
        provisional=calendars.of(standard).is_provisional(due_day),
    )
