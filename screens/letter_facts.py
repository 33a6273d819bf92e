"""Asking for what a letter needs and nobody has recorded."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding

from casework.contact import unstorable
from casework.letters.facts import Fact, fact_named
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormDialogue, FormNote
from screens.widgets.text_field import TextField

WIDEST_LABEL = 36
GAP = 3
"""What stands before and after a label."""


class LetterFacts(FormDialogue[Mapping[str, str] | None]):
    """Asks for each fact by its label; gives what was typed by name, None when left, which loses nothing that `texts` has."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "go_on", "Go on", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    LetterFacts > .dialogue { max-height: 20; }
    """

    def __init__(self, missing: Sequence[str], given: Mapping[str, str]) -> None:
        """Ask for these, from what was typed for them before."""
        known = {name: fact_named(name) or Fact(name, name) for name in missing}
        cells = min(WIDEST_LABEL, max((cell_len(fact.label) for fact in known.values()), default=0)) + GAP
        rows = {name: _row(fact, given.get(name, ""), cells) for name, fact in known.items()}
        super().__init__("This letter needs to say, and nobody has recorded:", "tab next   ctrl+s go on   esc back, kept", rows)
        self._asked_all = False

    def check(self, name: str) -> None:
        """Say what is wrong with an answer; an empty one is told of once all were asked."""
        text, row = self.texts[name], self.rows[name]
        if problem := unstorable(text):
            row.complain(problem)
        elif self._asked_all and not text.strip():
            row.complain("Type it, for this letter: none goes out with a blank.")
        else:
            row.hush()

    def action_go_on(self) -> None:
        """Give the answers, once there is one for each."""
        self._asked_all = True
        if not self.go_to_first_wrong():
            self.dismiss(self.texts)

    def action_leave(self) -> None:
        """Leave; whoever asked keeps what was typed."""
        self.dismiss(None)


def _row(fact: Fact, text: str, label_cells: int) -> FieldRow:
    placeholder = f"such as {fact.example}" if fact.example else ""
    field = FormNote(text, placeholder=placeholder) if fact.lines else TextField(text, placeholder=placeholder)
    return FieldRow(fact.label, field, label_cells=label_cells)
