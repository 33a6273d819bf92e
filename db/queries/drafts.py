"""What a member of staff had typed and not yet saved."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from db.tables.plain import DRAFT


@dataclass(frozen=True, slots=True)
class DraftView:
    """A form's fields as last typed, by name, and when; `form` is the name it is kept under."""

    form: str
    fields: dict[str, str]
    kept_at: datetime


def drafts_of(connection: Connection, staff_id: int, form: str) -> list[DraftView]:
    """A member's drafts of a form, the latest kept first: that of its own name, and those parked as `form:anything`."""
    mine = DRAFT.c.staff_id == staff_id, or_(DRAFT.c.form == form, DRAFT.c.form.startswith(f"{form}:", autoescape=True))
    query = (
        select(DRAFT.c.form, DRAFT.c.content, DRAFT.c.kept_at).where(*mine).order_by(DRAFT.c.kept_at.desc(), DRAFT.c.id.desc())
    )
    return [DraftView(row.form, json.loads(row.content), row.kept_at) for row in connection.execute(query)]


def draft_of(connection: Connection, staff_id: int, form: str) -> DraftView | None:
    """A member's draft of a form, or None."""
    query = select(DRAFT.c.content, DRAFT.c.kept_at).where(DRAFT.c.staff_id == staff_id, DRAFT.c.form == form)
    row = connection.execute(query).one_or_none()
    return None if row is None else DraftView(form, json.loads(row.content), row.kept_at)
