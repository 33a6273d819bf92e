"""Days and lengths as one says them to a caller."""

from collections.abc import Iterable, Sequence
from datetime import date

from casework.date_words import MONTHS, day_in_full, weekday_name
from casework.standards import Unit
from casework.working_days import DayLine

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def number_words(number: int) -> str:
    """A whole number from 0 in words up to twenty, in digits above."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def counted_words(number: int, thing: str) -> str:
    """`five working days`, `one day`."""
    return f"{number_words(number)} {thing}{'' if number == 1 else 's'}"


def spoken_length(number: int, unit: Unit) -> str:
    """`five working days`, `28 days`, `one month`, `eight hours of our office being open`."""
    if unit == "calendar days":
        return counted_words(number, "day")
    if unit == "calendar months":
        return counted_words(number, "month")
    if unit == "working hours":
        return f"{counted_words(number, 'hour')} of our office being open"
    return counted_words(number, "working day")


def spoken_day(day: date, beside: date) -> str:
    """`Monday 22 December`, with its year when it is not that of the day it is said beside."""
    if day.year == beside.year:
        return f"{weekday_name(day)} {day.day} {MONTHS[day.month - 1]}"
    return day_in_full(day)


def left_out_words(lines: Iterable[DayLine]) -> str:
    """The days that do not count: `weekends, Christmas Day and Boxing Day`; empty when all do."""
    reasons = dict.fromkeys(line.reason or "" for line in lines if line.number is None)
    weekdays = [reason for reason in reasons if reason.endswith("day") and " " not in reason]
    named = [reason for reason in reasons if reason not in weekdays]
    return listed([*(["weekends"] if weekdays else []), *named])


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last


def an(words: str) -> str:
    """`an enquiry`, `a complaint`."""
    return f"{'an' if words[:1].lower() in tuple('aeiou') else 'a'} {words}"
