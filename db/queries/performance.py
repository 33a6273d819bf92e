"""Every figure of a period, counted from the record."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, select

from casework.kinds import channel_label, channels, kinds
from casework.moments import end_of_date, london_date
from casework.organisations import organisations
from casework.rules import Rules
from casework.summaries.performance import (
    Compared,
    Judged,
    LateReasons,
    Performance,
    StandardFigures,
    TrendPoint,
    Volume,
    Volumes,
)
from casework.summaries.performance_slice import NO_TEAM, Slice, force_title, kind_title
from casework.summaries.performance_sums import ages, part_for, times_taken
from casework.summaries.periods import Period
from db.queries.performance_cases import CasesCounted, Counted, Totals, by_date
from db.queries.performance_clocks import Stood, fell_due, reasons
from db.queries.performance_today import Asked, under_today
from db.queries.performance_waits import paused, waited
from db.tables.plain import STAFF, TEAM

Key = TypeVar("Key", bound=str | None)
ALL = "all"


def performance(connection: Connection, rules: Rules, period: Period, of: Slice, now: datetime) -> Performance:
    """The figures of a period for a part of the work, as the record had them at a moment."""
    return _Counting(connection, rules, period, of, now).performance()


class _Counting:
    """One report being counted."""

    def __init__(self, connection: Connection, rules: Rules, period: Period, of: Slice, now: datetime) -> None:
        self._connection, self._rules, self._period, self._of, self._now = connection, rules, period, of, now
        self._rows = [row for row, it in rules.standards.items() if not of.kind or of.kind in it.kinds]
        self._cases = CasesCounted(connection, of, now)
        self._calendar = rules.calendars.ours

    def performance(self) -> Performance:
        """Every figure."""
        period, now, today = self._period, self._now, london_date(self._now)
        received, closed, still_open = (
            each(period) for each in (self._cases.received, self._cases.closed, self._cases.open_at_end)
        )
        before, year_before = period.before, period.year_before
        parts = list(period.parts(part_for(period)))
        spans = list(dict.fromkeys([before, year_before, *parts]))
        stood = dict(zip(spans, fell_due(self._connection, spans, self._rows, self._of, now), strict=True))
        standards = self._standards([stood[part] for part in parts])
        compared = {each: self._compared(each, stood[each]) for each in {before, year_before}}
        open_until = min(end_of_date(period.last), now)
        return Performance(
            period=period,
            of=self._of,
            now=now,
            open_until=open_until,
            volumes=self._volumes(received, closed, still_open),
            standards=standards,
            taken=times_taken(self._took(closed), kinds()),
            ages=ages(still_open.days, london_date(open_until), self._calendar),
            trend=tuple(self._point(part, received, closed, stood[part]) for part in parts if not part.begins_after(today)),
            reasons=self._reasons(sum(each.clocks.missed for each in standards)),
            before=compared[before],
            year_before=compared[year_before],
        )

    def _standards(self, stood: list[Mapping[int, Stood]]) -> tuple[StandardFigures, ...]:
        together: dict[int, Stood] = {}
        for each in stood:
            for row, found in each.items():
                known = together.get(row, Stood(Judged(), Judged()))
                together[row] = Stood(known.clocks + found.clocks, known.passed + found.passed)
        rows = sorted(together)
        found_waits = waited(self._connection, self._period, rows, self._of, self._now)
        waiting = paused(found_waits, self._rules, self._now)
        asked = Asked(self._period, self._of, self._now, found_waits)
        today = {row: under_today(self._connection, self._rules, asked, row, together[row].clocks) for row in rows}
        by_id: dict[str, list[int]] = {}
        for row in rows:
            by_id.setdefault(self._rules.standards[row].id, []).append(row)
        return tuple(self._standard(of_it, together, waiting, today) for of_it in by_id.values())

    def _standard(
        self,
        rows: list[int],
        stood: Mapping[int, Stood],
        waiting: Mapping[int, tuple[int, int]],
        today: Mapping[int, Judged | None],
    ) -> StandardFigures:
        shown = self._rules.standards[rows[-1]]
        waits = [waiting[row] for row in rows if row in waiting]
        again = [found for row in rows if (found := today[row]) is not None]
        return StandardFigures(
            id=shown.id,
            rows=tuple(rows),
            title=shown.title,
            target=shown.target,
            clocks=sum((stood[row].clocks for row in rows), Judged()),
            passed=sum((stood[row].passed for row in rows), Judged()),
            paused=sum(clocks for clocks, _ in waits),
            paused_days=sum(days for _, days in waits),
            today=sum(again, Judged()) if again else None,
        )

    def _volumes(self, received: Counted, closed: Counted, still_open: Counted) -> Volumes:
        teams = self._teams()
        by_team = []
        for each in (received, closed, still_open):
            found: dict[str | None, int] = {}
            for owner, cases in each.owners.items():
                found[teams.get(owner)] = found.get(teams.get(owner), 0) + cases
            by_team.append(found)
        counted = (received, closed, still_open)
        return Volumes(
            all=Volume(ALL, "All", *(each.cases for each in counted)),
            kinds=_alike([each.kinds for each in counted], list(kinds()), kind_title),
            channels=_alike([each.channels for each in counted], list(channels()), channel_label),
            forces=_alike([each.forces for each in counted], [*organisations(), None], force_title),
            teams=_alike(by_team, [*sorted({name for name in teams.values() if name}), None], lambda it: it or NO_TEAM),
        )

    def _teams(self) -> Mapping[int | None, str]:
        """The team of each member of staff who is in one, those who left too."""
        query = select(STAFF.c.id, TEAM.c.name).join(TEAM, TEAM.c.id == STAFF.c.team_id)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def _took(self, closed: Counted) -> Mapping[tuple[str, int], int]:
        found: dict[tuple[str, int], int] = {}
        count = self._calendar.count
        for (kind, began, ended), cases in closed.took.items():
            key = kind, count(began, ended)
            found[key] = found.get(key, 0) + cases
        return found

    def _point(self, part: Period, received: Counted, closed: Counted, stood: Mapping[int, Stood]) -> TrendPoint:
        clocks = sum((it.clocks for it in stood.values()), Judged())
        return TrendPoint(part, by_date(received.days, part), by_date(closed.days, part), clocks)

    def _reasons(self, missed: int) -> LateReasons:
        if not missed:
            return LateReasons((), 0)
        found = reasons(self._connection, self._period, self._rows, self._of, self._now)
        given = sorted(found.items(), key=lambda each: (-each[1], each[0]))
        return LateReasons(tuple(given), missed - found.total())

    def _compared(self, period: Period, stood: Mapping[int, Stood]) -> Compared:
        totals: Totals = self._cases.totals(period)
        standards: dict[str, Judged] = {}
        for row, found in stood.items():
            id_ = self._rules.standards[row].id
            standards[id_] = standards.get(id_, Judged()) + found.clocks
        return Compared(period, Volume(ALL, "All", totals.received, totals.closed, totals.open), standards)


def _alike(counted: Sequence[Mapping[Key, int]], order: Sequence[Key], title: Callable[[Key], str]) -> tuple[Volume, ...]:
    """A row for each that has any case, in the order given and then by its name."""
    there = {key for each in counted for key in each}
    known = [key for key in order if key in there]
    others = sorted(there - set(known), key=str)
    return tuple(Volume(str(key or ""), title(key), *(each.get(key, 0) for each in counted)) for key in [*known, *others])
