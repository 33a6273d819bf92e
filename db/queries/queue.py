"""The queue: cases in the order that is asked for, a window of them at a time, however many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from casework.concerns import concern_kinds
from casework.filter_grammar import Filter
from casework.queue_columns import Order
from casework.tasks import LABELS
from db.queries.queue_counts import QueueCounts, queue_count, queue_counts, queue_tally
from db.queries.queue_facts import IS_CONTACT, IS_REOPENED, NEXT_TASK, WAITING, counts_for
from db.queries.queue_page import NotDated, page, queue_ids, queue_kept, queue_place, queue_position
from db.tables.plain import CASE, CASE_TAG, CONCERN, ENTRY, PERSON, STAFF, TEAM

__all__ = [
    "NotDated",
    "QueueCounts",
    "QueueRow",
    "queue_count",
    "queue_counts",
    "queue_ids",
    "queue_kept",
    "queue_place",
    "queue_position",
    "queue_rows",
    "queue_tally",
    "queue_window",
]

QUEUE_ORDER = Order()
AT_ONCE = 500
"""How many lines are read by one statement."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case as a line of a list. `standard` is the row of the standard its next clock runs under, None when a task is next.

    `paused_at` is since when no clock of it runs; `waiting` is whether it waits for somebody else at all. `next_task` is the kind
    of its next thing when that is a call-back or a task (casework.tasks). `team` is its owner's. `flags` are the kinds of concern
    that were raised on it or on a duplicate of it, `last_contact_at` is when they were last in touch, either way.
    """

    id: int
    reference: str
    kind: str
    person: str
    subject: str
    force: str | None
    owner: str | None
    owner_id: int | None
    received_at: datetime
    closed_at: datetime | None
    outcome: str
    due_at: datetime | None
    warn_at: datetime | None
    standard: int | None
    version: int
    paused_at: datetime | None
    waiting: bool
    next_task: str | None = None
    channel: str = ""
    priority: int = 0
    reopened: bool = False
    team: str | None = None
    their_reference: str = ""
    last_contact_at: datetime | None = None
    tags: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def flagged(self) -> bool:
        """Whether a concern was raised on it."""
        return bool(self.flags)

    @property
    def waits_beside(self) -> bool:
        """Whether it waits for somebody else while another clock of it runs on, or something is to be done meanwhile."""
        return self.waiting and (self.paused_at is None or self.due_at is not None)

    @property
    def next_words(self) -> str:
        """`call-back` or `task` for a case whose next thing is one, else nothing."""
        return LABELS[self.next_task] if self.next_task is not None and self.closed_at is None else ""


_COLUMNS = (
    CASE.c.id,
    CASE.c.reference,
    CASE.c.kind,
    func.coalesce(PERSON.c.name, ""),
    CASE.c.subject,
    CASE.c.force,
    STAFF.c.name,
    CASE.c.owner_id,
    CASE.c.received_at,
    CASE.c.closed_at,
    CASE.c.outcome,
    CASE.c.next_due_at,
    CASE.c.next_warn_at,
    CASE.c.next_standard,
    CASE.c.version,
    CASE.c.paused_at,
    WAITING,
    NEXT_TASK,
    CASE.c.channel,
    CASE.c.priority,
    IS_REOPENED,
    TEAM.c.name,
    CASE.c.force_reference,
)
_LINES: Select[Any] = select(*_COLUMNS).select_from(
    CASE.outerjoin(PERSON, PERSON.c.id == CASE.c.person_id)
    .outerjoin(STAFF, STAFF.c.id == CASE.c.owner_id)
    .outerjoin(TEAM, TEAM.c.id == STAFF.c.team_id)
)


def queue_window(
    connection: Connection, wanted: Filter, now: datetime, me: int | None, offset: int, limit: int, order: Order = QUEUE_ORDER
) -> Sequence[QueueRow]:
    """At most `limit` cases of the filtered queue from `offset` on; see `db.queries.queue_order` for the orders.

    The page is cut first, where it can be on an index alone, and only its rows are read whole.
    """
    ids = page(connection, wanted, now, me, offset, limit, order)
    return [row for first in range(0, len(ids), AT_ONCE) for row in queue_rows(connection, ids[first : first + AT_ONCE])]


def queue_rows(connection: Connection, ids: Sequence[int]) -> Sequence[QueueRow]:
    """The lines of these cases, in the order they are given."""
    of_them = counts_for(connection, ids)
    tags, flags, contacts = _tags(connection, ids), _flags(connection, of_them), _contacts(connection, of_them)
    lines = {row.id: row for row in connection.execute(_LINES.where(CASE.c.id.in_(ids)))}
    return [QueueRow(*(*lines[id_], contacts.get(id_), tuple(tags[id_]), _in_order(flags[id_]))) for id_ in ids if id_ in lines]


def _tags(connection: Connection, ids: Sequence[int]) -> Mapping[int, list[str]]:
    found = defaultdict(list)
    query = select(CASE_TAG.c.case_id, CASE_TAG.c.tag).where(CASE_TAG.c.case_id.in_(ids)).order_by(CASE_TAG.c.tag)
    for case_id, tag in connection.execute(query):
        found[case_id].append(tag)
    return found


def _flags(connection: Connection, of_them: Mapping[int, set[int]]) -> Mapping[int, set[str]]:
    found = defaultdict(set)
    query = select(CONCERN.c.case_id, CONCERN.c.kind).where(CONCERN.c.case_id.in_(of_them))
    for case_id, kind in connection.execute(query):
        for top in of_them[case_id]:
            found[top].add(kind)
    return found


def _in_order(flags: set[str]) -> tuple[str, ...]:
    known = [kind for kind in concern_kinds() if kind in flags]
    return (*known, *sorted(flags.difference(known)))


def _contacts(connection: Connection, of_them: Mapping[int, set[int]]) -> Mapping[int, datetime]:
    found: dict[int, datetime] = {}
    query = select(ENTRY.c.case_id, func.max(ENTRY.c.at)).where(ENTRY.c.case_id.in_(of_them), IS_CONTACT)
    for case_id, at in connection.execute(query.group_by(ENTRY.c.case_id)):
        for top in of_them[case_id]:
            found[top] = max(at, found.get(top, at))
    return found
