"""The questions that only a case's clocks raise: what it waits for, and when it was received."""

from datetime import datetime
from typing import Any

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from casework.contact import not_come_yet, read_received
from casework.date_reading import UnreadableDate
from casework.date_words import moment_words
from screens.desk import Desk
from screens.safe import safe
from screens.widgets.picker import Picker
from screens.widgets.text_prompt import TextPrompt


class ReasonPicker(Picker[str]):
    """A picker whose rows begin with a letter each; that letter, typed alone, goes to its row."""

    def _fill(self, words: str) -> None:
        super()._fill(words)
        letter = f"{words.strip().casefold()}  "
        place = next((place for place, pick in enumerate(self._shown) if pick.label.startswith(letter)), None)
        if place is not None and len(letter) == 3:
            self._list.highlighted = place


class ReceivedPrompt(TextPrompt):
    """Asks when a case was received and echoes under the field how that is read."""

    def __init__(self, title: str, *, desk: Desk, recorded: str, **how: Any) -> None:
        """Ask at this desk; `recorded` is what is on the record, in words."""
        super().__init__(title, check=self._problem, **how)
        self._desk = desk
        self._recorded = recorded
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
        if self.text == self._recorded:
            self._echo.update(safe("As recorded now. Type when it really was: fri 16:50"))
            return
        try:
            self._echo.update(safe(f"= {moment_words(read_receipt(self.text, self._desk))}"))
        except UnreadableDate as error:
            self._echo.update(safe(str(error)))

    def complain(self, text: str) -> None:
        """Say what is wrong in place of how the text is read, not beside it."""
        super().complain(text)
        self._echo.display = not text

    def _problem(self, text: str) -> str | None:
        if text == self._recorded:
            return "That is what is recorded already. Change it, or press esc."
        try:
            return not_come_yet(read_receipt(text, self._desk), self._desk.time.now())
        except UnreadableDate as error:
            return str(error)


def read_receipt(typed: str, desk: Desk) -> datetime:
    """The moment of receipt that was typed, the latest in the past it can mean. Raises UnreadableDate."""
    return read_received(typed, desk.time.now(), desk.calendar)
