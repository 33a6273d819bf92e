"""Concerns as lines of text and as values a program can read."""

from collections.abc import Iterator

from casework.date_words import moment_words
from casework.raised_concerns import Concern
from casework.visible_text import visible
from db.written.clock_lines import local_iso


def concern_text(concern: Concern) -> Iterator[str]:
    """A concern's number, when and by whom it was raised, on what, whether it was seen, and all that was recorded."""
    seen = f"seen {moment_words(concern.seen_at)} by {concern.seen_by}" if concern.seen_at else "not seen by a supervisor yet"
    yield visible(f"{concern.id}  {concern.line}; {seen}")
    for line in concern.lines:
        yield from (f"    {part}" for part in visible(line, lines=True).split("\n"))


def concern_as_json(concern: Concern) -> dict[str, object]:
    """A concern as values, every text exactly as typed."""
    return {
        "id": concern.id,
        "kind": concern.kind,
        "reference": concern.reference or None,
        "raised": local_iso(concern.raised_at),
        "raised_by": concern.raised_by,
        "seen": local_iso(concern.seen_at),
        "seen_by": concern.seen_by,
        "content": dict(concern.content),
    }
