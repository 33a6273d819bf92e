"""The figures of a publication and their sums: what its tables and charts show, and what follows from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from casework.publishing.adding_up import Line, adding_up
from casework.publishing.held_figures import Figure, HeldFigures, Place, Sum
from casework.publishing.publication import Cell, Chart, Column, Publication, Table
from casework.publishing.same_figures import Headed, TableLines, Whole, kept_over, sums_said_elsewhere, the_same, wholes_alike

ROLES = ("of", "part", "rest")
"""What a percentage tells: the count it is of, the part it is, and the rest."""

Numbers = list[int | None]
"""Figures by number along a line of a table; None where there is none."""

Told = tuple[str, int, int]
"""What a percentage tells of a figure, or nothing for a count; the number of its table; its own."""


@dataclass(slots=True)
class _Gathered:
    """What is found so far: figures, sums, the lines of each table, and which figures list the same cases."""

    under: int
    figures: list[Figure] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    lines: list[TableLines] = field(default_factory=list)
    wholes: list[tuple[int, Whole]] = field(default_factory=list)
    by_filter: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    alike: dict[tuple[str, str, int], list[Told]] = field(default_factory=dict)
    """Counts and what percentages tell of counts, by the heading of their row, or by their filter, and their value."""


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
    for number, table in enumerate(tables_of(publication)):
        if table is not None:
            _take_in(gathered, number, table)
    values = [figure.value for figure in gathered.figures]
    for left, right in sums_said_elsewhere(gathered.lines, values):
        _add(gathered, [left], right)
    for one, other in wholes_alike(gathered.wholes, values):
        _add(gathered, one, other)
    groups = [*gathered.by_filter.values(), *the_same(gathered.lines, values), *_told_again(gathered.alike.values())]
    return HeldFigures(*_as_one(gathered, groups))


def _take_in(gathered: _Gathered, number: int, table: Table) -> None:
    counts: dict[str, Numbers] = {}
    behind: list[Numbers] = []
    told: list[tuple[str, Numbers]] = []
    for place, column in enumerate(table.columns):
        cells = [row[place] if place < len(row) else Cell(None, column.kind) for row in table.rows]
        if place and not column.follows and any(_is_count(cell) for cell in cells):
            counts[f"{column.title}\n{place}"] = _counts(gathered, (number, place), cells)
        if any(cell.of is not None for cell in cells):
            behind_it = _behind(gathered, (number, place), cells)
            behind, told = [*behind, *behind_it], [*told, *zip(ROLES, behind_it, strict=False)]
    every = [*counts.values(), *behind]
    if not every or not table.rows:
        return
    across = adding_up([_values(gathered, line) for line in every], "columns")
    summed_across = any(len(right) > 1 and max(*left, *right) < len(counts) for left, right in across)
    for left, right in across:
        for place in range(len(table.rows)):
            _add(gathered, [every[n][place] for n in left], [every[n][place] for n in right])
    rows = [list(row) for row in zip(*counts.values(), strict=True)]
    found = adding_up([_values(gathered, row) for row in rows], "rows") if rows else []
    last = len(table.rows) - 1
    if table.has_total and last:
        found.append(((last,), tuple(range(last))))
    for line in every:
        for left, right in found:
            _add(gathered, [line[n] for n in left], [line[n] for n in right if line[n] is not None])
        if table.has_total and (total := line[-1]) is not None:
            gathered.figures[total].total = True
        gathered.wholes += [(number, whole)] if (whole := _whole(line, table.has_total)) else []
    if not table.has_total:
        for left, right in kept_over(list(counts.values()), [figure.value for figure in gathered.figures]):
            _add(gathered, left, right)
    _unmark(gathered, number, table)
    _remember(gathered, table, counts, summed_across)
    for role, line in (*(("", line) for line in counts.values()), *told):
        for row, figure in zip(table.rows, line, strict=True):
            if figure is not None:
                _tell(gathered, "head", _head(row), (role, number, figure))


def _tell(gathered: _Gathered, by: str, name: str, told: Told) -> None:
    gathered.alike.setdefault((by, name, gathered.figures[told[2]].value), []).append(told)


def _unmark(gathered: _Gathered, number: int, table: Table) -> None:
    """What only follows from others counts no cases, so it is never small itself."""
    follows = {place for place, column in enumerate(table.columns) if column.follows}
    for figure in gathered.figures if follows else ():
        if any(at[0] == number and at[2] in follows for at in figure.places):
            figure.small = False


def _remember(gathered: _Gathered, table: Table, counts: dict[str, Numbers], summed_across: bool) -> None:
    """Keep a table's lines under their headings, to be known again in other tables."""
    heads = [_head(row) for row in table.rows]
    titles = [title.partition("\n")[0].strip().casefold() for title in counts]
    parts = len(heads) - table.has_total
    columns = [_headed(title, heads, line, parts, table.has_total) for title, line in zip(titles, counts.values(), strict=True)]
    rows = [
        _headed(head, titles, [line[n] for line in counts.values()], len(titles), summed_across) for n, head in enumerate(heads)
    ]
    gathered.lines.append(TableLines(columns, rows))


def _head(row: Sequence[Cell]) -> str:
    """What heads a row, less what is said of it after a comma."""
    return str(row[0].value if row else "").partition(", ")[0].strip().casefold()


def _whole(line: Numbers, has_total: bool) -> Whole:
    """The figures that come to all of a column: its total, or else its parts."""
    return tuple(number for number in (line[-1:] if has_total else line) if number is not None)


def _told_again(alike: Iterable[Sequence[Told]]) -> Iterator[list[int]]:
    """What percentages tell, with the counts and percentages of the same row, or the same cases, that tell the same.

    What each tells is kept apart: of 2 cases 1 is met and 1 is missed, and yet either may be otherwise. Counts are taken with
    them where it is plain which is meant.
    """
    for entries in alike:
        by_role: dict[str, list[int]] = {}
        for role, _, number in entries:
            by_role.setdefault(role, []).append(number)
        counts = by_role.pop("", [])
        of_tables = [table for role, table, _ in entries if not role]
        if len(by_role) == 1 and len(set(of_tables)) == len(of_tables):
            yield [*counts, *(number for numbers in by_role.values() for number in numbers)]
        else:
            yield from by_role.values()


def _headed(title: str, heads: Sequence[str], line: Numbers, parts: int, summed: bool) -> Headed:
    under = {head: number for head, number in zip(heads, line, strict=True) if number is not None}
    in_order = tuple(number for number in line[:parts] if number is not None)
    return Headed(title, under, in_order, () if summed else in_order)


def _is_count(cell: Cell) -> bool:
    return cell.kind == "count" and isinstance(cell.value, int)


def _counts(gathered: _Gathered, at: tuple[int, int], cells: Sequence[Cell]) -> Numbers:
    """A column of counts; one in which something is below nothing is of differences, which are never small."""
    differences = any(isinstance(cell.value, int) and cell.value < 0 for cell in cells)
    line: Numbers = []
    for place, cell in enumerate(cells):
        if not isinstance(cell.value, int) or cell.kind != "count":
            line.append(None)
            continue
        number = _figure(gathered, cell.value, None if differences else 1, (at[0], place, at[1]))
        gathered.figures[number].alone = True
        if cell.filter:
            gathered.by_filter.setdefault((cell.filter, cell.value), []).append(number)
            _tell(gathered, "filter", cell.filter, ("", at[0], number))
        line.append(number)
    return line


def _behind(gathered: _Gathered, at: tuple[int, int], cells: Sequence[Cell]) -> list[Numbers]:
    """What a column of percentages tells of counts: what each is of, the part it is, and the rest; of medians only the first."""
    lines: list[Numbers] = [[], [], []]
    for place, cell in enumerate(cells):
        numbers: Numbers = [None, None, None]
        if cell.of is not None and isinstance(cell.value, int | float):
            values = [cell.of]
            if cell.kind == "percent":
                part = round(cell.value * cell.of)
                values += [part, cell.of - part]
            numbers[: len(values)] = [_figure(gathered, value, 0, (at[0], place, at[1])) for value in values]
            _add(gathered, numbers[:1], [number for number in numbers[1:] if number is not None])
            for role, number in zip(ROLES, numbers, strict=True):
                if cell.filter and number is not None:
                    _tell(gathered, "filter", cell.filter, (role, at[0], number))
        for line, number in zip(lines, numbers, strict=True):
            line.append(number)
    return [line for line in lines if any(number is not None for number in line)]


def _figure(gathered: _Gathered, value: int, least: int | None, place: Place) -> int:
    small = least is not None and 0 < value < gathered.under
    gathered.figures.append(Figure(value, least=least, small=small, places={place}))
    return len(gathered.figures) - 1


def _values(gathered: _Gathered, line: Numbers) -> Line:
    return [None if number is None else gathered.figures[number].value for number in line]


def _add(gathered: _Gathered, left: Iterable[int | None], right: Sequence[int | None]) -> None:
    """Take in that figures come to as much as others, if all are there and they do."""
    signed = [*((number, 1) for number in left), *((number, -1) for number in right)]
    each = tuple((number, sign) for number, sign in signed if number is not None)
    if right and len(each) == len(signed) and not sum(gathered.figures[number].value * sign for number, sign in each):
        gathered.sums.append(each)


def _as_one(gathered: _Gathered, groups: Iterable[Sequence[int]]) -> tuple[list[Figure], list[Sum]]:
    """The figures and sums with the figures of each group, which are the same, made one."""
    first = list(range(len(gathered.figures)))

    def top(number: int) -> int:
        while first[number] != number:
            number = first[number] = first[first[number]]
        return number

    for group in groups:
        for number in group[1:]:
            first[top(number)] = top(group[0])
    numbers: dict[int, int] = {}
    figures: list[Figure] = []
    for number, figure in enumerate(gathered.figures):
        one = figures[numbers[top(number)]] if top(number) in numbers else None
        if one is None:
            numbers[top(number)] = len(figures)
            figures.append(figure)
            continue
        one.places |= figure.places
        one.alone, one.small, one.total = one.alone or figure.alone, one.small or figure.small, one.total or figure.total
        one.least = max(one.least, figure.least) if one.least is not None and figure.least is not None else None
    sums: list[Sum] = []
    for each in gathered.sums:
        signs: dict[int, int] = {}
        for number, sign in each:
            signs[numbers[top(number)]] = signs.get(numbers[top(number)], 0) + sign
        if kept := tuple(sorted((number, sign) for number, sign in signs.items() if sign)):
            sums.append(kept)
    return figures, sums
