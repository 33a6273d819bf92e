"""Figures that several tables show: lines with the same values under the same headings, and sums that another table says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

ENOUGH_IN_ORDER = 3
"""How many values in the same order make two lines the same though their headings differ."""


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
    """Groups of figures that are the same: of lines of two tables that agree wherever both have a heading, or all in order."""
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
            if _agree(one, other, values):
                yield from _pairs(one, other)
            elif not one.under.keys() & other.under.keys() and _in_order(one, values) == _in_order(other, values):
                yield from zip(one.in_order, other.in_order, strict=True)


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
    """Figures of one table that come to one of another: a line's whole under the line's heading, or a column's anywhere."""
    anywhere: dict[int, tuple[int, int]] = {}
    headed: dict[tuple[str, int], tuple[int, int]] = {}
    for number, table in enumerate(tables):
        for line in (*table.columns, *table.rows):
            for head, figure in line.under.items():
                anywhere.setdefault(values[figure], (number, figure))
                headed.setdefault((head, values[figure]), (number, figure))
    for number, table in enumerate(tables):
        for line in (*table.columns, *table.rows):
            whole = sum(values[part] for part in line.parts)
            found = headed.get((line.title, whole))
            if found is None and line in table.columns:
                found = anywhere.get(whole)
            if found is not None and found[0] != number and len(line.parts) > 1 and whole:
                yield found[1], line.parts
