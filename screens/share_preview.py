"""What sharing cases out would come to: who gets how many and why, before it is done."""

from datetime import date
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from casework.share_suggestions import Suggestion
from casework.share_words import share_lines
from screens.safe import safe_lines
from screens.widgets.dialogue import Dialogue
from screens.widgets.reading_pane import ReadingPane


class SharePreview(Dialogue[bool]):
    """Asks whether cases are to be given out so."""

    BINDINGS: ClassVar = [
        Binding("enter", "answer(True)", "Give", show=False, priority=True),
        Binding("escape", "answer(False)", "Leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SharePreview {
        & > .dialogue { width: 80; }
        & ReadingPane { height: auto; max-height: 65vh; }
    }
    """

    def __init__(self, suggestion: Suggestion, today: date) -> None:
        """Show what this would do."""
        super().__init__(suggestion.label, "enter gives them out   ↑↓ scroll   esc leaves them")
        self._lines = tuple(share_lines(suggestion.share, today))

    def compose_question(self) -> list[Widget]:
        """The text."""
        return [ReadingPane()]

    def on_mount(self) -> None:
        """Show it."""
        pane = self.query_one(ReadingPane)
        pane.say(safe_lines("\n".join(self._lines)))
        pane.focus()

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
