"""The cases received in a period, closed in it and open at its end, counted by what they are alike in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, literal, select, union_all

from casework.moments import end_of_date, london_date, start_of_date
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period
from db.queries.performance_days import as_date, london_day
from db.queries.performance_slice import cases_of
from db.tables.plain import CASE


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
        return Totals(
            *(self._number(which) for which in (self._received(period), self._closed(period), self._open_at_end(period)))
        )

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
            for kind, day, began, cases in self._by_day(wanted, moment, took):
                on = as_date(day)
                found.kinds[kind] += cases
                found.days[on] += cases
                if took:
                    found.took[kind, as_date(began), on] += cases
            for owner, force, channel, cases in self._groups(wanted, [CASE.c.owner_id, CASE.c.force, CASE.c.channel]):
                found.owners[owner] += cases
                found.forces[force] += cases
                found.channels[channel] += cases
        return found

    def _by_day(self, wanted: list[Any], moment: Any, took: bool) -> Any:
        """By kind and the date of a moment, and where it is asked for the date of receipt; in the order the index has them."""
        dialect = self._connection.dialect.name
        day = london_day(dialect, moment, self._years).label("on_day")
        began = london_day(dialect, CASE.c.received_at, self._years).label("began_day") if took else None
        query = select(CASE.c.kind, day, literal(None) if began is None else began, func.count()).where(*wanted, *self._of)
        return self._connection.execute(query.group_by(*(["on_day"] if began is None else ["on_day", "began_day"]), CASE.c.kind))

    def _groups(self, wanted: list[Any], alike: list[Any]) -> Any:
        return self._connection.execute(select(*alike, func.count()).where(*wanted, *self._of).group_by(*alike))


def by_date(days: Mapping[date, int], part: Period) -> int:
    """How many are in a part of a period."""
    return sum(number for day, number in days.items() if part.first <= day <= part.last)
