"""Dates and times as other systems write them: ISO, or British with slashes, dots, hyphens or a month's name."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from casework.date_words import MONTHS, month_named
from casework.moments import at_london_time, london_date, office_close, office_open, utc
from casework.visible_text import visible
from casework.working_days import YEARS_OF_REGIONS

_CLOCK = r"(?:[T ]+(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,9})?)?) ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_YEAR_FIRST = re.compile(r"(?P<y>[0-9]{4})([-/])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})" + _CLOCK)
_NUMBERS = re.compile(r"(?P<d>[0-9]{1,2})([-/.])(?P<m>[0-9]{1,2})\2(?P<y>[0-9]{4})" + _CLOCK)
_NAMED = re.compile(r"(?P<d>[0-9]{1,2})([- ])(?P<m>[A-Za-z]{3,9})\2(?P<y>[0-9]{4})" + _CLOCK)
_LONGEST = 40


class UnreadableWhen(ValueError):
    """Why a date can't be read, to follow the name of its column."""


@dataclass(frozen=True, slots=True)
class When:
    """A date read: its day in London, and the moment (UTC) it stands for as a receipt and as a closing."""

    day: date
    begins: datetime
    ends: datetime
    had_time: bool


@lru_cache(maxsize=16384)
def read_when(text: str, day_first: bool = False) -> When:
    """The date, with its time if it has one; without one a receipt counts from 09:00 and a closing from 17:00 in London.

    03/04/2008 is 3 April with `day_first`; without, it is refused because it could be 4 March. A date that can only be
    read one way (30/06/2008) is read that way. Raises UnreadableWhen.
    """
    found = _YEAR_FIRST.fullmatch(text) or _NUMBERS.fullmatch(text) or _NAMED.fullmatch(text)
    if found is None:
        raise UnreadableWhen(f"{_quoted(text)} is not a date such as 2008-06-30 or 30/06/2008")
    try:
        day = date(int(found["y"]), *_month_and_day(found, day_first, text))
        if found["clock"] is None:
            _within_years(day, text)
            return When(day, office_open(day), office_close(day), had_time=False)
        moment = _moment(day, found["clock"], found["zone"])
        day = london_date(moment)
    except UnreadableWhen:
        raise
    except (ValueError, OverflowError):
        raise UnreadableWhen(f"{_quoted(text)} is a date or time that does not exist") from None
    _within_years(day, text)
    return When(day, moment, moment, had_time=True)


def _month_and_day(found: re.Match[str], day_first: bool, text: str) -> tuple[int, int]:
    day = int(found["d"])
    if found.re is _NAMED:
        return month_named(found["m"]) or 0, day
    month = int(found["m"])
    if found.re is _YEAR_FIRST or day_first:
        return month, day
    if month > 12:
        return day, month
    if day <= 12 and day != month:
        could_be = f"{day} {MONTHS[month - 1]} or {month} {MONTHS[day - 1]}" if day and month else "two days"
        raise UnreadableWhen(f"{_quoted(text)} could be {could_be}; use --day-first")
    return month, day


def _moment(day: date, clock: str, zone: str | None) -> datetime:
    at = time.fromisoformat(clock.zfill(5) if clock.count(":") == 1 else clock.zfill(8) if "." not in clock else _padded(clock))
    if zone is None:
        return at_london_time(day, at)
    return utc(datetime.fromisoformat(f"{day.isoformat()}T{at.isoformat()}{zone}"))


def _padded(clock: str) -> str:
    whole, _, parts = clock.partition(".")
    return f"{whole.zfill(8)}.{parts[:6].ljust(6, '0')}"


def _within_years(day: date, text: str) -> None:
    if day.year not in YEARS_OF_REGIONS:
        raise UnreadableWhen(f"{_quoted(text)} is outside the years {YEARS_OF_REGIONS[0]} to {YEARS_OF_REGIONS[-1]}")


def _quoted(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
