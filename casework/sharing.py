"""Sharing cases out among the people who are in: evenly, or by who has what a case needs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import heapify, heappop, heapreplace
from typing import Protocol, TypeVar


class Sharer(Protocol):
    """Somebody work can be given to; `open` is how many open cases they have, `away_until` their last day away if they are.

    `next_away` is the first day of an absence that begins within seven days.
    """

    @property
    def id(self) -> int:
        """Their row on the staff list."""
        ...

    @property
    def name(self) -> str:
        """What they are called."""
        ...

    @property
    def open(self) -> int:
        """How many open cases they have."""
        ...

    @property
    def skills(self) -> Sequence[str]:
        """What they can do that not everybody can."""
        ...

    @property
    def away_until(self) -> date | None:
        """The last day of their absence, None for somebody who is in."""
        ...

    @property
    def next_away(self) -> date | None:
        """The first day they are away again, None where none is near."""
        ...


class _Member(Sharer, Protocol):
    @property
    def role(self) -> str: ...
    @property
    def active(self) -> bool: ...
    @property
    def team(self) -> str | None: ...


Member = TypeVar("Member", bound=_Member)
"""A sharer with a role, who may have left, and may be of a team."""


@dataclass(frozen=True, slots=True)
class ToShare:
    """An open case to be given to somebody: the skills it needs, how urgent it was said to be, when it is due, whose it is."""

    id: int
    reference: str = ""
    needs: tuple[str, ...] = ()
    kind: str = ""
    due_at: datetime | None = None
    priority: int = 0
    owner_id: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Given:
    """A case, who gets it, the skills they were chosen for, and out of how many who are in and could."""

    case: ToShare
    to: int
    needs: tuple[str, ...]
    able: int

    @property
    def kept(self) -> bool:
        """Whether it is theirs already."""
        return self.case.owner_id == self.to


@dataclass(frozen=True, slots=True)
class Portion:
    """What somebody gets of the cases that are shared out."""

    person: Sharer
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Cases shared out: what each person gets, whoever gets most first, and what stays as it is since nobody here can work it."""

    portions: tuple[Portion, ...]
    stays: tuple[ToShare, ...]
    people: tuple[Sharer, ...]

    @property
    def given(self) -> tuple[Given, ...]:
        """Every case that changes hands."""
        return tuple(it for portion in self.portions for it in portion.given if not it.kept)


def even_share(cases: Sequence[ToShare], people: Iterable[Sharer]) -> Share:
    """Every case to somebody who is in, so that in the end they have as even a number open as can be.

    A case of somebody among them counts as given already, and stays with them where that is no less even. The most urgent of
    the others goes to whoever has fewest open.
    """
    return _shared(cases, tuple(people), by_skill=False)


def by_skill(cases: Sequence[ToShare], people: Iterable[Sharer]) -> Share:
    """Each case that needs skills to somebody who is in and has them, evenly among them; the others evenly among all.

    A case that needs what nobody who is in has stays as it is: with somebody who can't work it, it would look taken care of.
    """
    return _shared(cases, tuple(people), by_skill=True)


def who_share(people: Iterable[Member], team: str | None = None) -> list[Member]:
    """Who takes part when work is shared among everybody, or a team: the agents who are in, or where none is, whoever is.

    Those who lead hold few cases of their own; an even share would give them most of it.
    """
    here = [it for it in people if it.active and it.away_until is None and (team is None or it.team == team)]
    return [it for it in here if it.role == "agent"] or here


def urgent_first(cases: Iterable[ToShare]) -> list[ToShare]:
    """The cases in the order they should be worked: as urgent as they were said to be, then by deadline."""
    return sorted(cases, key=lambda it: (-it.priority, it.due_at is None, it.due_at.timestamp() if it.due_at else 0.0, it.id))


def _shared(cases: Sequence[ToShare], people: tuple[Sharer, ...], by_skill: bool) -> Share:
    here = sorted((it for it in people if it.away_until is None), key=lambda it: (it.name.casefold(), it.id))
    alike: dict[frozenset[str], list[ToShare]] = defaultdict(list)
    for case in cases:
        alike[frozenset(case.needs if by_skill else ())].append(case)
    able = {needs: [it.id for it in here if needs <= set(it.skills)] for needs in alike}
    theirs = Counter(case.owner_id for needs, who in able.items() if who for case in alike[needs])
    load = {it.id: it.open - theirs[it.id] for it in here}
    given: dict[int, list[Given]] = defaultdict(list)
    for needs, who in sorted(able.items(), key=lambda it: (len(it[1]), -len(it[0]), sorted(it[0]))):
        for case, to in _evenly(alike[needs], who, load) if who else ():
            given[to].append(Given(case, to, tuple(sorted(needs)), len(who)))
    portions = [Portion(it, tuple(given[it.id])) for it in here if it.id in given]
    stays = urgent_first(case for needs, who in able.items() if not who for case in alike[needs])
    return Share(tuple(sorted(portions, key=lambda it: -len(it.given))), tuple(stays), people)


def _evenly(cases: Sequence[ToShare], who: Sequence[int], load: dict[int, int]) -> Iterable[tuple[ToShare, int]]:
    """Each case and who gets it; `load` is how many each has, and is moved on."""
    room = _room(Counter(case.owner_id for case in cases), len(cases), who, load)
    left: list[ToShare] = []
    for case in urgent_first(cases):
        if case.owner_id is not None and room.get(case.owner_id):
            room[case.owner_id] -= 1
            load[case.owner_id] += 1
            yield case, case.owner_id
        else:
            left.append(case)
    waiting = [(load[it], place, it) for place, it in enumerate(who) if room[it]]
    heapify(waiting)
    for case in left:
        _, place, to = waiting[0]
        room[to] -= 1
        load[to] += 1
        if room[to]:
            heapreplace(waiting, (load[to], place, to))
        else:
            heappop(waiting)
        yield case, to


def _room(theirs: Mapping[int | None, int], how_many: int, who: Sequence[int], load: Mapping[int, int]) -> dict[int, int]:
    """How many of so many cases each should get to be as even as can be; of two alike, whoever has some of them already."""
    room = dict.fromkeys(who, 0)
    fewest = [(load[it], theirs[it] == 0, place, it) for place, it in enumerate(who)]
    heapify(fewest)
    for _ in range(how_many):
        has, _, place, it = fewest[0]
        room[it] += 1
        heapreplace(fewest, (has + 1, theirs[it] <= room[it], place, it))
    return room
