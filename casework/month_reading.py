"""Months as people type them."""

import re
from datetime import date

from casework.date_reading import LONGEST_QUOTED, LONGEST_READ, UnreadableDate, read_day
from casework.date_words import month_named
from casework.visible_text import visible
from casework.working_days import YEARS_OF_REGIONS

_AWAY = {"": 0, "this month": 0, "now": 0, "next month": 1, "last month": -1}
_NAMED = re.compile(r"([a-z]{3,9})[.]?(?: ?([0-9]{4}))?")
_NUMBERED = re.compile(r"(?:([0-9]{4})[-/]([0-9]{1,2})|([0-9]{1,2})/([0-9]{4}))")


def read_month(text: str, today: date) -> date:
    """The first day of the month meant by `Dec`, `Dec 2026`, `2026-12`, `next month`, or any date in it.

    A month without a year is the nearest one, and of two as near the later. Raises UnreadableDate with an example.
    """
    typed = " ".join(text[:LONGEST_READ].casefold().split())
    if typed in _AWAY:
        return moved(today, _AWAY[typed])
    if found := _NUMBERED.fullmatch(typed):
        return _first(text, int(found[1] or found[4]), int(found[2] or found[3]))
    if (found := _NAMED.fullmatch(typed)) and (month := month_named(found[1])):
        if found[2]:
            return _first(text, int(found[2]), month)
        ahead = (month - today.month + 5) % 12 - 5
        return moved(today, ahead)
    try:
        return read_day(text, today).replace(day=1)
    except UnreadableDate:
        raise _unreadable(text) from None


def moved(day: date, months: int) -> date:
    """The first day of the month so many months after a day's own, kept within the years that can be counted."""
    first, last = YEARS_OF_REGIONS[0] * 12, YEARS_OF_REGIONS[-1] * 12 + 11
    year, month = divmod(min(max(day.year * 12 + day.month - 1 + months, first), last), 12)
    return date(year, month + 1, 1)


def _first(text: str, year: int, month: int) -> date:
    if year not in YEARS_OF_REGIONS or not 1 <= month <= 12:
        raise _unreadable(text)
    return date(year, month, 1)


def _unreadable(text: str) -> UnreadableDate:
    return UnreadableDate(f'"{visible(text[:LONGEST_QUOTED])}" is not a month we can read; try "Dec 2026" or "next month".')
