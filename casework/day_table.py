"""The working days of a run of years as look-ups: what a calendar answers from, however far apart the days it is asked about."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from itertools import accumulate, compress, islice


class DayTable:
    """The working days of some whole years in order, `working`, and for every date of those years three things.

    `last` is the place in `working` of the last one up to the date, -1 when there is none. `first` is the place of the first
    one from the date on, counted from the end as a negative index is, 0 when there is none; so an index that runs past
    either end is an IndexError. `worked` is whether the date is a working day itself.
    """

    __slots__ = ("first", "last", "worked", "working", "years")

    def __init__(self, years: range, weekdays: Collection[int], holidays: Iterable[date]) -> None:
        """Take the years, the weekdays worked, Monday being 0, and the holidays of those years."""
        ordinals = range(date(years.start, 1, 1).toordinal(), date(years.stop - 1, 12, 31).toordinal() + 1) if years else range(0)
        days = list(map(date.fromordinal, ordinals))
        week = bytes((ordinals.start - 1 + offset) % 7 in weekdays for offset in range(7))
        worked = bytearray((week * (len(days) // 7 + 1))[: len(days)])
        for holiday in holidays:
            worked[holiday.toordinal() - ordinals.start] = False
        self.years = years
        self.working = list(compress(days, worked))
        self.worked = dict(zip(days, map(bool, worked), strict=True))
        self.first = dict(zip(days, accumulate(worked, initial=-len(self.working)), strict=False))
        self.last = dict(zip(days, islice(accumulate(worked, initial=-1), 1, None), strict=True))


class Answers(dict[date, date]):
    """The answer for each day, worked out when it is first asked for: a question asked again is a look-up made in C."""

    __slots__ = ("_answer",)

    def __init__(self, answer: Callable[[date], date]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, day: date) -> date:
        answer = self[day] = self._answer(day)
        return answer
