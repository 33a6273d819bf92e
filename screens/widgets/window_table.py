"""The one table: a long list read a window at a time, whose cursor stays on its row."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from textwrap import wrap
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.worker import get_current_worker

from casework.visible_text import visible
from screens.commands import Command
from screens.safe import fit
from screens.widgets import list_messages
from screens.widgets.columns import CELL_STYLES, Cell, Column, cell_parts, column_gap, column_widths
from screens.widgets.list_commands import LIST_COMMANDS
from screens.widgets.list_load import Loaded, Wanted, read_list
from screens.widgets.load_source import LoadSource
from screens.widgets.pages import PAGE_ROWS, Pages

Row = TypeVar("Row")

CURSOR_SIGN = "▸"
MARK_SIGN = "✓"
SIGNS_WIDTH = 3
PLACEHOLDER = "…"
FAILED_TEXT = "This list could not be read. Press r to try again."


class WindowTable(ScrollView, Generic[Row]):
    """A table over a source of any length, holding only the pages near the cursor."""

    commands: ClassVar[tuple[type[Command], ...]] = LIST_COMMANDS
    BINDINGS: ClassVar = [command.binding(command.name()) for command in LIST_COMMANDS]
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "window-table--titles",
        "window-table--row",
        "window-table--cursor",
        "window-table--words",
        *(f"window-table--{style}" for style in CELL_STYLES),
    }
    DEFAULT_CSS = """
    WindowTable {
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

    Highlighted = list_messages.Highlighted
    Opened = list_messages.Opened
    MarksChanged = list_messages.MarksChanged
    RowLeft = list_messages.RowLeft
    Refilled = list_messages.Refilled
    LoadFailed = list_messages.LoadFailed

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_key: Callable[[Row], Hashable],
        *,
        empty_text: str = "Nothing here.",
        loading_text: str = "Reading…",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """A table with these columns; nothing is read until `show`."""
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.row_key = row_key
        self.empty_text = empty_text
        self.loading_text = loading_text
        self.total = 0
        self.marked: set[Hashable] = set()
        self._source: LoadSource[Row] | None = None
        self._pages: Pages[Row] = Pages()
        self._words: str | None = ""
        self._generation = 0
        self._filling = 0
        self._reading = False
        self._read_again = False
        self._fetching = False
        self._highlighted: Row | None = None
        self._drawn: dict[int, tuple[Cell, ...]] = {}
        self._clicked: int | None = None

    # What a screen asks of it.

    def show(self, source: LoadSource[Row], *, at: Hashable | None = None) -> None:
        """Show another list, on the row with the key `at`, else the row it is on if that is there, else the first."""
        self._source = source
        if self._words == "":
            self._words = self.loading_text
            self.refresh()
        self._read(at, same_source=False)

    def reload(self) -> None:
        """Read the same list again; the cursor stays on its row, and the old rows are drawn until the new are in."""
        if self._reading:
            self._read_again = True
        elif self._source is not None:
            self._read(None, same_source=True)

    def retick(self) -> bool:
        """Ask the columns again for the rows on the screen and repaint those that changed; whether any did."""
        changed = [index for index, row in self._shown_rows() if self._drawn.get(index) != self._cells(row)]
        for index in changed:
            self._refresh_row(index)
        return bool(changed)

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor, if there is one and it is loaded."""
        return self._pages.row(self.cursor) if self.cursor < self.total else None

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the row under the cursor."""
        row = self.cursor_row
        return None if row is None else self.row_key(row)

    def clear_marks(self) -> None:
        """Unmark every row."""
        self.forget_marks(self.marked)

    def forget_marks(self, keys: Iterable[Hashable]) -> None:
        """Unmark these rows, in the list or not."""
        left = self.marked - set(keys)
        if left != self.marked:
            self.marked = left
            self._marks_changed()

    def set_empty_text(self, text: str) -> None:
        """Change what is said when the list has no rows."""
        self.empty_text = text
        if self._words is not None and not self._reading:
            self._words = text
            self.refresh()

    # Reading.

    def _read(self, at: Hashable | None, *, same_source: bool) -> None:
        source = self._source
        assert source is not None
        self._generation += 1
        self._reading = True
        self._read_again = False
        key = self.cursor_key if at is None else at
        index = self.cursor if same_source or at is not None else 0
        wanted = Wanted(key, index, self.cursor - self.scroll_offset.y, self._height)
        work = partial(self._read_in_thread, source, wanted, self._generation, same_source)
        self.run_worker(work, "read list", group="window-table", thread=True, exit_on_error=False)

    def _read_in_thread(self, source: LoadSource[Row], wanted: Wanted, generation: int, same_source: bool) -> None:
        found: Loaded[Row] | Exception
        try:
            found = read_list(source, self.row_key, wanted)
        except Exception as error:  # noqa: BLE001 - whatever a source raises is shown in words, never a crash
            found = error
        if not get_current_worker().is_cancelled:
            self.post_message(list_messages.ListRead(self, generation, found, same_source))

    def _on_window_table_list_read(self, message: list_messages.ListRead) -> None:
        message.stop()
        if message.generation != self._generation:
            return
        self._reading = False
        if isinstance(message.found, Exception):
            self._failed(message.found)
        else:
            self._refill(message.found, same_source=message.same_source)
        if self._read_again:
            self.reload()

    def _failed(self, error: Exception) -> None:
        if self._words is not None:
            self._words = FAILED_TEXT
            self.refresh()
        self.post_message(self.LoadFailed(self, error))

    def _refill(self, found: Loaded[Row], *, same_source: bool) -> None:
        wanted = found.wanted
        before = self._highlighted
        moved = self.cursor - wanted.index if same_source else 0
        self._filling += 1
        self._fetching = False
        self._pages = Pages(found.pages)
        self._drawn.clear()
        self.total = found.total
        self._words = None if self.total else self.empty_text
        self.virtual_size = Size(self._width, self.total + 1 if self.total else 1)
        target = self._refilled_cursor(found, moved)
        self._clicked = None
        self.scroll_to(y=target - wanted.rows_above - moved, animate=False, force=True)
        self.set_reactive(WindowTable.cursor, target)
        self._keep_cursor_on_screen()
        left = same_source and found.position is None and wanted.key is not None and not moved
        if left:
            self.post_message(self.RowLeft(self, wanted.key, before))
        self._highlight()
        self.refresh()
        self._fetch()
        self.post_message(self.Refilled(self, self.total))

    def _refilled_cursor(self, found: Loaded[Row], moved: int) -> int:
        """Where the cursor goes: to its row, which may not be the one asked about if it moved meanwhile."""
        if moved and self._highlighted is not None:
            key = self.row_key(self._highlighted)
            for index, row in self._pages.rows():
                if self.row_key(row) == key:
                    return index
        position = found.position
        return self._clamped((found.wanted.index if position is None else position) + moved)

    def _fetch(self) -> None:
        """Read the pages on the screen that are not loaded, one reading at a time."""
        if self._fetching or self._source is None or not self.total:
            return
        first = self.scroll_offset.y
        missing = self._pages.missing(first, self._clamped(first + self._height - 1))
        if missing:
            self._fetching = True
            work = partial(self._fetch_in_thread, self._source, missing, self._filling)
            self.run_worker(work, "read rows", group="window-table", thread=True, exit_on_error=False)

    def _fetch_in_thread(self, source: LoadSource[Row], numbers: list[int], filling: int) -> None:
        found: dict[int, Sequence[Row]] | Exception
        try:
            found = {number: source.window(number * PAGE_ROWS, PAGE_ROWS) for number in numbers}
        except Exception as error:  # noqa: BLE001 - whatever a source raises is shown in words, never a crash
            found = error
        if not get_current_worker().is_cancelled:
            self.post_message(list_messages.PagesRead(self, filling, found))

    def _on_window_table_pages_read(self, message: list_messages.PagesRead) -> None:
        message.stop()
        if message.filling != self._filling:
            return
        if isinstance(message.found, Exception):
            # Rows stay as placeholders, and nothing more is fetched, until the list is read again.
            self._failed(message.found)
            return
        self._fetching = False
        for number, rows in message.found.items():
            self._pages.put(number, rows)
        self._highlight()
        self.refresh()
        self._fetch()

    # Moving, opening and marking.

    @property
    def _height(self) -> int:
        """Rows shown under the titles."""
        return max(1, self.scrollable_content_region.height - 1)

    def _clamped(self, index: int) -> int:
        return min(max(0, index), max(0, self.total - 1))

    def validate_cursor(self, index: int) -> int:
        """Keep the cursor on a row."""
        return self._clamped(index)

    def watch_cursor(self, before: int, now: int) -> None:
        """Repaint the two rows and bring the new one on to the screen."""
        self._refresh_row(before)
        self._refresh_row(now)
        self._keep_cursor_on_screen()
        self._highlight()

    def _keep_cursor_on_screen(self) -> None:
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + self._height:
            self.scroll_to(y=self.cursor - self._height + 1, animate=False, force=True)

    def _highlight(self) -> None:
        row = self.cursor_row
        if row != self._highlighted:
            self._highlighted = row
            self.post_message(self.Highlighted(self, row))

    def action_cursor_up(self) -> None:
        """Move to the row above."""
        self.cursor -= 1

    def action_cursor_down(self) -> None:
        """Move to the row below."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """Move up by a screen of rows."""
        self.cursor -= self._height

    def action_page_down(self) -> None:
        """Move down by a screen of rows."""
        self.cursor += self._height

    def action_first(self) -> None:
        """Move to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move to the last row."""
        self.cursor = self.total - 1

    def action_open_row(self) -> None:
        """Open the row under the cursor."""
        if (row := self.cursor_row) is not None:
            self.post_message(self.Opened(self, row))

    def action_mark_row(self) -> None:
        """Mark or unmark the row under the cursor and move down."""
        if (key := self.cursor_key) is not None:
            self.marked ^= {key}
            self._refresh_row(self.cursor)
            self._marks_changed()
            self.cursor += 1

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.MarksChanged(self, frozenset(self.marked)))

    def on_click(self, event: events.Click) -> None:
        """Move to the row clicked; a second click on it opens it, a click on its sign marks it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1:
            return
        index = offset.y - 1 + self.scroll_offset.y
        if index >= self.total:
            return
        again = index == self._clicked and index == self.cursor
        self.cursor = index
        self._clicked = index
        if offset.x < SIGNS_WIDTH - 1:
            self.action_mark_row()
        elif again:
            self.action_open_row()

    # Drawing.

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _cells(self, row: Row) -> tuple[Cell, ...]:
        return tuple(column.cell(row) for column in self.columns)

    def _shown_rows(self) -> Iterator[tuple[int, Row]]:
        top = self.scroll_offset.y
        for index in range(top, min(self.total, top + self._height)):
            if (row := self._pages.row(index)) is not None:
                yield index, row

    def _refresh_row(self, index: int) -> None:
        self.refresh(Region(0, index - self.scroll_offset.y + 1, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep the cursor on the screen and read the rows that came into it."""
        self.virtual_size = Size(self._width, self.total + 1)
        self._keep_cursor_on_screen()
        self._fetch()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read the rows that came into the screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._fetch()

    def notify_style_update(self) -> None:
        """Take up a change of theme."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The titles, then the rows that are scrolled to."""
        width = self._width
        if y == 0:
            strip = self._titles(width)
        elif self._words is not None:
            strip = self._words_line(y - 2, width)
        else:
            strip = self._row_line(self.scroll_offset.y + y - 1, width)
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"window-table--{part}", partial=True)

    def _titles(self, width: int) -> Strip:
        widths = column_widths(self.columns, width - SIGNS_WIDTH)
        cells = [column.title for column in self.columns]
        return self._strip("", cells, widths, self.rich_style + self._style("titles"))

    def _words_line(self, number: int, width: int) -> Strip:
        lines = wrap(visible(self._words or ""), max(1, width - 2 * SIGNS_WIDTH))
        text = lines[number] if 0 <= number < len(lines) else ""
        style = self.rich_style + self._style("words")
        return Strip([Segment(fit(" " * SIGNS_WIDTH + text, width), style)], width)

    def _row_line(self, index: int, width: int) -> Strip:
        if index >= self.total:
            return Strip.blank(width, self.rich_style)
        row = self._pages.row(index)
        here = index == self.cursor
        base = self.rich_style + self._style("cursor" if here else "row")
        cells: Sequence[Cell] = [(PLACEHOLDER, "muted")] * len(self.columns)
        marked = False
        if row is not None:
            cells = self._drawn[index] = self._cells(row)
            marked = self.row_key(row) in self.marked
        signs = (CURSOR_SIGN if here else " ") + (MARK_SIGN if marked else " ")
        return self._strip(signs, cells, column_widths(self.columns, width - SIGNS_WIDTH), base)

    def _strip(self, signs: str, cells: Sequence[Cell], widths: Sequence[int], base: Style) -> Strip:
        segments = [Segment(fit(signs, SIGNS_WIDTH), base)]
        gap = Segment(" " * column_gap(self._width - SIGNS_WIDTH), base)
        for cell, cells_wide in zip(cells, widths, strict=True):
            if cells_wide:
                text, style = cell_parts(cell)
                segments += [Segment(fit(text, cells_wide), base + self._style(style) if style else base), gap]
        return Strip(segments[:-1] if len(segments) > 1 else segments).adjust_cell_length(self._width, base)
