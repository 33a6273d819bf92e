"""Days on which somebody is away: how they are typed, whether they hold today, and how they are said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casework.date_reading import read_day
from casework.date_words import day_in_full, day_words
from casework.errors import DeskError

LONGEST = timedelta(days=366)
COMING = timedelta(days=7)
"""How long before it begins an absence is told of."""
_DAY = timedelta(days=1)


class BadAbsence(DeskError):
    """Days that can't be an absence; `name` is the field to put right, `from` or `to`."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


@dataclass(frozen=True, slots=True)
class Away:
    """Days away, the first and the last among them; `id` is the row it is kept in, 0 for one that is not kept."""

    from_day: date
    to_day: date
    id: int = 0

    def words(self) -> str:
        """`Mon 4 Jan 2027 to Fri 8 Jan 2027`, or the one day."""
        return (
            day_words(self.from_day)
            if self.from_day == self.to_day
            else f"{day_words(self.from_day)} to {day_words(self.to_day)}"
        )

    def in_full(self) -> str:
        """`Monday 4 January 2027 to Friday 8 January 2027`, or `on` the one day."""
        return (
            f"on {day_in_full(self.from_day)}"
            if self.from_day == self.to_day
            else f"from {day_in_full(self.from_day)} to {day_in_full(self.to_day)}"
        )


def read_absence(from_typed: str, to_typed: str, today: date) -> Away:
    """The days that were typed, as loosely as any date; without a last day it is one day.

    A weekday is the next one, a date without a year the nearest, and the last day the first such day not before the first.
    Raises UnreadableDate for what is not a date, BadAbsence for days that can't be an absence.
    """
    from_day = read_day(from_typed, today, prefer="future" if from_typed.strip().isalpha() else "near")
    to_day = read_day(to_typed, from_day, prefer="future") if to_typed.strip() else from_day
    check_absence(from_day, to_day)
    return Away(from_day, to_day)


def check_absence(from_day: date, to_day: date) -> None:
    """Raise BadAbsence when the last day comes before the first, or long after it."""
    if to_day < from_day:
        raise BadAbsence("to", f"The last day away, {day_words(to_day)}, is before the first, {day_words(from_day)}.")
    if to_day - from_day >= LONGEST:
        raise BadAbsence("to", f"{day_words(from_day)} to {day_words(to_day)} is longer than a year. Enter a year at most.")


def away_until(absences: Iterable[Away], today: date) -> date | None:
    """The last day of those away from today on without a day between, however many absences they are; None for who is in."""
    until = None
    for each in sorted(absences, key=lambda it: it.from_day):
        if each.from_day <= (today if until is None else until + _DAY) and each.to_day >= today:
            until = each.to_day if until is None else max(until, each.to_day)
    return until


def next_away(absences: Iterable[Away], today: date) -> date | None:
    """The first day of the next absence within seven days; of somebody who is away, of one after a day on which they are in."""
    known = tuple(absences)
    since = away_until(known, today) or today
    return min((each.from_day for each in known if since < each.from_day <= today + COMING), default=None)
