"""The names in the record that a filter may be typed with, for completing it and for saying which there is not."""

from typing import Any

from sqlalchemy import Connection, func, select

from casework.filters.known import Known, KnownMember
from casework.sorting import sorting
from db.tables.plain import CASE_TAG, STAFF, STANDARD, TEAM


def filter_names(connection: Connection) -> Known:
    """Staff, teams, tags and standards, each in order; of staff those who have left too, after the others."""
    staff = connection.execute(select(STAFF.c.name, STAFF.c.login, STAFF.c.active))
    teams = connection.execute(select(TEAM.c.name, TEAM.c.active))
    standards = connection.execute(select(STANDARD.c.id, STANDARD.c.title).order_by(STANDARD.c.row_id))
    return Known(
        staff=tuple(sorted((KnownMember(*row) for row in staff), key=lambda it: (not it.active, sorting(it.name), it.login))),
        teams=tuple(row.name for row in sorted(teams, key=lambda row: (not row.active, sorting(row.name)))),
        tags=tuple(connection.execute(_tags()).scalars()),
        standards=tuple({row.id: row.title for row in standards}.items()),
    )


def _tags() -> Any:
    """Every tag there is, each once: from one to the next on their index, which is quick however many cases have each."""
    first = select(func.min(CASE_TAG.c.tag).label("tag")).cte("tags", recursive=True)
    after = select(func.min(CASE_TAG.c.tag)).where(CASE_TAG.c.tag > first.c.tag).correlate(first).scalar_subquery()
    known = first.union_all(select(after).where(first.c.tag.is_not(None)))
    return select(known.c.tag).where(known.c.tag.is_not(None))
