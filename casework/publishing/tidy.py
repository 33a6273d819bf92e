"""A publication as one tidy table in CSV: a row for each figure, with all that says which figure it is."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO

from casework.foreign.rejects import guarded
from casework.moments import london
from casework.publishing.publication import Cell, Chart, Publication, Section, Table
from casework.publishing.said import UNITS, about, how_to_read, standards_section
from casework.visible_text import visible

COLUMNS = ("from", "to", "section", "table", "row_number", "row", "column", "value", "unit", "of", "held_back")

Line = tuple[str, str, str, str, str, str, str, str, str]


def as_csv(publication: Publication) -> str:
    """The publication as CSV. What the file says of itself comes first, as rows of the section `About these figures`.

    Percentages are out of a hundred, dates in ISO form; a figure that is held back or that there is not has no value. No text
    is one that a spreadsheet would take for a formula.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in _lines(publication):
        writer.writerow([publication.first.isoformat(), publication.last.isoformat(), *line])
    return text.getvalue()


def _lines(publication: Publication) -> Iterator[Line]:
    yield _text("About these figures", "About", 1, "Title", publication.title)
    for number, (heading, words) in enumerate(about(publication), start=2):
        yield _text("About these figures", "About", number, heading, words)
    for number, words in enumerate(how_to_read(publication), start=1):
        yield _text("About these figures", "How to read them", number, "", words)
    for section in (standards_section(publication), *publication.sections):
        yield from _section(section)


def _section(section: Section) -> Iterator[Line]:
    for number, sentence in enumerate(section.sentences, start=1):
        yield _text(section.title, "In words", number, "", sentence)
    for table in section.tables:
        yield from _table(section, table)
    for chart in section.charts:
        yield from _chart(section, chart)


def _table(section: Section, table: Table) -> Iterator[Line]:
    if table.note:
        yield _text(section.title, table.title, 0, "Note", table.note)
    for number, row in enumerate(table.rows, start=1):
        head = _plain(row[0]) if row else ""
        for column, cell in zip(table.columns[1:], row[1:], strict=False):
            of, held = "" if cell.of is None else str(cell.of), "yes" if cell.held_back else ""
            value = _safe(cell.value) if isinstance(cell.value, str) else _plain(cell)
            where = _safe(section.title), _safe(table.title), str(number), _safe(head), _safe(column.title)
            yield *where, value, UNITS[cell.kind], of, held


def _chart(section: Section, chart: Chart) -> Iterator[Line]:
    if chart.words:
        yield _text(section.title, chart.title, 0, "In words", chart.words)
    for number, label in enumerate(chart.labels, start=1):
        for each in chart.series:
            value = each.values[number - 1]
            where = _safe(section.title), _safe(chart.title), str(number), _safe(label), _safe(each.name)
            yield (
                *where,
                "" if value is None else _number(value),
                _safe(chart.unit),
                "",
                "yes" if number - 1 in each.held_back else "",
            )


def _text(section: str, table: str, number: int, heading: str, words: str) -> Line:
    return _safe(section), _safe(table), str(number), _safe(heading), "", _safe(words), UNITS["text"], "", ""


def _safe(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula and no terminal for anything but text."""
    return guarded(visible(text))


def _plain(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return london(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return _number(100 * value if cell.kind == "percent" else value)


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
