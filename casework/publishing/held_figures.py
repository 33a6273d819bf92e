"""What can be worked out from the figures that are shown: figures, what they add up to, and which of them are held back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Place = tuple[int, int, int]
"""Where a figure stands: the number of its table among all, of its row and of its column."""

CHANGES_TRIED = (2, 4, 8, 14, 22)
STEPS_TRIED = 1_500
"""How many steps are taken in the search for another reading of a figure before it is taken to be given away."""


@dataclass(slots=True)
class Figure:
    """A whole number and the places that show it; one who sees none of them knows it only to be at least `least`.

    `small` is one that must not be known; `alone` is a count of its own, not what a percentage is of. A figure of no place is
    known to everybody.
    """

    value: int
    least: int | None = 0
    small: bool = False
    places: set[Place] = field(default_factory=set)
    alone: bool = False
    total: bool = False
    sums: list["Sum"] = field(default_factory=list)


Sum = tuple[tuple[int, int], ...]
"""Figures by number, each with 1 or -1, that come to nothing together."""


class HeldFigures:
    """All figures of a publication, and what is held back of it so far."""

    def __init__(self, figures: list[Figure], sums: Iterable[Sum]) -> None:
        self.figures = figures
        self.shown_at: dict[Place, list[int]] = {}
        for number, figure in enumerate(figures):
            for place in figure.places:
                self.shown_at.setdefault(place, []).append(number)
        for each in dict.fromkeys(sums):
            for number, _ in each:
                figures[number].sums.append(each)
        self.held: set[Place] = set()

    def hold(self, number: int) -> None:
        """Hold back every place that shows a figure."""
        self.held |= self.figures[number].places

    def known(self, number: int) -> bool:
        """Whether a figure is still shown somewhere."""
        places = self.figures[number].places
        return not places or not places <= self.held

    def to_protect(self) -> list[int]:
        """The held figures that nobody may be able to work out."""
        numbers = {number for place in self.held for number in self.shown_at[place]}
        return sorted(n for n in numbers if (self.figures[n].alone or self.figures[n].small) and not self.known(n))

    def could_differ(self, number: int) -> dict[int, int] | None:
        """The changes to held figures after which everything shown is as it was and this figure is not; None if none is found."""
        for most in CHANGES_TRIED:
            for step in (1, -1):
                changes = {number: 0}
                if self._can(number, step):
                    changes[number] = step
                    if self._mended(changes, most, [STEPS_TRIED]):
                        return changes
        return None

    def _mended(self, changes: dict[int, int], most: int, steps: list[int]) -> bool:
        """Whether further changes make every sum come to nothing again; `changes` has them then."""
        broken = self._broken(changes)
        if broken is None:
            return True
        steps[0] -= 1
        if len(changes) >= most or steps[0] < 0:
            return False
        each, wrong = broken
        for number, sign in sorted(each, key=lambda of: len(self.figures[of[0]].sums)):
            if number in changes or self.known(number) or not self._can(number, -wrong * sign):
                continue
            changes[number] = -wrong * sign
            if self._mended(changes, most, steps):
                return True
            del changes[number]
        return False

    def _broken(self, changes: dict[int, int]) -> tuple[Sum, int] | None:
        for changed in changes:
            for each in self.figures[changed].sums:
                wrong = sum(sign * changes.get(number, 0) for number, sign in each)
                if wrong:
                    return each, wrong
        return None

    def _can(self, number: int, step: int) -> bool:
        figure = self.figures[number]
        return figure.least is None or figure.value + step >= figure.least

    def around(self, number: int) -> Iterator[Sum]:
        """The sums a held figure is in, then those of the held figures in them, and so on."""
        reached, waiting = {number}, [number]
        seen: set[Sum] = set()
        while waiting:
            for each in self.figures[waiting.pop(0)].sums:
                if each in seen:
                    continue
                seen.add(each)
                yield each
                further = [n for n, _ in each if n not in reached and not self.known(n)]
                reached.update(further)
                waiting += further


def hold_back_what_gives_away(held: HeldFigures) -> None:
    """Hold back small figures, then the fewest and smallest others found without which a held one can be worked out."""
    for number, figure in enumerate(held.figures):
        if figure.small:
            held.hold(number)
    safe: set[int] = set()
    while waiting := [number for number in held.to_protect() if number not in safe]:
        for number in waiting:
            while held.could_differ(number) is None:
                other = _next_to_hold(held, number)
                if other is None:
                    break
                held.hold(other)
            safe.add(number)


def _next_to_hold(held: HeldFigures, number: int) -> int | None:
    """The figure to hold back next so that this one can't be worked out; None when everything about it is held."""
    own = held.figures[number].sums
    lonely = [each for each in own if all(n == number or held.known(n) for n, _ in each)]
    for sums in (lonely, own, list(held.around(number))):
        others = {n for each in sums for n, _ in each if held.known(n) and _may_be_held(held.figures[n])}
        if others:
            return min(others, key=lambda n: (held.figures[n].total, abs(held.figures[n].value), n))
    return None


def _may_be_held(figure: Figure) -> bool:
    """Nothing is not held back: that there is none is always shown."""
    return bool(figure.places) and (figure.value != 0 or figure.least is None or not figure.alone)
