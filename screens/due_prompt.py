"""Asking when something is due, with how that is read under the field."""

from datetime import datetime
from typing import Any

from casework.date_reading import UnreadableDate
from casework.date_words import moment_words
from casework.tasks import passed, read_due
from screens.date_prompt import EchoPrompt
from screens.desk import Desk

EXAMPLES = "tomorrow 10:00, fri 9am, +2wd"


class DuePrompt(EchoPrompt):
    """Asks for a moment still to come; `empty` says what leaving it empty means, where that may be.

    `standard` is when the standard's own clock is due: a later moment is echoed with that.
    """

    def __init__(self, title: str, *, desk: Desk, empty: str = "", standard: datetime | None = None, **how: Any) -> None:
        """Ask at this desk."""
        super().__init__(title, **how | {"required": not empty})
        self._desk = desk
        self._empty = empty
        self._standard = standard

    def reading(self, typed: str) -> str:
        """How it is read, and whether that is later than the standard has it."""
        if not typed.strip():
            return self._empty
        try:
            due_at = due_read(typed, self._desk)
        except UnreadableDate as error:
            return str(error)
        late = self._standard is not None and due_at > self._standard
        return f"= {moment_words(due_at)}{', later than the standard has it' if late else ''}"

    def problem(self, typed: str) -> str | None:
        """Why it will not do: it can't be read, or has passed."""
        if not typed.strip() and self._empty:
            return None
        try:
            return passed(due_read(typed, self._desk), self._desk.time.now())
        except UnreadableDate as error:
            return str(error)


def due_read(typed: str, desk: Desk) -> datetime:
    """The moment that was typed, the first still to come that it can mean. Raises UnreadableDate."""
    return read_due(typed, desk.time.now(), desk.rules.calendars)
