"""The working days of a run of years as look-ups: what a calendar answers from, however far apart the days it is asked about."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import accumulate, compress, islice


class DayTable:
    """The working days of some whole years in order, `working`, and for every date of those years three things.

    `last` is the place in `working` of the last one up to the date, -1 when there is none; `first` that of the first one from
    the date on, the length of `working` when there is none; `worked` is whether it is one itself.
    """

    __slots__ = ("first", "last", "worked", "working", "years")

    def __init__(self, years: range, weekdays: Collection[int], holidays: Iterable[date]) -> None:
        """Take the years, the weekdays worked, Monday being 0, and the holidays of those years."""
        ordinals = range(date(years.start, 1, 1).toordinal(), date(years.stop - 1, 12, 31).toordinal() + 1) if years else range(0)
        days = [date.fromordinal(ordinal) for ordinal in ordinals]
        week = bytes((ordinals.start - 1 + offset) % 7 in weekdays for offset in range(7))
        worked = bytearray((week * (len(days) // 7 + 1))[: len(days)])
        for holiday in holidays:
            worked[holiday.toordinal() - ordinals.start] = False
        self.years = years
        self.working = list(compress(days, worked))
        self.worked = dict(zip(days, map(bool, worked), strict=True))
        self.first = dict(zip(days, accumulate(worked, initial=0), strict=False))
        self.last = dict(zip(days, islice(accumulate(worked, initial=-1), 1, None), strict=True))
