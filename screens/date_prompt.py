"""Asking for a date, a moment or a period by a line of text, with how it is read under the field."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from casework.errors import DeskError
from screens.safe import safe
from screens.widgets.text_prompt import TextPrompt

Read = TypeVar("Read")
DAYS = "fri, 2 Mar, today or +5wd"
"""What is typed for any day."""


class EchoPrompt(TextPrompt):
    """Asks for a line and says under the field how it is read, or what is wrong with it."""

    def __init__(self, title: str, **how: Any) -> None:
        """Ask under a title."""
        super().__init__(title, check=self.problem, **how)
        self._echo = Static(markup=False, classes="text-prompt--question")

    def problem(self, typed: str) -> str | None:
        """What is wrong with an answer, in words, or None."""
        raise NotImplementedError

    def reading(self, typed: str) -> str:
        """How it is read, or what is wrong with it; what can be typed while the field is empty."""
        raise NotImplementedError

    def compose_question(self) -> list[Widget]:
        """The field and how it is read."""
        return [*super().compose_question(), self._echo]

    def on_mount(self) -> None:
        """Say how what is asked from is read."""
        super().on_mount()
        self._say()

    @on(Input.Changed)
    def _say(self) -> None:
        self.complain("")
        self._echo.update(safe(self.reading(self.text)))

    def complain(self, text: str) -> None:
        """Say what is wrong in place of how the text is read, not beside it."""
        super().complain(text)
        self._echo.display = not text


class DatePrompt(EchoPrompt, Generic[Read]):
    """Asks for what `read` makes of a line, such as a date or a period; `read` raises DeskError for what will not do."""

    def __init__(self, title: str, read: Callable[[str], Read], echo: Callable[[Read], str], examples: str = DAYS) -> None:
        """Ask for it; `echo` says what was read."""
        super().__init__(title, does="go there")
        self._read = read
        self._said = echo
        self._examples = examples

    def reading(self, typed: str) -> str:
        """How it is read."""
        if not typed.strip():
            return f"such as {self._examples}"
        return self.problem(typed) or f"= {self._said(self._read(typed))}"

    def problem(self, typed: str) -> str | None:
        """Why it will not do."""
        try:
            self._read(typed)
        except DeskError as error:
            return str(error)
        return None
