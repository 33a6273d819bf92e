"""What a member of staff has set for themselves."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from db.tables.plain import OWN_SETTING


def own_settings(connection: Connection, staff_id: int) -> Mapping[str, str]:
    """Their settings by the names `db.settings` gives them; those never set are not there."""
    rows = connection.execute(select(OWN_SETTING.c.key, OWN_SETTING.c.value).where(OWN_SETTING.c.staff_id == staff_id))
    return {row.key: row.value for row in rows}
