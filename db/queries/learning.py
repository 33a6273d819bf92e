"""The learning points that stand, of a case or of a period."""

from typing import Any

from sqlalchemy import Connection, Select, select

from casework.learning import LearningPoint
from casework.moments import end_of_date, start_of_date
from casework.summaries.periods import Period
from db.tables.plain import CASE, LEARNING_POINT, STAFF

_COLUMNS = (
    *(LEARNING_POINT.c.id, LEARNING_POINT.c.case_id, CASE.c.reference, CASE.c.kind, CASE.c.force),
    *(LEARNING_POINT.c.theme, LEARNING_POINT.c.text, LEARNING_POINT.c.at, STAFF.c.name, LEARNING_POINT.c.staff_id),
)


def learning_of_case(connection: Connection, case_id: int) -> tuple[LearningPoint, ...]:
    """The learning points of a case, in the order they were noted."""
    return _found(connection, _points().where(LEARNING_POINT.c.case_id == case_id))


def learning_points(connection: Connection, period: Period, force: str | None = None) -> tuple[LearningPoint, ...]:
    """The learning points noted in a period, the first one first; of cases about one force, by its id, when one is given."""
    query = _points().where(LEARNING_POINT.c.at >= start_of_date(period.first), LEARNING_POINT.c.at <= end_of_date(period.last))
    return _found(connection, query if force is None else query.where(CASE.c.force == force))


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
