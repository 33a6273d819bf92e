"""Which cases a page of the filtered queue holds, and where a case or a moment stands in the whole of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, func, select

from casework.errors import DeskError
from casework.filter_grammar import Filter
from casework.queue_columns import Order
from db.bulk import in_parts
from db.queries.queue_counts import queue_count
from db.queries.queue_filter import Conditions
from db.queries.queue_order import DATED, Section, sections
from db.tables.plain import CASE

TURNED_FROM = 20_000
"""From how far down on it is worth counting a list to read it from its nearer end."""


class NotDated(DeskError):
    """A list that is not in order by a moment can't be gone to a date."""


def page(
    connection: Connection, wanted: Filter, now: datetime, me: int | None, offset: int, limit: int, order: Order
) -> list[int]:
    """The cases, by number, of at most `limit` lines of the queue from `offset` on."""
    return [row.id for row in _lines(connection, wanted, now, me, offset, limit, order, CASE.c.id)]


def queue_ids(
    connection: Connection, wanted: Filter, now: datetime, me: int | None, most: int, order: Order | None = None
) -> list[tuple[int, int]]:
    """The number and the version of the first `most` cases of the queue."""
    found = _lines(connection, wanted, now, me, 0, most, order or Order(), CASE.c.id, CASE.c.version)
    return [(row.id, row.version) for row in found]


def queue_kept(connection: Connection, wanted: Filter, now: datetime, me: int | None, ids: Iterable[int]) -> dict[int, int]:
    """Those of these cases, by number, that the queue has, each with its version."""
    conditions = Conditions(connection, now, me)
    found: dict[int, int] = {}
    for part in in_parts(ids):
        for section in sections(Order(), wanted.status):
            query = conditions.query(replace(wanted, status=section.status), CASE.c.id, CASE.c.version)
            found.update((row.id, row.version) for row in connection.execute(query.where(CASE.c.id.in_(part))))
    return found


def queue_position(
    connection: Connection, wanted: Filter, now: datetime, me: int | None, case_id: int, order: Order | None = None
) -> int | None:
    """The place of a case in the filtered queue, from 0; None when the filter leaves it out."""
    conditions = Conditions(connection, now, me)
    before = 0
    for part in sections(order or Order(), wanted.status):
        narrowed = replace(wanted, status=part.status)
        query = conditions.query(narrowed, *(key.value for key in part.keys)).where(CASE.c.id == case_id)
        if (own := connection.execute(query).one_or_none()) is not None:
            counts = (conditions.query(narrowed, func.count()).where(each) for each in part.before(cast("tuple[Any, ...]", own)))
            return before + sum(connection.execute(select(*(each.scalar_subquery() for each in counts))).one())
        before += queue_count(connection, narrowed, now, me)
    return None


def queue_place(connection: Connection, wanted: Filter, now: datetime, me: int | None, order: Order, moment: datetime) -> int:
    """The place, from 0, of the first case at or after a moment by what the queue is in order by; backwards, at or before it.

    Where all that have a moment come before, it is that of the first without one, or how many there are. In an order by due of
    closed cases alone it is when they were closed. Raises NotDated for an order that is not by a moment.
    """
    if order.by not in DATED:
        raise NotDated("The queue is not in order by a date. Sort it by due, received, closed or last contact first.")
    part = sections(order, wanted.status)[0]
    narrowed = replace(wanted, status=part.status)
    query = Conditions(connection, now, me).query(narrowed, func.count()).where(part.keys[0].before(moment))
    return connection.execute(query).scalar() or 0


def _lines(
    connection: Connection, wanted: Filter, now: datetime, me: int | None, offset: int, limit: int, order: Order, *columns: Any
) -> Iterator[Row[Any]]:
    """These columns of at most so many lines from an offset on, in order."""
    conditions = Conditions(connection, now, me)
    for part in sections(order, wanted.status):
        narrowed = replace(wanted, status=part.status)
        query = conditions.query(narrowed, *columns)
        turns = part.turns and offset >= TURNED_FROM and narrowed == Filter(status=part.status, problems=wanted.problems)
        total = queue_count(connection, narrowed, now, me) if turns else None
        found = _cut(connection, query, part, offset, limit, total)
        yield from found
        limit -= len(found)
        if limit <= 0:
            return
        offset = max(0, offset - queue_count(connection, narrowed, now, me)) if offset and not found else 0


def _cut(connection: Connection, query: Any, part: Section, offset: int, limit: int, total: int | None) -> Sequence[Row[Any]]:
    """A page of a query, read from the other end where it is nearer to that, as far as the total is known."""
    if total is None or offset <= total // 2:
        return connection.execute(query.order_by(*part.clauses()).offset(offset).limit(limit)).all()
    length = max(0, min(limit, total - offset))
    last_first = query.order_by(*part.clauses(turned=True)).offset(max(0, total - offset - length)).limit(length)
    return connection.execute(last_first).all()[::-1]
