"""Why a deadline is what it is, over whatever screen asked."""

from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from casework.why import Why
from screens.safe import safe, safe_lines
from screens.widgets.dialogue import Dialogue
from screens.widgets.reading_pane import ReadingPane


class WhyScreen(Dialogue[None]):
    """The explanations of one or more deadlines, one under the other."""

    BINDINGS: ClassVar = [Binding("escape,enter,d,f3", "close", "Close", show=False)]
    DEFAULT_CSS = """
    WhyScreen {
        & > .dialogue { width: 76; height: 90%; }
    }
    """

    def __init__(self, reasons: list[Why]) -> None:
        """Explain these."""
        super().__init__("Why this date" if len(reasons) == 1 else "Why these dates", "↑↓ scroll   esc close")
        self.reasons = reasons
        self._pane = ReadingPane()

    def compose_question(self) -> list[Widget]:
        """The text."""
        return [self._pane]

    def on_mount(self) -> None:
        """Write the explanations."""
        parts = [
            Content("\n").join([safe(each.question, "bold"), safe_lines("\n".join(each.lines()[1:]))]) for each in self.reasons
        ]
        self._pane.say(Content("\n\n").join(parts))
        self._pane.focus()

    def action_close(self) -> None:
        """Close it."""
        self.dismiss(None)
