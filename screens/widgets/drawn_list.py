"""A long list as it is drawn: titles, the rows that are loaded, signs for the cursor and the marks."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from textwrap import wrap
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from casework.visible_text import visible
from screens.safe import fit
from screens.widgets.columns import CELL_STYLES, Cell, Column, cell_parts, column_gap, column_widths
from screens.widgets.pages import Pages

Row = TypeVar("Row")

CURSOR_SIGN = "▸"
MARK_SIGN = "✓"
SIGNS_WIDTH = 3
PLACEHOLDER = "…"
MOST_KEPT = 500
"""Lines kept as they were drawn, so that moving draws two and scrolling one."""


class DrawnList(ScrollView, Generic[Row]):
    """Draws one line a row, only for the rows on the screen; `words` stand in place of rows when there are none."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "window-table--titles",
        "window-table--row",
        "window-table--cursor",
        "window-table--words",
        *(f"window-table--{style}" for style in CELL_STYLES),
    }
    DEFAULT_CSS = """
    DrawnList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .window-table--titles { color: $state-muted; text-style: bold; }
        & > .window-table--row { color: $foreground; }
        & > .window-table--cursor { background: $row-cursor-blurred; }
        & > .window-table--words { color: $state-muted; }
        & > .window-table--overdue { color: $state-overdue; }
        & > .window-table--today { color: $state-today; }
        & > .window-table--soon { color: $state-soon; }
        & > .window-table--ok { color: $state-ok; }
        & > .window-table--paused { color: $state-paused; }
        & > .window-table--muted { color: $state-muted; }
        & > .window-table--strong { text-style: bold; }
        &:focus > .window-table--cursor { background: $row-cursor; text-style: bold; }
        &:nocolor:focus > .window-table--cursor { text-style: reverse; }
    }
    """

    cursor: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_key: Callable[[Row], Hashable],
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """A list with these columns and nothing in it."""
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.row_key = row_key
        self.total = 0
        self.marked: set[Hashable] = set()
        self._pages: Pages[Row] = Pages()
        self._words: str | None = ""
        self._drawn: dict[int, tuple[Cell, ...]] = {}
        self._lines: dict[int, tuple[Row, bool, bool, Strip]] = {}
        self._look: tuple[object, ...] = ()
        self._base = Style()
        self._styles: dict[str, Style] = {}
        self._widths: Sequence[int] = ()

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns of the same rows."""
        self.columns = tuple(columns)
        self._widths = ()
        self._forget_lines()
        self.refresh()

    def with_room(self, columns: Sequence[Column[Row]]) -> list[bool]:
        """For each of these columns whether there would be room for it now."""
        return [width > 0 for width in column_widths(columns, self._width - SIGNS_WIDTH)]

    def retick(self) -> bool:
        """Ask the columns again for the rows on the screen and repaint those that changed; whether any did."""
        changed = [index for index, row in self._shown_rows() if self._drawn.get(index) != self._cells(row)]
        for index in changed:
            self._lines.pop(index, None)
            self._refresh_row(index)
        return bool(changed)

    def _forget_lines(self) -> None:
        self._drawn.clear()
        self._lines.clear()

    @property
    def _height(self) -> int:
        """Rows shown under the titles."""
        return max(1, self.scrollable_content_region.height - 1)

    def _clamped(self, index: int) -> int:
        return min(max(0, index), max(0, self.total - 1))

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _cells(self, row: Row) -> tuple[Cell, ...]:
        widths = self._widths or column_widths(self.columns, self._width - SIGNS_WIDTH)
        return tuple(column.cell_in(row, cells) if cells else "" for column, cells in zip(self.columns, widths, strict=True))

    def _shown_rows(self) -> Iterator[tuple[int, Row]]:
        top = self.scroll_offset.y
        for index in range(top, min(self.total, top + self._height)):
            if (row := self._pages.row(index)) is not None:
                yield index, row

    def _refresh_row(self, index: int) -> None:
        self.refresh(Region(0, index - self.scroll_offset.y + 1, self.size.width, 1))

    def notify_style_update(self) -> None:
        """Take up a change of theme."""
        super().notify_style_update()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Work out the styles once for all the lines drawn together; lines that would look the same are not drawn again."""
        self._base = self.rich_style
        self._styles = {}
        self._widths = column_widths(self.columns, self._width - SIGNS_WIDTH)
        look = (self._base, self._style("row"), self._style("cursor"), self._style("overdue"), self._width)
        if look != self._look or len(self._lines) > MOST_KEPT:
            self._look = look
            self._forget_lines()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """The titles, then the rows that are scrolled to."""
        width = self._width
        if y == 0:
            strip = self._titles()
        elif self._words is not None:
            strip = self._words_line(y - 2, width)
        else:
            strip = self._row_line(self.scroll_offset.y + y - 1, width)
        return strip.adjust_cell_length(self.size.width, self._base)

    def _style(self, part: str) -> Style:
        if part not in self._styles:
            self._styles[part] = self.get_component_rich_style(f"window-table--{part}", partial=True)
        return self._styles[part]

    def _titles(self) -> Strip:
        cells = [column.title for column in self.columns]
        return self._strip("", cells, self._base + self._style("titles"))

    def _words_line(self, number: int, width: int) -> Strip:
        lines = wrap(visible(self._words or ""), max(1, width - 2 * SIGNS_WIDTH))
        text = lines[number] if 0 <= number < len(lines) else ""
        style = self._base + self._style("words")
        return Strip([Segment(fit(" " * SIGNS_WIDTH + text, width), style)], width)

    def _row_line(self, index: int, width: int) -> Strip:
        if index >= self.total:
            return Strip.blank(width, self._base)
        row = self._pages.row(index)
        here = index == self.cursor
        base = self._base + self._style("cursor" if here else "row")
        if row is None:
            return self._strip(CURSOR_SIGN if here else "", [(PLACEHOLDER, "muted")] * len(self.columns), base)
        marked = self.row_key(row) in self.marked
        kept = self._lines.get(index)
        if kept is not None and kept[0] is row and kept[1:3] == (here, marked):
            return kept[3]
        cells = self._drawn[index] = self._cells(row)
        strip = self._strip((CURSOR_SIGN if here else " ") + (MARK_SIGN if marked else " "), cells, base)
        self._lines[index] = row, here, marked, strip
        return strip

    def _strip(self, signs: str, cells: Sequence[Cell], base: Style) -> Strip:
        segments = [Segment(fit(signs, SIGNS_WIDTH), base)]
        gap = Segment(" " * column_gap(self._width - SIGNS_WIDTH), base)
        for cell, cells_wide in zip(cells, self._widths, strict=True):
            if cells_wide:
                text, style = cell_parts(cell)
                segments += [Segment(fit(text, cells_wide), base + self._style(style) if style else base), gap]
        return Strip(segments[:-1] if len(segments) > 1 else segments).adjust_cell_length(self._width, base)
