"""What a period's clocks would have come to under today's standards: those of another row are counted again, each exactly."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, String, func, select, type_coerce

from casework.clock_history import dates_of
from casework.deadlines import deadline
from casework.moments import at_london_time, london_date, start_of_date
from casework.rules import Rules
from casework.standards import Standard
from casework.summaries.performance import Judged
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period
from db.bulk import kept_moments
from db.queries.performance_slice import clocks_of_slice
from db.queries.performance_waits import Waited, fell_in
from db.tables.plain import CASE, CLOCK

_ONE_DAY = timedelta(days=1)
Kept = Callable[[datetime | None], Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted again: the period's clocks of a part of the work, with those of them that waited or were given longer."""

    period: Period
    of: Slice
    now: datetime
    waited: Waited


def under_today(connection: Connection, rules: Rules, asked: Asked, row: int, stood: Judged) -> Judged | None:
    """How the clocks of a row would stand under the row of their standard that is in force today; None when there is none.

    `stood` is how they stand, which is the answer where today's counts alike.
    """
    found = Judged()
    for today, kinds in _rows_today(rules, row, london_date(asked.now)):
        if kinds is None and _counts_alike(rules.standards[today], rules.standards[row]):
            return stood
        found = found + _counted_again(connection, rules, asked, row, today, kinds)
    return found if found.all else None


def _rows_today(rules: Rules, row: int, today: Any) -> Iterator[tuple[int, tuple[str, ...] | None]]:
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


def _counted_again(
    connection: Connection, rules: Rules, asked: Asked, row: int, today: int, kinds: tuple[str, ...] | None
) -> Judged:
    wanted = [*fell_in(asked.period, [row]), *clocks_of_slice(asked.of), CLOCK.c.started_at <= asked.now]
    if kinds is not None:
        wanted.append(select(CASE.c.id).where(CASE.c.id == CLOCK.c.case_id, CASE.c.kind.in_(kinds)).exists())
    kept = kept_moments(connection.dialect)
    first, last = connection.execute(select(func.min(CLOCK.c.started_at), func.max(CLOCK.c.started_at)).where(*wanted)).one()
    if first is None:
        return Judged()
    standard = rules.standards[today]
    begins, dues = _due_by_start(standard, rules, first, last, kept)
    each_alone = standard.unit == "working hours"
    now, met, running, clocks = kept(asked.now), 0, 0, 0
    columns = (CLOCK.c.id, CLOCK.c.case_id, _as_kept(CLOCK.c.started_at), _as_kept(CLOCK.c.stopped_at))
    waits, longer = asked.waited.waits, asked.waited.longer
    for clock, case, started, stopped in connection.execute(select(*columns).where(*wanted).execution_options(yield_per=50_000)):
        clocks += 1
        ended = None if stopped is None or stopped > now else stopped
        if each_alone or case in waits or clock in longer:
            stands = _alone(connection, rules, asked, row, standard, clock)
            met, running = met + (stands == "met"), running + (stands == "running")
        elif ended is not None:
            met += ended <= dues[bisect_right(begins, started) - 1]
        else:
            running += now <= dues[bisect_right(begins, started) - 1]
    return Judged(met, clocks - met - running, running)


def _due_by_start(
    standard: Standard, rules: Rules, first: datetime, last: datetime, kept: Kept
) -> tuple[Sequence[Any], Sequence[Any]]:
    """From when on a clock that starts has another due moment, and which, as the database keeps moments."""
    day, end, starts = london_date(first), london_date(last), []
    while day <= end:
        starts.append(start_of_date(day))
        if standard.receipt == "office hours":
            starts.append(at_london_time(day, rules.calendars.closes(day)))
        day += _ONE_DAY
    return [kept(at) for at in starts], [kept(deadline(standard, at, rules.calendars).due_at) for at in starts]


def _as_kept(column: Any) -> Any:
    """A moment as the database keeps it, which for a million of them is much quicker than as the program does."""
    return type_coerce(column, _KEPT)


class _Kept(String):
    """Whatever the driver gives."""

    def result_processor(self, dialect: Any, coltype: object) -> None:
        """Leave it as it is."""


_KEPT = _Kept()


def _alone(connection: Connection, rules: Rules, asked: Asked, row: int, standard: Standard, clock: int) -> str:
    """How one clock would stand, by all that happened to it: waits, and what longer it was given in the same unit."""
    at = connection.execute(select(CLOCK.c.case_id, CLOCK.c.started_at, CLOCK.c.stopped_at).where(CLOCK.c.id == clock)).one()
    stopped = None if at.stopped_at is None or at.stopped_at > asked.now else at.stopped_at
    longer = asked.waited.longer.get(clock, 0) if rules.standards[row].unit == standard.unit else 0
    waits = asked.waited.waits.get(at.case_id, ())
    due, paused_at = dates_of(standard, at.started_at, stopped, waits, longer, rules.calendars)
    if stopped is not None:
        return "met" if stopped <= due.due_at else "missed"
    return "running" if paused_at is not None or asked.now <= due.due_at else "missed"
