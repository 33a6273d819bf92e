"""Dates and moments as people type them, day before month, read the one way that is most likely meant.

Every reading is echoed to whoever typed it, so the rules favour short typing:

* a weekday or a date without a year is the latest not after today (`past`), the earliest not before today (`future`)
  or the nearest (`near`, and of two as near the later); a date with its weekday is one on which the two agree;
* `next fri` is the first Friday after today, `last fri` the latest before today, `this fri` today's or the next;
* a year of two digits lies between 79 years ago and 20 years ahead;
* times are London's; `casework.moments.at_london_time` says what they mean when the clocks change.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from casework.bank_holidays import ENGLAND_AND_WALES
from casework.date_words import WEEKDAYS, day_in_full, month_named
from casework.errors import DeskError
from casework.moments import at_london_time, london_date, utc
from casework.working_days import YEARS_OF_REGIONS, DateOutOfRange, WorkingCalendar

Prefer = Literal["near", "past", "future"]

LONGEST_READ = 100
LONGEST_QUOTED = 40
DAY_EXAMPLES = '"19 Dec", "fri" or "+5wd"'
MOMENT_EXAMPLES = '"19 Dec 17:40", "fri 9am" or "now"'

_DAYS_AWAY = {"today": 0, "now": 0, "tomorrow": 1, "tom": 1, "tmrw": 1, "yesterday": -1, "yest": -1}
_FILLERS = re.compile(r"\b(?:on|at|the|of|about|around)\b")
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(z|[+-][0-9]{2}:?[0-9]{2})")
_T_BETWEEN = re.compile(r"(?<=[0-9])t(?=[0-9]{1,2}:)")
_CLOCK = (
    r"(?:(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)? ?(?P<half>am|pm)?"
    r"|(?P<noon>noon|midday))"
)
_CLOCK_LAST = re.compile(rf"(?:^| ){_CLOCK}$")
_CLOCK_FIRST = re.compile(rf"^{_CLOCK}(?: |$)")
_WEEKDAY = re.compile(r"(?:(next|last|this) )?([a-z]{2,9})")
_OFFSET = re.compile(r"(in )?([+-]?) ?([0-9]{1,4}) ?(?:(wd|working days?)|(w|wks?|weeks?)|(?:d|days?))( ago)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? ?([a-z]{3,9})[.]?(?: ?'?([0-9]{4}|[0-9]{2}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})[.]? ?([0-9]{1,2})(?:st|nd|rd|th)?(?: '?([0-9]{4}|[0-9]{2}))?")


class UnreadableDate(DeskError):
    """What was typed is not a date or time, or not one that exists."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, read: the moment in UTC, its date in London, and whether a time was given with it."""

    moment: datetime
    day: date
    had_time: bool


def read_day(
    text: str,
    today: date,
    calendar: WorkingCalendar | None = None,
    prefer: Prefer = "near",
    day_first: bool = True,
) -> date:
    """The date meant by what was typed; a time typed with it is read and left out.

    `calendar` counts the working days of `+5wd`; England and Wales when not given. Raises UnreadableDate only.
    """
    try:
        return _Reader(today, calendar, prefer, day_first).read(text)[0]
    except _FAULTS as fault:
        raise _unreadable(text, fault, DAY_EXAMPLES) from fault


def read_moment(
    text: str,
    now: datetime,
    calendar: WorkingCalendar | None = None,
    prefer: Prefer = "near",
    day_first: bool = True,
    default_time: time | None = None,
) -> Reading:
    """The moment meant by what was typed, such as `19 Dec 17:40`, `fri 9am`, `17.40` or `now`.

    A date without a time is read at `default_time`, or as the start of that date when there is none. `calendar` is
    as for `read_day`. Raises UnreadableDate only.
    """
    if text.strip().lower() == "now":
        return Reading(utc(now), london_date(now), had_time=True)
    try:
        stamped = _stamped(text)
        if stamped is not None:
            return Reading(stamped, _within_years(london_date(stamped)), had_time=True)
        day, clock = _Reader(london_date(now), calendar, prefer, day_first).read(text)
        moment = at_london_time(day, clock or default_time or time.min)
        return Reading(moment, london_date(moment), had_time=clock is not None)
    except _FAULTS as fault:
        raise _unreadable(text, fault, MOMENT_EXAMPLES) from fault


class _Fault(Exception):
    """What is wrong with a date, to follow the text in a sentence."""


_FAULTS = (_Fault, ValueError, OverflowError, DateOutOfRange)
_NOT_A_DATE = "is not a date we can read"
_NO_SUCH_DAY = "names a day that does not exist"
_WRONG_WEEKDAY = "falls on another day of the week"
_NO_SUCH_TIME = "names a time that does not exist"
_OUTSIDE_YEARS = f"is outside the years {YEARS_OF_REGIONS[0]} to {YEARS_OF_REGIONS[-1]}"


@dataclass(frozen=True, slots=True)
class _Reader:
    today: date
    calendar: WorkingCalendar | None
    prefer: Prefer
    day_first: bool

    def read(self, text: str) -> tuple[date, time | None]:
        if len(text) > LONGEST_READ:
            raise _Fault(_NOT_A_DATE)
        stamped = _stamped(text)
        if stamped is not None:
            return _within_years(london_date(stamped)), time.min
        typed = _plain(text)
        rest, clock = (typed[4:], time.max) if typed.startswith("end ") else _split_clock(typed)
        day = self.today if clock is not None and not rest else self._day(rest)
        if day is None:
            raise _Fault(_NOT_A_DATE)
        return _within_years(day), clock

    def _day(self, typed: str) -> date | None:
        if typed in _DAYS_AWAY:
            return self.today + timedelta(_DAYS_AWAY[typed])
        first, _, rest = typed.partition(" ")
        weekday = _weekday(first)
        if weekday is not None and rest:
            return self._dated(rest, weekday)
        return self._on_weekday(typed) or self._counted(typed) or self._dated(typed, None)

    def _on_weekday(self, typed: str) -> date | None:
        found = _WEEKDAY.fullmatch(typed)
        weekday = _weekday(found[2]) if found else None
        if found is None or weekday is None:
            return None
        ahead = (weekday - self.today.weekday()) % 7
        if found[1] == "next":
            return self.today + timedelta(ahead or 7)
        if found[1] == "last":
            return self.today + timedelta(ahead - 7)
        if found[1] == "this":
            return self.today + timedelta(ahead)
        return self._preferred([self.today + timedelta(ahead), self.today + timedelta(ahead - 7 if ahead else 0)])

    def _counted(self, typed: str) -> date | None:
        found = _OFFSET.fullmatch(typed)
        if found is None:
            return None
        ahead, sign, digits, working_days, weeks, ago = found.groups()
        if ago and (ahead or sign):
            raise _Fault(_NOT_A_DATE)
        n = -int(digits) if ago or sign == "-" else int(digits)
        if working_days:
            return (self.calendar or WorkingCalendar.for_region(ENGLAND_AND_WALES)).add(self.today, n)
        return self.today + timedelta(weeks=n) if weeks else self.today + timedelta(n)

    def _dated(self, typed: str, weekday: int | None) -> date | None:
        parts = self._parts(typed)
        if parts is None:
            return None
        year, month, day = parts
        if year is not None:
            exact = _existing(self._full_year(year), month, day)
            if exact is None:
                raise _Fault(_NO_SUCH_DAY)
            if weekday is not None and exact.weekday() != weekday:
                raise _Fault(f"names the wrong day of the week, for that is {day_in_full(exact)}")
            return exact
        # Eight years reach a 29 February even across a century that has none.
        reach = 8 if weekday is None else 1
        years = range(self.today.year - reach, self.today.year + reach + 1)
        days = [found for found in (_existing(year, month, day) for year in years) if found is not None]
        if not days:
            raise _Fault(_NO_SUCH_DAY)
        chosen = self._preferred(found for found in days if weekday is None or found.weekday() == weekday)
        if chosen is None:
            raise _Fault(_WRONG_WEEKDAY)
        return chosen

    def _parts(self, typed: str) -> tuple[str | None, int, int] | None:
        """The year as typed, the month and the day."""
        if found := _YEAR_FIRST.fullmatch(typed):
            return found[1], int(found[3]), int(found[4])
        if found := _NUMBERS.fullmatch(typed):
            day, month = (found[1], found[3]) if self.day_first else (found[3], found[1])
            return found[4], int(month), int(day)
        if (found := _DAY_MONTH.fullmatch(typed)) and (named := month_named(found[2])):
            return found[3], named, int(found[1])
        if (found := _MONTH_DAY.fullmatch(typed)) and (named := month_named(found[1])):
            return found[3], named, int(found[2])
        return None

    def _full_year(self, typed: str) -> int:
        if len(typed) == 4:
            return int(typed)
        oldest = self.today.year - 79
        return oldest + (int(typed) - oldest) % 100

    def _preferred(self, days: Iterable[date]) -> date | None:
        wanted = [day for day in days if day == self.today or self.prefer in ("near", _side(day, self.today))]
        return min(wanted, key=lambda day: (abs(day - self.today), day < self.today), default=None)


def _side(day: date, today: date) -> Prefer:
    return "past" if day < today else "future"


def _plain(text: str) -> str:
    words = _FILLERS.sub(" ", text.lower().replace(",", " "))
    return _T_BETWEEN.sub(" ", " ".join(words.split()))


def _stamped(text: str) -> datetime | None:
    typed = text.strip().lower()
    return utc(datetime.fromisoformat(typed.upper())) if _STAMP.fullmatch(typed) else None


def _split_clock(typed: str) -> tuple[str, time | None]:
    for pattern in (_CLOCK_LAST, _CLOCK_FIRST):
        found = pattern.search(typed)
        if found and (found["minute"] or found["half"] or found["noon"]):
            return (typed[: found.start()] + typed[found.end() :]).strip(), _clock(found)
    return typed, None


def _clock(found: re.Match[str]) -> time:
    if found["noon"]:
        return time(12)
    hour, half = int(found["hour"]), found["half"]
    if half:
        if not 1 <= hour <= 12:
            raise _Fault(_NO_SUCH_TIME)
        hour = hour % 12 + (12 if half == "pm" else 0)
    minute, second = int(found["minute"] or 0), int(found["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise _Fault(_NO_SUCH_TIME)
    return time(hour, minute, second)


def _weekday(word: str) -> int | None:
    word = "wed" if word == "weds" else word
    return next((n for n, name in enumerate(WEEKDAYS) if len(word) > 1 and name.lower().startswith(word)), None)


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _within_years(day: date) -> date:
    if day.year not in YEARS_OF_REGIONS:
        raise _Fault(_OUTSIDE_YEARS)
    return day


def _unreadable(text: str, fault: Exception, examples: str) -> UnreadableDate:
    otherwise = _NOT_A_DATE if isinstance(fault, ValueError) else _OUTSIDE_YEARS
    wrong = str(fault) if isinstance(fault, _Fault) else otherwise
    shown = "".join(character if character.isprintable() else " " for character in text.strip())
    if len(shown) > LONGEST_QUOTED:
        shown = shown[: LONGEST_QUOTED - 1] + "…"
    return UnreadableDate(f'"{shown}" {wrong}; try {examples}.' if shown else f"No date was typed; try {examples}.")
