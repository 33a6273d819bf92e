"""Files of many cases, written as they are read: CSV, JSON and Excel workbooks, of any length in little memory."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from casework.export_columns import EXPORT_COLUMNS
from casework.foreign.rejects import guarded
from casework.moments import london
from casework.visible_text import visible
from db.written.clock_lines import local_iso
from db.written.export_cells import Exported, Value

MOST_ROWS = 1_048_576
"""The rows a sheet can have, its headings among them; what is more goes on in another."""
LONGEST_TEXT = 32_000
MOMENT_FORMAT = "yyyy-mm-dd hh:mm"
WIDTHS = {"text": 22, "moment": 17}
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class FileOf:
    """What a file is of: its columns, and what it says of itself: when it was made, from which store, under which filter."""

    columns: Sequence[str]
    made_at: datetime
    store: str
    typed: str
    order: str
    total: int


def write_csv(file: BinaryIO, of: FileOf, cases: Iterable[Exported], most: int = MOST_ROWS) -> None:
    """A row for each case under the headings, dates as London's clocks show them; no text is taken for a formula."""
    text = io.TextIOWrapper(file, "utf-8", "backslashreplace", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow(EXPORT_COLUMNS[column].title for column in of.columns)
    for case in cases:
        writer.writerow([_csv_cell(case.cell(column)) for column in of.columns])
    text.detach()


def write_json(file: BinaryIO, of: FileOf, cases: Iterable[Exported], most: int = MOST_ROWS) -> None:
    """What the file is of, then a line for each case, every text exactly as typed."""
    head = {"made": local_iso(of.made_at), "store": of.store, "filter": of.typed, "sort": of.order, "total": of.total}
    file.write(f'{json.dumps(head)[:-1]}, "cases": ['.encode("ascii"))
    between = "\n"
    for case in cases:
        file.write(f"{between}{json.dumps({column: case.value(column) for column in of.columns})}".encode("ascii"))
        between = ",\n"
    file.write(b"\n]}\n")


def write_xlsx(file: BinaryIO, of: FileOf, cases: Iterable[Exported], most: int = MOST_ROWS) -> None:
    """A workbook: real dates, headings that stay in sight, no text a formula; a sheet says what it is of."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    try:
        _write_sheets(book, of, cases, most)
    except BaseException:
        # Else what is left open complains when it is thrown away.
        for sheet in book.worksheets:
            sheet.close()
        raise
    _about(book, of)
    book.save(file)


def _write_sheets(book: Any, of: FileOf, cases: Iterable[Exported], most: int) -> None:
    sheets, rows = 1, 1
    sheet, cells = _sheet(book, of, "Cases")
    for case in cases:
        if rows == most:
            sheets, rows = sheets + 1, 1
            sheet, cells = _sheet(book, of, f"Cases {sheets}")
        sheet.append([cell.of(case.cell(column)) for cell, column in zip(cells, of.columns, strict=True)])
        rows += 1


WRITERS: Mapping[str, Callable[[BinaryIO, FileOf, Iterable[Exported]], None]] = {
    "csv": write_csv,
    "json": write_json,
    "xlsx": write_xlsx,
}


def _csv_cell(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{london(value):%Y-%m-%d %H:%M}"
    return guarded(visible(value or "", lines=True))


class _Cell:
    """The cells of a column, one at a time: each is written before the next is asked for."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._plain, self._quoted, self._moment = (WriteOnlyCell(sheet) for _ in range(3))
        self._quoted.quotePrefix = True
        self._moment.number_format = MOMENT_FORMAT

    def of(self, value: Value) -> Any:
        """A cell with this value; None for none."""
        if isinstance(value, datetime):
            self._moment.value = london(value).replace(tzinfo=None)
            return self._moment
        if not value:
            return None
        shown = _ESCAPE.sub("_x005F_", visible(value, lines=True))
        cell = self._quoted if shown[0] in "=+-@'" else self._plain
        cell.value = _cut(shown)
        cell.data_type = "s"
        return cell


def _cut(text: str) -> str:
    """Text as long as a cell can have it, in the units Excel counts in, of which a rare character takes two."""
    while len(text) > LONGEST_TEXT or len(text.encode("utf-16-le", "replace")) > 2 * LONGEST_TEXT:
        text = f"{text[: min(len(text) - 2, LONGEST_TEXT)]}…"
    return text


def _sheet(book: Any, of: FileOf, name: str) -> tuple[Any, list[_Cell]]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    headings = []
    for place, column in enumerate(of.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[EXPORT_COLUMNS[column].kind]
        heading = WriteOnlyCell(sheet, EXPORT_COLUMNS[column].title)
        heading.font = Font(bold=True)
        headings.append(heading)
    sheet.append(headings)
    return sheet, [_Cell(sheet) for _ in of.columns]


def _about(book: Any, of: FileOf) -> None:
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 80
    for label, value in (
        ("Made", of.made_at),
        ("Store", of.store),
        ("Filter", of.typed or "none: every open case"),
        ("Sorted by", of.order),
        ("Cases", f"{of.total:,}"),
        ("Dates", "as London's clocks show them"),
    ):
        name, said = _Cell(sheet), _Cell(sheet)
        sheet.append([name.of(label), said.of(value)])
