"""What will be frozen when a day is signed, in words, before it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from casework.clocks import MARKS, Signal
from casework.date_words import clock_time, short_day
from casework.spoken import listed
from casework.summaries.day_figures import DayFigures
from casework.summaries.day_words import day_sentences, missing_words, things
from screens.safe import safe, safe_lines
from screens.widgets.dialogue import Dialogue
from screens.widgets.reading_pane import ReadingPane


@dataclass(frozen=True, slots=True)
class ToSign:
    """A day about to be signed: its figures, how many notes and standards go with it, and why it is too soon, if it is."""

    figures: DayFigures
    notes: int
    standards: int
    too_soon: str | None

    @property
    def unexplained(self) -> bool:
        """Whether nobody said why some of its deadlines were missed."""
        return any(not it.explained for it in self.figures.missed)


class SignPreview(Dialogue[bool]):
    """Asks whether a day is to be signed as it stands."""

    BINDINGS: ClassVar = [
        Binding("enter", "answer(True)", "Sign", show=False, priority=True),
        Binding("escape", "answer(False)", "Leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SignPreview {
        & > .dialogue { width: 80; }
        & ReadingPane { height: auto; max-height: 16; padding: 0; }
        & .sign-preview--signs { height: 1; margin: 1 0 0 0; background: $row-cursor; text-style: bold; }
    }
    """

    def __init__(self, found: ToSign, today: date) -> None:
        """Ask about this day."""
        super().__init__("What will be frozen", "enter signs it   ↑↓ scroll   esc leaves it unsigned")
        self.found = found
        self._today = today
        self._pane = ReadingPane()
        self._signs = Static(markup=False, classes="sign-preview--signs")

    def compose_question(self) -> list[Widget]:
        """What will be frozen, and what enter does."""
        return [self._pane, self._signs]

    def on_mount(self) -> None:
        """Tell it."""
        self.show(self.found)
        self._pane.focus()

    def show(self, found: ToSign) -> None:
        """Tell what will be frozen by now."""
        self.found = found
        self._pane.say(Content("\n").join(preview_lines(found, self._today)))
        self._signs.update(safe(f"▸ {action_words(found.figures, self._today)}"))

    def is_old(self, now: datetime) -> bool:
        """Whether the day goes on and another minute of it has begun."""
        until = self.found.figures.until
        return not self.found.figures.is_over and clock_time(now) != clock_time(until)

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)


def action_words(found: DayFigures, today: date) -> str:
    """`Sign Fri 20 Nov as it stands at 16:45`; of a day that is over, `Sign Fri 20 Nov, the whole of it`."""
    day = short_day(found.day, today)
    return f"Sign {day}, the whole of it" if found.is_over else f"Sign {day} as it stands at {clock_time(found.until)}"


def preview_lines(found: ToSign, today: date) -> Iterator[Content]:
    """What will be frozen: what there is to know first, the day in words, and what is frozen with it."""
    figures = found.figures
    warned = [words for words in (found.too_soon, missing_words(figures.missed)) if words]
    yield from (safe(f"{MARKS[Signal.TODAY]} {words}", "$state-today") for words in warned)
    if warned:
        yield Content("")
    yield from (safe_lines(sentence) for sentence in day_sentences(figures, today))
    counted = things(sum(1 for figure in figures.figures.values() if figure.number), "figure")
    standards, notes = things(found.standards, "standard"), things(found.notes, "note")
    kept = listed([f"{counted} with the cases behind each", f"the {standards} in force", f"{notes} for the next shift"])
    yield Content("")
    yield safe_lines(f"Frozen for good: {kept}, who signed and when. What is corrected later stands beside it, never in it.")
