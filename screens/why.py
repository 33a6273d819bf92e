"""Why some deadlines are what they are, as text."""

from collections.abc import Iterable

from textual.content import Content

from casework.why import Why
from screens.calculator_strip import QUIET, rungs
from screens.safe import safe


def why_text(reasons: Iterable[Why], width: int) -> Content:
    """The explanations of one or more deadlines, one under the other, in this many cells."""
    return Content("\n\n").join(Content("\n").join(_lines(reason, width)) for reason in reasons)


def _lines(reason: Why, width: int) -> list[Content]:
    said = [*safe(reason.rule, QUIET).wrap(width), *safe(reason.start).wrap(width)]
    said += [part for note in reason.notes for part in safe(note).wrap(width)]
    days = [part for line in rungs(reason.day_lines(width)) for part in line.wrap(width)]
    return [safe(reason.question, "bold"), *said, *days, *safe(reason.source, QUIET).wrap(width)]
