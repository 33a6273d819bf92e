"""The answers of the calculator on the command line, in words and as values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from casework.date_reading import read_day, read_moment
from casework.date_words import WEEKDAYS, day_in_full, day_words, moment_words
from casework.deadlines import day_zero
from casework.moments import OFFICE_OPENS, london_date
from casework.standards import Receipt
from casework.working_days import SkippedDay, WorkingCalendar
from iopc_tui.commands.output import BadUse

CALENDAR_TITLES = {
    "england-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "uk-any": "any part of the UK",
}
RECEIPTS: dict[str, Receipt] = {"actual day": "actual day", "office hours": "office hours"}
MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class Addition:
    """N working days from a day: the day typed and as it was read, the day 0 it counts as, the due day, the days passed over."""

    start: date
    read_as: str
    day_zero: date
    n: int
    due: date
    calendar: str
    receipt: Receipt
    provisional: bool
    skipped: tuple[SkippedDay, ...]

    def as_json(self) -> dict[str, object]:
        """The answer as values."""
        return {
            "due": self.due.isoformat(),
            "start": self.start.isoformat(),
            "day_zero": self.day_zero.isoformat(),
            "working_days": self.n,
            "calendar": self.calendar,
            "receipt": self.receipt,
            "provisional": self.provisional,
            "skipped": _skipped_as_json(self.skipped),
        }

    def as_text(self) -> str:
        """The answer in words."""
        lines = [
            f"{self.read_as} {'+' if self.n >= 0 else '-'} {_days(abs(self.n))} "
            f"({CALENDAR_TITLES[self.calendar]}, {self.receipt})"
        ]
        if self.day_zero != self.start:
            lines.append(f"Received when the office was shut: counts as {day_words(self.day_zero)} (day 0)")
        lines.append(f"Due {day_in_full(self.due)}{_provisional(self.provisional)}")
        return "\n".join([*lines, *_skipped_lines(self.skipped)])


@dataclass(frozen=True, slots=True)
class Count:
    """The working days after one day, up to and including another; negative when the other is earlier."""

    first: date
    last: date
    working_days: int
    calendar: str
    provisional: bool
    skipped: tuple[SkippedDay, ...]

    def as_json(self) -> dict[str, object]:
        """The answer as values."""
        return {
            "working_days": self.working_days,
            "calendar_days": (self.last - self.first).days,
            "start": self.first.isoformat(),
            "end": self.last.isoformat(),
            "calendar": self.calendar,
            "provisional": self.provisional,
            "skipped": _skipped_as_json(self.skipped),
        }

    def as_text(self) -> str:
        """The answer in words."""
        return "\n".join(
            [
                f"After {day_words(self.first)}, up to and including {day_words(self.last)} ({CALENDAR_TITLES[self.calendar]})",
                f"{_days(self.working_days)}{_provisional(self.provisional)}",
                *_skipped_lines(self.skipped),
            ]
        )


def addition(start: str, n: int, calendar: str, receipt: str, now: datetime) -> Addition:
    """N working days from a day as typed; raises UnreadableDate, UnknownRegion, DateOutOfRange and BadUse.

    A date without a time counts as during office hours.
    """
    days, rule = WorkingCalendar.for_region(calendar), _receipt(receipt)
    read = read_moment(start, now, days, default_time=OFFICE_OPENS)
    zero = day_zero(read.moment, rule, days)
    due = days.add(zero, n)
    skipped = tuple(SkippedDay(line.day, line.reason) for line in days.explain(zero, n)[1:] if line.reason is not None)
    read_as = moment_words(read.moment) if read.had_time else day_words(read.day)
    return Addition(read.day, read_as, zero, n, due, calendar, rule, days.is_provisional(max(zero, due)), skipped)


def count(first: str, last: str, calendar: str, now: datetime) -> Count:
    """The working days between two days as typed; raises UnreadableDate, UnknownRegion and DateOutOfRange."""
    days, today = WorkingCalendar.for_region(calendar), london_date(now)
    start, end = read_day(first, today, days), read_day(last, today, days)
    skipped = tuple(days.skipped(min(start, end), max(start, end)))
    return Count(start, end, days.count(start, end), calendar, days.is_provisional(max(start, end)), skipped)


def _receipt(typed: str) -> Receipt:
    wanted = " ".join(typed.lower().replace("-", " ").split())
    if wanted not in RECEIPTS:
        raise BadUse(f"There is no receipt rule '{typed[:40]}'. Use 'actual day' or 'office hours'.")
    return RECEIPTS[wanted]


def _days(number: int) -> str:
    return f"{number:,} working day{'' if number == 1 else 's'}"


def _provisional(provisional: bool) -> str:
    return ", provisional: past the bank holidays published so far" if provisional else ""


def _skipped_as_json(skipped: Iterable[SkippedDay]) -> list[dict[str, str]]:
    return [{"date": it.day.isoformat(), "reason": it.reason} for it in skipped]


def _skipped_lines(skipped: tuple[SkippedDay, ...]) -> list[str]:
    """A line for each holiday, and one for each weekend, or for all of them together when there are many."""
    if not skipped:
        return []
    if len(skipped) <= MOST_LISTED:
        return ["Not counted:", *_each(skipped)]
    weekend = sum(it.reason in WEEKDAYS for it in skipped)
    return ["Not counted:", *_each(it for it in skipped if it.reason not in WEEKDAYS), f"  {weekend:,} Saturdays and Sundays"]


def _each(skipped: Iterable[SkippedDay]) -> Iterator[str]:
    ordered = sorted(skipped, key=lambda it: it.day)
    for is_weekend, group in groupby(ordered, key=lambda it: it.reason in WEEKDAYS):
        if not is_weekend:
            yield from (f"  {day_words(it.day):17}{it.reason}" for it in group)
            continue
        for weekend in _pairs(list(group)):
            yield f"  {', '.join(day_words(it.day) for it in weekend)}"


def _pairs(days: list[SkippedDay]) -> Iterator[list[SkippedDay]]:
    found: list[SkippedDay] = []
    for it in days:
        if found and (it.day - found[-1].day).days > 1:
            yield found
            found = []
        found.append(it)
    if found:
        yield found
