"""The names in the record that a filter may be typed with, for completing it and for saying which there is not."""

from typing import Any

from sqlalchemy import Connection, func, select

from casework.filters.known import Known, KnownMember
from casework.late_reasons import OWN_WORDS
from casework.sorting import sorting
from db.queries.late_reasons import late_reasons
from db.tables.plain import CASE_TAG, LATE_REASON, STAFF, STANDARD, TEAM


def filter_names(connection: Connection) -> Known:
    """Staff, teams, tags and standards, each in order; of staff those who have left too, after the others.

    Reasons for lateness are those of the office's list, then those that were given before they were taken off it.
    """
    staff = connection.execute(select(STAFF.c.name, STAFF.c.login, STAFF.c.active))
    teams = connection.execute(select(TEAM.c.name, TEAM.c.active))
    standards = connection.execute(select(STANDARD.c.id, STANDARD.c.title).order_by(STANDARD.c.row_id))
    return Known(
        staff=tuple(sorted((KnownMember(*row) for row in staff), key=lambda it: (not it.active, sorting(it.name), it.login))),
        teams=tuple(row.name for row in sorted(teams, key=lambda row: (not row.active, sorting(row.name)))),
        tags=tuple(connection.execute(_each_once(CASE_TAG.c.tag)).scalars()),
        standards=tuple({row.id: row.title for row in standards}.items()),
        reasons=tuple(dict.fromkeys((*late_reasons(connection), OWN_WORDS, *reasons_given(connection)))),
    )


def reasons_given(connection: Connection) -> tuple[str, ...]:
    """Every reason for lateness that was ever given."""
    return tuple(connection.execute(_each_once(LATE_REASON.c.reason)).scalars())


def _each_once(column: Any) -> Any:
    """Every value of a column, each once: from one to the next on its index, which is quick however many rows have each."""
    first = select(func.min(column).label("value")).cte("each", recursive=True)
    after = select(func.min(column)).where(column > first.c.value).correlate(first).scalar_subquery()
    known = first.union_all(select(after).where(first.c.value.is_not(None)))
    return select(known.c.value).where(known.c.value.is_not(None))
