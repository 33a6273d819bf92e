"""The one line that tells staff what just happened, or why something did not."""

from typing import Literal

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from screens.safe import safe

Kind = Literal["information", "warning", "error"]
KINDS: tuple[Kind, ...] = ("information", "warning", "error")
MARKS: dict[Kind, str] = {"information": " ", "warning": "!", "error": "✗"}
MARK_CELLS = 2
SECONDS_SHOWN = 8.0
LONGEST_SHOWN = 400


class MessageLine(Widget):
    """One row, empty until something is said, two for a long sentence; it never takes the focus or covers what is typed."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    MessageLine {
        height: auto;
        min-height: 1;
        max-height: 3;
        color: $text-muted;
        &.-warning { color: $text-warning; }
        &.-error { color: $text-error; text-style: bold; }
    }
    """

    text: reactive[str] = reactive("")
    kind: reactive[Kind] = reactive[Kind]("information")
    _timer: Timer | None = None

    def show(self, text: str, kind: Kind = "information") -> None:
        """Show the text for eight seconds."""
        self.clear()
        self.kind = kind
        self.text = text
        self._timer = self.set_timer(SECONDS_SHOWN, self.clear)

    def clear(self) -> None:
        """Empty the line."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.text = ""

    def watch_text(self, before: str, now: str) -> None:
        """Lay the screen out again, unless the line was one row and stays one."""
        if max(cell_len(before), cell_len(now)) + MARK_CELLS > self.size.width:
            self.refresh(layout=True)

    def watch_kind(self, kind: Kind) -> None:
        """Colour the line by what kind of message it shows."""
        for each in KINDS:
            self.set_class(each == kind, f"-{each}")

    def render(self) -> Content:
        """The message after the mark of its kind."""
        if not self.text:
            return Content("")
        return safe(f"{MARKS[self.kind]} {self.text[:LONGEST_SHOWN]}")
