"""The learning points that stand, of a case or of a period."""

from typing import Any

from sqlalchemy import Connection, Select, select

from casework.learning import LearningPoint
from casework.moments import end_of_date, start_of_date
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period
from db.queries.performance_slice import cases_of
from db.tables.plain import CASE, LEARNING_POINT, STAFF

ALL = Slice()
_COLUMNS = (
    *(LEARNING_POINT.c.id, LEARNING_POINT.c.case_id, CASE.c.reference, CASE.c.kind, CASE.c.force),
    *(LEARNING_POINT.c.theme, LEARNING_POINT.c.text, LEARNING_POINT.c.at, STAFF.c.name, LEARNING_POINT.c.staff_id),
)


def learning_of_case(connection: Connection, case_id: int) -> tuple[LearningPoint, ...]:
    """The learning points of a case, in the order they were noted."""
    return _found(connection, _points().where(LEARNING_POINT.c.case_id == case_id))


def learning_points(connection: Connection, period: Period, of: Slice = ALL) -> tuple[LearningPoint, ...]:
    """The learning points noted in a period on cases of a part of the work, the first one first."""
    query = _points().where(LEARNING_POINT.c.at >= start_of_date(period.first), LEARNING_POINT.c.at <= end_of_date(period.last))
    return _found(connection, query.where(*cases_of(of)))


def _points() -> Select[Any]:
    joined = LEARNING_POINT.join(CASE, CASE.c.id == LEARNING_POINT.c.case_id).outerjoin(
        STAFF, STAFF.c.id == LEARNING_POINT.c.staff_id
    )
    stands = LEARNING_POINT.c.withdrawn_at.is_(None)
    return select(*_COLUMNS).select_from(joined).where(stands).order_by(LEARNING_POINT.c.at, LEARNING_POINT.c.id)


def _found(connection: Connection, query: Select[Any]) -> tuple[LearningPoint, ...]:
    return tuple(
        LearningPoint(
            id=row.id,
            case_id=row.case_id,
            reference=row.reference,
            kind=row.kind,
            force=row.force,
            theme=row.theme,
            text=row.text,
            at=row.at,
            staff=row.name or "",
            staff_id=row.staff_id,
        )
        for row in connection.execute(query)
    )
