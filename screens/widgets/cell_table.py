"""A table of figures, each of which can be moved to and opened."""

from collections.abc import Callable, Hashable, Sequence
from textwrap import wrap
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from casework.visible_text import visible
from screens.commands import Command
from screens.safe import fit
from screens.widgets.columns import CELL_STYLES, Cell, Column, cell_parts, column_gap, column_widths
from screens.widgets.drawn_list import CURSOR_SIGN
from screens.widgets.list_commands import CursorDown, CursorUp, First, Last, OpenRow, PageDown, PageUp

Row = TypeVar("Row")
SIGN_CELLS = 2


class CellLeft(Command):
    """Move to the figure on the left."""

    label = "left"
    keys = "left"
    group = "Lists"


class CellRight(Command):
    """Move to the figure on the right."""

    label = "right"
    keys = "right"
    group = "Lists"


COMMANDS: tuple[type[Command], ...] = (CursorUp, CursorDown, CellLeft, CellRight, PageUp, PageDown, First, Last, OpenRow)


class CellTable(ScrollView, Generic[Row]):
    """Rows that fit in memory, a cursor on one figure of one row, and titles that stay in sight.

    The figures are the columns from the second on, as many as it is said; the other columns are only read.
    """

    class Moved(Message):
        """The cursor is on another figure, or what it is on has changed."""

        def __init__(self, table: "CellTable[Any]") -> None:
            """In this table."""
            super().__init__()
            self.table = table

        @property
        def control(self) -> "CellTable[Any]":
            """The table."""
            return self.table

    class Opened(Moved):
        """Someone opened the figure under the cursor."""

    ALLOW_SELECT = False
    commands: ClassVar[tuple[type[Command], ...]] = COMMANDS
    BINDINGS: ClassVar = [command.binding(command.name()) for command in COMMANDS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("cell-table--titles", "cell-table--row", "cell-table--cell", "cell-table--words"),
        *(f"cell-table--{style}" for style in CELL_STYLES),
    }
    DEFAULT_CSS = """
    CellTable {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .cell-table--titles { color: $state-muted; text-style: bold; }
        & > .cell-table--row { background: $row-cursor-blurred; }
        & > .cell-table--cell { background: $row-cursor-blurred; text-style: bold; }
        & > .cell-table--words { color: $state-muted; }
        & > .cell-table--overdue { color: $state-overdue; }
        & > .cell-table--today { color: $state-today; }
        & > .cell-table--soon { color: $state-soon; }
        & > .cell-table--ok { color: $state-ok; }
        & > .cell-table--paused { color: $state-paused; }
        & > .cell-table--muted { color: $state-muted; }
        & > .cell-table--strong { text-style: bold; }
        &:focus > .cell-table--cell { background: $row-cursor; text-style: bold reverse; }
    }
    """

    row: reactive[int] = reactive(0, init=False, repaint=False)
    figure: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        figures: int,
        row_key: Callable[[Row], Hashable],
        *,
        words: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """A table with nothing in it but these words; `figures` is how many columns after the first can be moved to."""
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.figures = figures
        self.row_key = row_key
        self.rows: Sequence[Row] = ()
        self._words = words
        self._base = Style()
        self._widths: Sequence[int] = ()

    # What it shows.

    def show(self, rows: Sequence[Row], words: str = "") -> None:
        """Show these rows, or words when there are none; the cursor stays on its row, or goes to its neighbour."""
        kept = self.cursor_row
        self.rows, self._words = tuple(rows), words
        keys = [self.row_key(row) for row in rows]
        if kept is not None and (key := self.row_key(kept)) in keys:
            self.row = keys.index(key)
        else:
            self.row = self.validate_row(self.row)
        self.virtual_size = Size(self._width, len(rows) + 1)
        self.refresh()
        self.post_message(self.Moved(self))

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor, if there is one."""
        return self.rows[self.row] if self.row < len(self.rows) else None

    # How it is moved through.

    def validate_row(self, row: int) -> int:
        """Keep the cursor on a row."""
        return min(max(0, row), max(0, len(self.rows) - 1))

    def validate_figure(self, figure: int) -> int:
        """Keep the cursor on a figure."""
        return min(max(0, figure), self.figures - 1)

    def watch_row(self, before: int, now: int) -> None:
        """Repaint the two rows and bring the new one into sight."""
        for row in (before, now):
            self._refresh_row(row)
        top, height = self.scroll_offset.y, self._height
        if now < top or now >= top + height:
            self.scroll_to(y=now if now < top else now - height + 1, animate=False, force=True)
        self.post_message(self.Moved(self))

    def watch_figure(self) -> None:
        """Repaint the row."""
        self._refresh_row(self.row)
        self.post_message(self.Moved(self))

    def action_cursor_up(self) -> None:
        """Move to the row above."""
        self.row -= 1

    def action_cursor_down(self) -> None:
        """Move to the row below."""
        self.row += 1

    def action_cell_left(self) -> None:
        """Move to the figure on the left."""
        self.figure -= 1

    def action_cell_right(self) -> None:
        """Move to the figure on the right."""
        self.figure += 1

    def action_page_up(self) -> None:
        """Move up by a screen of rows."""
        self.row -= self._height

    def action_page_down(self) -> None:
        """Move down by a screen of rows."""
        self.row += self._height

    def action_first(self) -> None:
        """Move to the first row."""
        self.row = 0

    def action_last(self) -> None:
        """Move to the last row."""
        self.row = len(self.rows) - 1

    def action_open_row(self) -> None:
        """Open the figure under the cursor."""
        if self.cursor_row is not None:
            self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        """Move to the figure clicked; a second click on it opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1 or (row := offset.y - 1 + self.scroll_offset.y) >= len(self.rows):
            return
        figure, before = self._figure_at(offset.x), (self.row, self.figure)
        self.row, self.figure = row, self.figure if figure is None else figure
        if event.chain > 1 and figure is not None and before == (self.row, self.figure):
            self.action_open_row()

    def _figure_at(self, x: int) -> int | None:
        gap, left = column_gap(self._width - SIGN_CELLS), SIGN_CELLS
        for index, width in enumerate(column_widths(self.columns, self._width - SIGN_CELLS)):
            if width:
                if 1 <= index <= self.figures and left - gap < x + 1 <= left + width:
                    return index - 1
                left += width + gap
        return None

    # How it is drawn.

    @property
    def _height(self) -> int:
        """Rows shown under the titles."""
        return max(1, self.scrollable_content_region.height - 1)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, row - self.scroll_offset.y + 1, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self._width, len(self.rows) + 1)
        if self.row >= self.scroll_offset.y + self._height:
            self.scroll_to(y=self.row - self._height + 1, animate=False, force=True)

    def notify_style_update(self) -> None:
        """Take up a change of theme."""
        super().notify_style_update()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Work out the widths once for all the lines drawn together."""
        self._base = self.rich_style
        self._widths = column_widths(self.columns, self._width - SIGN_CELLS)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """The titles, then the rows that are scrolled to."""
        row = self.scroll_offset.y + y - 1
        if y == 0:
            strip = self._strip("", [column.title for column in self.columns], self._base + self._style("titles"))
        elif not self.rows:
            strip = self._words_line(y - 2)
        elif row >= len(self.rows):
            strip = Strip.blank(self._width, self._base)
        else:
            here = row == self.row
            base = self._base + self._style("row") if here else self._base
            cells = [column.cell(self.rows[row]) for column in self.columns]
            strip = self._strip(CURSOR_SIGN if here else "", cells, base, self.figure + 1 if here else 0)
        return strip.adjust_cell_length(self.size.width, self._base)

    def _words_line(self, number: int) -> Strip:
        lines = wrap(visible(self._words), max(1, self._width - 2 * SIGN_CELLS))
        text = lines[number] if 0 <= number < len(lines) else ""
        return Strip([Segment(fit(" " * SIGN_CELLS + text, self._width), self._base + self._style("words"))], self._width)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"cell-table--{part}", partial=True)

    def _strip(self, sign: str, cells: Sequence[Cell], base: Style, marked: int = 0) -> Strip:
        """A line of cells; the one numbered `marked`, from 1, is under the cursor. Figures stand at the right of their column."""
        segments = [Segment(fit(sign, SIGN_CELLS), base)]
        gap = Segment(" " * column_gap(self._width - SIGN_CELLS), base)
        for index, (cell, wide) in enumerate(zip(cells, self._widths, strict=True)):
            if wide:
                text, style = cell_parts(cell)
                shown = fit(text.rjust(wide) if 1 <= index <= self.figures else text, wide)
                look = base + self._style(style) if style else base
                segments += [Segment(shown, look + self._style("cell") if marked and index == marked else look), gap]
        return Strip(segments[:-1] if len(segments) > 1 else segments).adjust_cell_length(self._width, base)
