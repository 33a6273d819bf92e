"""The tables of a publication in a list: as many columns as fit, and the others in words under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from rich.cells import cell_len

from casework.clocks import MARKS, Signal
from casework.publishing.publication import Cell as Figure
from casework.publishing.publication import Table
from casework.publishing.said import cell_words
from casework.visible_text import visible
from screens.widgets.cell_table import SIGN_CELLS
from screens.widgets.columns import Cell, Column, column_gap

SHORT: Final = {
    "Still running": "Running",
    "Too few on time": "Too few",
    "Clocks that waited": "Waited",
    "Working days waited": "Days",
    "On time under today's standard": "By today's",
    "Ninetieth percentile": "90th of 100",
    "Kept of those over": "So far kept",
    "At the pace so far": "At this pace",
    "If all are kept": "All kept",
    "If none is": "None kept",
    "May be missed": "May miss",
}
"""What long headings are called over a narrow column; in full they stand under the list."""
LEAST_HEAD, MOST_HEAD = 20, 48
NO_FIGURE: Final = "-"
TARGET, ON_TIME = "Target", "On time"
BELOW: Final = MARKS[Signal.MISSED]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table with its place in it; `below` is whether it falls short of its target, in figures `target` and `share`."""

    place: int
    cells: tuple[Figure, ...]
    total: bool = False
    below: bool = False

    @property
    def title(self) -> str:
        """What the row is of."""
        return cell_words(self.cells[0])


def table_rows(table: Table) -> list[TableRow]:
    """The rows of a table."""
    titles = [column.title for column in table.columns]
    target, share = (titles.index(it) if it in titles else 0 for it in (TARGET, ON_TIME))
    last = len(table.rows) - 1 if table.has_total else -1
    return [TableRow(place, row, place == last, _short_of(row[target], row[share])) for place, row in enumerate(table.rows)]


def listed(cell: Figure) -> int:
    """How many there are behind a figure to list: behind a percentage those that are not of it."""
    if not cell.filter or not isinstance(cell.value, int | float):
        return 0
    return int(cell.value) if cell.of is None else cell.of - round(cell.value * cell.of)


def _short_of(target: Figure, share: Figure) -> bool:
    numbers = target.value, share.value
    return all(isinstance(it, int | float) for it in numbers) and float(str(numbers[1])) < float(str(numbers[0]))


def table_columns(table: Table, rows: Sequence[TableRow], cells: int) -> tuple[Column[TableRow], ...]:
    """The row's title and as many figures as fit in so many cells, at least one."""
    room = cells - SIGN_CELLS - min(MOST_HEAD, max(LEAST_HEAD, max((cell_len(visible(row.title)) for row in rows), default=0)))
    room = max(room, cells - SIGN_CELLS - max(LEAST_HEAD, cells * 3 // 8))
    columns = [Column[TableRow](visible(table.columns[0].title), _head, share=1, least=12, most=MOST_HEAD)]
    for place in range(1, len(table.columns)):
        title = visible(SHORT.get(table.columns[place].title, table.columns[place].title))
        wide = max(cell_len(title), *(cell_len(_words(row, place)) for row in rows), 6) if rows else cell_len(title)
        room -= wide + column_gap(cells - SIGN_CELLS)
        if room < 0 and place > 1:
            break
        columns.append(Column(f"{title:>{wide}}", partial(_figure, place=place), width=wide))
    return tuple(columns)


def _head(row: TableRow) -> Cell:
    return (row.title, "strong") if row.total else row.title


def _words(row: TableRow, place: int) -> str:
    """A figure without what it is a percentage of."""
    cell = row.cells[place]
    if cell.value is None:
        return NO_FIGURE
    words = cell_words(cell).partition(" of ")[0] if cell.of is not None else cell_words(cell)
    return f"{BELOW} {words}" if row.below and cell.kind == "percent" and cell.of is not None and _is_share(row, place) else words


def _is_share(row: TableRow, place: int) -> bool:
    """Whether this is the first percentage of a count in the row: the one that is held against the target."""
    return all(cell.kind != "percent" or cell.of is None for cell in row.cells[1:place])


def _figure(row: TableRow, place: int) -> Cell:
    words = _words(row, place)
    if words.startswith(BELOW):
        return words, "overdue"
    if words in ("0", NO_FIGURE):
        return words, "muted"
    return (words, "strong") if row.total else words
