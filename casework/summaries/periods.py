"""Spans of London days that figures are given for: days, months, quarters and years from 1 April, or any range, as typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from casework.date_reading import LONGEST_READ, Prefer, UnreadableDate, read_day
from casework.date_words import MONTHS, WEEKDAYS, day_words, month_named
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
_QUARTER = re.compile(rf"(?:q|quarter ?)(?P<quarter>[1-4])(?:[ ,]+{_YEAR})?")
_QUARTER_LAST = re.compile(r"(?P<year>[0-9/-]+)[ ,]+(?P<quarter>q(?:uarter ?)?[1-4])")
_FINANCIAL = re.compile(rf"(?:fy ?|financial year )?{_YEAR}")
_RELATIVE = re.compile(r"(?P<which>last|this|previous)(?: (?P<shape>week|month|quarter|year|financial year))?")
_MONTH_NUMBERS = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0?[1-9]|1[0-2])")
_NUMBERS_MONTH = re.compile(r"(?P<month>0?[1-9]|1[0-2])[/-](?P<year>[0-9]{4})")
_DAY_NUMBERS = re.compile(r"[0-9]{2}[/-][0-9]{2}")
_MONTH_NAME = re.compile(r"(?P<name>[a-z]{3,9})(?:[ -]?(?P<year>[0-9]{4})| ?'(?P<short>[0-9]{2})|[ -](?P<bare>[0-9]{2}))?")
_MONTH_AND_TWO = re.compile(r"(?P<name>[a-z]{3,9}) (?P<two>[0-9]{2})")
_CALENDAR_YEAR = re.compile(r"(?P<quarter>q(?:uarter ?)?[1-4] )?(?P<year>[0-9]{4})")
LAST_READINGS: Final[tuple[Prefer, ...]] = ("past", "near")
"""How the last day of a range is read, the first reading that is not before its first day."""
_BETWEEN = re.compile(r"\.\.+|\bto\b|\buntil\b| - |(?<=[0-9]{4}-[0-9]{2}-[0-9]{2}) (?=[0-9]{4}-)")
_DAYS_OF_A_MONTH = re.compile(r"(?P<first>[0-9]{1,2}) ?(?:-|\.\.+|to|until) ?(?P<last>[0-9]{1,2} ?[a-z].*)")
_WITH_YEAR = re.compile(r"[0-9]{4}")


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


def read_period(text: str, today: date, shape: Shape | None = None) -> Period:
    """The period meant by what was typed; one without a year is the latest that has begun. Raises UnreadablePeriod.

    Days are read as `casework.date_reading` reads them, one without a year as past, the last of two as to come where it is else
    before the first. `oct 26` and `10/11` are days, but a month and a year where one of that `shape` is asked for, as `last` is
    then the last of them. A month, quarter or weekday that ends a range is the first after it begins where the latest is before.
    """
    typed = " ".join(text[:LONGEST_READ].lower().replace("–", "..").replace("—", "..").split()).removeprefix("from ")
    try:
        found = _relative(typed, today, shape) or _quarter(typed, today) or _year(typed, shape) or _month(typed, today, shape)
        return found or _range(typed, today)
    except (UnreadableDate, ValueError, OverflowError):
        raise _unreadable(text) from None


def _relative(typed: str, today: date, asked: Shape | None) -> Period | None:
    found = _RELATIVE.fullmatch(typed)
    named = found and (found["shape"] or asked)
    if not found or not named or named in ("day", "range"):
        return None
    if named == "week":
        monday = today - timedelta(today.weekday())
        now = period_between(monday, monday + timedelta(6))
    else:
        shapes: dict[str, Shape] = {"month": "month", "quarter": "quarter"}
        now = period_with(today, shapes.get(named, "year"))
    return now if found["which"] == "this" else now.before


def _quarter(typed: str, today: date) -> Period | None:
    typed = _QUARTER_LAST.sub(r"\g<quarter> \g<year>", typed)
    found = _QUARTER.fullmatch(typed)
    if found is None:
        return None
    ahead = 3 * (int(found["quarter"]) - 1)
    if found["first"]:
        return period_with(_months_on(date(_began(found["first"], found["second"]), APRIL, 1), ahead), "quarter")
    own = period_with(_months_on(date(financial_year(today), APRIL, 1), ahead), "quarter")
    return own.year_before if own.begins_after(today) else own


def _month(typed: str, today: date, asked: Shape | None) -> Period | None:
    if found := _MONTH_NUMBERS.fullmatch(typed) or _NUMBERS_MONTH.fullmatch(typed):
        return period_with(_within_years(int(found["year"]), int(found["month"])), "month")
    found = _MONTH_NAME.fullmatch(typed)
    month = found and month_named(found["name"])
    if not found or not month or (found["bare"] and asked != "month"):
        return None
    if typed_year := found["year"] or found["short"] or found["bare"]:
        return period_with(_within_years(_full_year(typed_year), month), "month")
    own = period_with(date(today.year, month, 1), "month")
    return own.year_before if own.begins_after(today) else own


def _year(typed: str, asked: Shape | None) -> Period | None:
    if found := _CALENDAR_YEAR.fullmatch(typed):
        year, quarter = found["year"], (found["quarter"] or "").upper()
        from_april, from_january = _year_title(int(year)), f"1 Jan {year}..31 Dec {year}"
        or_ = f'"{quarter}{_year_title(int(year) - 1)}" for the one before' if quarter else f'"{from_january}"'
        raise UnreadablePeriod(f'"{typed}" could be two years; type "{quarter}{from_april}" for the one from April, or {or_}.')
    found = _FINANCIAL.fullmatch(typed)
    other = any(each.fullmatch(typed) for each in (_MONTH_NUMBERS, _NUMBERS_MONTH, _DAY_NUMBERS))
    if found is None or (other and not (asked == "year" and _follows(found["first"], found["second"]))):
        return None
    return period_with(_within_years(_began(found["first"], found["second"]), APRIL), "year")


def _range(typed: str, today: date) -> Period:
    if found := _DAYS_OF_A_MONTH.fullmatch(typed):
        month = found["last"].lstrip("0123456789")
        typed = f"{found['first']} {month}..{found['last']}"
    begins, *ends = [piece.strip() for piece in _BETWEEN.split(typed)]
    if len(ends) > 1:
        raise ValueError(typed)
    first = _end(begins, today, "past").first
    if not ends:
        return period_between(first, first)
    _not_days_or_months(begins, ends[0], today)
    lasts = [_end(ends[0], today, prefer).last for prefer in LAST_READINGS]
    last = next((last for last in (*lasts, _first_ending(ends[0], first)) if last is not None and last >= first), lasts[0])
    if last < first and _WITH_YEAR.search(ends[0]) and not _WITH_YEAR.search(begins):
        first = _end(begins, last, "past").first
    return period_between(first, last)


def _end(typed: str, today: date, prefer: Prefer) -> Period:
    """An end of a range: a day, or all of a month, a quarter or a year."""
    whole = _quarter(typed, today) or _month(typed, today, None) or _year(typed, None)
    return whole or period_between(day := read_day(typed, today, prefer=prefer), day)


def _first_ending(typed: str, day: date) -> date | None:
    """When the first quarter, month or weekday of a bare name ends that is not over before a day; None for what is none."""
    if len(typed) > 1 and any(name.lower().startswith(typed) for name in WEEKDAYS):
        return read_day(typed, day, prefer="future")
    found = _quarter(typed, day) or _month(typed, day, None)
    if found and found.last < day:
        next_year = found.first + timedelta(366)
        found = _quarter(typed, next_year) or _month(typed, next_year, None)
    return found.last if found else None


def _not_days_or_months(begins: str, ends: str, today: date) -> None:
    """Raises UnreadablePeriod where two ends such as `oct 26` could be days, or months of this year or the last."""
    found = [_MONTH_AND_TWO.fullmatch(typed) for typed in (begins, ends)]
    said = [(month, each["two"]) for each in found if each and (month := month_named(each["name"]))]
    if len(said) < len(found) or any(_full_year(two) not in (today.year, today.year - 1) for _, two in said):
        return
    months = [period_with(date(_full_year(two), month, 1), "month") for month, two in said]
    if months[0] <= months[1] and all(int(two) <= each.days for each, (_, two) in zip(months, said, strict=True)):
        days = "..".join(f"{two} {each.title[:3]}" for each, (_, two) in zip(months, said, strict=True))
        whole = "..".join(f"{each.title[:3]} {each.first.year}" for each in months)
        raise UnreadablePeriod(f'"{begins}..{ends}" could be days or months; type "{days}" for the days, or "{whole}".')


def _began(first: str, second: str) -> int:
    """The year a financial year began in, written as `2026/27`; raises ValueError when the second does not follow."""
    if not _follows(first, second):
        raise ValueError(second)
    return _full_year(first)


def _follows(first: str, second: str) -> bool:
    began = _full_year(first)
    return int(second) == (began + 1 if len(second) == 4 else (began + 1) % 100)


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
