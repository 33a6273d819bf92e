"""Asking for tags: those in use are offered as they are typed."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static

from casework.search_words import folded
from casework.tags import BadTag, read_tags
from screens.safe import safe
from screens.widgets.text_field import TextField
from screens.widgets.text_prompt import TextPrompt

MOST_OFFERED = 8
_SIGNS = "+-#"


class TagPrompt(TextPrompt):
    """Asks for tags in one field; tab completes the one that is being typed from those in use."""

    BINDINGS: ClassVar = [Binding("tab", "complete", "Complete", show=False, priority=True)]

    def __init__(self, title: str, *, in_use: Sequence[tuple[str, int]], **how: Any) -> None:
        """Ask, offering these tags, each with the number of open cases that have it."""
        super().__init__(title, check=_problem, **how)
        self._in_use = in_use
        self._offered = Static(markup=False, classes="text-prompt--question")

    def compose_question(self) -> list[Widget]:
        """The field, and what is offered under it."""
        return [*super().compose_question(), self._offered]

    def on_mount(self) -> None:
        """Offer what is in use."""
        super().on_mount()
        self._offer()

    @on(Input.Changed)
    def _offer(self) -> None:
        self.complain("")
        found = [f"{tag} ({number:,})" for tag, number in self._in_use if tag.startswith(self._begun)][:MOST_OFFERED]
        if not self._in_use:
            words = "No tag is in use yet. Any short word makes one."
        elif not found:
            words = "A new tag."
        else:
            words = f"{'tab: ' if self._begun else 'In use: '}{', '.join(found)}"
        self._offered.update(safe(words))

    @property
    def _word(self) -> str:
        """What is being typed: from the last blank or comma on."""
        return self.text.replace(",", " ").rpartition(" ")[2]

    @property
    def _begun(self) -> str:
        return folded(self._word.lstrip(_SIGNS)).replace(" ", "-")

    def action_complete(self) -> None:
        """Put the first tag that is offered in place of what is typed of it."""
        begun, word, field = self._begun, self._word, self.query_one(TextField)
        found = next((tag for tag, _ in self._in_use if begun and tag.startswith(begun)), None)
        if found is not None:
            sign = word[: len(word) - len(word.lstrip(_SIGNS))]
            field.value = f"{field.value[: len(field.value) - len(word)]}{sign}{found} "
            field.cursor_position = len(field.value)


def _problem(typed: str) -> str | None:
    try:
        read_tags(typed)
    except BadTag as problem:
        return str(problem)
    return None
