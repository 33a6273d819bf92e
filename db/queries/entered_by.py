"""The rows that somebody entered and that may have been withdrawn since, with the names of both."""

from typing import Any

from sqlalchemy import Select, select

from db.tables.plain import STAFF


def with_names(table: Any) -> Select[Any]:
    """Every row of a table, with the name of who entered it as `enterer` and of who withdrew it as `withdrawer`."""
    enterer, withdrawer = STAFF.alias(), STAFF.alias()
    entered = table.outerjoin(enterer, enterer.c.id == table.c.staff_id)
    named = entered.outerjoin(withdrawer, withdrawer.c.id == table.c.withdrawn_by)
    return select(table, enterer.c.name.label("enterer"), withdrawer.c.name.label("withdrawer")).select_from(named)
