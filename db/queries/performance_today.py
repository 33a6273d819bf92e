"""What a period's clocks would have come to under today's standards: those of another row are counted again, each exactly."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, case, func, literal, literal_column, select

from casework.clock_history import dates_of
from casework.deadlines import deadline
from casework.moments import at_london_time, london_date, start_of_date
from casework.rules import Rules
from casework.standards import Standard
from casework.summaries.performance import Judged
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period
from db.bulk import kept_moments
from db.queries.performance_slice import clocks_of_slice, of_case
from db.queries.performance_waits import ClockLine, Waited, fell_in
from db.tables.plain import CASE, CLOCK

LONGEST = timedelta(days=90)
"""So long before a period begin nearly all clocks that fall due in it; of others the first is looked for."""
EARLY = -1
Kinds = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted again: the period's clocks of a part of the work, with those of them that waited or were given longer."""

    period: Period
    of: Slice
    now: datetime
    waited: Waited


@dataclass(frozen=True, slots=True)
class Dues:
    """From when on a clock that starts has another due moment, and which."""

    begins: tuple[datetime, ...]
    due: tuple[datetime, ...]

    def of(self, started_at: datetime) -> datetime:
        """When a clock that starts at a moment is due."""
        return self.due[bisect_right(self.begins, started_at) - 1]


def under_today(connection: Connection, rules: Rules, asked: Asked, row: int, stood: Judged) -> Judged | None:
    """How the clocks of a row would stand under the row of their standard that is in force today; None when there is none.

    `stood` is how they stand, which is the answer where today's counts alike.
    """
    found = Judged()
    for today, kinds in _rows_today(rules, row, london_date(asked.now)):
        standard = rules.standards[today]
        if kinds is None and _counts_alike(standard, rules.standards[row]):
            return stood
        if standard.unit == "working hours":
            clocks = connection.execute(_clocks(asked, row, kinds))
            found = found + _each(rules, asked, standard, (ClockLine(*clock) for clock in clocks))
        else:
            found = found + _counted_again(connection, rules, asked, row, standard, kinds)
    return found if found.all else None


def _rows_today(rules: Rules, row: int, today: date) -> Iterator[tuple[int, Kinds]]:
    """The rows in force today of a row's standard, each with the kinds of case it takes over; None for all of them."""
    old = rules.standards[row]
    for number, standard in rules.standards.items():
        kinds = tuple(kind for kind in old.kinds if kind in standard.kinds)
        if standard.id == old.id and kinds and standard.in_force(today):
            yield number, None if kinds == old.kinds else kinds


def _counts_alike(one: Standard, other: Standard) -> bool:
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("length", "unit", "calendar", "receipt", "due", "waits_for", "skips_closures")
    )


def _counted_again(connection: Connection, rules: Rules, asked: Asked, row: int, standard: Standard, kinds: Kinds) -> Judged:
    """All of them by when they started, in one pass; then those that waited or were given longer by what happened to each."""
    last = min(asked.period.last, london_date(asked.now))
    dues = _dues(standard, rules, asked.period.first - LONGEST, last)
    found = _in_one_pass(connection, asked, row, kinds, dues)
    if found is None:
        earliest = connection.execute(select(func.min(CLOCK.c.started_at)).where(*_wanted(asked, row, kinds))).scalar_one()
        dues = _dues(standard, rules, london_date(earliest), last)
        found = _in_one_pass(connection, asked, row, kinds, dues) or Judged()
    apart = [it for it in asked.waited.clocks if it.row == row and (kinds is None or it.kind in kinds)]
    alike = _judged(_stands(it, dues.of(it.started_at), asked.now, paused=False) for it in apart)
    less = Judged(found.met - alike.met, found.missed - alike.missed, found.running - alike.running)
    return less + _each(rules, asked, standard, apart)


def _dues(standard: Standard, rules: Rules, first: date, last: date) -> Dues:
    """The due moments of a standard's clocks that start from one day to another, each told once."""
    found: dict[datetime, datetime] = {}
    for at in _turns(standard, rules, first, last):
        found.setdefault(deadline(standard, at, rules.calendars).due_at, at)
    return Dues(tuple(found.values()), tuple(found))


def _turns(standard: Standard, rules: Rules, first: date, last: date) -> Iterator[datetime]:
    """The moments from which on a clock may count from another day: each midnight, or each time the office closes for the day."""
    calendar, closes = rules.calendars.of(standard), rules.calendars.closes
    yield start_of_date(first)
    for day in (first + timedelta(days) for days in range((last - first).days + 1)):
        if standard.receipt == "actual day":
            yield start_of_date(day)
        elif calendar.is_working_day(day):
            yield at_london_time(day, closes(day))


def _in_one_pass(connection: Connection, asked: Asked, row: int, kinds: Kinds, dues: Dues) -> Judged | None:
    """How the clocks stand by when they started alone; None where one started before the first moment there is a due one for."""
    ended = and_(CLOCK.c.stopped_at.is_not(None), CLOCK.c.stopped_at <= asked.now)
    until: Any = case((ended, CLOCK.c.stopped_at), else_=literal(asked.now, CLOCK.c.stopped_at.type))
    moments = list(map(_written(connection), dues.due)), list(map(_written(connection), dues.begins))
    in_time = case((until <= literal_column(_chosen(*moments, 0, len(dues.due))), 1), else_=0)
    came_to = case((CLOCK.c.started_at < dues.begins[0], EARLY), (ended, in_time), else_=2 + in_time).label("came_to")
    query = select(came_to, func.count()).where(*_wanted(asked, row, kinds)).group_by("came_to")
    counts = {row[0]: row[1] for row in connection.execute(query)}
    if EARLY in counts:
        return None
    return Judged(counts.get(1, 0), counts.get(0, 0) + counts.get(2, 0), counts.get(3, 0))


def _chosen(due: Sequence[str], begins: Sequence[str], first: int, stop: int) -> str:
    """The due moment of a clock by when it started, as an expression that halves what is left with each comparison."""
    if stop - first == 1:
        return due[first]
    middle = (first + stop) // 2
    halves = (_chosen(due, begins, *half) for half in ((first, middle), (middle, stop)))
    return f"CASE WHEN clock.started_at < {begins[middle]} THEN {' ELSE '.join(halves)} END"


def _written(connection: Connection) -> Any:
    """How moments are written out in a statement: as values, the hundreds of a year would cost more than their counting."""
    if connection.dialect.name == "sqlite":
        kept = kept_moments(connection.dialect)
        return lambda moment: f"'{kept(moment)}'"
    return lambda moment: f"TIMESTAMPTZ '{moment.isoformat(' ')}'"


def _wanted(asked: Asked, row: int, kinds: Kinds) -> list[Any]:
    of_kinds = [] if kinds is None else [of_case(CASE.c.kind.in_(kinds))]
    return [*fell_in(asked.period, [row], asked.now), *clocks_of_slice(asked.of), *of_kinds]


def _clocks(asked: Asked, row: int, kinds: Kinds) -> Any:
    columns = (CLOCK.c[name] for name in ("standard", "started_at", "due_at", "stopped_at"))
    joined = CLOCK.join(CASE, CASE.c.id == CLOCK.c.case_id)
    return select(CLOCK.c.id, CLOCK.c.case_id, CASE.c.kind, *columns).select_from(joined).where(*_wanted(asked, row, kinds))


def _each(rules: Rules, asked: Asked, standard: Standard, clocks: Iterable[ClockLine]) -> Judged:
    """How clocks would stand by all that happened to each: waits, and what longer it was given in the same unit."""
    return _judged(_alone(rules, asked, standard, clock) for clock in clocks)


def _alone(rules: Rules, asked: Asked, standard: Standard, clock: ClockLine) -> str:
    stopped = _ended(clock, asked.now)
    longer = asked.waited.longer.get(clock.id, 0) if rules.standards[clock.row].unit == standard.unit else 0
    due, paused_at = dates_of(
        standard, clock.started_at, stopped, asked.waited.waits.get(clock.case_id, ()), longer, rules.calendars
    )
    return _stands(clock, due.due_at, asked.now, paused=paused_at is not None)


def _stands(clock: ClockLine, due_at: datetime, now: datetime, *, paused: bool) -> str:
    stopped = _ended(clock, now)
    if stopped is not None:
        return "met" if stopped <= due_at else "missed"
    return "running" if paused or now <= due_at else "missed"


def _ended(clock: ClockLine, now: datetime) -> datetime | None:
    return None if clock.stopped_at is None or clock.stopped_at > now else clock.stopped_at


def _judged(stood: Iterable[str]) -> Judged:
    each = list(stood)
    return Judged(each.count("met"), each.count("missed"), each.count("running"))
