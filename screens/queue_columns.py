"""The columns of the queue as its list draws them: how wide each is, and which go first when there is little room."""

from collections.abc import Sequence
from dataclasses import replace

from casework.queue_columns import QUEUE_COLUMNS, USUAL, Order
from db.queries.queue import QueueRow
from screens import queue_cells as cells
from screens.desk import Desk
from screens.widgets.columns import Column

UP, DOWN = "↑", "↓"
"""After the title of the column that the list is sorted by: from its first, or from its last."""


def queue_columns(ids: Sequence[str], desk: Desk, order: Order) -> list[Column[QueueRow]]:
    """The columns with these ids, in this order; of chosen ones the last go first when the list is narrow."""
    known = _known(cells.QueueCells(desk, ids))
    columns = [replace(known[each], title=_title(each, order, ids)) for each in ids]
    if tuple(ids) == USUAL:
        return columns
    return [replace(column, from_cells=0, priority=place if column.priority else 0) for place, column in enumerate(columns)]


def bears_order(ids: Sequence[str], order: Order) -> str:
    """The id of the column whose title tells the order; empty when there is none."""
    if order.by in ids:
        return order.by
    return "about" if order.by in ("from", "subject") and "about" in ids else ""


def _title(column: str, order: Order, ids: Sequence[str]) -> str:
    title, mark = QUEUE_COLUMNS[column].title, DOWN if order.backwards else UP
    if column != bears_order(ids, order):
        return title
    return title.replace(",", f" {mark},", 1) if order.by == "from" and "," in title else f"{title} {mark}"


def _known(desk: cells.QueueCells) -> dict[str, Column[QueueRow]]:
    """Every column; those without a priority go last, whatever their place."""
    return {
        "due": Column("", desk.due, width=27, least=24),
        "ref": Column("", cells.reference, width=11),
        "kind": Column("", cells.kind, width=8, priority=2, from_cells=85),
        "flags": Column("", cells.flags, width=30, least=12, short=cells.short_flags),
        "about": Column("", desk.about, share=3, least=14),
        "from": Column("", desk.person, share=2, least=12, most=30, priority=1),
        "subject": Column("", desk.subject, share=3, least=12, priority=1),
        "force": Column("", cells.force, width=12, least=8, share=1, most=22, priority=3, from_cells=100),
        "their-ref": Column("", cells.their_reference, width=12, least=9, share=1, most=18, priority=1),
        "owner": Column("", cells.owner, width=12, least=8, share=1, most=18, priority=1),
        "team": Column("", cells.team, width=12, least=8, share=1, most=18, priority=1),
        "priority": Column("", cells.priority, width=8, priority=1),
        "tags": Column("", cells.tags, width=14, least=8, share=1, most=30, priority=1),
        "channel": Column("", cells.channel, width=12, least=8, priority=1),
        "received": Column("", desk.received, width=15, least=10, priority=1),
        "contact": Column("", desk.contact, width=15, least=12, priority=1),
        "promise": Column("", desk.promise, width=16, least=12, share=1, most=22, priority=1),
        "closed": Column("", desk.closed, width=24, least=10, share=1, most=40, priority=1),
    }
