"""A publication as plain text, for terminals, pipes and screen readers."""

from collections.abc import Iterator

from casework.publishing.fitted import cells_of, hung, table_lines, wrapped
from casework.publishing.publication import Chart, Publication, Section, Series, Table
from casework.publishing.said import about, cell_words, how_to_read, point_words, standards_section
from casework.sparkline import sparkline
from casework.visible_text import visible

NARROWEST = 40
BESIDE = 16
NO_POINT = " "
FINE = 1_000
"""Into how many steps a chart's values are put before they are drawn."""


def as_text(publication: Publication, width: int = 80) -> str:
    """The publication in lines no wider than this; typed text is one line in it and controls nothing."""
    return "\n".join(_lines(publication, max(NARROWEST, width))) + "\n"


def _lines(publication: Publication, width: int) -> Iterator[str]:
    title = visible(publication.title)
    yield from wrapped(title, width)
    yield "=" * min(width, cells_of(title))
    yield ""
    for heading, words in about(publication):
        yield from hung(heading, visible(words), width, BESIDE)
    yield ""
    for words in how_to_read(publication):
        yield from _listed(words, width)
    for section in (*publication.sections, standards_section(publication)):
        yield from _section(section, width)


def _listed(words: str, width: int) -> Iterator[str]:
    first, *others = wrapped(visible(words), width - 2) or [""]
    yield f"- {first}"
    yield from (f"  {line}" for line in others)


def _section(section: Section, width: int) -> Iterator[str]:
    title = visible(section.title)
    yield from ("", "", *wrapped(title, width), "-" * min(width, cells_of(title)))
    for sentence in section.sentences:
        yield from wrapped(visible(sentence), width)
    for table in section.tables:
        yield from table_as_lines(table, width)
    for chart in section.charts:
        yield from chart_as_lines(chart, width)


def table_as_lines(table: Table, width: int) -> Iterator[str]:
    """A table under its title, with its note, after an empty line."""
    yield ""
    yield from wrapped(visible(table.title), width)
    yield ""
    headings = [visible(column.title) for column in table.columns]
    rows = [[visible(cell_words(cell)) for cell in row] for row in table.rows]
    numeric = [column.kind in {"count", "percent", "days"} for column in table.columns]
    yield from table_lines(headings, rows, numeric, width)
    if not rows:
        yield "Nothing to show."
    if table.note:
        yield from wrapped(visible(table.note), width)


def chart_as_lines(chart: Chart, width: int) -> Iterator[str]:
    """A chart as blocks for each series with its lowest, highest and last values, and in words; after an empty line."""
    yield ""
    yield from wrapped(visible(f"{chart.title}, {chart.unit}"), width)
    if chart.labels:
        yield from wrapped(visible(f"{chart.labels[0]} to {chart.labels[-1]}"), width, "  ")
    for each in chart.series:
        yield from (f"  {line}" for line in _series(chart, each, width - 2))
    yield from wrapped(visible(chart.words), width)


def _series(chart: Chart, series: Series, width: int) -> Iterator[str]:
    there = [value for value in series.values if value is not None]
    yield from wrapped(visible(series.name), width)
    if not there:
        yield "no figures"
        return
    top = 100.0 if chart.unit == "%" else max(max(there), 1e-9)
    blocks = "".join(
        NO_POINT if value is None else sparkline([max(0, round(value / top * FINE))], FINE) for value in series.values
    )
    yield from (blocks[start : start + width].rstrip() for start in range(0, len(blocks), width))
    said = f"lowest {point_words(min(there), chart.unit)}, highest {point_words(max(there), chart.unit)}"
    last = series.values[-1]
    said = said if last is None else f"{said}, last {point_words(last, chart.unit)}"
    yield from wrapped(f"{said}; some held back" if series.held_back else said, width)
