"""The waits and extensions of the clocks that fell due in a period: few, beside all that fell due."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from casework.clock_history import Wait
from casework.moments import end_of_date, start_of_date
from casework.rules import Rules
from casework.summaries.performance_slice import Slice
from casework.summaries.performance_sums import paused_days
from casework.summaries.periods import Period
from db.queries.performance_clocks import NOT_VOID
from db.queries.performance_slice import clocks_of_slice
from db.tables.plain import CASE_WAIT, CLOCK, EXTENSION


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A clock that fell due: its row, its case, and its moments."""

    id: int
    case_id: int
    row: int
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waited:
    """The clocks of a period whose cases waited, with the waits of each case, and how much longer clocks were given."""

    clocks: tuple[ClockLine, ...]
    waits: Mapping[int, tuple[Wait, ...]]
    longer: Mapping[int, int]


def waited(connection: Connection, period: Period, rows: Collection[int], of: Slice, now: datetime) -> Waited:
    """The waits and extensions that touch a period's clocks, up to now."""
    waits: dict[int, list[Wait]] = {}
    for case_id, reason, paused_at, resumed_at in connection.execute(_waits(period, now)):
        over = resumed_at if resumed_at is not None and resumed_at <= now else None
        waits.setdefault(case_id, []).append(Wait(reason, paused_at, over))
    fell = [*fell_in(period, rows), *clocks_of_slice(of)]
    clocks = connection.execute(_lines(fell).where(CLOCK.c.case_id.in_(_waits(period, now, "case_id")))) if waits else ()
    longer = (
        select(EXTENSION.c.clock_id, func.sum(EXTENSION.c.units))
        .select_from(EXTENSION.join(CLOCK, CLOCK.c.id == EXTENSION.c.clock_id))
        .where(EXTENSION.c.undone_at.is_(None), *fell)
        .group_by(EXTENSION.c.clock_id)
    )
    return Waited(
        clocks=tuple(ClockLine(*row) for row in clocks),
        waits={case_id: tuple(each) for case_id, each in waits.items()},
        longer={clock_id: int(units) for clock_id, units in connection.execute(longer)},
    )


def paused(found: Waited, rules: Rules, now: datetime) -> Mapping[int, tuple[int, int]]:
    """For each row of a standard, how many of its clocks waited, and for how many working days together."""
    sums: dict[int, tuple[int, int]] = {}
    for clock in found.clocks:
        until = now if clock.stopped_at is None else min(clock.stopped_at, now)
        days = paused_days(rules, clock.row, clock.started_at, clock.due_at, until, found.waits[clock.case_id])
        if days is not None:
            clocks, before = sums.get(clock.row, (0, 0))
            sums[clock.row] = clocks + 1, before + days
    return sums


def fell_in(period: Period, rows: Collection[int]) -> list[Any]:
    """What a clock of some standards' rows is that fell due in a period."""
    begins, ends = start_of_date(period.first), end_of_date(period.last)
    return [NOT_VOID, CLOCK.c.standard.in_(sorted(rows)), CLOCK.c.due_at >= begins, CLOCK.c.due_at <= ends]


def lines(connection: Connection, wanted: Iterable[Any]) -> Iterable[Any]:
    """Clocks by their columns, as the database has them."""
    return connection.execute(_lines(wanted))


def _lines(wanted: Iterable[Any]) -> Any:
    columns = ("id", "case_id", "standard", "started_at", "due_at", "stopped_at")
    return select(*(CLOCK.c[name] for name in columns)).where(*wanted)


def _waits(period: Period, now: datetime, *columns: str) -> Any:
    """The waits that stand, up to a moment; one that began once the period was over holds no clock that fell due in it."""
    wanted = columns or ("case_id", "reason", "paused_at", "resumed_at")
    began = CASE_WAIT.c.paused_at <= min(end_of_date(period.last), now)
    return select(*(CASE_WAIT.c[name] for name in wanted)).where(CASE_WAIT.c.withdrawn_at.is_(None), began)
