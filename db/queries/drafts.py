"""What a member of staff had typed and not yet saved."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from db.tables.plain import DRAFT


@dataclass(frozen=True, slots=True)
class DraftView:
    """A form's fields as last typed, by name, and when."""

    fields: dict[str, str]
    kept_at: datetime


def draft_of(connection: Connection, staff_id: int, form: str) -> DraftView | None:
    """A member's draft of a form, or None."""
    query = select(DRAFT.c.content, DRAFT.c.kept_at).where(DRAFT.c.staff_id == staff_id, DRAFT.c.form == form)
    row = connection.execute(query).one_or_none()
    return None if row is None else DraftView(json.loads(row.content), row.kept_at)
