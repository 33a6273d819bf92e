"""What the list of the queue shows of a case: its cells, in words."""

from collections.abc import Sequence
from datetime import datetime

from casework.date_words import short_day
from casework.kinds import channel_label, kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.priorities import priority_words
from db.queries.queue import QueueRow
from db.written.queue_marks import all_marks, all_marks_words, promise_words, usual_marks
from screens.deadline_cell import deadline_cell
from screens.desk import Desk
from screens.widgets.columns import Cell

NONE = "-"
BETWEEN = "  "
_SHORT = {
    "safeguarding": "safeg",
    "referral": "refer",
    "unacceptable": "unacc",
    "waiting": "wait",
    "re-opened": "re-op",
    "urgent": "urg",
}
_BEARERS = ("about", "from", "subject")


class QueueCells:
    """The cells of the queue at one desk. The first of the columns with words says before them what must be seen of a case.

    That is: urgent, a concern, waiting, re-opened, unless there is a column for the flags, and its next call-back or task,
    unless there is one for what is promised next.
    """

    def __init__(self, desk: Desk, ids: Sequence[str]) -> None:
        """The cells beside each other in columns with these ids."""
        self._desk = desk
        self._flags_apart = "flags" in ids
        self._promise_apart = "promise" in ids
        self._bearer = next((each for each in _BEARERS if each in ids), "")

    def due(self, row: QueueRow) -> Cell:
        """Its next deadline, or when it was closed."""
        return deadline_cell(row, self._desk.rules, self._desk.time.now())

    def about(self, row: QueueRow) -> Cell:
        """Who it is from and what about."""
        return self._bearing("about", f"{row.person}{BETWEEN}{row.subject}" if row.person else row.subject, row)

    def person(self, row: QueueRow) -> Cell:
        """Who it is from."""
        return self._bearing("from", row.person or NONE, row)

    def subject(self, row: QueueRow) -> Cell:
        """What it is about."""
        return self._bearing("subject", row.subject, row)

    def _bearing(self, column: str, words: str, row: QueueRow) -> str:
        if column != self._bearer:
            return words
        before = [] if self._flags_apart else usual_marks(row)
        task = [row.next_words] if row.next_words and not self._promise_apart else []
        return BETWEEN.join((*before, *task, words))

    def promise(self, row: QueueRow) -> Cell:
        """What its next deadline promises."""
        return promise_words(row, self._desk.rules) or NONE

    def received(self, row: QueueRow) -> Cell:
        """The day it was received."""
        return self._day(row.received_at)

    def contact(self, row: QueueRow) -> Cell:
        """The day of the last contact."""
        return self._day(row.last_contact_at)

    def closed(self, row: QueueRow) -> Cell:
        """The day it was closed and how it ended."""
        return NONE if row.closed_at is None else f"{self._day(row.closed_at)}{BETWEEN}{row.outcome}".rstrip()

    def _day(self, moment: datetime | None) -> str:
        return NONE if moment is None else short_day(london_date(moment), london_date(self._desk.time.now()))


def reference(row: QueueRow) -> Cell:
    """Its reference, which stands out."""
    return row.reference, "strong"


def kind(row: QueueRow) -> Cell:
    """Its kind in a word."""
    return kinds()[row.kind].short


def force(row: QueueRow) -> Cell:
    """The force or body it is about."""
    return organisations()[row.force].name if row.force else NONE


def their_reference(row: QueueRow) -> Cell:
    """The force's own reference."""
    return row.their_reference or NONE


def owner(row: QueueRow) -> Cell:
    """Whose it is."""
    return row.owner or NONE


def team(row: QueueRow) -> Cell:
    """The team of whose it is."""
    return row.team or NONE


def priority(row: QueueRow) -> Cell:
    """How urgent it was said to be."""
    return priority_words(row.priority) or NONE


def tags(row: QueueRow) -> Cell:
    """Its tags."""
    return ", ".join(row.tags) or NONE


def channel(row: QueueRow) -> Cell:
    """How it came in."""
    return channel_label(row.channel)


def flags(row: QueueRow) -> Cell:
    """All that sets it apart, each with its mark and in words."""
    return all_marks_words(row) or NONE


def short_flags(row: QueueRow) -> Cell:
    """All that sets it apart where there is little room."""
    return " ".join(f"{mark}{_SHORT.get(word, word)}" for mark, word in all_marks(row)) or NONE
