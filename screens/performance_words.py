"""What Performance says: the report in sentences, above its parts where one is, and below them what is under the cursor."""

from collections.abc import Iterator

from textual.content import Content

from casework.publishing.publication import Publication, Table
from casework.publishing.said import cell_words
from casework.sparkline import sparkline
from screens.performance_cells import TableRow, listed
from screens.performance_pages import Page
from screens.safe import safe

LEAST_POINTS = 3
"""The fewest rows that are seen as a line of blocks."""
TREND = "trend"
BY_THEME, BY_FORCE = "learning-themes", "learning-forces"
"""The tables whose rows have learning points behind them, not cases."""


def in_words(publication: Publication) -> Content:
    """Every sentence of a report under its heading, then what to know of its figures."""
    lines: list[Content] = []
    parts = [(section.title, section.sentences) for section in publication.sections]
    for title, sentences in (*parts, ("To know", publication.notes)):
        if sentences:
            lines += [safe(title, "bold"), *(safe(it) for it in sentences), Content("")]
    return Content("\n").join(lines[:-1])


def head(title: str, page: Page, number: int, of: int, cells: int) -> Content:
    """Two lines: the period and the part of the work, with which part of the report this is, and what that is called."""
    beside = f"{number} of {of}" if of else ""
    first = Content.assemble(safe(title, "bold"), safe(f"{beside:>{max(2, cells - len(title))}}", "$state-muted"))
    return Content("\n").join([first, Content.assemble("▸ ", safe(page.heading))])


def about_figure(table: Table, row: TableRow | None, place: int, shown: int) -> Content:
    """Two lines on a figure: what it is and what lists its cases; then what there is no room for, its trend, or the note."""
    if row is None:
        return Content("\n")
    cell, column = row.cells[place], table.columns[place]
    said = f"{row.title}, {column.title[:1].lower() + column.title[1:]}" if row.title else column.title
    number = listed(cell)
    which = f"{number:,} missed" if cell.kind == "percent" else "it" if number == 1 else "them"
    opens = f" enter lists {which}: {cell.filter}" if number else ""
    opens = " enter lists the learning points." if table.id in (BY_THEME, BY_FORCE) else opens
    first = Content.assemble(safe(f"{said}: {cell_words(cell) if cell.value is not None else 'none'}.", "bold"), safe(opens))
    return Content("\n").join([first, safe("; ".join(_below(table, row, place, shown)), "$state-muted")])


def first_figure(table: Table) -> int:
    """Which of the columns after the first the cursor begins on: the first that is no text."""
    return next((place for place, column in enumerate(table.columns[1:]) if column.kind != "text"), 0)


def _below(table: Table, row: TableRow, place: int, shown: int) -> Iterator[str]:
    if row.below:
        yield "Below its target"
    for other in range(shown, len(table.columns)):
        if row.cells[other].value:
            yield f"{table.columns[other].title}: {cell_words(row.cells[other])}"
    numbers = [it[place].value for it in table.rows]
    if table.id == TREND and len(numbers) >= LEAST_POINTS:
        yield sparkline([round(1_000 * it) if isinstance(it, float) else it if isinstance(it, int) else 0 for it in numbers])
    elif shown >= len(table.columns) and table.note:
        yield table.note
