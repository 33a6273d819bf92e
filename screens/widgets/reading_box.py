"""A box of text to be read."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from screens.safe import safe_lines
from screens.widgets.dialogue import Dialogue
from screens.widgets.reading_pane import ReadingPane


class ReadingBox(Dialogue[None]):
    """Text over the screen, closed by esc or enter."""

    BINDINGS: ClassVar = [Binding("escape,enter", "close", "Close", show=False, priority=True)]
    DEFAULT_CSS = """
    ReadingBox {
        & > .dialogue { width: 76; height: auto; }
        & ReadingPane { height: auto; max-height: 16; }
    }
    """

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        """These lines under a title."""
        super().__init__(title, "↑↓ scroll   esc close")
        self._lines = lines

    def compose_question(self) -> list[Widget]:
        """The text."""
        return [ReadingPane()]

    def on_mount(self) -> None:
        """Show it."""
        pane = self.query_one(ReadingPane)
        pane.say(safe_lines("\n".join(self._lines)))
        pane.focus()

    def action_close(self) -> None:
        """Back to what is beneath."""
        self.dismiss(None)
