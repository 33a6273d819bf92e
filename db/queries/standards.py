"""The service standards in the record."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from casework.standards import Standard, standard_from
from db.tables.plain import STANDARD


def standards(connection: Connection) -> Mapping[int, Standard]:
    """Every standard, whatever its dates, by the row a clock refers to."""
    rows = connection.execute(select(STANDARD).order_by(STANDARD.c.row_id)).mappings()
    found = {}
    for row in rows:
        values = dict(row)
        row_id = int(values.pop("row_id"))
        found[row_id] = standard_from(values)
    return found
