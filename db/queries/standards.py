"""The service standards in the record."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from casework.standards import Standard, standard_from
from db.tables import StandardRow


def standards(connection: Connection) -> Mapping[int, Standard]:
    """Every standard, whatever its dates, by the row a clock refers to."""
    rows = connection.execute(select(StandardRow.__table__).order_by(StandardRow.__table__.c.row_id)).mappings()  # type: ignore[attr-defined]
    found = {}
    for row in rows:
        values = dict(row)
        row_id = int(values.pop("row_id"))
        found[row_id] = standard_from(values)
    return found
