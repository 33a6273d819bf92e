"""A label, its field, and a line in words under it when there is something to say."""

from typing import Literal

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from screens.safe import fit, safe

LABEL_CELLS = 12
FOCUS_SIGN = "▸"
INDENT = 2
"""Where words begin that are too long for one line below their field."""


class FieldLabel(Static):
    """A field's label, with a sign before it while its field has the focus."""

    here: reactive[bool] = reactive(False, toggle_class="-here")

    def __init__(self, text: str, cells: int) -> None:
        """A label of this width."""
        super().__init__(markup=False)
        self.text = text
        self.cells = cells
        self.styles.width = cells

    def render(self) -> Content:
        """The sign, if the field has the focus, and the label."""
        return Content(f"{FOCUS_SIGN if self.here else ' '}{fit(self.text, self.cells - 2)} ")


class FieldRow(Vertical):
    """One row of a form; a second row appears only for an error or the reading of what was typed."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        & > Horizontal { height: auto; }
        & FieldLabel { height: 1; color: $text-muted; }
        & FieldLabel.-here { color: $foreground; text-style: bold; }
        & > .field-row--words { height: auto; display: none; color: $state-muted; }
        & > .field-row--words.-said { display: block; }
        & > .field-row--words.-error { color: $text-error; }
    }
    """

    def __init__(
        self,
        label: str,
        field: Widget,
        *,
        label_cells: int = LABEL_CELLS,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """A row for this field."""
        super().__init__(id=id, classes=classes)
        self.field = field
        self._label = FieldLabel(label, label_cells)
        self._words = Static(markup=False, classes="field-row--words")
        self.words = self._said = ""

    def compose(self) -> ComposeResult:
        """The label and the field side by side, and the words under them."""
        with Horizontal():
            yield self._label
            yield self.field
        yield self._words

    def rename(self, label: str) -> None:
        """Call the field something else."""
        self._label.text = label
        self._label.refresh()

    def on_descendant_focus(self) -> None:
        """Put the sign before the label."""
        self._label.here = True

    def on_descendant_blur(self) -> None:
        """Take the sign away."""
        self._label.here = False

    def complain(self, text: str) -> None:
        """Say what is wrong and how to put it right."""
        self._say("✗", text, "error")

    def echo(self, text: str) -> None:
        """Say how what was typed was read."""
        self._say("→", text, "echo")

    def hush(self) -> None:
        """Say nothing; the row is one row again."""
        self._say("", "", "echo")

    @property
    def complaining(self) -> bool:
        """Whether it says that something is wrong."""
        return self._words.has_class("-error")

    def _say(self, mark: str, text: str, kind: Literal["error", "echo"]) -> None:
        if text == self.words and self._words.has_class("-error") == (bool(text) and kind == "error"):
            return
        self.words, self._said = text, f"{mark} {text}" if text else ""
        self._place_words()
        self._words.set_class(bool(text), "-said")
        self._words.set_class(bool(text) and kind == "error", "-error")
        self._words.update(safe(self._said))

    def on_resize(self) -> None:
        """Begin the words where there is room for them now."""
        self._place_words()

    def _place_words(self) -> None:
        # Below its field a long sentence would be many short lines, so that it begins further to the left.
        fits = cell_len(self._said) <= self.size.width - self._label.cells
        self._words.styles.padding = (0, 0, 0, self._label.cells if fits else INDENT)
