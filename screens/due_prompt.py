"""Asking when something is due, with how that is read under the field."""

from datetime import datetime
from typing import Any

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from casework.date_reading import UnreadableDate
from casework.date_words import moment_words
from casework.tasks import passed, read_due
from screens.desk import Desk
from screens.safe import safe
from screens.widgets.text_prompt import TextPrompt

EXAMPLES = "tomorrow 10:00, fri 9am, +2wd"


class DuePrompt(TextPrompt):
    """Asks for a moment still to come; `empty` says what leaving it empty means, where that may be.

    `standard` is when the standard's own clock is due: a later moment is echoed with that.
    """

    def __init__(self, title: str, *, desk: Desk, empty: str = "", standard: datetime | None = None, **how: Any) -> None:
        """Ask at this desk."""
        super().__init__(title, check=self._problem, **how | {"required": not empty})
        self._desk = desk
        self._empty = empty
        self._standard = standard
        self._echo = Static(markup=False, classes="text-prompt--question")

    def compose_question(self) -> list[Widget]:
        """The field and how it is read."""
        return [*super().compose_question(), self._echo]

    def on_mount(self) -> None:
        """Echo what is asked from."""
        super().on_mount()
        self._read()

    @on(Input.Changed)
    def _read(self) -> None:
        self.complain("")
        self._echo.update(safe(self._reading()))

    def complain(self, text: str) -> None:
        """Say what is wrong in place of how the text is read, not beside it."""
        super().complain(text)
        self._echo.display = not text

    def _reading(self) -> str:
        if not self.text.strip():
            return self._empty
        try:
            due_at = due_read(self.text, self._desk)
        except UnreadableDate as error:
            return str(error)
        late = self._standard is not None and due_at > self._standard
        return f"= {moment_words(due_at)}{', later than the standard has it' if late else ''}"

    def _problem(self, text: str) -> str | None:
        if not text.strip() and self._empty:
            return None
        try:
            return passed(due_read(text, self._desk), self._desk.time.now())
        except UnreadableDate as error:
            return str(error)


def due_read(typed: str, desk: Desk) -> datetime:
    """The moment that was typed, the first still to come that it can mean. Raises UnreadableDate."""
    return read_due(typed, desk.time.now(), desk.rules.calendars)
