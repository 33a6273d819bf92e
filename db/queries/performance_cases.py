"""The cases received in a period, closed in it and open at its end, counted by what they are alike in."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select, union_all

from casework.moments import end_of_date, london_date, start_of_date
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period
from db.queries.performance_days import as_date, london_day
from db.queries.performance_slice import cases_of
from db.tables.plain import CASE

MANY = 50_000
"""Rows that are held at once."""
ALIKE = ("kind", "channel", "force", "owner_id")


@dataclass(slots=True)
class Counted:
    """How many cases there are of each kind, channel, force, owner and date; `took` is by kind, receipt and closing."""

    kinds: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    forces: Counter[str | None] = field(default_factory=Counter)
    owners: Counter[int | None] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
    took: Counter[tuple[str, date, date]] = field(default_factory=Counter)

    @property
    def cases(self) -> int:
        """All of them."""
        return self.kinds.total()


@dataclass(frozen=True, slots=True)
class Totals:
    """The cases of a period, by number alone."""

    received: int
    closed: int
    open: int


class CasesCounted:
    """The cases of a part of the work, counted for any period as they stood at a moment."""

    def __init__(self, connection: Connection, of: Slice, now: datetime) -> None:
        """Look at a record through a connection."""
        self._connection, self._of, self._now = connection, cases_of(of), now
        first = connection.execute(select(func.min(CASE.c.received_at))).scalar()
        self._years = range(london_date(first or now).year, london_date(now).year + 2)

    def received(self, period: Period) -> Counted:
        """Those received in it."""
        return self._counted(self._received(period), CASE.c.received_at)

    def closed(self, period: Period) -> Counted:
        """Those closed in it, with how long they took."""
        return self._counted(self._closed(period), CASE.c.closed_at, took=True)

    def open_at_end(self, period: Period) -> Counted:
        """Those open at its end, or now while it runs, by the date of receipt."""
        return self._counted(self._open_at_end(period), CASE.c.received_at)

    def totals(self, period: Period) -> Totals:
        """The number of each."""
        return Totals(*(self._number(which) for which in (self._received(period), self._closed(period), self._open_at_end(period))))

    def _received(self, period: Period) -> list[list[Any]]:
        return [[CASE.c.received_at >= start_of_date(period.first), CASE.c.received_at <= self._end(period)]]

    def _closed(self, period: Period) -> list[list[Any]]:
        return [[CASE.c.closed_at >= start_of_date(period.first), CASE.c.closed_at <= self._end(period)]]

    def _open_at_end(self, period: Period) -> list[list[Any]]:
        """Those open now, and those closed since: each a range of its own index."""
        end = self._end(period)
        # Not as a bare column, which would have SQLite go through all that was ever received and not the few that are open.
        received_at = func.coalesce(CASE.c.received_at, CASE.c.received_at)
        return [[CASE.c.closed_at.is_(None), received_at <= end], [CASE.c.closed_at > end, received_at <= end]]

    def _end(self, period: Period) -> datetime:
        return min(end_of_date(period.last), self._now)

    def _number(self, which: list[list[Any]]) -> int:
        each = [select(func.count().label("cases")).select_from(CASE).where(*wanted, *self._of) for wanted in which]
        found = union_all(*each).subquery()
        return int(self._connection.execute(select(func.coalesce(func.sum(found.c.cases), 0))).scalar() or 0)

    def _counted(self, which: list[list[Any]], moment: Any, took: bool = False) -> Counted:
        found = Counted()
        for wanted in which:
            for kinds, channels, forces, owners, days, *received in self._columns(wanted, moment, took):
                found.kinds.update(kinds)
                found.channels.update(channels)
                found.forces.update(forces)
                found.owners.update(owners)
                found.days.update(map(as_date, days))
                for began in received:
                    found.took.update(zip(kinds, map(as_date, began), map(as_date, days), strict=True))
        return found

    def _columns(self, wanted: list[Any], moment: Any, took: bool) -> Iterator[tuple[Any, ...]]:
        """The columns of the cases wanted, so many rows at a time."""
        dialect = self._connection.dialect.name
        days = [london_day(dialect, each, self._years) for each in ((moment, CASE.c.received_at) if took else (moment,))]
        query = select(*(CASE.c[name] for name in ALIKE), *days).where(*wanted, *self._of)
        for some in self._connection.execute(query.execution_options(yield_per=MANY)).partitions():
            yield tuple(zip(*some, strict=True))


def by_date(days: Mapping[date, int], part: Period) -> int:
    """How many are in a part of a period."""
    return sum(number for day, number in days.items() if part.first <= day <= part.last)
