"""The orders a list of cases can be in, and where in one a case stands: all of it said to the store, nothing sorted here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, nulls_last, or_, select

from casework.filter_grammar import ANY, Status
from casework.kinds import channels, kinds
from casework.queue_columns import Order
from casework.sorting import sorting
from db.queries.queue_facts import PROMISE, last_contact, received_at
from db.sorting import sorted_as
from db.tables.plain import ALL, CASE, PERSON, STAFF, TEAM

ORGANISATION: Any = ALL["organisation"]
DUE, CLOSED = "due", "closed"
DATED = (DUE, "received", CLOSED, "contact")
"""The orders by a moment, in which a list can be gone to a date."""


@dataclass(frozen=True, slots=True)
class Key:
    """Something to put cases in order by, from the last when `backwards`; cases without it come last where it `may_lack`."""

    value: Any
    backwards: bool = False
    may_lack: bool = False

    def clause(self, turned: bool = False) -> Any:
        """How it is said to the store; turned, from the other end, for a key that no case lacks."""
        assert not (turned and self.may_lack)
        found = self.value.desc() if self.backwards != turned else self.value.asc()
        return nulls_last(found) if self.may_lack else found

    def before(self, own: Any) -> ColumnElement[bool]:
        """That a case comes before one with this value."""
        if own is None:
            return self.value.is_not(None)  # type: ignore[no-any-return]
        return self.value > own if self.backwards else self.value < own  # type: ignore[no-any-return]

    def beside(self, own: Any) -> ColumnElement[bool]:
        """That a case has this value too."""
        return self.value.is_(None) if own is None else self.value == own  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Section:
    """Cases of a status that stand together in a list, and the keys they are in order by, the last of them one of a kind."""

    status: Status
    keys: tuple[Key, ...]

    @property
    def turns(self) -> bool:
        """Whether it can be read from its other end: it is long, has two keys that no case lacks, and both go the same way."""
        return self.status != "open" and not any(key.may_lack for key in self.keys)

    def clauses(self, turned: bool = False) -> Sequence[Any]:
        """The order as it is said to the store."""
        return [key.clause(turned) for key in self.keys]

    def before(self, own: Sequence[Any]) -> Sequence[ColumnElement[bool]]:
        """That a case comes before the one with these values: conditions of which none or one holds."""
        if self.turns:
            # Each by itself is a part of an index from end to end, of which no entry needs to be looked at.
            first, last = self.keys
            return first.before(own[0]), and_(first.beside(own[0]), last.before(own[1]))
        found: ColumnElement[bool] = false()
        for key, value in zip(reversed(self.keys), reversed(own), strict=True):
            found = or_(key.before(value), and_(key.beside(value), found))
        return [found]


def sections(order: Order, status: Status) -> list[Section]:
    """The parts of a list of cases of this status in this order, one after another.

    By due, those open come first, then those closed, the latest closed first; by closing, the other way round. `received`,
    `ref` and `closed` decide alone, and of two at one moment the number of the case; in every other order what is equal is by
    due, then by number.
    """
    ways = {DUE: (_open, _closed), CLOSED: (_closed, _open)}.get(order.by)
    if ways is None:
        return [Section(status, _keys(order, status))]
    parts = [way(order) for way in ways]
    return [part for part in parts if status in (ANY, part.status)]


def _open(order: Order) -> Section:
    backwards = order.backwards and order.by == DUE
    return Section("open", (Key(CASE.c.next_due_at, backwards, may_lack=True), Key(CASE.c.id, backwards)))


def _closed(order: Order) -> Section:
    backwards = order.backwards == (order.by == CLOSED)
    return Section("closed", (Key(CASE.c.closed_at, backwards), Key(CASE.c.id, backwards)))


def _keys(order: Order, status: Status) -> tuple[Key, ...]:
    if order.by in _DECIDES:
        return Key(_DECIDES[order.by](status), order.backwards), Key(CASE.c.id, order.backwards)
    value = _VALUES[order.by](status)
    return Key(value, order.backwards, may_lack=True), Key(CASE.c.next_due_at, may_lack=True), Key(CASE.c.id)


def _looked_up(value: Any, of: Any, own: Any) -> Any:
    return select(value).where(of == own).correlate(CASE).scalar_subquery()


def _ranked(column: Any, titles: Iterable[tuple[str, str]]) -> Any:
    """The place of a case's value among the few there are, by what each is called."""
    ranks = {id_: rank for rank, (_, id_) in enumerate(sorted((sorting(title), id_) for id_, title in titles))}
    return case(ranks, value=column, else_=len(ranks))


_TEAM_NAME = select(sorted_as(TEAM.c.name)).select_from(STAFF.join(TEAM, TEAM.c.id == STAFF.c.team_id))
_DECIDES: Mapping[str, Callable[[Status], Any]] = {
    "received": received_at,
    "ref": lambda status: func.coalesce(CASE.c.reference, "") if status == "open" else CASE.c.reference,
}
_VALUES: Mapping[str, Callable[[Status], Any]] = {
    "kind": lambda status: _ranked(CASE.c.kind, ((kind.id, kind.short) for kind in kinds().values())),
    "channel": lambda status: _ranked(CASE.c.channel, ((channel.id, channel.label) for channel in channels().values())),
    "from": lambda status: _looked_up(sorted_as(PERSON.c.name), PERSON.c.id, CASE.c.person_id),
    "subject": lambda status: sorted_as(CASE.c.subject),
    "force": lambda status: _looked_up(sorted_as(ORGANISATION.c.name), ORGANISATION.c.id, CASE.c.force),
    "their-ref": lambda status: sorted_as(CASE.c.force_reference),
    "owner": lambda status: _looked_up(sorted_as(STAFF.c.name), STAFF.c.id, CASE.c.owner_id),
    "team": lambda status: _TEAM_NAME.where(STAFF.c.id == CASE.c.owner_id).correlate(CASE).scalar_subquery(),
    "priority": lambda status: -CASE.c.priority,
    "contact": last_contact,
    "promise": lambda status: sorted_as(PROMISE),
}
