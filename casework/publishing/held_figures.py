"""What can be worked out from the figures that are shown: figures, what they add up to, and which of them are held back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Place = tuple[int, int, int]
"""Where a figure stands: the number of its table among all, of its row and of its column."""

Sum = tuple[tuple[int, int], ...]
"""Figures by number, each with how often it is taken, that come to nothing together."""


@dataclass(slots=True)
class Figure:
    """A whole number and the places that show it; one who sees none of them knows it only to be at least `least`.

    `small` is one that must not be known; `alone` is a count of its own, not what a percentage is of; `total` is one of a total
    row. None for `least` is a difference, which may be below nothing.
    """

    value: int
    least: int | None = 0
    small: bool = False
    places: set[Place] = field(default_factory=set)
    alone: bool = False
    total: bool = False
    sums: list[Sum] = field(default_factory=list)

    @property
    def may_be_held(self) -> bool:
        """Nothing is never held back: that there is none is always shown."""
        return self.value != 0 or self.least is None or not self.alone


class HeldFigures:
    """All figures of a publication, and the places that are held back so far."""

    def __init__(self, figures: list[Figure], sums: Iterable[Sum]) -> None:
        self.figures = figures
        self.held: set[Place] = set()
        self._shown_at: dict[Place, list[int]] = {}
        for number, figure in enumerate(figures):
            for place in figure.places:
                self._shown_at.setdefault(place, []).append(number)
        for each in dict.fromkeys(sums):
            for number, _ in each:
                figures[number].sums.append(each)

    def hold(self, number: int) -> None:
        """Hold back every place that shows a figure."""
        self.held |= self.figures[number].places

    def known(self, number: int) -> bool:
        """Whether a figure is still shown somewhere."""
        return not self.figures[number].places <= self.held

    def to_protect(self) -> list[int]:
        """The held figures that nobody may be able to work out: counts, and what percentages would tell of small ones."""
        numbers = {number for place in self.held for number in self._shown_at[place]}
        return sorted(n for n in numbers if (self.figures[n].alone or self.figures[n].small) and not self.known(n))

    def around(self, number: int) -> Iterator[Sum]:
        """The sums a held figure is in, then those of the held figures in them, and so on."""
        reached, waiting = {number}, [number]
        seen: set[Sum] = set()
        while waiting:
            for each in self.figures[waiting.pop(0)].sums:
                if each not in seen:
                    seen.add(each)
                    yield each
                    further = [n for n, _ in each if n not in reached and not self.known(n)]
                    reached.update(further)
                    waiting += further
