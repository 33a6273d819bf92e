"""Spans of London days that figures are given for: days, months, quarters and years from 1 April, or any range, as typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from casework.date_reading import LONGEST_READ, Prefer, UnreadableDate, read_day
from casework.date_words import MONTHS, day_words
from casework.errors import DeskError
from casework.working_days import YEARS_OF_REGIONS

Shape = Literal["day", "month", "quarter", "year", "range"]
WHOLE: Final[tuple[Shape, ...]] = ("day", "month", "quarter", "year")
"""The shapes that have names of their own."""
Part = Literal["day", "week", "month", "year"]
APRIL: Final = 4
"""The month with which a financial year begins."""
ONE_DAY: Final = timedelta(days=1)
EXAMPLES: Final = '"Oct 2026", "last month", "Q2 2026/27", "2026/27" or "1 Sep 2026..30 Sep 2026"'

_YEAR = r"(?P<first>[0-9]{4}|[0-9]{2})[/-](?P<second>[0-9]{4}|[0-9]{2})"
_QUARTER = re.compile(rf"(?:q|quarter ?)(?P<quarter>[1-4])(?: {_YEAR})?")
_FINANCIAL = re.compile(rf"(?:fy ?|financial year )?{_YEAR}")
_RELATIVE = re.compile(r"(?P<which>last|this|previous) (?P<shape>month|quarter|year|financial year)")
_MONTH_NUMBERS = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0?[1-9]|1[0-2])")
_MONTH_NAME = re.compile(r"(?P<name>[a-z]{3,9})(?: ?(?P<year>[0-9]{4})| ?'(?P<short>[0-9]{2}))?")
_CALENDAR_YEAR = re.compile(r"[0-9]{4}")
LAST_READINGS: Final[tuple[Prefer, ...]] = ("past", "near")
"""How the last day of a range is read, the first reading that is not before its first day."""
_BETWEEN = re.compile(r"\.\.+|\bto\b|\buntil\b")


class UnreadablePeriod(DeskError):
    """What was typed is not a period, or not one there can be figures for."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """London days from the first to the last, both among them, and what they are called: `October 2026`, `Q2 2026/27`."""

    first: date
    last: date
    title: str

    @property
    def shape(self) -> Shape:
        """What it is: a whole month is one however it was typed."""
        found = (shape for shape in WHOLE if _limits(self.first, shape) == (self.first, self.last))
        return next(found, "range")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """The one of its shape just before; for a range as many days."""
        if self.shape == "range":
            return period_between(self.first - timedelta(self.days), self.first - ONE_DAY)
        return period_with(self.first - ONE_DAY, self.shape)

    @property
    def after(self) -> "Period":
        """The one of its shape just after; for a range as many days."""
        if self.shape == "range":
            return period_between(self.last + ONE_DAY, self.last + timedelta(self.days))
        return period_with(self.last + ONE_DAY, self.shape)

    @property
    def year_before(self) -> "Period":
        """The same dates a year before; 29 February is the 28th there, unless it ends a month there too."""
        if self.shape in ("month", "quarter", "year"):
            return period_with(_year_earlier(self.first), self.shape)
        return period_between(_year_earlier(self.first), _year_earlier(self.last))

    def runs(self, today: date) -> bool:
        """Whether it is not over yet."""
        return self.last >= today

    def begins_after(self, today: date) -> bool:
        """Whether none of it has come yet."""
        return self.first > today

    def said(self, today: date) -> str:
        """What it is called, and that it is not over: `October 2026 so far`."""
        return f"{self.title} so far" if self.runs(today) else self.title

    def parts(self, shape: Part) -> Iterator["Period"]:
        """Its days, weeks from Monday, months or financial years, one after another; the first and last may be cut short."""
        first = self.first
        while first <= self.last:
            last = first + timedelta(6 - first.weekday()) if shape == "week" else period_with(first, shape).last
            yield period_between(first, min(last, self.last))
            first = last + ONE_DAY


def period_with(day: date, shape: Shape) -> Period:
    """The day, month, quarter or financial year that a day is in; of a range only that day is known."""
    first, last = _limits(day, shape)
    if shape == "month":
        return Period(first, last, f"{MONTHS[day.month - 1]} {day.year:04}")
    if shape == "quarter":
        return Period(first, last, f"Q{(day.month - APRIL) % 12 // 3 + 1} {_year_title(financial_year(day))}")
    return Period(first, last, _year_title(first.year) if shape == "year" else day_words(day))


def period_between(first: date, last: date) -> Period:
    """A range of days, called by its shape where it is a whole one. Raises UnreadablePeriod when it ends before it begins."""
    if last < first:
        raise UnreadablePeriod(f"{day_words(last)} is before {day_words(first)}. Give the earlier day first.")
    for shape in WHOLE:
        if _limits(first, shape) == (first, last):
            return period_with(first, shape)
    return Period(first, last, f"{_short(first, with_year=first.year != last.year)} to {_short(last)}")


def financial_year(day: date) -> int:
    """The calendar year in which the financial year of a day began, on 1 April."""
    return day.year if day.month >= APRIL else day.year - 1


def read_period(text: str, today: date) -> Period:
    """The period meant by what was typed; one without a year is the latest that has begun. Raises UnreadablePeriod.

    Days are read as `casework.date_reading` reads them, one without a year as past, the last of two as to come where it is else
    before the first. A month has all four figures of its year: `oct 26` is a day.
    """
    typed = " ".join(text[:LONGEST_READ].lower().replace("–", "..").replace("—", "..").split())
    try:
        found = _relative(typed, today) or _quarter(typed, today) or _month(typed, today) or _year(typed)
        return found or _range(typed, today)
    except (UnreadableDate, ValueError, OverflowError):
        raise _unreadable(text) from None


def _relative(typed: str, today: date) -> Period | None:
    found = _RELATIVE.fullmatch(typed)
    if found is None:
        return None
    shapes: dict[str, Shape] = {"month": "month", "quarter": "quarter"}
    now = period_with(today, shapes.get(found["shape"], "year"))
    return now if found["which"] == "this" else now.before


def _quarter(typed: str, today: date) -> Period | None:
    found = _QUARTER.fullmatch(typed)
    if found is None:
        return None
    ahead = 3 * (int(found["quarter"]) - 1)
    if found["first"]:
        return period_with(_months_on(date(_began(found["first"], found["second"]), APRIL, 1), ahead), "quarter")
    own = period_with(_months_on(date(financial_year(today), APRIL, 1), ahead), "quarter")
    return own.year_before if own.begins_after(today) else own


def _month(typed: str, today: date) -> Period | None:
    if found := _MONTH_NUMBERS.fullmatch(typed):
        return period_with(_within_years(int(found["year"]), int(found["month"])), "month")
    found = _MONTH_NAME.fullmatch(typed)
    month = found and next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(found["name"])), None)
    if not found or not month:
        return None
    if typed_year := found["year"] or found["short"]:
        return period_with(_within_years(_full_year(typed_year), month), "month")
    own = period_with(date(today.year, month, 1), "month")
    return own.year_before if own.begins_after(today) else own


def _year(typed: str) -> Period | None:
    if _CALENDAR_YEAR.fullmatch(typed):
        from_april, from_january = _year_title(int(typed)), f"1 Jan {typed}..31 Dec {typed}"
        raise UnreadablePeriod(f'"{typed}" could be two years; type "{from_april}" for the one from April, or "{from_january}".')
    found = _FINANCIAL.fullmatch(typed)
    return period_with(_within_years(_began(found["first"], found["second"]), APRIL), "year") if found else None


def _range(typed: str, today: date) -> Period:
    ends = [piece.strip() for piece in _BETWEEN.split(typed)]
    if len(ends) > 2:
        raise ValueError(typed)
    first = read_day(ends[0], today, prefer="past")
    lasts = [read_day(ends[-1], today, prefer=prefer) for prefer in LAST_READINGS]
    return period_between(first, next((last for last in lasts if last >= first), lasts[0]))


def _began(first: str, second: str) -> int:
    """The year a financial year began in, written as `2026/27`; raises ValueError when the second does not follow."""
    began = _full_year(first)
    if int(second) != (began + 1 if len(second) == 4 else (began + 1) % 100):
        raise ValueError(second)
    return began


def _full_year(typed: str) -> int:
    return int(typed) if len(typed) == 4 else 2000 + int(typed)


def _within_years(year: int, month: int) -> date:
    if year not in YEARS_OF_REGIONS or year + 1 not in YEARS_OF_REGIONS:
        raise ValueError(year)
    return date(year, month, 1)


def _limits(day: date, shape: Shape) -> tuple[date, date]:
    """The first and the last day of what a day is in; the day itself for a range."""
    if shape == "month":
        return day.replace(day=1), _month_end(day)
    if shape == "quarter":
        first = _months_on(day.replace(day=1), -((day.month - APRIL) % 12 % 3))
        return first, _month_end(_months_on(first, 2))
    if shape == "year":
        began = financial_year(day)
        return date(began, APRIL, 1), date(began + 1, APRIL, 1) - ONE_DAY
    return day, day


def _year_title(began: int) -> str:
    return f"{began:04}/{(began + 1) % 100:02}"


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)


def _month_end(day: date) -> date:
    return _months_on(day.replace(day=1), 1) - ONE_DAY


def _year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _short(day: date, with_year: bool = True) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year:04}" if with_year else "")


def _unreadable(text: str) -> UnreadablePeriod:
    shown = "".join(each if each.isprintable() else " " for each in text.strip())[:40]
    wrong = f'"{shown}" is not a period we can read' if shown else "No period was typed"
    return UnreadablePeriod(f"{wrong}; try {EXAMPLES}.")
