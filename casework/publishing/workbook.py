"""A publication as an Excel workbook: a sheet that says what it is, then one for each table and each chart's figures."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from casework.moments import london
from casework.publishing.publication import Cell, CellKind, Chart, Column, Publication, Table
from casework.publishing.said import HELD_BACK, NO_FIGURE, about, chart_figures, how_to_read, range_words, standards_section
from casework.visible_text import visible

FORMATS: dict[CellKind, str] = {
    "text": "General",
    "count": "#,##0",
    "percent": "0.0%",
    "days": "#,##0.0",
    "date": "ddd d mmm yyyy",
    "moment": "ddd d mmm yyyy hh:mm",
}
LONGEST_TEXT, LONGEST_NAME = 32_000, 31
NARROWEST, WIDEST, ABOUT_WIDTH = 10, 48, 90
FIRST_ROW_OF_TABLE = 4
"""Headings stand in this row of every table's sheet, under its title, its section and its note."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_BOLD, _TITLE, _QUIET = Font(bold=True), Font(bold=True, size=14), Font(color="48525C")
_HEAD = PatternFill("solid", fgColor="E9EEF4")
_TOTAL = Border(top=Side("thin"))
_WRAP, _RIGHT = Alignment(wrap_text=True, vertical="top"), Alignment(horizontal="right", vertical="top", wrap_text=True)


def as_xlsx(publication: Publication) -> bytes:
    """The workbook: dates, percentages and numbers as what they are, and no text a formula whatever it looks like."""
    book = Workbook()
    book.remove(book.worksheets[0])
    properties = book.properties
    properties.title, properties.creator = visible(publication.title), "IOPC Desk"
    properties.created = _local(publication.made_at)
    names = _Names()
    first = book.create_sheet(names.named("About"))
    contents: list[tuple[str, str]] = []
    for section, table, words in _tables(publication):
        sheet = book.create_sheet(names.named(table.title))
        _write_table(sheet, f"{section}, {range_words(publication)}", table, words)
        contents.append((sheet.title, f"{section}: {table.title}"))
    _write_about(first, publication, contents)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _tables(publication: Publication) -> Iterator[tuple[str, Table, str]]:
    """Each table with its section and a note, the figures of charts as tables of their own, the standards first."""
    for section in (standards_section(publication), *publication.sections):
        for table in section.tables:
            yield section.title, table, table.note
        for chart in section.charts:
            yield section.title, _figures(chart), chart.words


def _figures(chart: Chart) -> Table:
    table = chart_figures(chart)
    return replace(table, title=f"{chart.title}, {chart.unit}", columns=(Column("Of", "text"), *table.columns[1:]))


class _Names:
    """Names of sheets: as Excel allows, and no two alike."""

    def __init__(self) -> None:
        self._taken = {"history"}

    def named(self, title: str) -> str:
        """A name for a sheet of this title."""
        plain = _NOT_IN_A_NAME.sub(" ", visible(title)).strip(" '") or "Table"
        for number in range(1, len(self._taken) + 2):
            end = f" {number}" if number > 1 else ""
            name = f"{_cut(plain, LONGEST_NAME - len(end)).rstrip(chr(39) + ' ')}{end}"
            if name.casefold() not in self._taken:
                break
        self._taken.add(name.casefold())
        return name


def _cut(text: str, most: int) -> str:
    """Text of at most so many of the units Excel counts in, of which a rare character takes two."""
    text = text[:most]
    while len(text.encode("utf-16-le", "replace")) > 2 * most:
        text = text[:-1]
    return text


def _write_about(sheet: Worksheet, publication: Publication, contents: list[tuple[str, str]]) -> None:
    _put(sheet, 1, 1, publication.title).font = _TITLE
    row = 2
    for heading, words in about(publication):
        _put(sheet, row, 1, heading).font = _BOLD
        _put(sheet, row, 2, words)
        row += 1
    for heading, day in (("First date", publication.first), ("Last date", publication.last), ("Made at", publication.made_at)):
        _put(sheet, row, 1, heading).font = _BOLD
        _figure(sheet, row, 2, Cell(day, "moment" if isinstance(day, datetime) else "date")).alignment = Alignment(
            horizontal="left"
        )
        row += 1
    for heading, lines in (("How to read it", how_to_read(publication)), *((s.title, s.sentences) for s in publication.sections)):
        if not lines:
            continue
        _put(sheet, row, 1, heading).font = _BOLD
        for words in lines:
            _put(sheet, row, 2, words)
            row += 1
    _put(sheet, row, 1, "Sheets").font = _BOLD
    for name, words in contents:
        cell = _put(sheet, row, 2, words)
        cell.hyperlink = f"#'{name.replace(chr(39), chr(39) * 2)}'!A1"
        cell.style = "Hyperlink"
        row += 1
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, ABOUT_WIDTH
    sheet.freeze_panes = "A2"
    _to_print(sheet, 1)


def _write_table(sheet: Worksheet, where: str, table: Table, note: str) -> None:
    """A table under its headings; a column of percentages is followed by one of what they are of, if that is said."""
    _put(sheet, 1, 1, table.title, wrap=False).font = _TITLE
    _put(sheet, 2, 1, where, wrap=False).font = _QUIET
    _put(sheet, 3, 1, note, wrap=False).font = _QUIET
    at = 1
    for place, column in enumerate(table.columns):
        cells = [row[place] if place < len(row) else Cell(None, column.kind) for row in table.rows]
        _write_column(sheet, at, column, cells)
        at += 1
        if any(cell.of is not None for cell in cells):
            of = [Cell(cell.of, "count", held_back=cell.held_back) for cell in cells]
            _write_column(sheet, at, Column(f"{column.title}: of"), of)
            at += 1
    if table.has_total:
        for cell in sheet[FIRST_ROW_OF_TABLE + len(table.rows)]:
            cell.font, cell.border = _BOLD, _TOTAL
    sheet.freeze_panes = f"B{FIRST_ROW_OF_TABLE + 1}"
    _to_print(sheet, FIRST_ROW_OF_TABLE)


def _write_column(sheet: Worksheet, at: int, column: Column, cells: list[Cell]) -> None:
    heading = _put(sheet, FIRST_ROW_OF_TABLE, at, column.title)
    heading.font, heading.fill = _BOLD, _HEAD
    heading.alignment = _WRAP if column.kind == "text" else _RIGHT
    widest = max([NARROWEST, *map(len, column.title.split())])
    for row, cell in enumerate(cells, start=FIRST_ROW_OF_TABLE + 1):
        written = _figure(sheet, row, at, cell)
        widest = max(widest, len(str(written.value)) if isinstance(written.value, str) else len(FORMATS[cell.kind]))
    sheet.column_dimensions[get_column_letter(at)].width = min(WIDEST, widest + 2)


def _figure(sheet: Worksheet, row: int, at: int, cell: Cell) -> Any:
    """Put a cell as what it is; gives the sheet's own."""
    if cell.held_back or cell.value is None:
        written = _put(sheet, row, at, HELD_BACK if cell.held_back else NO_FIGURE)
        written.alignment = _RIGHT
    elif isinstance(cell.value, str):
        written = _put(sheet, row, at, cell.value)
    else:
        written = sheet.cell(row, at)
        written.value = _local(cell.value) if isinstance(cell.value, datetime) else cell.value
        written.number_format = FORMATS[cell.kind]
    return written


def _put(sheet: Worksheet, row: int, at: int, text: str, *, wrap: bool = True) -> Any:
    """Put text, as text: what is no character of a workbook is shown by a mark, what looks like a formula stays as it is."""
    cell: Any = sheet.cell(row, at)
    shown = _ESCAPE.sub("_x005F_", visible(text))
    cell.value = _cut(shown, LONGEST_TEXT - 1) + "…" if len(shown) > LONGEST_TEXT else shown
    cell.data_type = "s"
    cell.quotePrefix = shown[:1] in {"=", "+", "-", "@", "'"}
    if wrap:
        cell.alignment = _WRAP
    return cell


def _local(moment: datetime | date) -> datetime | date:
    """A moment as London's clocks say it, since a workbook knows no zones."""
    return london(moment).replace(tzinfo=None) if isinstance(moment, datetime) else moment


def _to_print(sheet: Worksheet, heading: int) -> None:
    """On A4 across, as wide as the page, the headings again on each."""
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
