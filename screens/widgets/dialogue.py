"""The box that every question to staff is asked in."""

from typing import ClassVar, Protocol, TypeVar, runtime_checkable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from screens.safe import safe

Answer = TypeVar("Answer")


@runtime_checkable
class WorksOutDates(Protocol):
    """A screen that opens the calculator over itself and whatever lies over it."""

    def action_work_out_dates(self) -> None:
        """Open it."""
        ...


class Dialogue(ModalScreen[Answer]):
    """A titled box over the screen, with its keys named at its foot; F3 opens the calculator over it."""

    BINDINGS: ClassVar = [Binding("f3", "calculator", "Dates", show=False)]
    DEFAULT_CSS = """
    Dialogue {
        align: center middle;
        background: $background 60%;
        & > .dialogue {
            width: 64;
            max-width: 100%;
            height: auto;
            max-height: 90%;
            border: round $primary;
            border-title-color: $foreground;
            border-title-style: bold;
            background: $background;
            padding: 0 1;
        }
        & .dialogue--keys { height: 1; color: $text-muted; text-align: right; }
        & .dialogue--words { height: auto; color: $text-error; display: none; }
        & .dialogue--words.-said { display: block; }
    }
    """

    def __init__(self, title: str, keys: str) -> None:
        """A box with this title, and its keys in words."""
        super().__init__()
        self.heading = title
        self._keys = keys
        self._words = Static(markup=False, classes="dialogue--words")

    def compose(self) -> ComposeResult:
        """The box around what the question needs."""
        with Vertical(classes="dialogue") as box:
            box.border_title = safe(self.heading)
            yield from self.compose_question()
            yield self._words
            yield Static(self._keys, markup=False, classes="dialogue--keys")

    def compose_question(self) -> "list[Widget]":
        """The widgets of the question."""
        return []

    def action_calculator(self) -> None:
        """Open the calculator of the screen beneath; what is typed here stays."""
        beneath = next((screen for screen in reversed(self.app.screen_stack) if isinstance(screen, WorksOutDates)), None)
        if beneath is not None:
            beneath.action_work_out_dates()

    def complain(self, text: str) -> None:
        """Say in words why the answer cannot be taken, or nothing with an empty text."""
        self._words.update(safe(f"✗ {text}" if text else ""))
        self._words.set_class(bool(text), "-said")
