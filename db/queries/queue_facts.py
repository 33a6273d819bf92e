"""What is true of a case through other rows: its waits, concerns, contacts, tags and duplicates, as conditions on the cases."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    text,
)

from casework.contact_outcomes import answering_outcomes
from casework.filter_grammar import ANY, Days, Status, Term
from casework.moments import end_of_date, start_of_date
from casework.tasks import CALL_BACK, CALL_BACK_STANDARD, PROMISES, TASK
from db.queries.tasks import IS_OPEN
from db.tables.plain import CASE, CASE_WAIT, CONCERN, ENTRY, STANDARD
from db.tables.plain import TASK as TASKS

IS_CONTACT: Any = and_(
    ENTRY.c.withdrawn_at.is_(None),
    text("(entry.kind IN ('contact', 'letter') OR (entry.kind = 'step' AND entry.step = 'callback-returned'))"),
)
"""A line of a timeline by which we were in touch with them; in the words of its index, so that it is used."""
FIRST_CONTACT: Any = and_(CASE.c.created_at == CASE.c.closed_at, CASE.c.outcome.in_(answering_outcomes()))
"""Whether a case was answered by the contact that made it."""
REOPENED: Any = and_(text("entry.kind = 'reopened'"), ENTRY.c.withdrawn_at.is_(None))
WAITS: Any = and_(CASE_WAIT.c.resumed_at.is_(None), CASE_WAIT.c.withdrawn_at.is_(None))
WAITING: Any = and_(CASE.c.closed_at.is_(None), exists().where(CASE_WAIT.c.case_id == CASE.c.id, WAITS))
"""Whether an open case waits for somebody else."""
IS_REOPENED: Any = exists().where(ENTRY.c.case_id == CASE.c.id, REOPENED)

_CALL_BACK_ROWS = select(STANDARD.c.row_id).where(STANDARD.c.id == CALL_BACK_STANDARD)
_FIRST_TASK = (
    select(TASKS.c.kind)
    .where(TASKS.c.case_id == CASE.c.id, IS_OPEN, TASKS.c.own_due)
    .order_by(TASKS.c.due_at, TASKS.c.id)
    .limit(1)
    .correlate(CASE)
    .scalar_subquery()
)
NEXT_TASK: Any = case(
    (CASE.c.next_due_at.is_(None), None),
    (CASE.c.next_standard.is_(None), _FIRST_TASK),
    (CASE.c.next_standard.in_(_CALL_BACK_ROWS), CALL_BACK),
    else_=None,
)
"""The kind of a case's next thing when that is a call-back or a task."""
PROMISE: Any = case(
    (CASE.c.next_due_at.is_(None), None),
    (CASE.c.next_standard.is_(None), case((_FIRST_TASK == TASK, PROMISES[TASK]), else_=PROMISES[CALL_BACK])),
    else_=select(STANDARD.c.promise).where(STANDARD.c.row_id == CASE.c.next_standard).correlate(CASE).scalar_subquery(),
)
"""What a case's next deadline promises, in words."""

_TOP, _DUPLICATE, _FURTHER = CASE.alias("kept"), CASE.alias("duplicate"), CASE.alias("further")


@cache
def merged_under(status: Status) -> Any:
    """The duplicates that were merged into cases of a status, and into those: each `id` with the `top` case it counts for."""
    merged = select(_DUPLICATE.c.id.label("id"), _DUPLICATE.c.merged_into.label("top"))
    if status == "open":
        merged = merged.where(_DUPLICATE.c.merged_into.in_(select(_TOP.c.id).where(_TOP.c.closed_at.is_(None))))
    else:
        merged = merged.where(_DUPLICATE.c.merged_into.is_not(None))
    under = merged.cte(f"under_{status}", recursive=True)  # One statement may count of several statuses.
    further = select(_FURTHER.c.id, under.c.top).where(_FURTHER.c.merged_into == under.c.id)
    return under.union(further)


def counts_for(connection: Connection, ids: Sequence[int]) -> dict[int, set[int]]:
    """These cases and the duplicates that were merged into them, and into those, each with which of these cases it counts for."""
    found = {id_: {id_} for id_ in ids}
    changed: Collection[int] = ids
    while changed:
        query = select(CASE.c.id, CASE.c.merged_into).where(CASE.c.merged_into.in_(changed))
        changed = set()
        for id_, into in connection.execute(query):
            of_it = found.setdefault(id_, set())
            if not found[into] <= of_it:
                of_it |= found[into]
                changed.add(id_)
    return found


def last_contact(status: Status) -> ColumnElement[Any]:
    """When they were last in touch with us, or we with them, on a case or a duplicate that was merged into it."""
    under = merged_under(status)
    own = select(func.max(ENTRY.c.at)).where(ENTRY.c.case_id == CASE.c.id, IS_CONTACT).correlate(CASE).scalar_subquery()
    rows = select(CASE.c.id).correlate(CASE).union(select(under.c.id).where(under.c.top == CASE.c.id).correlate(CASE))
    of_all = select(func.max(ENTRY.c.at)).where(IS_CONTACT, ENTRY.c.case_id.in_(rows)).correlate(CASE).scalar_subquery()
    return case((CASE.c.id.in_(select(under.c.top)), of_all), else_=own)


def flagged(kinds: tuple[str, ...], status: Status) -> list[ColumnElement[bool]]:
    """That a concern of any of these kinds, of whatever kind when none is given, was raised on a case or a duplicate of it."""
    wanted = [CONCERN.c.kind.in_(kinds)] if kinds else []
    return [has(CONCERN.c.case_id, status, *wanted), through_duplicates(CONCERN.c.case_id, status, *wanted)]


def through_duplicates(of_case: Any, status: Status, *conditions: Any) -> ColumnElement[bool]:
    """That another table has such a row for a duplicate that was merged into a case; there are few of them."""
    under = merged_under(status)
    found = exists(select(literal_column("1")).where(of_case == under.c.id, *conditions).correlate(under))
    return CASE.c.id.in_(select(under.c.top).where(found))  # type: ignore[no-any-return]


def received_at(status: Status) -> Any:
    """When a case was received. Of the few open ones an index of every case is no way to find them, so it is put out of reach."""
    return func.coalesce(CASE.c.received_at, CASE.c.received_at) if status == "open" else CASE.c.received_at


def cases(status: Status, *columns: Any) -> Select[Any]:
    """These columns of cases of a status; the rest of a filter is for the caller to add."""
    query = select(*columns).select_from(CASE)
    if status == ANY:
        return query
    return query.where(CASE.c.closed_at.is_(None) if status == "open" else CASE.c.closed_at.is_not(None))


def has(of_case: Any, status: Status, *conditions: Any) -> ColumnElement[bool]:
    """That another table has such a row for a case. Few cases are open, so they are looked up; else the rows are gone through."""
    if status == "open":
        return exists(select(literal_column("1")).where(of_case == CASE.c.id, *conditions).correlate(CASE))
    return CASE.c.id.in_(select(of_case).where(of_case.is_not(None), *conditions))  # type: ignore[no-any-return]


def said_by(term: Term, found: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    """What a term says: that one of its values is found, or that none is, nor anything unknown."""
    either = or_(false(), *found)
    return not_(func.coalesce(either, false())) if term.without else either


def within(at: Any, days: Days) -> ColumnElement[bool]:
    """That a moment is on these dates in London."""
    parts = [at >= start_of_date(days.first)] if days.first is not None else []
    parts += [at <= end_of_date(days.last)] if days.last is not None else []
    return and_(*parts)
