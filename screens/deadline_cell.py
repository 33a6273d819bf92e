"""A case's next deadline as it is written in a list."""

from datetime import datetime

from casework.clocks import Reading, Signal, standing
from casework.date_words import day_words
from casework.moments import london_date
from casework.rules import Rules
from db.queries.queue import QueueRow
from screens.widgets.columns import Cell, CellStyle

STYLES: dict[Signal, CellStyle] = {
    Signal.OVERDUE: "overdue",
    Signal.TODAY: "today",
    Signal.SOON: "soon",
    Signal.ON_TRACK: "ok",
    Signal.PAUSED: "paused",
    Signal.MISSED: "overdue",
    Signal.MET: "ok",
    Signal.NONE: "muted",
}


def row_reading(row: QueueRow, rules: Rules, now: datetime) -> Reading:
    """How the case's next clock, call-back or task stands now."""
    return standing(rules, row.standard, row.due_at, row.warn_at, row.paused_at, now)


def next_mark(row: QueueRow) -> str:
    """What stands before a case whose next thing is a call-back or a task: `call-back  `; nothing before any other."""
    return f"{row.next_words}  " if row.next_words else ""


def deadline_cell(row: QueueRow, rules: Rules, now: datetime) -> Cell:
    """The mark and the words of its next deadline, or when it was closed."""
    if row.closed_at is not None:
        return f"✓ closed {day_words(london_date(row.closed_at))}", "muted"
    shown = row_reading(row, rules, now)
    return f"{shown.mark} {shown.words}", STYLES[shown.signal]
