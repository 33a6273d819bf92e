"""The details of a case as lines of text, what was worked out from them first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from casework.details import detail_label, detail_words, details
from casework.review_judgement import judged
from casework.review_questions import questions
from casework.spoken import listed


def detail_lines(
    kind: str, kept: Mapping[str, str], force: str | None, received: date, today: date, lacks: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """A label and its words for each detail recorded, in the order of a call; a judgement has no label.

    `lacks` is what an application for a review still needs, in words.
    """
    found = judged(kind, kept, force, received, today)
    for line in found.lines if found is not None else ():
        yield "", line
    if lacks:
        yield "Missing", listed(lacks)
    order = list(details())
    for name in sorted(kept, key=lambda name: order.index(name) if name in order else len(order)):
        label = f"Question {questions()[name].number}" if name in questions() else detail_label(name)
        words = detail_words(name, kept[name])
        yield label, f"{words}: {questions()[name].short}" if name in questions() else words
