"""Points of a chart and the cells of a table that show the same."""

from collections.abc import Iterator, Sequence

from casework.publishing.publication import Cell, CellKind, Table

SAME = 0.05
"""How near two percentages or lengths of time are that are shown as the same."""
ENOUGH = 2
"""How many values in the same order make a line the same."""

Line = Sequence[Cell]


def lines_like(values: Sequence[float | None], table: Table, held: Table, kind: CellKind) -> Iterator[Line]:
    """The lines of a table with just these values in order, as they are once small counts are held back; totals are left out."""
    for before, after in zip(_lines(table), _lines(held), strict=True):
        if len(before) == len(values) and all(cell.kind == kind for cell in before):
            points = [_point(cell) for cell in before]
            pairs = list(zip(points, values, strict=True))
            if all((point is None) == (value is None) for point, value in pairs) and _enough_alike(pairs):
                yield after


def _lines(table: Table) -> Iterator[Line]:
    rows = table.rows[: len(table.rows) - table.has_total]
    yield from ([row[place] for row in rows if place < len(row)] for place in range(1, len(table.columns)))
    yield from (list(row[1:]) for row in rows)


def _enough_alike(pairs: Sequence[tuple[float | None, float | None]]) -> bool:
    there = [abs(one - other) < SAME for one, other in pairs if one is not None and other is not None]
    return len(there) >= ENOUGH and all(there)


def shows(table: Table, headings: tuple[str, str], value: float | None, kind: CellKind) -> bool:
    """Whether a table shows a value under both headings, whichever way round."""
    wanted = sorted(_plain(each) for each in headings)
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=False):
            if cell.kind == kind and sorted((_plain(str(row[0].value)), _plain(column.title))) == wanted:
                point = _point(cell)
                if point is not None and value is not None and abs(point - value) < SAME:
                    return True
    return False


def _point(cell: Cell) -> float | None:
    if not isinstance(cell.value, int | float):
        return None
    return 100 * cell.value if cell.kind == "percent" else cell.value


def _plain(text: str) -> str:
    return text.strip().casefold()
