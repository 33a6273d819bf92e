"""What a member of staff can undo and do again now: their own audit events of the last day."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from casework.undo_stacks import KEPT, PASSED, REDONE, UNDONE, Change, Event, Stacks, batch_of, stacks
from casework.undo_words import STAYS, WORDS, change_words
from db.bulk import in_parts
from db.tables.plain import AUDIT, CASE, STAFF

MOST_EVENTS = 30_000
"""How far back is looked at most; a mass change is an event for each of its cases."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change that can be undone or done again: when it was made, on which cases, and what it was in words.

    One that `stays` can't be: undo says so, and passes over it.
    """

    at: datetime
    references: tuple[str, ...]
    what: str
    stays: bool = False

    @property
    def words(self) -> str:
        """The case and what was done, such as `C26-000377 allocated to Priya Shah`; of several cases, how many they are."""
        which = f"{len(self.references):,} cases" if len(self.references) > 1 else "".join(self.references)
        return f"{which} {self.what}".strip()


@dataclass(frozen=True, slots=True)
class Undoable:
    """What can be undone and what can be done again, the next one first; among the former, what stays and is passed over."""

    undo: tuple[ChangeView, ...] = ()
    redo: tuple[ChangeView, ...] = ()


def undoable(connection: Connection, staff_id: int, now: datetime) -> Undoable:
    """What a member can undo and do again, in words."""
    found = undo_stacks(connection, staff_id, now)
    undo = [change_view(connection, change) for change in reversed(found.undo)]
    while undo and undo[-1].stays:
        undo.pop()
    return Undoable(tuple(undo), tuple(change_view(connection, change) for change in reversed(found.redo)))


def undo_stacks(connection: Connection, staff_id: int, now: datetime) -> Stacks:
    """The changes themselves, the next one last; those that stay are among them, until undo has passed over them."""
    columns = AUDIT.c.id, AUDIT.c.at, AUDIT.c.action, AUDIT.c.case_id, AUDIT.c.detail
    query = select(*columns).where(AUDIT.c.staff_id == staff_id, AUDIT.c.action.in_([*WORDS, *STAYS, UNDONE, REDONE, PASSED]))
    events: list[Event] = []
    for id_, at, action, case_id, detail in connection.execute(query.order_by(AUDIT.c.id.desc()).limit(MOST_EVENTS)):
        if at < now - KEPT:
            break
        events.append(Event(id_, at, action, case_id, json.loads(detail)))
    if len(events) == MOST_EVENTS and (cut := batch_of(events[-1])) is not None:
        events = [event for event in events if batch_of(event) != cut]
    return stacks(reversed(events))


def change_view(connection: Connection, change: Change) -> ChangeView:
    """A change in words."""
    references: dict[int, str] = {}
    for part in in_parts({event.case_id for event in change.events if event.case_id is not None}):
        rows = connection.execute(select(CASE.c.id, CASE.c.reference).where(CASE.c.id.in_(part)))
        references.update((case_id, reference) for case_id, reference in rows)
    first = change.first

    def name(staff_id: int | None) -> str:
        return connection.execute(select(STAFF.c.name).where(STAFF.c.id == staff_id)).scalar() or "nobody"

    what = change_words(first.action, first.detail, name)
    return ChangeView(first.at, tuple(sorted(references.values())), what, stays=first.action in STAYS)
