"""The clocks of a period that waited or were given longer: few, beside all that fell due."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from casework.clock_history import Wait
from casework.moments import end_of_date, start_of_date
from casework.rules import Rules
from casework.summaries.performance_slice import Slice
from casework.summaries.performance_sums import paused_days
from casework.summaries.periods import Period
from db.queries.clock_conditions import NOT_VOID
from db.queries.performance_slice import clocks_of_slice
from db.tables.plain import CASE, CASE_WAIT, CLOCK, EXTENSION


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A clock that fell due: its row, its case and what kind that is, and its moments."""

    id: int
    case_id: int
    kind: str
    row: int
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waited:
    """The clocks of a period whose cases waited or that were given longer, the waits of each case, and how much longer."""

    clocks: tuple[ClockLine, ...]
    waits: Mapping[int, tuple[Wait, ...]]
    longer: Mapping[int, int]


def waited(connection: Connection, period: Period, rows: Collection[int], of: Slice, now: datetime) -> Waited:
    """The waits and extensions that touch a period's clocks, up to now."""
    fell = [*fell_in(period, rows, now), *clocks_of_slice(of)]
    clocks: dict[int, ClockLine] = {}
    waits: dict[int, dict[int, Wait]] = {}
    # A wait that began once the period was over holds no clock that fell due in it.
    stands = CASE_WAIT.c.withdrawn_at.is_(None), CASE_WAIT.c.paused_at <= min(end_of_date(period.last), now)
    waiting = (CASE_WAIT.c[name] for name in ("id", "reason", "paused_at", "resumed_at"))
    beside = CASE_WAIT.c.case_id == CLOCK.c.case_id
    for *clock, wait, reason, paused_at, resumed_at in connection.execute(
        _lines(CASE_WAIT, beside, *waiting).where(*stands, *fell)
    ):
        line = clocks[clock[0]] = ClockLine(*clock)
        over = resumed_at if resumed_at is not None and resumed_at <= now else None
        waits.setdefault(line.case_id, {})[wait] = Wait(reason, paused_at, over)
    longer: dict[int, int] = {}
    given = _lines(EXTENSION, EXTENSION.c.clock_id == CLOCK.c.id, func.sum(EXTENSION.c.units))
    for *clock, units in connection.execute(
        given.where(EXTENSION.c.undone_at.is_(None), *fell).group_by(CLOCK.c.id, CASE.c.kind)
    ):
        line = clocks[clock[0]] = ClockLine(*clock)
        longer[line.id] = int(units)
    return Waited(tuple(clocks.values()), {case_id: tuple(each.values()) for case_id, each in waits.items()}, longer)


def paused(found: Waited, rules: Rules, now: datetime) -> Mapping[int, tuple[int, int]]:
    """For each row of a standard, how many of its clocks waited, and for how many working days together."""
    sums: dict[int, tuple[int, int]] = {}
    for clock in found.clocks:
        until = now if clock.stopped_at is None else min(clock.stopped_at, now)
        days = paused_days(rules, clock.row, clock.started_at, clock.due_at, until, found.waits.get(clock.case_id, ()))
        if days is not None:
            clocks, before = sums.get(clock.row, (0, 0))
            sums[clock.row] = clocks + 1, before + days
    return sums


def fell_in(period: Period, rows: Collection[int], now: datetime) -> list[Any]:
    """What a clock of some standards' rows is that fell or falls due in a period, and was begun by now."""
    begins, ends = start_of_date(period.first), end_of_date(period.last)
    due = CLOCK.c.standard.in_(sorted(rows)), CLOCK.c.due_at >= begins, CLOCK.c.due_at <= ends
    return [NOT_VOID, *due, *([CLOCK.c.started_at <= now] if ends >= now else [])]


def _lines(table: Any, beside: Any, *columns: Any) -> Select[Any]:
    """Clocks with a row of another table beside each."""
    own = (CLOCK.c.id, CLOCK.c.case_id, CASE.c.kind, *(CLOCK.c[it] for it in ("standard", "started_at", "due_at", "stopped_at")))
    return select(*own, *columns).select_from(table.join(CLOCK, beside).join(CASE, CASE.c.id == CLOCK.c.case_id))
