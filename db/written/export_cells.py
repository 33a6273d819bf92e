"""The cells of a case in a file: words for people, moments as what they are, and the same as values for programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from casework.clocks import standing
from casework.kinds import channel_label, kinds
from casework.organisations import organisations
from casework.priorities import priority_label
from casework.rules import Rules
from db.queries.queue import QueueRow
from db.queries.queue_whole import Reached
from db.written.clock_lines import local_iso
from db.written.queue_marks import all_marks_words, promise_words

Value = str | datetime | None
BETWEEN = "  "


@dataclass(frozen=True, slots=True)
class Exported:
    """A case that is written to a file, with how whoever it is from can be reached where that is asked for."""

    row: QueueRow
    reached: Reached
    rules: Rules
    now: datetime

    def cell(self, column: str) -> Value:
        """What a column of casework.export_columns has of it."""
        return _CELLS[column](self)

    def value(self, column: str) -> object:
        """The same for a program: ids in place of titles, lists, moments in ISO form with their offset."""
        if column in _VALUES:
            return _VALUES[column](self.row)
        cell = self.cell(column)
        return local_iso(cell) if isinstance(cell, datetime) else cell


def _state(it: Exported) -> str:
    row = it.row
    if row.closed_at is not None:
        return "closed"
    return standing(it.rules, row.standard, row.due_at, row.warn_at, row.paused_at, it.now).state


_CELLS: Mapping[str, Callable[[Exported], Value]] = {
    "due": lambda it: it.row.due_at if it.row.closed_at is None else None,
    "state": _state,
    "ref": lambda it: it.row.reference,
    "kind": lambda it: kinds()[it.row.kind].title,
    "flags": lambda it: all_marks_words(it.row),
    "about": lambda it: BETWEEN.join(text for text in (it.row.person, it.row.subject) if text),
    "from": lambda it: it.row.person,
    "subject": lambda it: it.row.subject,
    "force": lambda it: organisations()[it.row.force].name if it.row.force else "",
    "their-ref": lambda it: it.row.their_reference,
    "owner": lambda it: it.row.owner or "",
    "team": lambda it: it.row.team or "",
    "priority": lambda it: priority_label(it.row.priority),
    "tags": lambda it: ", ".join(it.row.tags),
    "channel": lambda it: channel_label(it.row.channel),
    "received": lambda it: it.row.received_at,
    "contact": lambda it: it.row.last_contact_at,
    "promise": lambda it: promise_words(it.row, it.rules),
    "closed": lambda it: it.row.closed_at,
    "outcome": lambda it: it.row.outcome,
    "phone": lambda it: it.reached.phone,
    "email": lambda it: it.reached.email,
    "address": lambda it: it.reached.address,
}
_VALUES: Mapping[str, Callable[[QueueRow], object]] = {
    "kind": lambda row: row.kind,
    "channel": lambda row: row.channel,
    "force": lambda row: row.force,
    "owner": lambda row: row.owner,
    "team": lambda row: row.team,
    "flags": lambda row: list(row.flags),
    "tags": lambda row: list(row.tags),
}
