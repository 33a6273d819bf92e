"""What sets a case in a list apart, with its marks and in words, and what is promised next: the same on every screen and line."""

from casework.concerns import MARK, concern_kinds
from casework.priorities import priority_words
from casework.rules import Rules
from db.queries.queue import QueueRow

WAITING = "‖ waiting"


def all_marks(row: QueueRow) -> list[tuple[str, str]]:
    """Every concern, the priority, a wait and that it was re-opened, each as its mark, which may be none, and in words."""
    mark, _, urgent = priority_words(row.priority).partition(" ")
    raised = [(MARK, _concern(each)) for each in row.flags]
    waits, _, waiting = WAITING.partition(" ")
    others = ((mark, urgent, bool(urgent)), (waits, waiting, row.waiting), ("", "re-opened", row.reopened))
    return [*raised, *((mark, word) for mark, word, stands in others if stands)]


def all_marks_words(row: QueueRow) -> str:
    """All of them in a row, such as `⚑ safeguarding, ! urgent, re-opened`; nothing for a case like any other."""
    return ", ".join(f"{mark} {word}".lstrip() for mark, word in all_marks(row))


def usual_marks(row: QueueRow) -> list[str]:
    """What must be seen even without a column for it, in few cells: a pause that the due column says is not among it."""
    parts = (MARK if row.flagged else "", priority_words(row.priority), WAITING if row.waits_beside else "")
    return [part for part in parts if part]


def promise_words(row: QueueRow, rules: Rules) -> str:
    """What the next deadline of an open case promises; nothing without one."""
    if row.closed_at is not None:
        return ""
    standard = rules.standards.get(row.standard) if row.standard is not None else None
    return row.next_words or (standard.promise if standard is not None else "")


def _concern(concern: str) -> str:
    known = concern_kinds().get(concern)
    return known.short.lower() if known is not None else concern
