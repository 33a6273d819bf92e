"""The figures of a publication and their sums: of each table, of each chart, and of tables that show the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casework.publishing.adding_up import Line, adding_up
from casework.publishing.held_figures import Figure, HeldFigures, Place, Sum
from casework.publishing.publication import Cell, Chart, Column, Publication, Table


@dataclass(slots=True)
class _Gathered:
    """What is found so far, and what each figure is known by in another table."""

    under: int
    figures: list[Figure] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    by_name: dict[tuple[object, ...], int] = field(default_factory=dict)
    headed: dict[str, dict[int, int]] = field(default_factory=dict)
    """Counts under each heading of a row, by their value."""
    of_value: dict[int, int] = field(default_factory=dict)


def chart_table(chart: Chart) -> Table | None:
    """The counts of a chart as a table, a row for each label; None for one of percentages, days or averages."""
    values = [value for series in chart.series for value in series.values if value is not None]
    if chart.unit == "%" or "day" in chart.unit.casefold() or any(value != int(value) or value < 0 for value in values):
        return None
    rows = tuple(
        (Cell(label, "text"), *(Cell(None if (value := each.values[place]) is None else int(value)) for each in chart.series))
        for place, label in enumerate(chart.labels)
    )
    return Table(chart.id, chart.title, (Column("", "text"), *(Column(each.name) for each in chart.series)), rows)


def tables_of(publication: Publication) -> list[Table | None]:
    """Every table in order, each section's charts after its tables; None for a chart that shows no counts."""
    return [each for section in publication.sections for each in (*section.tables, *map(chart_table, section.charts))]


def held_figures(publication: Publication, under: int) -> HeldFigures:
    """Every figure of the publication, nothing of it held back yet."""
    gathered = _Gathered(under)
    lines = [_table(gathered, number, table) for number, table in enumerate(tables_of(publication)) if table is not None]
    for table, columns in lines:
        _sums_said_elsewhere(gathered, table, columns)
    return HeldFigures(gathered.figures, gathered.sums)


def _table(gathered: _Gathered, number: int, table: Table) -> tuple[Table, list[list[int | None]]]:
    """Take in a table's figures and sums; gives its columns of counts as figures by number."""
    counts: list[list[int | None]] = []
    behind: list[list[int | None]] = []
    for place, column in enumerate(table.columns):
        cells = [row[place] if place < len(row) else Cell(None, column.kind) for row in table.rows]
        if place and any(_is_count(cell) for cell in cells):
            counts.append(_counts(gathered, (number, place), table, cells))
        if any(cell.of is not None for cell in cells):
            behind += _behind(gathered, (number, place), cells)
    every = counts + behind
    _sums_across(gathered, every)
    rows = [list(row) for row in zip(*counts, strict=True)]
    found = adding_up([_values(gathered, row) for row in rows], "rows") if rows else []
    for line in every:
        at = list(found)
        if table.has_total and len(line) > 1:
            at.append(((len(line) - 1,), tuple(range(len(line) - 1))))
        _sums_along(gathered, line, at)
    if table.has_total:
        for line in every:
            if line and (last := line[-1]) is not None:
                gathered.figures[last].total = True
    return table, counts


def _is_count(cell: Cell) -> bool:
    return cell.kind == "count" and isinstance(cell.value, int)


def _counts(gathered: _Gathered, at: tuple[int, int], table: Table, cells: Sequence[Cell]) -> list[int | None]:
    """A column of counts; one in which something is below nothing is of differences, which are never small."""
    differences = any(isinstance(cell.value, int) and cell.value < 0 for cell in cells)
    line: list[int | None] = []
    for place, cell in enumerate(cells):
        if not isinstance(cell.value, int) or cell.kind != "count":
            line.append(None)
            continue
        heading = _heading(table, place)
        figure = _named(gathered, at[0], cell, heading, table.columns[at[1]].title)
        known = gathered.figures[figure]
        known.alone, known.least = True, None if differences else 1
        known.small = known.small or (not differences and 0 < cell.value < gathered.under)
        known.places.add((at[0], place, at[1]))
        gathered.headed.setdefault(heading, {})[cell.value] = figure
        gathered.of_value.setdefault(cell.value, figure)
        line.append(figure)
    return line


def _named(gathered: _Gathered, table: int, cell: Cell, heading: str, title: str) -> int:
    """The figure of another table that shows these same cases, or has the same two headings; or else a new one.

    Two with the same headings are not the same where both list their cases and list others.
    """
    pair = (*sorted((heading, title.strip().casefold())), cell.value)
    same_cases = ("cases", cell.filter, cell.value)
    asked = [same_cases, ("unlisted", *pair)] if cell.filter else [("any", *pair)]
    found = next((gathered.by_name[name] for name in asked if name in gathered.by_name), None)
    number = found
    if number is None or any(place[0] == table for place in gathered.figures[number].places):
        number = len(gathered.figures)
        gathered.figures.append(Figure(int(str(cell.value))))
        if found is not None and cell.filter:
            gathered.sums.append(((found, 1), (number, -1)))
    for name in [same_cases, ("any", *pair)] if cell.filter else [("unlisted", *pair), ("any", *pair)]:
        gathered.by_name.setdefault(name, number)
    return number


def _behind(gathered: _Gathered, at: tuple[int, int], cells: Sequence[Cell]) -> list[list[int | None]]:
    """What a column of percentages tells of counts: what each is of, the part it is, and the rest; of medians only the first."""
    lines: list[list[int | None]] = [[], [], []]
    for place, cell in enumerate(cells):
        if cell.of is None or cell.value is None or not isinstance(cell.value, int | float):
            for line in lines:
                line.append(None)
            continue
        values = [cell.of]
        if cell.kind == "percent":
            part = round(cell.value * cell.of)
            values += [part, cell.of - part]
        numbers = [_part(gathered, value, (at[0], place, at[1])) for value in values]
        if len(numbers) == 3:
            gathered.sums.append(((numbers[0], -1), (numbers[1], 1), (numbers[2], 1)))
        for line, number in zip(lines, [*numbers, None, None], strict=False):
            line.append(number)
    return [line for line in lines if any(number is not None for number in line)]


def _part(gathered: _Gathered, value: int, place: Place) -> int:
    small = 0 < value < gathered.under
    gathered.figures.append(Figure(value, least=0, small=small, places={place}))
    return len(gathered.figures) - 1


def _heading(table: Table, row: int) -> str:
    first = table.rows[row][0].value if table.rows[row] else ""
    return str(first).strip().casefold()


def _values(gathered: _Gathered, line: Sequence[int | None]) -> Line:
    return [None if number is None else gathered.figures[number].value for number in line]


def _sums_across(gathered: _Gathered, lines: Sequence[Sequence[int | None]]) -> None:
    for left, right in adding_up([_values(gathered, line) for line in lines], "columns") if lines else []:
        for place in range(len(lines[0])):
            _add(gathered, [lines[n][place] for n in left], [lines[n][place] for n in right])


def _sums_along(gathered: _Gathered, line: Sequence[int | None], adds: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> None:
    for left, right in adds:
        there = [line[n] for n in right if line[n] is not None]
        _add(gathered, [line[n] for n in left], there)


def _add(gathered: _Gathered, left: Sequence[int | None], right: Sequence[int | None]) -> None:
    """Take in that figures come to as much as others, if all are there and they do."""
    signs: dict[int, int] = {}
    for numbers, sign in ((left, 1), (right, -1)):
        for number in numbers:
            if number is None:
                return
            signs[number] = signs.get(number, 0) + sign
    kept = tuple(sorted((number, sign) for number, sign in signs.items() if sign))
    if kept and right and not sum(gathered.figures[number].value * sign for number, sign in kept):
        gathered.sums.append(kept)


def _sums_said_elsewhere(gathered: _Gathered, table: Table, columns: Sequence[Sequence[int | None]]) -> None:
    """Take in that a column, or a row, comes to a count that another table shows."""
    rows = range(len(table.rows) - table.has_total)
    for line in columns:
        parts = [line[row] for row in rows if line[row] is not None]
        whole = gathered.of_value.get(_sum(gathered, parts))
        if whole is not None and whole not in line and len(parts) > 1:
            _add(gathered, [whole], parts)
    for row in range(len(table.rows)):
        parts = [line[row] for line in columns if line[row] is not None]
        elsewhere = gathered.headed.get(_heading(table, row), {}).get(_sum(gathered, parts))
        if elsewhere is not None and elsewhere not in parts and len(parts) > 1:
            _add(gathered, [elsewhere], parts)


def _sum(gathered: _Gathered, numbers: Sequence[int | None]) -> int:
    return sum(gathered.figures[number].value for number in numbers if number is not None)

