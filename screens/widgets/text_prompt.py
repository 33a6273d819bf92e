"""A question answered by typing a line or a note."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.safe import safe_lines
from screens.widgets.dialogue import Dialogue
from screens.widgets.note_field import NoteField
from screens.widgets.text_field import TextField


class TextPrompt(Dialogue[str | None]):
    """Asks for a text; None when escaped, after what was typed has been handed to `keep` so that it is not lost."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "cancel", "Cancel", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    TextPrompt {
        & NoteField { height: 8; background: $surface; }
        & .text-prompt--question { height: auto; color: $text-muted; }
    }
    """

    def __init__(
        self,
        title: str,
        *,
        text: str = "",
        question: str = "",
        many_lines: bool = False,
        required: bool = True,
        keep: Callable[[str], None] | None = None,
        check: Callable[[str], str | None] | None = None,
        does: str = "save",
    ) -> None:
        """Ask, starting from `text`; `check` says in words what is wrong with an answer, or None; `does` is what the key does."""
        save, close = "" if many_lines else "enter or ", "keep and " if keep else ""
        super().__init__(title, f"{save}ctrl+s {does}   F3 dates   esc {close}close")
        self.question = question
        self.required = required
        self._keep = keep
        self._check = check
        self._field: TextField | NoteField = NoteField(text) if many_lines else TextField(text)

    def on_mount(self) -> None:
        """Go on where the text ends."""
        if isinstance(self._field, NoteField):
            self._field.move_cursor(self._field.document.end)

    def compose_question(self) -> list[Widget]:
        """The question, if any, and the field."""
        question = Static(safe_lines(self.question), classes="text-prompt--question")
        return [question, self._field] if self.question else [self._field]

    @property
    def text(self) -> str:
        """Exactly what has been typed."""
        return self._field.text if isinstance(self._field, NoteField) else self._field.value

    def action_save(self) -> None:
        """Answer with what was typed, unless it will not do."""
        text = self.text
        wrong = "Type something first, or press esc." if self.required and not text.strip() else None
        if wrong is None and self._check is not None:
            wrong = self._check(text)
        if wrong is not None:
            self.complain(wrong)
            return
        self.dismiss(text)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_cancel(self) -> None:
        """Close, keeping what was typed."""
        if self._keep is not None:
            self._keep(self.text)
        self.dismiss(None)
