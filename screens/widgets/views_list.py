"""The views of the queue at the side of it, each with its count."""

from collections.abc import Hashable
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from screens.commands import Command
from screens.deadline_cell import STYLES
from screens.safe import fit
from screens.view_rows import ViewRow, ViewRows
from screens.widgets import list_messages
from screens.widgets.columns import Column
from screens.widgets.drawn_list import CURSOR_SIGN, SIGNS_WIDTH
from screens.widgets.parted_table import COMMANDS, PartedTable

SHOWN_SIGN = "›"
"""Before the view that is shown while the cursor is on another."""
NOT_UNDERSTOOD = "?"
"""In place of a count where a name in the filter is no longer anybody's; shown, the filter says which."""
WIDE = 28


class EditView(Command):
    """Change the name, the filter or the order of the saved view under the cursor."""

    label = "edit"
    keys = "e"
    group = "Views"


class RemoveView(Command):
    """Remove the saved view under the cursor."""

    label = "remove view"
    keys = "delete,backspace"
    group = "Views"


class LeaveViews(Command):
    """Go back to the cases."""

    label = "back to the list"
    keys = "escape"
    group = "Views"


OWN_COMMANDS: tuple[type[Command], ...] = (EditView, RemoveView, LeaveViews)


class ViewsList(PartedTable[ViewRow]):
    """The views; while the keys act elsewhere, its sign is at the one that is shown.

    A screen that has no room for it beside the cases shows it while it has the focus.
    """

    commands: ClassVar[tuple[type[Command], ...]] = (*COMMANDS, *OWN_COMMANDS)
    BINDINGS: ClassVar = [command.binding(command.name()) for command in OWN_COMMANDS]
    DEFAULT_CSS = f"""
    ViewsList {{
        dock: left;
        display: none;
        width: {WIDE};
        height: 100%;
        border-right: vkey $panel;
        &.-open {{ display: block; }}
        &:focus {{ border-right: vkey $primary; }}
    }}
    """

    shown_key: reactive[Hashable | None] = reactive(None)

    class Chosen(Message):
        """A view is to be shown."""

        def __init__(self, row: ViewRow) -> None:
            """Its row."""
            super().__init__()
            self.row = row

    class Read(Message):
        """The views were read."""

    class Wanted(Message):
        """The view under the cursor is to be edited or removed."""

        def __init__(self, row: ViewRow | None, command: type[Command]) -> None:
            """Its row and what is wanted."""
            super().__init__()
            self.row = row
            self.command = command

    class Left(Message):
        """The keys are to act on the cases again."""

    def __init__(self, rows: ViewRows) -> None:
        """A list of these."""
        columns = (Column[ViewRow]("Views", lambda row: _count(row), share=1),)
        super().__init__(columns, lambda row: row.key, lambda row: row.heading, lambda row: row.view is None)
        self.rows = rows

    def on_mount(self) -> None:
        """Read the views."""
        self.show(self.rows)

    def open(self) -> None:
        """Come into sight, for as long as the keys act here, at the view that is shown."""
        self.add_class("-open")
        place = self.rows.position(self.shown_key) if self.shown_key is not None else None
        self.cursor = self.cursor if place is None else place
        self.focus()

    def on_blur(self) -> None:
        """Go out of sight again where there is no room beside the cases."""
        self.remove_class("-open")

    def on_show(self) -> None:
        """Count what nobody saw before."""
        self.reload()

    def watch_shown_key(self) -> None:
        """Another view is shown, or none."""
        self.refresh()

    @on(list_messages.Opened)
    def _choose(self, event: list_messages.Opened) -> None:
        event.stop()
        self.post_message(self.Chosen(event.row))

    @on(list_messages.Refilled)
    def _tell_read(self, event: list_messages.Refilled) -> None:
        event.stop()
        self.post_message(self.Read())

    @on(list_messages.Highlighted)
    @on(list_messages.MarksChanged)
    @on(list_messages.RowLeft)
    def _own_matter(self, event: list_messages.AboutTable) -> None:
        event.stop()

    def action_edit_view(self) -> None:
        """Ask the screen to."""
        self.post_message(self.Wanted(self.cursor_row, EditView))

    def action_remove_view(self) -> None:
        """Ask the screen to."""
        self.post_message(self.Wanted(self.cursor_row, RemoveView))

    def action_leave_views(self) -> None:
        """Back to the cases."""
        self.post_message(self.Left())

    def _titles(self) -> Strip:
        title = f"{CURSOR_SIGN} Views: enter shows one" if self.has_focus else "Views"
        return Strip([Segment(fit(title, self._width), self._base + self._style("titles"))], self._width)

    def _row_line(self, index: int, width: int) -> Strip:
        row = self._pages.row(index) if index < self.total else None
        if row is None or row.view is None:
            return super()._row_line(index, width)
        self._drawn[index] = self._cells(row)
        shown, here = row.key == self.shown_key, self.has_focus and index == self.cursor
        sign = CURSOR_SIGN if here or (shown and not self.has_focus) else SHOWN_SIGN if shown else " "
        base = self._base + self._style("cursor" if here or (shown and not self.has_focus) else "row")
        if shown:
            base += self._style("strong")
        style = base + self._style(STYLES[row.signal]) if row.mark else base if row.count else base + self._style("muted")
        count = _count(row)
        room = max(0, width - SIGNS_WIDTH - len(count) - 1)
        signs = Segment(fit(sign, 1), base), Segment(fit(row.mark, SIGNS_WIDTH - 1), style)
        name = Segment(fit(row.view.name, room), base if row.count or row.mark else style)
        return Strip([*signs, name, Segment(f" {count}", style)]).adjust_cell_length(width, base)


def _count(row: ViewRow) -> str:
    return NOT_UNDERSTOOD if row.wanted.problems else "" if row.count is None else f"{row.count:,}"
