"""The columns of a list: what each shows, and how wide it is in the cells there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, get_args

from rich.cells import cell_len

Row = TypeVar("Row")
CellStyle = Literal["", "overdue", "today", "soon", "ok", "paused", "muted", "strong"]
Cell = str | tuple[str, CellStyle]
CELL_STYLES: tuple[CellStyle, ...] = tuple(style for style in get_args(CellStyle) if style)
WIDE = 100


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: a fixed `width`, or a `share` of what is left over `least` cells, up to `most`; with both it grows when wide.

    When the list is narrow, columns with the highest `priority` number go first; number 0 goes last.
    A fixed column with a `least` shrinks to that before any is dropped; where a cell then does not fit, its `short` one is shown
    if there is one. A column is only shown in a list of at least `from_cells`.
    """

    title: str
    cell: Callable[[Row], Cell]
    width: int = 0
    share: int = 0
    least: int = 0
    priority: int = 0
    from_cells: int = 0
    most: int = 0
    short: Callable[[Row], Cell] | None = None

    @property
    def floor(self) -> int:
        """The fewest cells it is any use in."""
        return max(1, self.least or self.width or 6)

    def cell_in(self, row: Row, cells: int) -> Cell:
        """What it shows of a row in so many cells."""
        cell = self.cell(row)
        if self.short is None or cell_len(cell_parts(cell)[0]) <= cells:
            return cell
        return self.short(row)


def cell_parts(cell: Cell) -> tuple[str, CellStyle]:
    """A cell's text and its style."""
    return (cell, "") if isinstance(cell, str) else cell


def column_gap(cells: int) -> int:
    """Blank cells between columns: two where there is room."""
    return 2 if cells >= WIDE else 1


def column_widths(columns: Sequence[Column[Any]], cells: int) -> list[int]:
    """The width of each column so that all of them and their gaps fit in `cells`; 0 for a dropped one."""
    if not columns:
        return []
    kept = [index for index, column in enumerate(columns) if column.from_cells <= cells] or [0]
    gap = column_gap(cells)

    def needed() -> int:
        return sum(columns[index].floor for index in kept) + gap * (len(kept) - 1)

    while len(kept) > 1 and needed() > cells:
        kept.remove(max(kept, key=lambda index: (columns[index].priority, index)))
    spare = max(0, cells - needed())
    widths = [0] * len(columns)
    for index in kept:
        column = columns[index]
        wanted = max(0, column.width - column.floor)
        widths[index] = min(cells, column.floor + min(wanted, spare))
        spare -= min(wanted, spare)
    _share_out(columns, [index for index in kept if cells >= WIDE or not columns[index].width], widths, spare)
    return widths


def _share_out(columns: Sequence[Column[Any]], kept: list[int], widths: list[int], spare: int) -> None:
    shares = sum(columns[index].share for index in kept)
    # Those that can be wide enough come first, so that what they don't need goes to the others.
    for index in sorted(kept, key=lambda index: not columns[index].most):
        column = columns[index]
        if column.share:
            part = spare * column.share // shares
            part = min(part, max(0, column.most - widths[index])) if column.most else part
            widths[index] += part
            spare -= part
            shares -= column.share
