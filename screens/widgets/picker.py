"""A small list to choose one thing from, narrowed by typing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from screens.command_list import begins, matches
from screens.safe import fit
from screens.widgets.dialogue import Dialogue
from screens.widgets.text_field import TextField

Value = TypeVar("Value")
ROW_CELLS = 56
MOST_ROWS = 14
"""The most rows of the list; it scrolls."""
ROWS_AROUND = 7
"""What the box needs beside its list: its border, the field, headings, the keys."""


@dataclass(frozen=True)
class Pick(Generic[Value]):
    """One thing to choose, in words, with a little about it on the right; `also` is what else it is found by."""

    value: Value
    label: str
    detail: str = ""
    also: str = ""

    def row(self, cells: int) -> str:
        """The label and the detail in one row."""
        room = min(cell_len(self.detail), cells // 2)
        return f"{fit(self.label, cells - room - 2)}  {fit(self.detail, room)}" if room else fit(self.label, cells)


class Picker(Dialogue[Value | None], Generic[Value]):
    """Asks for one of these; None when escaped. A subclass in a wider box says how wide its rows are."""

    row_cells: ClassVar[int] = ROW_CELLS

    BINDINGS: ClassVar = [
        Binding("escape", "cancel", "Cancel", show=False, priority=True),
        Binding("down", "move('cursor_down')", "Next", show=False),
        Binding("up", "move('cursor_up')", "Previous", show=False),
        Binding("pagedown", "move('page_down')", "Next page", show=False),
        Binding("pageup", "move('page_up')", "Previous page", show=False),
    ]
    DEFAULT_CSS = """
    Picker {
        & OptionList {
            height: auto;
            border: none;
            padding: 0;
            background: $background;
            scrollbar-size-vertical: 1;
        }
        & OptionList > .option-list--option-highlighted { text-style: reverse; }
        & TextField { margin: 0 0 1 0; }
    }
    """

    def __init__(self, title: str, picks: Sequence[Pick[Value]], *, chosen: Value | None = None) -> None:
        """Choose among these, starting on the one already chosen."""
        super().__init__(title, "type to narrow   ↑↓ move   enter choose   esc cancel")
        self.picks = tuple(picks)
        self.chosen = chosen
        self._shown = self.picks
        self._filter = TextField(placeholder="type to narrow")
        self._list = OptionList(markup=False)
        self._list.can_focus = False

    def compose_question(self) -> list[Widget]:
        """The filter and the list."""
        return [self._filter, self._list]

    def on_mount(self) -> None:
        """List everything, on the one already chosen."""
        self._fill("")
        values = [pick.value for pick in self._shown]
        if self.chosen is not None and self.chosen in values:
            self._list.highlighted = values.index(self.chosen)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    def on_resize(self) -> None:
        """Leave room for the keys below the list, however low the window is."""
        self._list.styles.max_height = max(3, min(MOST_ROWS, self.app.size.height * 9 // 10 - ROWS_AROUND))

    def _fill(self, words: str) -> None:
        found = (pick for pick in self.picks if matches(f"{pick.label} {pick.detail} {pick.also}", words))
        self._shown = tuple(sorted(found, key=lambda pick: not begins(pick.label, words)))
        self._list.clear_options()
        self._list.add_options(Option(Content(pick.row(self.row_cells))) for pick in self._shown)
        self._list.highlighted = 0 if self._shown else None
        self.complain("" if self._shown else f"Nothing matches {words.strip()}" if words.strip() else "Nothing to choose")

    def action_move(self, way: str) -> None:
        """Move in the list while the filter keeps the focus."""
        getattr(self._list, f"action_{way}")()

    @on(Input.Submitted)
    def _choose(self, event: Input.Submitted) -> None:
        event.stop()
        if (place := self._list.highlighted) is not None:
            self.dismiss(self._shown[place].value)

    @on(OptionList.OptionSelected)
    def _choose_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._shown[event.option_index].value)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
