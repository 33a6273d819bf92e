"""The questions that only a case's clocks raise: what it waits for, and when it was received."""

from datetime import datetime
from typing import Any

from casework.contact import not_come_yet, read_received
from casework.date_reading import UnreadableDate
from casework.date_words import moment_words
from screens.date_prompt import EchoPrompt
from screens.desk import Desk
from screens.widgets.picker import Picker


class ReasonPicker(Picker[str]):
    """A picker whose rows begin with a letter each; that letter, typed alone, goes to its row."""

    def _fill(self, words: str) -> None:
        super()._fill(words)
        letter = f"{words.strip().casefold()}  "
        place = next((place for place, pick in enumerate(self._shown) if pick.label.startswith(letter)), None)
        if place is not None and len(letter) == 3:
            self._list.highlighted = place


class ReceivedPrompt(EchoPrompt):
    """Asks when a case was received and echoes under the field how that is read."""

    def __init__(self, title: str, *, desk: Desk, recorded: str, **how: Any) -> None:
        """Ask at this desk; `recorded` is what is on the record, in words."""
        super().__init__(title, **how)
        self._desk = desk
        self._recorded = recorded

    def reading(self, typed: str) -> str:
        """How it is read."""
        if typed == self._recorded:
            return "As recorded now. Type when it really was: fri 16:50"
        try:
            return f"= {moment_words(read_receipt(typed, self._desk))}"
        except UnreadableDate as error:
            return str(error)

    def problem(self, typed: str) -> str | None:
        """Why it will not do: it is what is recorded, can't be read, or has not come yet."""
        if typed == self._recorded:
            return "That is what is recorded already. Change it, or press esc."
        try:
            return not_come_yet(read_receipt(typed, self._desk), self._desk.time.now())
        except UnreadableDate as error:
            return str(error)


def read_receipt(typed: str, desk: Desk) -> datetime:
    """The moment of receipt that was typed, the latest in the past it can mean. Raises UnreadableDate."""
    return read_received(typed, desk.time.now(), desk.calendar)
