"""Choosing the columns of the queue, in a box over it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from casework.queue_columns import QUEUE_COLUMNS, USUAL
from casework.spoken import listed
from db import settings
from screens.commands import Command
from screens.live_screen import ASKING
from screens.queue_columns import queue_columns
from screens.queue_kept import KeepsPlace
from screens.safe import fit, safe
from screens.widgets.dialogue import Dialogue

ROW_CELLS = 64
TITLE_CELLS = 14
Ids = tuple[str, ...]


class ChooseColumns(Command):
    """Choose what the list shows of each case, and in which order; it is kept for you."""

    label = "columns"
    keys = "C"


class ColumnsBox(Dialogue[Ids | None]):
    """Every column, those that are shown with a mark, in the order they are shown in; None when escaped."""

    BINDINGS: ClassVar = [
        Binding("escape", "cancel", "Leave as it was", show=False, priority=True),
        Binding("enter,ctrl+s", "keep", "Use these", show=False, priority=True),
        Binding("space", "switch", "Show or hide", show=False, priority=True),
        Binding("K,shift+up", "shift(-1)", "Move up", show=False, priority=True),
        Binding("J,shift+down", "shift(1)", "Move down", show=False, priority=True),
        Binding("k", "move('cursor_up')", "Column above", show=False),
        Binding("j", "move('cursor_down')", "Column below", show=False),
        Binding("u", "usual", "The usual ones", show=False),
    ]
    DEFAULT_CSS = """
    ColumnsBox {
        & > .dialogue { width: 72; }
        & OptionList {
            height: auto;
            max-height: 65vh;
            border: none;
            padding: 0;
            background: $background;
            scrollbar-size-vertical: 1;
        }
        & OptionList:focus { border: none; }
        & OptionList > .option-list--option-highlighted { text-style: reverse; }
        & .columns-box--room { height: auto; color: $text-muted; }
    }
    """

    def __init__(self, chosen: Sequence[str], no_room: Callable[[Ids], Sequence[str]]) -> None:
        """Starting from these; `no_room` names those of a choice that the list has no room for now."""
        super().__init__("Columns", "space on, off   K J move up, down   u usual   enter use   esc leave")
        self._no_room = no_room
        self._order: list[str] = []
        self._on: set[str] = set()
        self._take(chosen)
        self._list = OptionList(markup=False)
        self._room = Static(markup=False, classes="columns-box--room")

    def _take(self, chosen: Sequence[str]) -> None:
        self._on = set(chosen)
        self._order = [*chosen, *(each for each in QUEUE_COLUMNS if each not in self._on)]

    def compose_question(self) -> list[Widget]:
        """The columns, and what there is no room for."""
        return [self._list, self._room]

    def on_mount(self) -> None:
        """Start on the first."""
        self._fill(0)
        self._list.focus()

    @property
    def chosen(self) -> Ids:
        """The columns that are on, in order."""
        return tuple(each for each in self._order if each in self._on)

    @property
    def _place(self) -> int:
        return self._list.highlighted or 0

    def _fill(self, place: int) -> None:
        top = self._list.scroll_y
        self._list.clear_options()
        self._list.add_options(Option(Content(self._row(each))) for each in self._order)
        self._list.scroll_to(y=top, animate=False)
        self._list.highlighted = place
        self.complain("")
        without = self._no_room(self.chosen)
        self._room.update(safe(f"Too narrow now for {listed(without)}." if without else ""))

    def _row(self, column: str) -> str:
        known = QUEUE_COLUMNS[column]
        return fit(f" {'✓' if column in self._on else '·'} {fit(known.title, TITLE_CELLS)}  {known.help}", ROW_CELLS)

    def action_move(self, way: str) -> None:
        """Move by a letter as in every list."""
        getattr(self._list, f"action_{way}")()

    def action_switch(self) -> None:
        """Show a column, or no longer."""
        self._on ^= {self._order[self._place]}
        self._fill(self._place)

    def action_shift(self, by: int) -> None:
        """Move the column under the cursor among the others."""
        place, target = self._place, self._place + by
        if 0 <= target < len(self._order):
            self._order[place], self._order[target] = self._order[target], self._order[place]
            self._fill(target)

    def action_usual(self) -> None:
        """Go back to what somebody has who chose nothing."""
        self._take(USUAL)
        self._fill(0)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_switch()

    def action_keep(self) -> None:
        """Use what is on."""
        if self._on:
            self.dismiss(self.chosen)
        else:
            self.complain("A list needs a column: space on one, or u for the usual.")

    def action_cancel(self) -> None:
        """Leave the list as it was."""
        self.dismiss(None)


class ChoosesColumns(KeepsPlace):
    """A queue whose columns are chosen."""

    @work(group=ASKING)
    async def action_choose_columns(self) -> None:
        """Ask for the columns, show them and keep them."""
        chosen = await self.app.push_screen_wait(ColumnsBox(self.columns, self._without_room))
        if chosen is None or chosen == self.columns:
            return
        self.show_columns(chosen)
        await self.keep_own(settings.QUEUE_COLUMNS, ",".join(chosen))

    def _without_room(self, ids: Ids) -> list[str]:
        shown = self.table.with_room(queue_columns(ids, self.desk, self.order))
        return [QUEUE_COLUMNS[each].title for each, there in zip(ids, shown, strict=True) if not there]
