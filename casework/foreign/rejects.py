"""Rows that can't be right, written so that a person can put them right in a spreadsheet and import them again."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

REASON = "reject_reason"
LINE = "reject_line"

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that can't be right: its line in the file, its cells as they were, and why.

    A row whose cells can't be told apart has one cell, the whole line.
    """

    line: int
    cells: Sequence[str]
    reason: str


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """A cell as it was before it was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


class RejectsWriter:
    """Writes rejects as CSV, under the other system's own columns with the reason and the line after them."""

    def __init__(self, text: TextIO, columns: Sequence[str]) -> None:
        self._width = len(columns)
        self._writer = csv.writer(text)
        self._writer.writerow([*map(guarded, columns), REASON, LINE])

    def write(self, reject: Reject) -> None:
        """Write one."""
        cells = [*map(guarded, reject.cells), *[""] * (self._width - len(reject.cells))]
        self._writer.writerow([*cells, guarded(reject.reason), reject.line])
