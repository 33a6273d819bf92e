"""A pane of text that scrolls by the keys that move every list."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class ReadingPane(VerticalScroll, inherit_bindings=False):
    """Text to be read, longer than the screen if need be; left, right and home are left to the screen."""

    BINDINGS: ClassVar = [
        Binding("j,down", "scroll_down", "Down", show=False),
        Binding("k,up", "scroll_up", "Up", show=False),
        Binding("g", "scroll_home", "Start", show=False),
        Binding("G,end", "scroll_end", "End", show=False),
        Binding("space,pagedown", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
    ]
    DEFAULT_CSS = """
    ReadingPane {
        height: 1fr;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        & Static { height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", markup=False)

    def say(self, text: Content) -> None:
        """Show this text."""
        self.query_one(Static).update(text)
