"""Choosing what else to hold back, so that no figure that is held back can be worked out from those that are shown.

Another reading of the figures is looked for, in which all that is shown is as it was and one held figure is not: a change of one
that is mended sum by sum with changes of others. Figures that are shown may take part in it at the cost of being held back too,
and the cheapest reading found is taken. A figure for which there is one has at least two values for whoever sees the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from casework.publishing.held_figures import HeldFigures, Place, Sum

READINGS_TRIED = 1_000
OTHERS_TRIED = 8
"""How many shown figures of one sum are tried, the cheapest first."""
COST_OF_A_PLACE, COST_OF_A_TOTAL, MOST_FOR_ITS_SIZE = 1_000, 2_500, 700


@dataclass(frozen=True, slots=True)
class _Reading:
    """Changes to figures, the sums they leave wrong and by how much, and the places that must be held back for it."""

    changes: dict[int, int]
    wrong: dict[Sum, int]
    places: frozenset[Place]


def hold_back_what_gives_away(held: HeldFigures) -> None:
    """Hold back small figures, and what else it takes that no held one can be worked out."""
    for number, figure in enumerate(held.figures):
        if figure.small:
            held.hold(number)
    safe: set[int] = set()
    while waiting := [number for number in held.to_protect() if number not in safe]:
        for number in waiting:
            if number not in safe:
                safe |= _made_safe(held, number)


def _made_safe(held: HeldFigures, number: int) -> set[int]:
    """Hold back what it takes for a figure; gives those that are safe with it."""
    while (reading := cheapest_reading(held, number)) is None:
        other = _next_to_hold(held, number)
        if other is None:
            return {number}
        held.hold(other)
    held.held |= reading.places
    return set(reading.changes)


def cheapest_reading(held: HeldFigures, number: int) -> _Reading | None:
    """The reading in which a held figure differs that costs least to hold back; None if none is found."""
    order = count()
    waiting: list[tuple[int, int, _Reading]] = []
    seen: set[frozenset[tuple[int, int]]] = set()
    for step in (1, -1):
        if _can(held, number, step):
            heappush(waiting, (0, next(order), _changed(held, _Reading({}, {}, frozenset()), number, step)))
    for _ in range(READINGS_TRIED):
        if not waiting:
            return None
        cost, _, reading = heappop(waiting)
        if not reading.wrong:
            return reading
        for other, step in _mending(held, reading):
            further = _changed(held, reading, other, step)
            key = frozenset(further.changes.items())
            if key not in seen:
                seen.add(key)
                heappush(waiting, (cost + 1 + _cost(held, reading, other), next(order), further))
    return None


def _can(held: HeldFigures, number: int, step: int) -> bool:
    figure = held.figures[number]
    return figure.least is None or figure.value + step >= figure.least


def _changed(held: HeldFigures, reading: _Reading, number: int, step: int) -> _Reading:
    wrong = dict(reading.wrong)
    for each in held.figures[number].sums:
        now = wrong.pop(each, 0) + step * next(times for n, times in each if n == number)
        if now:
            wrong[each] = now
    return _Reading({**reading.changes, number: step}, wrong, reading.places | (held.figures[number].places - held.held))


def _mending(held: HeldFigures, reading: _Reading) -> Iterator[tuple[int, int]]:
    """The changes that would put right one wrong sum: the one with the fewest ways to do so."""
    ways = [
        [
            (number, -wrong // times)
            for number, times in each
            if number not in reading.changes
            and not wrong % times
            and _can(held, number, -wrong // times)
            and held.figures[number].may_be_held
        ]
        for each, wrong in reading.wrong.items()
    ]
    fewest = min(ways, key=len)
    fewest.sort(key=lambda way: _cost(held, reading, way[0]))
    yield from fewest[:OTHERS_TRIED]


def _cost(held: HeldFigures, reading: _Reading, number: int) -> int:
    """What is lost by holding back a figure where it is not held yet: most for a total, least for a little one."""
    figure = held.figures[number]
    new = len(figure.places - held.held - reading.places)
    if not new:
        return 0
    return new * COST_OF_A_PLACE + figure.total * COST_OF_A_TOTAL + min(MOST_FOR_ITS_SIZE, abs(figure.value))


def _next_to_hold(held: HeldFigures, number: int) -> int | None:
    """The figure to hold back where no reading is found; None when everything about it is held."""
    for sums in (held.figures[number].sums, list(held.around(number))):
        others = {n for each in sums for n, _ in each if held.known(n) and held.figures[n].may_be_held}
        if others:
            return min(others, key=lambda n: (held.figures[n].total, abs(held.figures[n].value), n))
    return None
