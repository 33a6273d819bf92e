"""Why the figures of a signed day differ from the record: each difference divided by what happened since that explains it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection

from casework.summaries.day_differences import AWAY, Cause, Difference
from casework.summaries.day_figures import BY_AGE, DayFigures
from casework.summaries.day_movers import changed_by, depends_on, span_of
from casework.summaries.day_snapshot import SignedDay
from db.queries.day_since import CALENDAR, Since, Told

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
        self.then, self.again = signed.figures, again
        self.span = span_of(signed.day, signed.figures.until, signed.figures.next_day)
        self.since = Since(connection, signed)
        self.of_cases: Mapping[str, list[Told]] = {}

    def causes(self, found: Collection[Difference]) -> tuple[Cause, ...]:
        self.of_cases = self.since.of_cases({case for it in found if it.name != AWAY for case in self._behind(it)})
        together: dict[str, Shares] = defaultdict(list)
        for it in found:
            for events, share in self._shares(it):
                together[_told_by(events)].append((events, share))
        return tuple(_cause(shares) for _, shares in sorted(together.items()))

    def _behind(self, it: Difference) -> tuple[str, ...]:
        """The cases that went and came; where none did, and only their count differs, all that are or were behind it."""
        both = self.then.figure(it.name).cases, self.again.figure(it.name).cases
        return (*it.gone, *it.come) or tuple(sorted({*both[0], *both[1]}))

    def _shares(self, it: Difference) -> Iterator[tuple[Events, Difference]]:
        movers = {of: tuple(self._movers(it.name, of)) for of in self._behind(it)}
        if not (it.gone or it.come):
            movers = {of: events for of, events in movers.items() if events} or {"": ()}
        for events in dict.fromkeys(movers.values()):
            gone, come = (tuple(of for of in part if movers[of] == events) for part in (it.gone, it.come))
            yield events, Difference(it.name, it.signed, it.now, gone, come)

    def _movers(self, name: str, of: str) -> Iterable[Told]:
        """What can have moved a figure for one case, or for one person who was away."""
        if name == AWAY:
            return [told for told in self.since.general if told.of == of]
        facts = depends_on(name)
        found = [told for told in self.of_cases.get(of, ()) if facts & changed_by(told.happened, self.span)]
        if not found and self._is_of_calendar(name, of):
            return [told for told in self.since.general if told.happened.action == CALENDAR]
        return found

    def _is_of_calendar(self, name: str, of: str) -> bool:
        """Whether the calendar alone may have moved a figure for a case: it is late by other days, or another day is the next."""
        figure, _, rest = name.partition(" ")
        if rest.startswith(f"{BY_AGE} "):
            return all(of in found.figure(figure).cases for found in (self.then, self.again))
        return figure.startswith("next") and self.again.next_day != self.then.next_day


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
        moved[it.name] = Difference(it.name, it.signed, it.now, (*before.gone, *it.gone), (*before.come, *it.come))
    words = list(dict.fromkeys(told[id_].words for id_ in sorted(told)))
    if len(words) > MOST_SAID:
        words = [*words[: MOST_SAID - 1], f"and {len(words) - MOST_SAID + 1} changes more"]
    return Cause("; ".join(words), "; ".join(dict.fromkeys(told[id_].way for id_ in sorted(told))), tuple(moved.values()))
