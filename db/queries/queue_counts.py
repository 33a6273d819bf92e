"""How many cases there are: of a filter, of many at once, and of those open by how their next clock stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from casework.filter_grammar import ANY, Filter
from casework.moments import end_of_date, london_date, start_of_date
from db.queries.queue_facts import cases
from db.queries.queue_filter import Conditions
from db.tables.plain import CASE

AT_ONCE = 30
"""How many filters are counted by one statement."""


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """Open cases by how their next clock stands, and the moment (UTC) the counts next change by themselves."""

    overdue: int
    today: int
    soon: int
    open: int
    changes_at: datetime | None


def queue_count(connection: Connection, wanted: Filter, now: datetime, me: int | None) -> int:
    """How many cases the filtered queue holds."""
    return queue_tally(connection, [wanted], now, me)[0]


def queue_tally(connection: Connection, filters: Sequence[Filter], now: datetime, me: int | None) -> list[int]:
    """How many cases each of many filters keeps, in one go."""
    conditions = Conditions(connection, now, me)
    found: list[int] = []
    for first in range(0, len(filters), AT_ONCE):
        numbers = [_number(conditions, wanted) for wanted in filters[first : first + AT_ONCE]]
        found += connection.execute(select(*numbers)).one()
    return found


def _number(conditions: Conditions, wanted: Filter) -> Any:
    """How many cases a filter keeps, as part of a statement."""
    if wanted.status == "closed" and not (wanted.words or wanted.without or wanted.terms):
        # To count every row of a table is much quicker than to count those that are closed.
        return cases("any", func.count()).scalar_subquery() - cases("open", func.count()).scalar_subquery()
    if wanted.status == ANY and any(term.key == "open" for term in wanted.terms):
        # Of the open ones an index, of the closed ones another: neither is of use to both at once.
        return _number(conditions, replace(wanted, status="open")) + _number(conditions, replace(wanted, status="closed"))
    return conditions.query(wanted, func.count()).scalar_subquery()


def queue_counts(connection: Connection, now: datetime) -> QueueCounts:
    """How many open cases are overdue, due today and due soon by their next clock."""
    end = end_of_date(london_date(now))
    due, warn = CASE.c.next_due_at, CASE.c.next_warn_at

    def number(*conditions: ColumnElement[bool]) -> int:
        return connection.execute(cases("open", func.count()).where(*conditions)).scalar() or 0

    def first(moment: ColumnElement[Any], *conditions: ColumnElement[bool]) -> datetime | None:
        found: datetime | None = connection.execute(cases("open", func.min(moment)).where(*conditions)).scalar()
        return found

    soonest, later = first(due, due >= now), first(due, due > end)
    coming = [
        None if soonest is None else soonest + timedelta(microseconds=1),
        None if later is None else start_of_date(london_date(later)),
        first(warn, due > end, warn > now),
    ]
    return QueueCounts(
        overdue=number(due < now),
        today=number(due >= now, due <= end),
        soon=number(due > end, warn <= now),
        open=number(),
        changes_at=min((moment for moment in coming if moment is not None), default=None),
    )
