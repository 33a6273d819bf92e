"""Office hours: the moment after so many open minutes, and the open time between two moments, with the pauses left out.

An opening or a closing is the first moment at which the zone's clocks have reached that time on that date: the first of
two when the clocks go back over it, the change itself when they go forward over it. Minutes are real ones, so a
day open from midnight to midnight may have 23 or 25 hours.

The hours of the years asked about so far are kept in order, in UTC, each with the open time before it. An answer within
those years is a few searches in them, however long it spans; other years are added when they are first needed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise
from operator import sub
from threading import Lock
from zoneinfo import ZoneInfo

from casework.date_words import WEEKDAYS
from casework.errors import DeskError
from casework.working_days import DateOutOfRange, WorkingCalendar

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1) // MICROSECOND
LONGEST_YEAR = timedelta(days=367) // MICROSECOND
"""A leap year in a zone that had one of its dates twice."""
FOUR_YEARS = range(date(2024, 1, 1).toordinal(), date(2028, 1, 1).toordinal())
"""The days looked at, until one is open, to see that an office opens at all."""
THE_END = 10**18
"""Microseconds since 1970 that no moment comes near."""

Pauses = Sequence[tuple[datetime, datetime]]
Spans = list[tuple[int, int]]
ByWeekday = Mapping[int, Sequence[tuple[time, time]]]
Frames = tuple[tuple[timedelta, timedelta], ...]


class HoursRefused(DeskError):
    """Hours or a pause were described that no office could keep."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The open spans of a run of years, in UTC microseconds since 1970.

    `worked` is the open time before each span and, last, after them all, counted from a moment that never changes;
    `shut` is each span's opening less the open time before it.
    """

    years: range
    begins: int
    ends: int
    opens: list[int]
    closes: list[int]
    worked: list[int]
    shut: list[int]

    def worked_by(self, at: int) -> int:
        """The open time before a moment; of moments outside these years, before the nearest one inside them."""
        place = bisect_right(self.opens, at)
        if not place:
            return self.worked[0]
        if_open, by_closing = at - self.shut[place - 1], self.worked[place]
        return if_open if if_open < by_closing else by_closing


class OfficeHours:
    """When an office is open: which days are worked, the hours of each weekday, and the zone whose clocks tell them.

    Moments are taken with a time zone (without one, ValueError) and given in UTC, exact to the microsecond. Questions
    outside the calendar's years, and in the years 1 and 9999, raise DateOutOfRange.
    """

    __slots__ = ("_calendar", "_frames", "_lock", "_since", "_table", "_tz")

    def __init__(
        self, calendar: WorkingCalendar, frames: ByWeekday, tz: ZoneInfo, later: Sequence[tuple[date, ByWeekday]] = ()
    ) -> None:
        """Take the frames of each weekday, Monday being 0; a closing of 00:00 is the midnight that ends the day.

        `later` are other frames, each from a date on, in order. Frames of a day may adjoin. Raises HoursRefused when they
        overlap or run backwards, or when no day is ever open.
        """
        self._calendar, self._tz = calendar, tz
        self._since = [since for since, _ in later]
        self._frames = [_all_checked(each) for each in (frames, *(changed for _, changed in later))]
        self._table = _Table(range(0), 1, 0, [], [], [0], [])
        self._lock = Lock()
        days = map(date.fromordinal, FOUR_YEARS)
        worked = {day.weekday() for day in days if calendar.is_working_day(day)}
        if not all(worked & each.keys() for each in self._frames):
            raise HoursRefused("An office needs hours on at least one of its working days.")

    def is_open(self, moment: datetime) -> bool:
        """Whether a moment is in office hours: an opening is, a closing is not."""
        at = _micros(moment)
        table = self._covering(at, at + 1)
        place = bisect_right(table.opens, at)
        return place > 0 and at < table.closes[place - 1]

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself when open, else the next opening."""
        return self.add(moment, 0)

    def add(self, moment: datetime, minutes: float, pauses: Pauses = ()) -> datetime:
        """The moment after so many open minutes outside the pauses, or before them when minutes is negative.

        A target at a closing is that closing, or counting back, at an opening that opening; 0 minutes is `next_open`.
        A pause is given as its start and end, in any order and overlapping or not. Only what lies between the moment
        and the target moves the target. Raises HoursRefused for a pause that ends before it starts.
        """
        at, span = _micros(moment), round(minutes * MINUTE)
        table = self._covering(at - 1, at) if span < 0 else self._covering(at, at + 1)
        goal = table.worked_by(at) + span
        if pauses:
            goal = self._later(at, goal, pauses) if span > 0 else self._earlier(at, goal, pauses)
        table = self._reaching(goal if span else goal + 1)
        place = bisect_left(table.worked, goal) if span > 0 else bisect_right(table.worked, goal)
        return _moment(goal + table.shut[place - 1])

    def open_time(self, a: datetime, b: datetime, pauses: Pauses = ()) -> timedelta:
        """The open time from one moment to another, outside the pauses; negative when the other is earlier.

        Raises HoursRefused for a pause that ends before it starts.
        """
        return self._open(_micros(a), _micros(b), pauses) * MICROSECOND

    def between(self, a: datetime, b: datetime, pauses: Pauses = ()) -> float:
        """`open_time` in minutes."""
        return self._open(_micros(a), _micros(b), pauses) / MINUTE

    def opening(self, day: date) -> datetime | None:
        """When a date first opens; None when it is shut all day."""
        spans = self._spans(day)
        return _moment(spans[0][0]) if spans else None

    def closing(self, day: date) -> datetime | None:
        """When a date last closes; None when it is shut all day."""
        spans = self._spans(day)
        return _moment(spans[-1][1]) if spans else None

    def _open(self, a: int, b: int, pauses: Pauses) -> int:
        if b < a:
            return -self._open(b, a, pauses)
        table = self._covering(a, b)
        worked = table.worked_by(b) - table.worked_by(a)
        if pauses:
            for start, end in _apart(pauses, a, b):
                worked -= table.worked_by(end) - table.worked_by(start)
        return worked

    def _later(self, at: int, goal: int, pauses: Pauses) -> int:
        for start, end in _apart(pauses, at, THE_END):
            before = self._reaching(goal).worked_by(start)
            if before >= goal:
                break
            goal += self._covering(start, end).worked_by(end) - before
        return goal

    def _earlier(self, at: int, goal: int, pauses: Pauses) -> int:
        for start, end in reversed(_apart(pauses, -THE_END, at)):
            after = self._reaching(goal).worked_by(end)
            if after <= goal:
                break
            goal -= after - self._covering(start, end).worked_by(start)
        return goal

    def _reaching(self, goal: int) -> _Table:
        """A table long enough, later and earlier, for so much to have been worked by some moment of it."""
        table = self._table
        while goal > table.worked[-1]:
            table = self._grown(table.years.stop + (goal - table.worked[-1] - 1) // LONGEST_YEAR)
        while goal < table.worked[0]:
            table = self._grown(table.years.start - 1 - (table.worked[0] - goal - 1) // LONGEST_YEAR)
        return table

    def _covering(self, first: int, last: int) -> _Table:
        """A table of the time from one moment to a later one; only the years it lies in are asked of the calendar."""
        table = self._table
        if not table.years:
            table = self._grown(self._year(first))
        while first < table.begins:
            table = self._grown(min(self._year(first), table.years.start - 1))
        while last > table.ends:
            table = self._grown(max(self._year(last - 1), table.years.stop))
        return table

    def _year(self, at: int) -> int:
        try:
            return _moment(at).astimezone(self._tz).year
        except OverflowError:
            return MAXYEAR if at > 0 else MINYEAR

    def _grown(self, year: int) -> _Table:
        """The table with a year added; a new one takes the old one's place whole, so threads may share it."""
        _check(year)
        self._calendar.is_working_day(date(year, 1, 1))
        with self._lock:
            old = self._table.years or range(year, year)
            years = range(min(year, old.start), max(year + 1, old.stop))
            if years != old:
                self._table = self._made(self._table, years, old)
            return self._table

    def _made(self, table: _Table, years: range, old: range) -> _Table:
        before, after = self._spans_of(range(years.start, old.start)), self._spans_of(range(old.stop, years.stop))
        opens = [opens for opens, _ in before] + table.opens + [opens for opens, _ in after]
        closes = [closes for _, closes in before] + table.closes + [closes for _, closes in after]
        origin = table.worked[0] - sum(closes - opens for opens, closes in before)
        worked = list(accumulate(map(sub, closes, opens), initial=origin))
        begins, ends = (self._reached(datetime(year, 1, 1, tzinfo=self._tz)) for year in (years.start, years.stop))
        return _Table(years, begins, ends, opens, closes, worked, list(map(sub, opens, worked)))

    def _spans_of(self, years: range) -> Spans:
        days = range(date(years.start, 1, 1).toordinal(), date(years.stop, 1, 1).toordinal())
        return [span for day in map(date.fromordinal, days) for span in self._spans(day)]

    def _spans(self, day: date) -> Spans:
        """The open spans of a date, without those a clock change leaves nothing of."""
        _check(day.year)
        frames = self._frames[bisect_right(self._since, day)].get(day.weekday())
        if not frames or not self._calendar.is_working_day(day):
            return []
        midnight = datetime(day.year, day.month, day.day, tzinfo=self._tz)
        spans = [(self._reached(midnight + opens), self._reached(midnight + closes)) for opens, closes in frames]
        return [(opens, closes) for opens, closes in spans if opens < closes]

    def _reached(self, clock: datetime) -> int:
        """When the zone's clocks first reach a reading."""
        first, second = _micros(clock), _micros(clock.replace(fold=1))
        if first <= second:
            return first
        change = range(second, first)
        return change[0] + bisect_left(change, True, key=lambda at: _moment(at).astimezone(self._tz) >= clock)


def _check(year: int) -> None:
    if not MINYEAR < year < MAXYEAR:
        raise DateOutOfRange(f"Office hours cannot be counted as far as the year {year}.")


def _micros(moment: datetime) -> int:
    try:
        since = moment - EPOCH
    except TypeError:
        raise ValueError(f"The moment {moment.isoformat()} has no time zone.") from None
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _moment(at: int) -> datetime:
    return EPOCH + at * MICROSECOND


def _apart(pauses: Pauses, first: int, last: int) -> Spans:
    """What the pauses cover of a stretch of time, in order and nothing twice."""
    covered: Spans = []
    for start, end in sorted([(_micros(start), _micros(end)) for start, end in pauses]):
        if end < start:
            raise HoursRefused("A pause cannot end before it starts.")
        start = start if start > first else first
        end = end if end < last else last
        if start < end:
            covered.append((start, end))
            first = end
    return covered


def _all_checked(frames: ByWeekday) -> dict[int, Frames]:
    return {weekday: _checked(weekday, spans) for weekday, spans in frames.items() if spans}


def _checked(weekday: int, frames: Sequence[tuple[time, time]]) -> Frames:
    if weekday not in range(7):
        raise HoursRefused("The days of a week are numbered from 0, Monday, to 6, Sunday.")
    checked = sorted((_since_midnight(opens), _since_midnight(closes) or ONE_DAY) for opens, closes in frames)
    if any(closes <= opens for opens, closes in checked):
        raise HoursRefused(f"On {WEEKDAYS[weekday]} the office would close before it opens.")
    if any(later[0] < earlier[1] for earlier, later in pairwise(checked)):
        raise HoursRefused(f"On {WEEKDAYS[weekday]} the office would open before it has closed.")
    return tuple(checked)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(0, clock.second, clock.microsecond, 0, clock.minute, clock.hour)
