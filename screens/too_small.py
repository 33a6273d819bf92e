"""What is shown when the terminal is too small to work in."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmall(ModalScreen[None]):
    """Says what size is needed; it goes by itself once there is room, and what was being typed is still there."""

    BINDINGS: ClassVar = []
    DEFAULT_CSS = """
    TooSmall {
        background: $background;
        align: center middle;
        & Static { width: 100%; text-align: center; }
    }
    """

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static("IOPC Desk needs 60 columns and 15 rows.\nMake the window larger to go on.", markup=False)
