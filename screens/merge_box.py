"""What a merge would come to: both sides beside each other, and what is kept, before anybody says yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from casework.visible_text import visible
from screens.safe import fit, safe
from screens.widgets.dialogue import Dialogue
from screens.widgets.reading_pane import ReadingPane

LABEL_CELLS, SIDE_CELLS = 11, 27
MOST_LINES = 5
Answer = Literal["merge", "turn round"]


@dataclass(frozen=True, slots=True)
class Compared:
    """A thing to compare: its label, how it is on what is kept, and how on what is merged into it; texts as typed."""

    label: str
    kept: str
    merged: str


class MergeBox(Dialogue[Answer | None]):
    """Asks whether to merge; None when escaped. With `turns`, the two may change places first."""

    BINDINGS: ClassVar = [
        Binding("enter", "merge", "Merge", show=False, priority=True),
        Binding("t", "turn_round", "Turn round", show=False, priority=True),
        Binding("escape", "cancel", "Cancel", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    MergeBox {
        & > .dialogue { width: 76; height: auto; }
        & ReadingPane { height: auto; max-height: 17; }
    }
    """

    def __init__(self, title: str, rows: Sequence[Compared], comes_to: Sequence[str], *, turns: bool = False) -> None:
        """These rows under a title, and then what it comes to, in sentences."""
        super().__init__(title, f"↑↓ scroll   {'t turn round   ' if turns else ''}enter merge   esc cancel")
        self._rows, self._comes_to, self._turns = tuple(rows), tuple(comes_to), turns

    def compose_question(self) -> list[Widget]:
        """Both sides, and what it comes to."""
        return [ReadingPane()]

    def on_mount(self) -> None:
        """Show it."""
        pane = self.query_one(ReadingPane)
        head = _line("", "Kept", "Merged into it", "bold")
        lines = [head, *(line for row in self._rows for line in _lines(row)), Content(""), *map(safe, self._comes_to)]
        pane.say(Content("\n").join(lines))
        pane.focus()

    def action_merge(self) -> None:
        """Yes."""
        self.dismiss("merge")

    def action_turn_round(self) -> None:
        """Let the two change places, where that can be."""
        if self._turns:
            self.dismiss("turn round")

    def action_cancel(self) -> None:
        """No."""
        self.dismiss(None)


def _lines(row: Compared) -> list[Content]:
    first, second = _wrapped(row.kept), _wrapped(row.merged)
    tall = max(len(first), len(second))
    first, second = (side + [""] * (tall - len(side)) for side in (first, second))
    labels = [row.label, *[""] * (tall - 1)]
    return [_line(*parts) for parts in zip(labels, first, second, strict=True)]


def _wrapped(text: str) -> list[str]:
    """A text in lines as wide as a side; of a very long one the first, and that there is more."""
    some = Content(visible(text[: SIDE_CELLS * MOST_LINES * 4], lines=True))
    lines = [line.plain.rstrip() for line in some.wrap(SIDE_CELLS)] or [""]
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], "…"]


def _line(label: str, first: str, second: str, style: str = "") -> Content:
    return safe(f"{fit(label, LABEL_CELLS)}{fit(first, SIDE_CELLS)}  {fit(second, SIDE_CELLS)}", style)
