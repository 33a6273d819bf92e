"""A one-line field in which typed or pasted text never vanishes and never runs."""

import re
from typing import Any

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.widgets import Input
from textual.widgets.input import Selection

from casework.visible_text import visible

_LINE_END = re.compile(r"\r\n|\r|\n")


class TextField(Input):
    """A one-row field: `value` is exactly what was typed or pasted, drawn with control characters as marks."""

    DEFAULT_CSS = """
    TextField {
        &:focus { background-tint: $foreground 8%; }
        &>.input--placeholder { color: $text-muted; }
    }
    """

    virtual_size = Reactive(Size(0, 0))
    """How long what is typed is. Its field is as wide whatever that is: a key costs no new layout of the screen."""

    def __init__(self, value: str = "", *, placeholder: str = "", **options: Any) -> None:
        """A field holding this value; entering it selects nothing, so that a key never wipes what was there."""
        super().__init__(value, placeholder, compact=True, select_on_focus=False, **options)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(joined_lines(event.text), *self.selection)

    def action_paste(self) -> None:
        """Paste what was cut or copied in the app."""
        self.replace(joined_lines(self.app.clipboard), *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in place of some, and scroll to the cursor, which Textual does not do for the first text."""
        super().replace(text, start, end)
        self._show_cursor()

    def focus_on_click(self) -> bool:
        """The field goes to where it was clicked first: the focus would scroll it to where its cursor was before."""
        return False

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        event.prevent_default()
        await super()._on_mouse_down(event)
        self.focus(scroll_visible=False)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the beginning of what was typed once the field is left, and the cursor again when it is gone back to."""
        super().watch_has_focus(has_focus)
        if has_focus:
            self._show_cursor()
        else:
            self.scroll_to(x=0, force=True, animate=False, immediate=True)

    def _show_cursor(self) -> None:
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def _watch_selection(self, selection: Selection) -> None:
        # Textual's own needs a running app, so a field with a value could not be made before it is shown.
        if self.is_attached:
            super()._watch_selection(selection)

    @property
    def _value(self) -> Text:
        if self.password:
            return super()._value
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return position if self.password else cell_len(visible(self.value[:position]))

    def _cell_offset_to_index(self, offset: int) -> int:
        offset += self.scroll_offset.x
        cells = 0
        for index, character in enumerate(visible(self.value)):
            cells += 1 if self.password else get_character_cell_size(character)
            if cells > offset:
                return index
        return len(self.value)


def joined_lines(text: str) -> str:
    """Pasted lines as one, a space for each line's end; line ends around the whole are dropped."""
    return _LINE_END.sub(" ", text.strip("\r\n"))
