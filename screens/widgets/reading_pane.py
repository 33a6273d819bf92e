"""A pane of text that scrolls by the keys that move every list."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class ReadingPane(VerticalScroll):
    """Text to be read, longer than the screen if need be."""

    BINDINGS: ClassVar = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("g", "scroll_home", "Start", show=False),
        Binding("G", "scroll_end", "End", show=False),
        Binding("space", "page_down", "Page down", show=False),
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
