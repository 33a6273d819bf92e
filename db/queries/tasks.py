"""The tasks and call-backs of cases: those still to be done for somebody, the earliest due first, and those of one case."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Select, and_, func, select

from db.tables.plain import CASE, PERSON, STAFF, TASK


@dataclass(frozen=True, slots=True)
class TaskView:
    """A call-back that was promised, or a task (see casework.tasks), with its case and the person of that case.

    `what` is as typed. `staff` is whose it is by itself, None for one that is the case owner's. `entry_id` is the line of the
    timeline that made it, `done_by` the name of who did it. A call-back without a moment of its own (`own_due`) is due when the
    clock of its standard is.
    """

    id: int
    case_id: int
    reference: str
    kind: str
    what: str
    person: str
    phone: str
    due_at: datetime
    warn_at: datetime
    staff_id: int | None
    staff: str | None
    done_at: datetime | None
    done_by: str | None
    entry_id: int | None
    made_at: datetime
    own_due: bool
    owner: str | None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None


_DOER, _OWNER = STAFF.alias("doer"), STAFF.alias("owner")
_COLUMNS = (
    TASK.c.id,
    TASK.c.case_id,
    CASE.c.reference,
    TASK.c.kind,
    TASK.c.what,
    PERSON.c.name,
    PERSON.c.phone,
    TASK.c.due_at,
    TASK.c.warn_at,
    TASK.c.staff_id,
    STAFF.c.name,
    TASK.c.done_at,
    _DOER.c.name,
    TASK.c.entry_id,
    TASK.c.made_at,
    TASK.c.own_due,
    _OWNER.c.name,
)
_WITH_CASE = (
    TASK.join(CASE, CASE.c.id == TASK.c.case_id)
    .outerjoin(PERSON, PERSON.c.id == CASE.c.person_id)
    .outerjoin(STAFF, STAFF.c.id == TASK.c.staff_id)
    .outerjoin(_DOER, _DOER.c.id == TASK.c.done_by)
    .outerjoin(_OWNER, _OWNER.c.id == CASE.c.owner_id)
)
WHOSE: Any = func.coalesce(TASK.c.staff_id, CASE.c.owner_id, TASK.c.made_by)
"""Whose a task is: its own member's, else the case owner's, else of whoever made it."""
IS_OPEN = and_(TASK.c.done_at.is_(None), TASK.c.withdrawn_at.is_(None))


def open_tasks(connection: Connection, staff_id: int | None) -> list[TaskView]:
    """What is still to be done on open cases, the earliest due first: a member's own, and nobody's on cases they own.

    On a case without an owner it is whoever's who promised or added it. Everybody's, when nobody is given.
    """
    query = _tasks().where(IS_OPEN, CASE.c.closed_at.is_(None))
    if staff_id is not None:
        query = query.where(staff_id == WHOSE)
    return _read(connection, query.order_by(TASK.c.due_at, TASK.c.id))


def tasks_of_case(connection: Connection, case_id: int) -> list[TaskView]:
    """A case's tasks and call-backs but those taken back: those open, the earliest due first, then those done."""
    query = _tasks().where(TASK.c.case_id == case_id, TASK.c.withdrawn_at.is_(None))
    found = _read(connection, query.order_by(TASK.c.due_at, TASK.c.id))
    done = sorted((task for task in found if task.done_at), key=lambda task: (task.done_at or task.due_at, task.id), reverse=True)
    return [*(task for task in found if task.open), *done]


def case_of_task(connection: Connection, number: int) -> int | None:
    """The row of the case that a task is of, taken back or not; None when there is no such task."""
    found: int | None = connection.execute(select(TASK.c.case_id).where(TASK.c.id == number)).scalar()
    return found


def _tasks() -> Select[Any]:
    return select(*_COLUMNS).select_from(_WITH_CASE)


def _read(connection: Connection, query: Select[Any]) -> list[TaskView]:
    return [TaskView(*_known(cast("tuple[Any, ...]", row))) for row in connection.execute(query)]


def _known(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with no name and no number as empty texts."""
    return (*row[:5], row[5] or "", row[6] or "", *row[7:])
