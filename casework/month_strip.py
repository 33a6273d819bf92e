"""Weeks as a calendar shows them, each day with its place in a count: its number, or a dash when it does not count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from casework.date_words import MONTHS, WEEKDAYS
from casework.working_days import DayLine, WorkingCalendar

Part = Literal["outside", "start", "counted", "skipped", "end"]
CELL = 9
HEADING = " " * 10 + "".join(f" {name[:3]:8}" for name in WEEKDAYS).rstrip()
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of a strip: its text, CELL characters wide, and the part it plays in the count."""

    day: date
    text: str
    part: Part


@dataclass(frozen=True, slots=True)
class StripWeek:
    """One week from Monday, with the month when it is the first week of the strip or has the first day of a month."""

    month: str
    days: tuple[StripDay, ...]

    def line(self) -> str:
        """The week as plain text."""
        return (f"{self.month:10}" + "".join(each.text for each in self.days)).rstrip()


def month_strip(lines: Sequence[DayLine]) -> list[StripWeek]:
    """The weeks a count runs through, the earliest first, whichever way it counts; the last day counted is in brackets."""
    by_day = {line.day: line for line in lines}
    return list(_weeks(lines, by_day))


def one_month(first: date, calendar: WorkingCalendar) -> list[StripWeek]:
    """The weeks of a month, its working days numbered from 1; `first` is the first day of the month."""
    number = 0
    lines = []
    day = first
    while day.month == first.month:
        worked = calendar.is_working_day(day)
        number += worked
        lines.append(DayLine(day, number if worked else None, None if worked else calendar.holiday_name(day) or ""))
        day += timedelta(days=1)
    return list(_weeks(lines, {line.day: line for line in lines}, numbered_from_start=True))


def strip_lines(weeks: Iterable[StripWeek]) -> list[str]:
    """A strip as plain text under the names of the days."""
    return [HEADING, *(week.line() for week in weeks)]


def _weeks(lines: Sequence[DayLine], by_day: Mapping[date, DayLine], numbered_from_start: bool = False) -> Iterator[StripWeek]:
    first, last = min(by_day), max(by_day)
    start, end = (None, None) if numbered_from_start else (lines[0].day, lines[-1].day)
    monday = first - timedelta(days=first.weekday())
    shown = ""
    while monday <= last:
        days = [monday + timedelta(days=n) for n in range(7)]
        named = next((day for day in days if day.day == 1 and first <= day <= last), max(first, monday))
        month = f"{MONTHS[named.month - 1][:3]} {named.year}"
        yield StripWeek(month if month != shown else "", tuple(_day(day, by_day.get(day), start, end) for day in days))
        shown = month
        monday += _WEEK


def _day(day: date, line: DayLine | None, start: date | None, end: date | None) -> StripDay:
    part, mark = _part(day, line, start, end)
    text = f"{day.day:3} {mark}" if len(mark) < CELL - 3 else f"{day.day:3}{mark}"
    return StripDay(day, f"{text:{CELL}}", part)


def _part(day: date, line: DayLine | None, start: date | None, end: date | None) -> tuple[Part, str]:
    if line is None:
        return "outside", ""
    if day == start:
        return "start", "(0)"
    if line.number is None:
        return "skipped", " -"
    return ("end", f"[{line.number}]") if day == end else ("counted", f"({line.number})")
