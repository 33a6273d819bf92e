"""The tags that are in use."""

from sqlalchemy import Connection, func, select

from db.tables.plain import CASE, CASE_TAG

MOST = 200


def tags_in_use(connection: Connection) -> list[tuple[str, int]]:
    """The tags that open cases have and on how many of them, the most used first."""
    number = func.count()
    query = select(CASE_TAG.c.tag, number).select_from(CASE_TAG.join(CASE, CASE.c.id == CASE_TAG.c.case_id))
    query = query.where(CASE.c.closed_at.is_(None)).group_by(CASE_TAG.c.tag).order_by(number.desc(), CASE_TAG.c.tag).limit(MOST)
    return [(tag, count) for tag, count in connection.execute(query)]
