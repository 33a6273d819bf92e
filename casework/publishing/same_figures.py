"""Figures that several tables show: lines with the same values under the same headings, and sums that another table says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

ENOUGH_IN_ORDER = 3
"""How many values in the same order make two lines the same though their headings differ."""
ENOUGH_TO_TELL = 20
"""How large one of the values must be that make two rows the same though their headings differ: little ones are often alike."""
FEW_ROWS = 6
"""Rows of which any three are tried as what is left of one time, what came and what went."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A line of a table: its own heading, its figures under theirs and in order, and those its table nowhere sums up."""

    title: str
    under: dict[str, int]
    in_order: tuple[int, ...]
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TableLines:
    """The columns and rows of one table; those whose sum the table itself says have no parts."""

    columns: list[Headed]
    rows: list[Headed]


def the_same(tables: Sequence[TableLines], values: Sequence[int]) -> Iterator[Sequence[int]]:
    """Groups of figures that are the same: of lines of two tables that agree wherever both have a heading, or all in order.

    Rows of different things, such as a force and a kind that 2 cases are of, are taken for the same only if a large figure tells.
    """
    are_rows = {id(row) for table in tables for row in table.rows}
    found: dict[tuple[object, ...], list[tuple[int, Headed]]] = {}
    for number, table in enumerate(tables):
        for line in (*table.columns, *table.rows):
            for name in _names(line, values):
                found.setdefault(name, []).append((number, line))
    compared: set[tuple[int, int]] = set()
    for lines in found.values():
        for (one_table, one), (other_table, other) in combinations(lines, 2):
            pair = id(one), id(other)
            if one_table == other_table or pair in compared:
                continue
            compared.add(pair)
            if one.title != other.title and are_rows.issuperset(pair) and not _tells(one, values):
                continue
            if _agree(one, other, values):
                yield from _pairs(one, other)
            elif not one.under.keys() & other.under.keys() and _in_order(one, values) == _in_order(other, values):
                yield from zip(one.in_order, other.in_order, strict=True)


def _tells(row: Headed, values: Sequence[int]) -> bool:
    return any(values[number] >= ENOUGH_TO_TELL for number in row.under.values())


def _names(line: Headed, values: Sequence[int]) -> Iterator[tuple[object, ...]]:
    """What a line may be known by: each value under its heading, and all its values in order."""
    for head, number in line.under.items():
        if values[number]:
            yield "headed", head, values[number]
    in_order = _in_order(line, values)
    if len(in_order) >= ENOUGH_IN_ORDER and any(in_order):
        yield "in order", in_order


def _in_order(line: Headed, values: Sequence[int]) -> tuple[int, ...]:
    return tuple(values[number] for number in line.in_order)


def _agree(one: Headed, other: Headed, values: Sequence[int]) -> bool:
    """Whether two lines have at least two headings in common, or one and their own, and the same values under them."""
    common = one.under.keys() & other.under.keys()
    if len(common) < (1 if one.title == other.title else 2):
        return False
    return all(values[one.under[head]] == values[other.under[head]] for head in common)


def _pairs(one: Headed, other: Headed) -> Iterator[Sequence[int]]:
    for head in one.under.keys() & other.under.keys():
        yield one.under[head], other.under[head]


def sums_said_elsewhere(tables: Sequence[TableLines], values: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Figures of one table that come to one of another: a line's whole under the line's heading, or a column's anywhere.

    Of a table only the first such figure counts.
    """
    anywhere: dict[int, dict[int, int]] = {}
    headed: dict[tuple[str, int], dict[int, int]] = {}
    for number, table in enumerate(tables):
        for line in (*table.columns, *table.rows):
            for head, figure in line.under.items():
                anywhere.setdefault(values[figure], {}).setdefault(number, figure)
                headed.setdefault((head, values[figure]), {}).setdefault(number, figure)
    for number, table in enumerate(tables):
        for line in (*table.columns, *table.rows):
            whole = sum(values[part] for part in line.parts)
            if len(line.parts) < 2 or not whole:
                continue
            found = anywhere.get(whole, {}) if line in table.columns else {}
            found = found | headed.get((line.title, whole), {})
            yield from ((figure, line.parts) for other, figure in found.items() if other != number)


Whole = tuple[int, ...]
"""Figures that come to all of a column."""


def wholes_alike(wholes: Sequence[tuple[int, Whole]], values: Sequence[int]) -> Iterator[tuple[Whole, Whole]]:
    """Columns of two tables that come to the same, such as what was met by standard and by day."""
    found: dict[int, list[tuple[int, Whole]]] = {}
    for number, whole in wholes:
        found.setdefault(sum(values[figure] for figure in whole), []).append((number, whole))
    for value, alike in found.items():
        for (one_table, one), (other_table, other) in combinations(alike if value else (), 2):
            if one_table != other_table:
                yield one, other


def kept_over(columns: Sequence[Sequence[int | None]], values: Sequence[int]) -> Iterator[tuple[Whole, Whole]]:
    """What a table says of two times side by side: of a few rows one is what it was with a second and without a third.

    Such as what is open: what was open before, with what was received and without what was closed.
    """
    for now, before in pairwise(columns):
        rows = [row for row, pair in enumerate(zip(now, before, strict=True)) if None not in pair]
        for left, came, went in permutations(rows if len(rows) <= FEW_ROWS else (), 3):
            one, other = (now[left], now[went]), (before[left], now[came])
            if _come_to(one, values) == _come_to(other, values) and any(values[n] for n in one if n is not None):
                yield tuple(n for n in one if n is not None), tuple(n for n in other if n is not None)


def _come_to(figures: Sequence[int | None], values: Sequence[int]) -> int:
    return sum(values[number] for number in figures if number is not None)
