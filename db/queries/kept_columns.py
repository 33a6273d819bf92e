"""What was kept of the columns of files with these headings."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from casework.foreign.contact_columns import KeptColumns
from db import settings
from db.tables.plain import SETTING


@dataclass(frozen=True, slots=True)
class LastTime:
    """The columns as they were when a file with these headings was last brought in, and when that was."""

    at: datetime
    columns: KeptColumns


def kept_columns(connection: Connection, heading_set: str) -> LastTime | None:
    """The columns of the last file with this set of headings; None when there was none, or what is kept can't be read."""
    key = settings.CONTACT_COLUMNS + heading_set
    value = connection.execute(select(SETTING.c.value).where(SETTING.c.key == key)).scalar()
    try:
        told = json.loads(value) if value else {}
        columns = {str(name): tuple(map(str, keys)) for name, keys in told["columns"].items()}
        fixed = {str(name): str(text) for name, text in told["fixed"].items()}
        left_out = tuple(map(str, told["left_out"]))
        return LastTime(datetime.fromisoformat(told["at"]), KeptColumns(columns, fixed, left_out))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
