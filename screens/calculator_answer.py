"""The calculator's answers to sums with dates: as they are drawn at a width, and as they are copied."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from textual.content import Content

from casework.date_words import WEEKDAYS, day_words
from casework.sums import Sum
from casework.why import Why
from casework.working_days import DayLine
from screens.calculator_strip import MOST_DAYS, QUIET, drawn_days
from screens.safe import safe
from screens.why import why_text

HEADLINE: Final = "bold $primary"
MOST_NAMED: Final = 60
_SAY: Final = re.compile("^Say:")


class Answer(Protocol):
    """What the calculator says."""

    @property
    def copied(self) -> str:
        """The text that is copied; empty when there is nothing to copy."""
        ...

    @property
    def counted_by(self) -> str:
        """By what calendar it is counted; empty when there is no one calendar."""
        ...

    def text(self, width: int) -> Content:
        """It all, drawn in this many cells."""
        ...


@dataclass(frozen=True, slots=True)
class Hint:
    """Nothing worked out yet, and what to do about it."""

    words: str
    copied: str = ""
    counted_by: str = ""

    def text(self, width: int) -> Content:
        """The words, in a quiet colour."""
        return Content("\n").join(safe(self.words, QUIET).wrap(width))


@dataclass(frozen=True, slots=True)
class DatesAnswer:
    """Why some dates are what they are."""

    reasons: tuple[Why, ...]
    counted_by: str = ""

    @property
    def copied(self) -> str:
        """The explanations as plain text."""
        return "\n\n".join("\n".join(reason.lines()) for reason in self.reasons)

    def text(self, width: int) -> Content:
        """The explanations one under the other."""
        return why_text(self.reasons, width)


@dataclass(frozen=True, slots=True)
class SumAnswer:
    """A sum with dates, by what calendar it was counted, and what its first and its last day are."""

    found: Sum
    counted_by: str
    start_words: str
    end_words: str

    @property
    def copied(self) -> str:
        """The sentence to say."""
        return self.found.says

    def text(self, width: int) -> Content:
        """The answer, what it means, the sentence to say, and the days it came from."""
        found = self.found
        lines = [safe(found.headline, HEADLINE), *safe(found.meaning).wrap(width)]
        lines += [line for note in found.notes for line in safe(f"! {note}", "$text-warning").wrap(width)]
        lines += [Content(""), *safe(f"Say: “{found.says}”").highlight_regex(_SAY, style=QUIET).wrap(width)]
        if found.days:
            lines += [Content(""), *self._days(width)]
        return Content("\n").join(lines)

    def _days(self, width: int) -> Sequence[Content]:
        days, answer = self.found.days, self.found.answer
        if len(days) > MOST_DAYS:
            return _named(self.found.left_out)
        answers = [answer] if isinstance(answer, date) else []
        return drawn_days(days, self.found.end, answers, (self.start_words, self.end_words), width)


def _named(left_out: Sequence[DayLine]) -> list[Content]:
    """The days left out of a count too long to draw: holidays by name, weekends by number."""
    named = [line for line in left_out if line.reason not in WEEKDAYS]
    lines = [safe(f"Not counted: {len(named):,} holidays and closures, {len(left_out) - len(named):,} weekend days.", QUIET)]
    lines += [safe(f"  {day_words(line.day):16} {line.reason}") for line in named[:MOST_NAMED]]
    if len(named) > MOST_NAMED:
        lines.append(safe(f"  and {len(named) - MOST_NAMED:,} more", QUIET))
    return lines
