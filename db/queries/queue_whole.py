"""The whole of the filtered queue, however long, a part at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from casework.filter_grammar import Filter
from casework.queue_columns import Order
from db.queries.queue import AT_ONCE, QueueRow, queue_rows
from db.queries.queue_filter import Conditions
from db.queries.queue_order import sections
from db.tables.plain import CASE, PERSON, PERSON_DETAIL

ADDRESS = "address"
"""The detail of a person that is where they live."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How somebody can be reached, as they gave it; empty for what they did not give."""

    phone: str = ""
    email: str = ""
    address: str = ""


def whole_queue(
    connection: Connection, wanted: Filter, now: datetime, me: int | None, order: Order
) -> Iterator[Sequence[QueueRow]]:
    """Every case of the filtered queue in its order, as the record stands at the first read of the caller's transaction."""
    conditions = Conditions(connection, now, me)
    for part in sections(order, wanted.status):
        query = conditions.query(replace(wanted, status=part.status), CASE.c.id).order_by(*part.clauses())
        with connection.execute(query.execution_options(yield_per=AT_ONCE)) as found:
            for ids in found.scalars().partitions():
                yield queue_rows(connection, ids)


def how_to_reach(connection: Connection, cases: Sequence[int]) -> Mapping[int, Reached]:
    """How whoever each of these cases is from can be reached, by the number of the case."""
    at = and_(PERSON_DETAIL.c.person_id == PERSON.c.id, PERSON_DETAIL.c.name == ADDRESS)
    joined = CASE.join(PERSON, PERSON.c.id == CASE.c.person_id).outerjoin(PERSON_DETAIL, at)
    address = func.coalesce(PERSON_DETAIL.c.value, "")
    query = select(CASE.c.id, PERSON.c.phone, PERSON.c.email, address).select_from(joined).where(CASE.c.id.in_(cases))
    return {case_id: Reached(*given) for case_id, *given in connection.execute(query)}
