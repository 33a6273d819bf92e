"""The line above a list: what it is narrowed to, and how many are left."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from screens.safe import safe
from screens.widgets.text_field import TextField

REMEMBERED = 50


class FilterField(TextField):
    """The filter as it is typed; esc and enter go back to the list, up and down recall earlier filters."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", "Back to the list", show=False),
        Binding("up", "recall(-1)", "Earlier filter", show=False),
        Binding("down", "recall(1)", "Later filter", show=False),
    ]

    def __init__(self) -> None:
        """An empty filter with nothing to recall."""
        super().__init__(placeholder="press / to filter")
        self._earlier: list[str] = []
        self._place = 0

    def remember(self) -> None:
        """Keep the filter to be recalled."""
        if self.value.strip() and self.value not in self._earlier[-1:]:
            self._earlier = [*self._earlier, self.value][-REMEMBERED:]
        self._place = len(self._earlier)

    def action_recall(self, step: int) -> None:
        """Take an earlier or later filter."""
        self._place = max(0, min(len(self._earlier), self._place + step))
        self.value = self._earlier[self._place] if self._place < len(self._earlier) else ""
        self.cursor_position = len(self.value)

    def action_leave(self) -> None:
        """Back to the list, the filter kept."""
        self.remember()
        self.post_message(FilterBar.Left())


class FilterBar(Vertical):
    """A row with the filter and the count, and a second one only when a term is not understood."""

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        padding: 0 1;
        & Horizontal { height: 1; }
        & .filter-bar--slash { width: 2; color: $text-muted; }
        & FilterField { width: 1fr; }
        & .filter-bar--count { width: auto; color: $text-muted; padding: 0 0 0 1; }
        & .filter-bar--problem { display: none; height: auto; color: $text-warning; }
        & .filter-bar--problem.-said { display: block; }
    }
    """

    count: reactive[str] = reactive("")
    field = query_one(FilterField)

    class Changed(Message):
        """Another filter was typed."""

        def __init__(self, text: str) -> None:
            """The filter as typed."""
            super().__init__()
            self.text = text

    class Left(Message):
        """The filter was left for the list."""

    def compose(self) -> ComposeResult:
        """The slash, the filter, the count; the problem under them."""
        with Horizontal():
            yield Static("/", markup=False, classes="filter-bar--slash")
            yield FilterField()
            yield Static("", markup=False, classes="filter-bar--count")
        yield Static("", markup=False, classes="filter-bar--problem")

    @property
    def text(self) -> str:
        """The filter as typed."""
        return self.field.value

    @text.setter
    def text(self, text: str) -> None:
        self.field.value = text

    def start(self) -> None:
        """Go into the filter, at its end."""
        self.field.focus()
        self.field.cursor_position = len(self.field.value)

    def complain(self, problems: Sequence[str]) -> None:
        """Name the terms that are not understood."""
        problem = self.query_one(".filter-bar--problem", Static)
        problem.update(safe("! " + " ".join(problems)) if problems else "")
        problem.set_class(bool(problems), "-said")

    def watch_count(self, count: str) -> None:
        """Show how many are left."""
        if self.is_mounted:
            self.query_one(".filter-bar--count", Static).update(safe(count))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.field.remember()
        self.post_message(self.Left())
