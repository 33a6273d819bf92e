"""The cells of a case in a list, in words, by the column; whole, never cut."""

from collections.abc import Callable, Mapping
from datetime import datetime

from casework.clocks import Reading, standing
from casework.date_words import moment_words, short_day
from casework.kinds import channel_label, kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.priorities import priority_label
from casework.rules import Rules
from casework.visible_text import visible
from db.queries.queue import QueueRow
from db.written.queue_marks import all_marks_words, promise_words, usual_marks

BETWEEN = "  "
NONE = "-"
Cell = Callable[[QueueRow, Rules, datetime], str]


def cell_words(column: str, row: QueueRow, rules: Rules, now: datetime) -> str:
    """What a column of casework.queue_columns shows of a case; nothing typed in it can work on a terminal."""
    return visible(_CELLS[column](row, rules, now))


def row_reading(row: QueueRow, rules: Rules, now: datetime) -> Reading:
    """How the case's next clock, call-back or task stands."""
    return standing(rules, row.standard, row.due_at, row.warn_at, row.paused_at, now)


def _due(row: QueueRow, rules: Rules, now: datetime) -> str:
    read = row_reading(row, rules, now)
    closed = row.closed_at
    words = read.words if closed is None else f"closed {short_day(london_date(closed), london_date(now))}"
    return f"{read.mark} {words}"


def _about(row: QueueRow, rules: Rules, now: datetime) -> str:
    return BETWEEN.join(text for text in (*usual_marks(row), row.next_words, row.person, row.subject) if text)


def _closed(row: QueueRow, rules: Rules, now: datetime) -> str:
    return "" if row.closed_at is None else f"{moment_words(row.closed_at)}{f': {row.outcome}' if row.outcome else ''}"


_CELLS: Mapping[str, Cell] = {
    "due": _due,
    "ref": lambda row, *_: row.reference,
    "kind": lambda row, *_: kinds()[row.kind].short,
    "flags": lambda row, *_: all_marks_words(row),
    "about": _about,
    "from": lambda row, *_: row.person,
    "subject": lambda row, *_: row.subject,
    "force": lambda row, *_: organisations()[row.force].name if row.force else NONE,
    "their-ref": lambda row, *_: row.their_reference,
    "owner": lambda row, *_: row.owner or NONE,
    "team": lambda row, *_: row.team or NONE,
    "priority": lambda row, *_: priority_label(row.priority),
    "tags": lambda row, *_: ", ".join(row.tags),
    "channel": lambda row, *_: channel_label(row.channel),
    "received": lambda row, *_: moment_words(row.received_at),
    "contact": lambda row, *_: moment_words(row.last_contact_at) if row.last_contact_at else "",
    "promise": lambda row, rules, _: promise_words(row, rules),
    "closed": _closed,
}
