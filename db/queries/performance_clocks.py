"""How the clocks that fell due in spans of time stand: one pass over their index for all spans and standards."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, or_, select, union_all

from casework.moments import end_of_date, start_of_date
from casework.summaries.performance import Judged
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period
from db.queries.clock_conditions import IN_VAIN, NOT_VOID
from db.queries.performance_slice import clocks_of_slice
from db.tables.plain import CLOCK, LATE_REASON

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stood:
    """How the clocks of a standard's row in a span stand, and how those of them do whose due moment is over."""

    clocks: Judged
    passed: Judged


def fell_due(
    connection: Connection, periods: Sequence[Period], rows: Collection[int], of: Slice, now: datetime
) -> list[Mapping[int, Stood]]:
    """For each period, the clocks that fell due in it, by the row of their standard, among those rows."""
    each = [select_ for place, period in enumerate(periods) for select_ in _counted(place, period, rows, of, now)]
    found: list[dict[int, Stood]] = [{} for _ in periods]
    for place, passed, row, clocks, met, running in connection.execute(union_all(*each)) if each and rows else ():
        stood = Judged(met, clocks - met - running, running)
        before = found[place].get(row, Stood(Judged(), Judged()))
        found[place][row] = Stood(before.clocks + stood, before.passed + stood if passed else before.passed)
    return list(found)


def _counted(place: int, period: Period, rows: Collection[int], of: Slice, now: datetime) -> list[Any]:
    """A count of those whose due moment is over, and one of those whose is not, as far as a period has either."""
    begins, ends = start_of_date(period.first), end_of_date(period.last)
    waits = and_(CLOCK.c.stopped_at.is_(None), CLOCK.c.paused_at.is_not(None))
    parts = []
    if begins < now:
        in_time = CLOCK.c.stopped_at <= CLOCK.c.due_at
        parts.append(_sums(place, 1, in_time, waits, begins, min(ends, now - _MOMENT), rows, of))
    if ends >= now:
        stopped = CLOCK.c.stopped_at <= now
        begun = CLOCK.c.started_at <= now
        runs = or_(CLOCK.c.stopped_at.is_(None), CLOCK.c.stopped_at > now)
        parts.append(_sums(place, 0, stopped, runs, max(begins, now), ends, rows, of).where(begun))
    return parts


def _sums(
    place: int, passed: int, met: Any, runs: Any, begins: datetime, ends: datetime, rows: Collection[int], of: Slice
) -> Any:
    return (
        select(literal(place), literal(passed), CLOCK.c.standard, func.count(), _sum(met), _sum(runs))
        .where(NOT_VOID, CLOCK.c.standard.in_(sorted(rows)), CLOCK.c.due_at >= begins, CLOCK.c.due_at <= ends)
        .where(*clocks_of_slice(of))
        .group_by(CLOCK.c.standard)
    )


def _sum(condition: ColumnElement[bool]) -> Any:
    return func.sum(case((condition, 1), else_=0))


def missed(period: Period, rows: Collection[int], of: Slice, now: datetime) -> list[ColumnElement[bool]]:
    """What a clock is that fell due in a period and was missed."""
    return [
        NOT_VOID,
        CLOCK.c.standard.in_(sorted(rows)),
        CLOCK.c.due_at >= start_of_date(period.first),
        CLOCK.c.due_at <= min(end_of_date(period.last), now - _MOMENT),
        IN_VAIN,
        *clocks_of_slice(of),
    ]


def reasons(connection: Connection, period: Period, rows: Collection[int], of: Slice, now: datetime) -> Counter[str]:
    """How many clocks that were missed have each reason; the last one given for a clock counts."""
    latest = select(func.max(LATE_REASON.c.id)).where(LATE_REASON.c.at >= start_of_date(period.first))
    query = (
        select(LATE_REASON.c.reason, func.count())
        .select_from(LATE_REASON.join(CLOCK, CLOCK.c.id == LATE_REASON.c.clock_id))
        .where(LATE_REASON.c.id.in_(latest.group_by(LATE_REASON.c.clock_id)), *missed(period, rows, of, now))
        .group_by(LATE_REASON.c.reason)
    )
    return Counter({row[0]: row[1] for row in connection.execute(query)})
