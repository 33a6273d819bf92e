"""What of a table's figures add up to others, as whoever knows such tables would see at once."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

Line = Sequence[int | None]
"""Figures along a line of a table, a column's or a row's; None where there is none."""

Adds = tuple[tuple[int, ...], tuple[int, ...]]
"""Lines by number that come to as much together as others."""

FEW_FOR_PAIRS = 16
"""Lines of which any two are tried as parts of any third; of more only those side by side."""
FEW_FOR_TWO_PAIRS = 10
"""Lines of which any two are tried against any other two, such as open before and received against closed and open after."""


def adding_up(lines: Sequence[Line], are: Literal["columns", "rows"]) -> list[Adds]:
    """Which lines are the sum of others all along, or two of two others; columns also which are the same.

    What only happens to add up is taken for a sum too: it costs a figure more held back, and never gives one away.
    """
    tried = dict.fromkeys(_likely(len(lines), are))
    return [
        (left, right)
        for left, right in tried
        if _places_that_tell(lines, left, right) >= (2 if len(left) == 2 or (are == "rows" and _apart(left, right)) else 1)
    ]


def _likely(count: int, are: Literal["columns", "rows"]) -> Iterator[Adds]:
    numbers = range(count)
    for one in numbers:
        yield (one,), tuple(number for number in numbers if number != one)
        yield from (((one,), tuple(range(start, one))) for start in range(one - 1))
        yield from (((one,), tuple(range(one + 1, end))) for end in range(one + 3, count + 1))
    pairs = list(combinations(numbers, 2))
    if are == "columns":
        yield from (((one,), (other,)) for one, other in pairs)
    if count <= FEW_FOR_PAIRS:
        yield from (((one,), pair) for pair in pairs for one in numbers if one not in pair)
    if count <= FEW_FOR_TWO_PAIRS:
        yield from ((pair, other) for pair, other in combinations(pairs, 2) if not set(pair) & set(other))


def _apart(left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    """Whether two parts stand neither side by side nor beside what they come to."""
    return len(right) == 2 and max(*left, *right) - min(*left, *right) > 2


def _places_that_tell(lines: Sequence[Line], left: tuple[int, ...], right: tuple[int, ...]) -> int:
    """At how many places both sides are not nothing; none when they differ at one where all their figures are there."""
    telling = 0
    for place in range(len(lines[0]) if right else 0):
        ours, theirs = [lines[number][place] for number in left], [lines[number][place] for number in right]
        if None in ours or None in theirs:
            continue
        if sum(value or 0 for value in ours) != sum(value or 0 for value in theirs):
            return 0
        telling += any(ours) or any(theirs)
    return telling
