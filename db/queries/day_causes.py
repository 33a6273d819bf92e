"""Why the figures of a signed day differ from the record: each difference divided by what happened since that explains it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from casework.moments import london_date
from casework.summaries.day_differences import AWAY, REASONS, Cause, Difference
from casework.summaries.day_figures import BY_AGE, DayFigures
from casework.summaries.day_movers import changed_by, depends_on, span_of
from casework.summaries.day_snapshot import SignedDay
from db.bulk import in_parts
from db.queries.day_moment import running
from db.queries.day_since import CALENDAR, Since, Told
from db.tables.plain import CASE, CLOCK

MOST_SAID = 3
"""How many events of one case are said."""
Events = tuple[Told, ...]
Shares = list[tuple[Events, Difference]]


def causes_of(connection: Connection, signed: SignedDay, again: DayFigures, found: Collection[Difference]) -> tuple[Cause, ...]:
    """What explains each of these differences, those of one cause together; what nothing explains comes first."""
    return _Dividing(connection, signed, again).causes(found) if found else ()


class _Dividing:
    """The differences of a signed day, divided by what explains them."""

    def __init__(self, connection: Connection, signed: SignedDay, again: DayFigures) -> None:
        self.connection, self.then, self.again = connection, signed.figures, again
        self.span = span_of(signed.day, signed.figures.until, signed.figures.next_day)
        self.since = Since(connection, signed)
        self.of_cases: Mapping[str, list[Told]] = {}
        self.late_since: Mapping[str, date] = {}

    def causes(self, found: Collection[Difference]) -> tuple[Cause, ...]:
        behind = {it: (*it.gone, *it.come, *(self._others(it) if self._rest(it) else ())) for it in found if it.name != AWAY}
        self.of_cases = self.since.of_cases({case for cases in behind.values() for case in cases})
        self.late_since = self._late_since({case for it, cases in behind.items() if _is_of_age(it.name) for case in cases})
        together: dict[str, Shares] = defaultdict(list)
        for it in found:
            for events, share in self._shares(it):
                together[_told_by(events)].append((events, share))
        return tuple(_cause(shares) for _, shares in sorted(together.items()))

    def _by(self, it: Difference, cases: Iterable[str]) -> int:
        """By how much some of the cases, or people, that went and came moved a figure."""
        if it.name in (AWAY, REASONS):
            return sum((of in it.come) - (of in it.gone) for of in cases)
        then, again = (found.figure(it.name).times for found in (self.then, self.again))
        return sum(again[of] - then[of] for of in cases)

    def _rest(self, it: Difference) -> int:
        """By how much a figure differs beside what went and came: by what is of no case, or was kept without how often."""
        return 0 if it.name in (AWAY, REASONS) else it.now - it.signed - self._by(it, (*it.gone, *it.come))

    def _others(self, it: Difference) -> Collection[str]:
        """The cases that may have moved the rest: those that stayed; of a concern of no case also those that it was moved to."""
        then, again = (set(found.figure(it.name).cases) for found in (self.then, self.again))
        return sorted(then | again if "concern" in depends_on(it.name) else (then & again) - {*it.gone, *it.come})

    def _shares(self, it: Difference) -> Iterator[tuple[Events, Difference]]:
        movers = {of: tuple(self._movers(it.name, of)) for of in (*it.gone, *it.come)}
        for events in dict.fromkeys(movers.values()):
            gone, come = (tuple(of for of in part if movers[of] == events) for part in (it.gone, it.come))
            yield events, Difference(it.name, it.signed, it.now, gone, come, self._by(it, (*gone, *come)))
        if rest := self._rest(it):
            told = {told.id: told for of in self._others(it) for told in self._movers(it.name, of)}
            yield tuple(told[id_] for id_ in sorted(told)), Difference(it.name, it.signed, it.now, by=rest)

    def _movers(self, name: str, of: str) -> Iterable[Told]:
        """What can have moved a figure for one case, or for one person who was away."""
        if name == AWAY:
            return [told for told in self.since.general if told.of == of]
        facts = depends_on(name)
        found = [told for told in self.of_cases.get(of, ()) if facts & changed_by(told.happened, self.span)]
        if not found and (days := self._days_of(name, of)):
            return [told for told in self.since.general if told.happened.action == CALENDAR and _is_of_days(told, *days)]
        return found

    def _days_of(self, name: str, of: str) -> tuple[date, date] | None:
        """The days after one and up to another that alone may move a figure for a case, by which it is late or which is next."""
        figure = name.partition(" ")[0]
        if _is_of_age(name) and all(of in found.figure(figure).cases for found in (self.then, self.again)):
            return (self.late_since[of], self.then.day) if of in self.late_since else None
        nexts = self.then.next_day, self.again.next_day
        return (self.then.day, max(nexts)) if figure.startswith("next") and nexts[0] != nexts[1] else None

    def _late_since(self, references: Collection[str]) -> Mapping[str, date]:
        """The day on which the first of the clocks of each of these cases fell due that ran late as the day ended."""
        found: dict[str, date] = {}
        columns = CASE.c.reference, func.min(CLOCK.c.due_at)
        query = select(*columns).select_from(CLOCK.join(CASE, CASE.c.id == CLOCK.c.case_id)).where(running(self.then.until))
        for some in in_parts(sorted(references)):
            rows = self.connection.execute(query.where(CASE.c.reference.in_(some)).group_by(CASE.c.reference))
            found |= {reference: london_date(due) for reference, due in rows}
        return found


def _is_of_age(name: str) -> bool:
    """Whether a figure is of how late cases are."""
    return name.partition(" ")[2].startswith(f"{BY_AGE} ")


def _is_of_days(told: Told, after: date, upto: date) -> bool:
    """Whether a change of the calendar is of any of these days."""
    keys = (*told.happened.detail["added"], *told.happened.detail["withdrawn"])
    return any(after < date.fromisoformat(key[0]) <= upto for key in keys)


def _told_by(events: Events) -> str:
    """What events are told together by: nothing, where there are none; the case they were done to, else the first of them."""
    if not events:
        return ""
    return next((told.of for told in events if not told.is_general), f" {events[0].id:020}")


def _cause(shares: Shares) -> Cause:
    told = {it.id: it for events, _ in shares for it in events}
    moved: dict[str, Difference] = {}
    for _, it in shares:
        before = moved.get(it.name, Difference(it.name, it.signed, it.now))
        parts = (*before.gone, *it.gone), (*before.come, *it.come), (before.by or 0) + (it.by or 0)
        moved[it.name] = Difference(it.name, it.signed, it.now, *parts)
    words = list(dict.fromkeys(told[id_].words for id_ in sorted(told)))
    if len(words) > MOST_SAID:
        words = [*words[: MOST_SAID - 1], f"and {len(words) - MOST_SAID + 1} changes more"]
    return Cause("; ".join(words), "; ".join(dict.fromkeys(told[id_].way for id_ in sorted(told))), tuple(moved.values()))
