"""A long list as it is moved through, opened and marked, by keys and by mouse."""

from collections.abc import Hashable, Iterable
from typing import ClassVar, Generic, TypeAlias, TypeVar

from textual import events
from textual.geometry import Size

from screens.commands import Command
from screens.widgets import list_messages
from screens.widgets.drawn_list import SIGNS_WIDTH, DrawnList
from screens.widgets.list_commands import LIST_COMMANDS

Row = TypeVar("Row")


class MovingList(DrawnList[Row], Generic[Row]):
    """Moves a cursor by index; what the index means is for the list that reads the rows."""

    commands: ClassVar[tuple[type[Command], ...]] = LIST_COMMANDS
    BINDINGS: ClassVar = [command.binding(command.name()) for command in LIST_COMMANDS]

    Highlighted: TypeAlias = list_messages.Highlighted
    Opened: TypeAlias = list_messages.Opened
    MarksChanged: TypeAlias = list_messages.MarksChanged

    _highlighted: Row | None = None
    _clicked: int | None = None
    last_marked: Hashable | None = None
    """The key of the row that was marked last by itself."""

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor, if there is one and it is loaded."""
        return self._pages.row(self.cursor) if self.cursor < self.total else None

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the row under the cursor."""
        row = self.cursor_row
        return None if row is None else self.row_key(row)

    def loaded_row(self, key: Hashable) -> Row | None:
        """The row with this key, if it is loaded."""
        here = self.cursor_row
        if here is not None and self.row_key(here) == key:
            return here
        return next((row for _, row in self._pages.rows() if self.row_key(row) == key), None)

    def mark(self, keys: Iterable[Hashable]) -> None:
        """Mark these rows too, loaded or not."""
        self.marked = self.marked | set(keys)
        self._marks_changed()

    def clear_marks(self) -> None:
        """Unmark every row."""
        self.forget_marks(self.marked)

    def forget_marks(self, keys: Iterable[Hashable]) -> None:
        """Unmark these rows, in the list or not."""
        left = self.marked - set(keys)
        if left != self.marked:
            self.marked = left
            self.last_marked = self.last_marked if self.last_marked in left else None
            self._marks_changed()

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
            self.marked = self.marked ^ {key}
            self.last_marked = key if key in self.marked else None
            self._refresh_row(self.cursor)
            self._tell_marks()
            self.cursor += 1

    def _marks_changed(self) -> None:
        self.refresh()
        self._tell_marks()

    def _tell_marks(self) -> None:
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

    def on_resize(self) -> None:
        """Keep the cursor on the screen and read the rows that came into it."""
        self.virtual_size = Size(self._width, self.total + 1)
        self._keep_cursor_on_screen()
        self._fetch()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read the rows that came into the screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._fetch(ahead=1 if new_value > old_value else -1)

    def _fetch(self, ahead: int = 0) -> None:
        """Read the rows on the screen that are not loaded, or else those of the next screen that way."""
        raise NotImplementedError
