"""The one table: a long list read a window at a time, whose cursor stays on its row."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Generic, TypeAlias, TypeVar

from textual.geometry import Size
from textual.worker import get_current_worker

from screens.widgets import list_messages
from screens.widgets.columns import Column
from screens.widgets.list_load import Loaded, Wanted, read_list
from screens.widgets.load_source import LoadSource
from screens.widgets.moving_list import MovingList
from screens.widgets.pages import PAGE_ROWS, Pages

Row = TypeVar("Row")

FAILED_TEXT = "This list could not be read. Press r to try again."


class WindowTable(MovingList[Row], Generic[Row]):
    """A table over a source of any length, holding only the pages near the cursor."""

    RowLeft: TypeAlias = list_messages.RowLeft
    Refilled: TypeAlias = list_messages.Refilled
    LoadFailed: TypeAlias = list_messages.LoadFailed

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
        super().__init__(columns, row_key, id=id, classes=classes)
        self.empty_text = empty_text
        self.loading_text = loading_text
        self._source: LoadSource[Row] | None = None
        self._generation = 0
        self._filling = 0
        self._reading = False
        self._read_again = False
        self._fetching = False

    @property
    def filled(self) -> bool:
        """Whether any list has been read yet."""
        return self._filling > 0

    def show(self, source: LoadSource[Row], *, at: Hashable | None = None, near: int | None = None) -> None:
        """Show another list, on the row with the key `at`, else the row it is on if that is there, else the first.

        When there is no row `at`, the cursor goes `near` this index.
        """
        self._source = source
        if self._words == "":
            self._words = self.loading_text
            self.refresh()
        self._read(at, same_source=False, near=near)

    def reload(self) -> None:
        """Read the same list again; the cursor stays on its row, and the old rows are drawn until the new are in."""
        if self._reading:
            self._read_again = True
        elif self._source is not None:
            self._read(None, same_source=True)

    def set_empty_text(self, text: str) -> None:
        """Change what is said when the list has no rows."""
        self.empty_text = text
        if self._words is not None and not self._reading:
            self._words = text
            self.refresh()

    def _read(self, at: Hashable | None, *, same_source: bool, near: int | None = None) -> None:
        source = self._source
        assert source is not None
        self._generation += 1
        self._reading = True
        self._read_again = False
        key = self.cursor_key if at is None else at
        index = near if near is not None else self.cursor if same_source or at is not None else 0
        wanted = Wanted(key, index, self.cursor - self.scroll_offset.y, self._height)
        work = partial(self._read_in_thread, source, wanted, self._generation, same_source)
        self._run(work)

    def _run(self, work: Callable[[], None]) -> None:
        # Without a description Textual takes the repr of the work, which is every row the source holds.
        self.run_worker(work, description="read a list", group="list", thread=True, exit_on_error=False)

    def _read_in_thread(self, source: LoadSource[Row], wanted: Wanted, generation: int, same_source: bool) -> None:
        found: Loaded[Row] | Exception
        if generation != self._generation:
            return  # Somebody types faster than the list is read: only the last is looked at.
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
        self._forget_lines()
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

    def _shown_pages(self, ahead: int = 0) -> list[int]:
        """The pages that are not loaded of those on the screen, or on the one ahead of it."""
        first = self.scroll_offset.y + ahead * self._height
        return self._pages.missing(self._clamped(first), self._clamped(first + self._height - 1))

    def _fetch(self, ahead: int = 0) -> None:
        """Read the pages that are not loaded, one reading at a time: on the screen, or before somebody gets there."""
        if self._fetching or self._source is None or not self.total:
            return
        missing = self._shown_pages() or (self._shown_pages(ahead) if ahead else [])
        if missing:
            self._fetching = True
            work = partial(self._fetch_in_thread, self._source, missing, self._filling)
            self._run(work)

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
            # Rows stay as placeholders until the list is read again, or moved in.
            self._fetching = False
            self._failed(message.found)
            return
        self._fetching = False
        wanted = set(self._shown_pages())
        for number, rows in message.found.items():
            self._pages.put(number, rows)
        if wanted.intersection(message.found):
            self._highlight()
            self.refresh()
        self._fetch()
