"""What a clock says: its state as a mark and in words, at any moment, from its stored dates alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from casework.date_words import clock_time, short_day, weekday_name
from casework.moments import london_date, start_of_date
from casework.rules import Rules
from casework.working_days import WorkingCalendar


class Signal(StrEnum):
    """How a clock stands, the most pressing first."""

    OVERDUE = "overdue"
    TODAY = "due today"
    SOON = "due soon"
    ON_TRACK = "on track"
    PAUSED = "paused"
    MISSED = "missed"
    MET = "met"
    NONE = "no deadline"


MARKS = {
    Signal.OVERDUE: "▲",
    Signal.TODAY: "◆",
    Signal.SOON: "◐",
    Signal.ON_TRACK: "●",
    Signal.PAUSED: "‖",
    Signal.MISSED: "✗",
    Signal.MET: "✓",
    Signal.NONE: "·",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as shown: its signal, the words beside its mark (`2 days left`), and its state in a word or two."""

    signal: Signal
    words: str
    state: str

    @property
    def mark(self) -> str:
        """The mark that always stands beside the words."""
        return MARKS[self.signal]


def elapsed(received_at: datetime, closed_at: datetime | None, now: datetime, calendar: WorkingCalendar) -> str:
    """How long a case has been here, or was, in working days: `today`, `3 working days ago`, `open for 12 working days`."""
    until = closed_at or now
    days = calendar.count(london_date(received_at), london_date(until))
    said = f"{days:,} working day{'' if days == 1 else 's'}"
    if closed_at is not None:
        return f"open for {said}"
    if london_date(received_at) == london_date(until):
        return "today"
    return f"{said} ago" if days else "no working day since"


def judged(stopped_at: datetime, due_at: datetime) -> str:
    """`met` for a clock stopped by its due moment, else `missed`."""
    return "met" if stopped_at <= due_at else "missed"


def judged_words(judgements: Sequence[str]) -> str:
    """How clocks that ended were judged, to follow another sentence: ` Clock met.`, ` 2 clocks missed, 1 met.`, or nothing."""
    if len(judgements) < 2:
        return f" Clock {judgements[0]}." if judgements else ""
    counted = [(each, judgements.count(each)) for each in ("missed", "met") if each in judgements]
    (first, number), *rest = counted
    return f" {number} clock{'' if number == 1 else 's'} {first}{''.join(f', {more} {each}' for each, more in rest)}."


def signal(due_at: datetime, warn_at: datetime, now: datetime) -> Signal:
    """How a running clock stands now: late the moment after it was due, due today, due soon, or on track."""
    if now > due_at:
        return Signal.OVERDUE
    if london_date(due_at) == london_date(now):
        return Signal.TODAY
    return Signal.SOON if now >= warn_at else Signal.ON_TRACK


def reading(calendar: WorkingCalendar, due_at: datetime, warn_at: datetime, now: datetime) -> Reading:
    """A running clock in words, in working days of the calendar it is counted by."""
    stands = signal(due_at, warn_at, now)
    today, due_day = london_date(now), london_date(due_at)
    if stands is Signal.OVERDUE:
        words = _late(calendar, due_day, today)
        return Reading(stands, words, words)
    if stands is Signal.TODAY:
        words = f"today, {clock_time(due_at)}"
        return Reading(stands, words, f"due {words}")
    words = f"{_left(calendar, due_day, today)}  {short_day(due_day, today)}"
    return Reading(stands, words, str(stands))


def paused_reading(paused_at: datetime, now: datetime) -> Reading:
    """A clock that waits for somebody else: `paused, since Tue 18 Nov`."""
    return Reading(Signal.PAUSED, f"paused, since {short_day(london_date(paused_at), london_date(now))}", str(Signal.PAUSED))


def standing(
    rules: Rules, row: int | None, due_at: datetime | None, warn_at: datetime | None, paused_at: datetime | None, now: datetime
) -> Reading:
    """How a clock of a standard's row, or a case by its next thing, stands now: paused, running, or with no deadline at all.

    What is due without a standard is a task or a call-back: it does not wait when the case does, and its days are England and
    Wales's.
    """
    is_task = row is None and due_at is not None
    if paused_at is not None and not is_task:
        return paused_reading(paused_at, now)
    if due_at is None or warn_at is None:
        return NO_DEADLINE
    calendar = rules.calendars.ours if row is None else rules.calendar_of(row)
    return reading(calendar, due_at, warn_at, now)


def ended_reading(state: str) -> Reading:
    """A stopped clock in words: met or missed, for good."""
    return Reading(Signal.MET if state == "met" else Signal.MISSED, state, state)


NO_DEADLINE = Reading(Signal.NONE, "no deadline", "no deadline")


def next_change(due_at: datetime, warn_at: datetime, now: datetime) -> datetime | None:
    """The next moment at which a running clock's signal changes by itself; None once it is overdue."""
    coming = [warn_at, start_of_date(london_date(due_at)), due_at + timedelta(microseconds=1)]
    return min((moment for moment in coming if moment > now), default=None)


def _late(calendar: WorkingCalendar, due_day: date, today: date) -> str:
    days = -calendar.count(today, due_day)
    if days > 0:
        return f"overdue {_days(days)}"
    return "overdue today" if due_day == today else f"overdue since {weekday_name(due_day)[:3]}"


def _left(calendar: WorkingCalendar, due_day: date, today: date) -> str:
    days = calendar.count(today, due_day)
    return f"{_days(days)} left" if days > 0 else f"due {weekday_name(due_day)[:3]}"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
