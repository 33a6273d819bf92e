"""The queue: cases by deadline, a window of them at a time, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, false, func, not_, nulls_last, or_, select, true

from casework.filter_grammar import ANY, Filter
from casework.moments import end_of_date, london_date, start_of_date
from casework.search_words import folded
from casework.tasks import CALL_BACK, CALL_BACK_STANDARD, LABELS
from db.queries.tasks import IS_OPEN
from db.search import cases_with
from db.tables.plain import CASE, CASE_WAIT, CONCERN, PERSON, STAFF, STANDARD, TASK


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case as a line of a list. `standard` is the row of the standard its next clock runs under, None when a task is next.

    `paused_at` is since when no clock of it runs; `waiting` is whether it waits for somebody else at all; `flagged` is whether
    a concern was raised on it. `next_task` is the kind of its next thing when that is a call-back or a task (casework.tasks).
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
    flagged: bool
    next_task: str | None = None

    @property
    def waits_beside(self) -> bool:
        """Whether it waits for somebody else while another clock of it runs on, or something is to be done meanwhile."""
        return self.waiting and (self.paused_at is None or self.due_at is not None)

    @property
    def next_words(self) -> str:
        """`call-back` or `task` for a case whose next thing is one, else nothing."""
        return LABELS[self.next_task] if self.next_task is not None and self.closed_at is None else ""


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """Open cases by how their next clock stands, and the moment (UTC) the counts next change by themselves."""

    overdue: int
    today: int
    soon: int
    open: int
    changes_at: datetime | None


_DUPLICATE = CASE.alias("duplicate")
"""A case that was merged into another: what was raised on it flags that one too."""
_CALL_BACK_ROWS = select(STANDARD.c.row_id).where(STANDARD.c.id == CALL_BACK_STANDARD)
_FIRST_TASK = (
    select(TASK.c.kind)
    .where(TASK.c.case_id == CASE.c.id, IS_OPEN, TASK.c.own_due)
    .order_by(TASK.c.due_at, TASK.c.id)
    .limit(1)
    .correlate(CASE)
    .scalar_subquery()
)
_NEXT_TASK: Any = case(
    (CASE.c.next_due_at.is_(None), None),
    (CASE.c.next_standard.is_(None), _FIRST_TASK),
    (CASE.c.next_standard.in_(_CALL_BACK_ROWS), CALL_BACK),
    else_=None,
)
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
    exists().where(CASE_WAIT.c.case_id == CASE.c.id, CASE_WAIT.c.resumed_at.is_(None), CASE_WAIT.c.withdrawn_at.is_(None)),
    or_(
        exists().where(CONCERN.c.case_id == CASE.c.id),
        exists().where(CONCERN.c.case_id == _DUPLICATE.c.id, _DUPLICATE.c.merged_into == CASE.c.id),
    ),
    _NEXT_TASK,
)


def queue_window(
    connection: Connection, wanted: Filter, now: datetime, me: int | None, offset: int, limit: int
) -> Sequence[QueueRow]:
    """At most `limit` cases of the filtered queue from `offset` on: open ones by deadline, then closed ones, latest first.

    The page is cut on the queue's own index first, and only its rows are joined to people and staff.
    """
    if wanted.status == "any":
        return _open_then_closed(connection, wanted, now, me, offset, limit)
    ids = select(CASE.c.id).where(_kept(connection, wanted, now, me)).order_by(*_order(wanted)).offset(offset).limit(limit)
    page = ids.subquery()
    query: Select[Any] = (
        select(*_COLUMNS)
        .select_from(page.join(CASE, CASE.c.id == page.c.id).outerjoin(PERSON).outerjoin(STAFF, STAFF.c.id == CASE.c.owner_id))
        .order_by(*_order(wanted))
    )
    return [QueueRow(*cast("tuple[Any, ...]", row)) for row in connection.execute(query)]


def _open_then_closed(
    connection: Connection, wanted: Filter, now: datetime, me: int | None, offset: int, limit: int
) -> Sequence[QueueRow]:
    still_open, closed = replace(wanted, status="open"), replace(wanted, status="closed")
    first = queue_window(connection, still_open, now, me, offset, limit)
    if len(first) == limit:
        return first
    passed = offset + len(first) if first else queue_count(connection, still_open, now, me)
    return [*first, *queue_window(connection, closed, now, me, max(0, offset - passed), limit - len(first))]


def queue_count(connection: Connection, wanted: Filter, now: datetime, me: int | None) -> int:
    """How many cases the filtered queue holds."""
    query = select(func.count()).select_from(CASE).where(_kept(connection, wanted, now, me))
    return connection.execute(query).scalar() or 0


def queue_position(connection: Connection, wanted: Filter, now: datetime, me: int | None, case_id: int) -> int | None:
    """The place of a case in the filtered queue, from 0; None when the filter leaves it out."""
    kept = _kept(connection, wanted, now, me)
    found = connection.execute(select(CASE.c.next_due_at, CASE.c.closed_at).where(CASE.c.id == case_id, kept)).one_or_none()
    if found is None:
        return None
    before = _before(case_id, *found)
    return connection.execute(select(func.count()).select_from(CASE).where(kept, before)).scalar() or 0


def queue_counts(connection: Connection, now: datetime) -> QueueCounts:
    """How many open cases are overdue, due today and due soon by their next clock."""
    end = end_of_date(london_date(now))
    due, warn, is_open = CASE.c.next_due_at, CASE.c.next_warn_at, CASE.c.closed_at.is_(None)

    def number(*conditions: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(CASE).where(is_open, *conditions)).scalar() or 0

    def first(moment: ColumnElement[Any], *conditions: ColumnElement[bool]) -> datetime | None:
        found: datetime | None = connection.execute(select(func.min(moment)).where(is_open, *conditions)).scalar()
        return found

    soonest, later = first(due, due >= now), first(due, due > end)
    coming = [
        None if soonest is None else soonest + timedelta(microseconds=1),
        None if later is None else start_of_date(london_date(later)),
        first(warn, due > end, warn > now),
    ]
    return QueueCounts(
        overdue=number(due < now),
        today=number(due >= now, due <= end),
        soon=number(due > end, warn <= now),
        open=number(),
        changes_at=min((moment for moment in coming if moment is not None), default=None),
    )


def _order(wanted: Filter) -> tuple[Any, ...]:
    if wanted.status == "open":
        return nulls_last(CASE.c.next_due_at.asc()), CASE.c.id
    return CASE.c.closed_at.desc(), CASE.c.id


def _before(case_id: int, due_at: datetime | None, closed_at: datetime | None) -> ColumnElement[bool]:
    """What stands before a case: open ones by deadline, then closed ones, latest first."""
    due, closed, earlier = CASE.c.next_due_at, CASE.c.closed_at, CASE.c.id < case_id
    if closed_at is not None:
        return or_(closed.is_(None), closed > closed_at, and_(closed == closed_at, earlier))
    if due_at is not None:
        return and_(closed.is_(None), due <= due_at, or_(due < due_at, earlier))
    return and_(closed.is_(None), or_(due.is_not(None), earlier))


def _kept(connection: Connection, wanted: Filter, now: datetime, me: int | None) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    if wanted.status != "any":
        parts.append(CASE.c.closed_at.is_(None) if wanted.status == "open" else CASE.c.closed_at.is_not(None))
    dialect = connection.dialect.name
    if wanted.words:
        parts.append(CASE.c.id.in_(cases_with(wanted.words, dialect)))
    parts.extend(not_(CASE.c.id.in_(cases_with(typed.split(), dialect))) for typed in wanted.without)
    if wanted.kinds:
        parts.append(CASE.c.kind.in_(wanted.kinds))
    if wanted.force:
        parts.append(CASE.c.force == wanted.force)
    if wanted.channel:
        parts.append(CASE.c.channel == wanted.channel)
    if wanted.flag:
        parts.append(_flagged(wanted.flag))
    if wanted.owner is not None:
        parts.append(_owned_by(connection, wanted.owner, me))
    parts.extend(_due(wanted, now))
    return and_(true(), *parts)


def _flagged(flag: str) -> ColumnElement[bool]:
    # Few cases of many have a concern, so they are looked up from there.
    raised = select(CONCERN.c.case_id).where(CONCERN.c.case_id.is_not(None))
    raised = raised if flag == ANY else raised.where(CONCERN.c.kind == flag)
    through = select(_DUPLICATE.c.merged_into).where(_DUPLICATE.c.id.in_(raised), _DUPLICATE.c.merged_into.is_not(None))
    return or_(CASE.c.id.in_(raised), CASE.c.id.in_(through))


def _owned_by(connection: Connection, owner: str, me: int | None) -> ColumnElement[bool]:
    if owner == "none":
        return CASE.c.owner_id.is_(None)  # type: ignore[no-any-return]
    if owner == "me":
        return false() if me is None else CASE.c.owner_id == me
    names = connection.execute(select(STAFF.c.id, STAFF.c.name, STAFF.c.login)).all()
    meant = [row.id for row in names if f" {owner}" in f" {folded(row.name)}" or folded(row.login) == owner]
    return CASE.c.owner_id.in_(meant)  # type: ignore[no-any-return]


def _due(wanted: Filter, now: datetime) -> list[ColumnElement[bool]]:
    due, end = CASE.c.next_due_at, end_of_date(london_date(now))
    parts: list[ColumnElement[bool]] = []
    if wanted.due == "overdue":
        parts.append(due < now)
    elif wanted.due == "today":
        parts.append(and_(due >= now, due <= end))
    elif wanted.due == "soon":
        parts.append(and_(due > end, CASE.c.next_warn_at <= now))
    if wanted.due_before is not None:
        parts.append(due < start_of_date(wanted.due_before))
    return parts
