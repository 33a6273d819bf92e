"""Working days: adding them, counting them, and saying which days do not count and why.

A calendar keeps, for the years it has been asked about, each date's place among the working days. An answer within
those years is two look-ups, however many days it spans; other years are added when they are first needed. A long
column of days is answered with one look-up each.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime
from functools import cache, lru_cache
from itertools import chain
from types import MappingProxyType

from casework.bank_holidays import PUBLISHED_TO, bank_holidays
from casework.date_words import day_in_full, weekday_name
from casework.day_table import Answers, DayTable
from casework.errors import DeskError

MONDAY_TO_FRIDAY = frozenset(range(5))
YEARS_OF_REGIONS = range(1900, 2101)
NO_CLOSURES: Mapping[date, str] = MappingProxyType({})
A_LONG_COLUMN = 20_000
"""The rows from which keeping each day's answer takes less time than asking again."""


class DateOutOfRange(DeskError):
    """A date, or the answer to a question about it, lies outside the years a calendar covers."""


class CalendarRefused(DeskError):
    """A calendar was described on which no day could ever be worked."""


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that does not count, and why: `Saturday`, `Christmas Day`, the name of a closure."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a count: its number when counted, 0 for the day counting starts on, and its reason when not worked."""

    day: date
    number: int | None
    reason: str | None


class WorkingCalendar:
    """Which days are worked, for counting from one date to another.

    The day counting starts on is never counted: the next working day is 1. Methods take plain dates; a moment
    (datetime) raises TypeError, because its date depends on where it is read. A date outside the years covered raises
    DateOutOfRange.
    """

    __slots__ = ("_holiday_years", "_holidays_of", "_table", "_weekdays", "_years", "name", "published_to")

    def __init__(
        self,
        holidays: Mapping[date, str],
        working_weekdays: Collection[int] = MONDAY_TO_FRIDAY,
        published_to: date | None = None,
        name: str = "",
    ) -> None:
        """Make a calendar for the years 1 to 9999; weekdays are numbered from Monday, which is 0."""
        by_year: dict[int, dict[date, str]] = {}
        for day, holiday in sorted(holidays.items()):
            by_year.setdefault(day.year, {})[day] = holiday
        self.name = name
        self.published_to = published_to
        self._weekdays = _weekdays(working_weekdays)
        self._years = range(MINYEAR, MAXYEAR + 1)
        self._holiday_years = range(min(by_year), max(by_year) + 1) if by_year else range(0)
        self._holidays_of: Callable[[int], Mapping[date, str]] = lambda year: by_year.get(year, NO_CLOSURES)
        self._table = DayTable(range(0), self._weekdays, ())

    @staticmethod
    def by_year(
        holidays_of: Callable[[int], Mapping[date, str]], years: range, published_to: date | None, name: str
    ) -> "WorkingCalendar":
        """A Monday to Friday calendar whose holidays, in order, are asked for a year at a time, when they are needed."""
        calendar = WorkingCalendar({}, published_to=published_to, name=name)
        calendar._years = calendar._holiday_years = years
        calendar._holidays_of = cache(holidays_of)
        return calendar

    @staticmethod
    def for_region(name: str, closures: Mapping[date, str] = NO_CLOSURES) -> "WorkingCalendar":
        """The Monday to Friday calendar of a region of `bank_holidays`, for 1900 to 2100, less the office's closures.

        The same name and closures give the same calendar, which keeps what it has worked out. Raises UnknownRegion.
        """
        return _regional(name, frozenset(closures.items()))

    def add(self, day: date, n: int) -> date:
        """The n-th working day after a day, or before it when n is negative; the day itself when n is 0."""
        table = self._table
        try:
            if n > 0:
                return table.working[table.last[day] + n]
            if n < 0:
                return table.working[table.first[day] + n]
        except LookupError:
            pass
        return self._add_beyond_table(day, n)

    def add_each(self, days: Iterable[date], n: int) -> list[date]:
        """What `add` answers for each of many days, in their order."""
        days = _column(days)
        if len(days) < A_LONG_COLUMN:
            return [self.add(day, n) for day in days]
        return list(map(Answers(lambda day: self.add(day, n)).__getitem__, days))

    def count(self, after: date, upto: date) -> int:
        """The working days after one date, up to and including another; negative when the other is earlier."""
        last = self._table.last
        try:
            return last[upto] - last[after]
        except KeyError:
            last = self._covering(after, upto).last
            return last[upto] - last[after]

    def count_each(self, after: Iterable[date], upto: Iterable[date]) -> list[int]:
        """What `count` answers for each pair of two equally long columns of dates; ValueError when they are not."""
        after, upto = _column(after), _column(upto)
        last = self._table.last
        try:
            return [last[end] - last[start] for start, end in zip(after, upto, strict=True)]
        except KeyError:
            return [self.count(start, end) for start, end in zip(after, upto, strict=True)]

    def is_working_day(self, day: date) -> bool:
        """Whether a day is worked."""
        try:
            return self._table.worked[day]
        except KeyError:
            return self._covering(day).worked[day]

    def roll_forward(self, day: date) -> date:
        """The day itself when it is worked, otherwise the next working day."""
        return day if self.is_working_day(day) else self.add(day, 1)

    def roll_back(self, day: date) -> date:
        """The day itself when it is worked, otherwise the working day before it."""
        return day if self.is_working_day(day) else self.add(day, -1)

    def send_by(self, day: date, n: int) -> date:
        """The last working day from which the n-th working day after it, n from 0, is no later than a day."""
        return self.add(self.roll_back(day), -n)

    def holiday_name(self, day: date) -> str | None:
        """The name of the holiday or closure on a day, whichever day of the week it is."""
        self._check(day)
        return self._holidays_of(day.year).get(day)

    def next_holiday(self, day: date) -> tuple[date, str] | None:
        """The first holiday or closure after a day that takes a working day away, with its name.

        A holiday that falls at a weekend is passed over for its substitute day, as GOV.UK's list does.
        """
        self._check(day)
        for year in self._holiday_years[max(0, day.year - self._holiday_years.start) :]:
            for holiday, name in self._holidays_of(year).items():
                if holiday > day and holiday.weekday() in self._weekdays:
                    return holiday, name
        return None

    def previous_holiday(self, day: date) -> tuple[date, str] | None:
        """The last holiday or closure before a day that took a working day away, with its name."""
        self._check(day)
        for year in reversed(self._holiday_years[: max(0, day.year - self._holiday_years.start + 1)]):
            for holiday, name in reversed(list(self._holidays_of(year).items())):
                if holiday < day and holiday.weekday() in self._weekdays:
                    return holiday, name
        return None

    def is_provisional(self, day: date) -> bool:
        """Whether a day is past the last date for which holidays have been published."""
        return self.published_to is not None and day > self.published_to

    def skipped(self, after: date, upto: date) -> list[SkippedDay]:
        """Each day after one date, up to and including another, that is not worked; none when the other is earlier."""
        self._covering(after, upto)
        reasons = ((day, self._reason(day)) for day in _days(after.toordinal() + 1, upto.toordinal() + 1))
        return [SkippedDay(day, reason) for day, reason in reasons if reason is not None]

    def explain(self, day: date, n: int) -> list[DayLine]:
        """How `add` counts, one line a day from the day itself, numbered 0, to the answer, numbered n.

        Numbers run down when n is negative. A day that is not worked has a reason and no number, but for day 0,
        which may have both.
        """
        return self.walk(day, self.add(day, n))

    def walk(self, after: date, upto: date) -> list[DayLine]:
        """How `count` counts, one line a day from one date, numbered 0, to another; numbers run down to an earlier one."""
        end, step = upto.toordinal(), -1 if upto < after else 1
        lines = [DayLine(after, 0, self._reason(after))]
        number = 0
        for each in _days(after.toordinal() + step, end + step, step):
            reason = self._reason(each)
            number += step if reason is None else 0
            lines.append(DayLine(each, number if reason is None else None, reason))
        return lines

    def _reason(self, day: date) -> str | None:
        if self.is_working_day(day):
            return None
        return self._holidays_of(day.year).get(day) or weekday_name(day)

    def _add_beyond_table(self, day: date, n: int) -> date:
        table = self._covering(day)
        if n == 0:
            return day
        while True:
            place = n + (table.last[day] if n > 0 else table.first[day] + len(table.working))
            if 0 <= place < len(table.working):
                return table.working[place]
            short = -place if place < 0 else place - len(table.working) + 1
            year = self._year_further(table.years, short, -1 if place < 0 else 1)
            if year is None:
                raise self._out_of_range(f"The answer to {n:+,} working days from {day_in_full(day)}")
            table = self._extended(year, year)

    def _year_further(self, years: range, short: int, step: int) -> int | None:
        """The year by which a table some working days short is likely to have them; None when they are past the last."""
        edge = years[-1] if step > 0 else years[0]
        at_least, likely = (short + 365) // 366, short // (52 * len(self._weekdays)) + 1
        if edge + step * at_least not in self._years:
            return None
        return min(max(edge + step * likely, self._years[0]), self._years[-1])

    def _covering(self, *days: date) -> DayTable:
        for day in days:
            self._check(day)
        years = [day.year for day in days]
        return self._extended(min(years), max(years))

    def _extended(self, first: int, last: int) -> DayTable:
        """The table with some years added; a new one takes the old one's place whole, so threads may share it."""
        table = self._table
        if table.years:
            first, last = min(first, table.years.start), max(last, table.years.stop - 1)
        years = range(first, last + 1)
        if years != table.years:
            holidays = chain.from_iterable(map(self._holidays_of, years))
            self._table = table = DayTable(years, self._weekdays, holidays)
        return table

    def _check(self, day: date) -> None:
        if isinstance(day, datetime):
            raise TypeError(f"A working calendar counts dates, not moments such as {day.isoformat()}.")
        if day.year not in self._years:
            raise self._out_of_range(day_in_full(day))

    def _out_of_range(self, what: str) -> DateOutOfRange:
        return DateOutOfRange(f"{what} is outside {self._years[0]} to {self._years[-1]}, the years that can be counted.")


@lru_cache(maxsize=32)
def _regional(name: str, closures: frozenset[tuple[date, str]]) -> WorkingCalendar:
    bank_holidays(name, ())

    def holidays_of(year: int) -> dict[date, str]:
        closed = {day: closure for day, closure in closures if day.year == year}
        return dict(sorted((closed | bank_holidays(name, [year])).items()))

    return WorkingCalendar.by_year(holidays_of, YEARS_OF_REGIONS, PUBLISHED_TO, name)


def _weekdays(wanted: Collection[int]) -> frozenset[int]:
    weekdays = frozenset(wanted)
    if not weekdays:
        raise CalendarRefused("A calendar needs at least one working day in the week.")
    if not weekdays <= frozenset(range(7)):
        raise CalendarRefused("The working days of a week are numbered from 0, Monday, to 6, Sunday.")
    return weekdays


def _column(days: Iterable[date]) -> list[date]:
    return days if isinstance(days, list) else list(days)


def _days(first: int, stop: int, step: int = 1) -> Iterator[date]:
    return map(date.fromordinal, range(first, stop, step))
