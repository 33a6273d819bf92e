"""Keeping what is being typed, so that a dropped line loses none of it."""

import json
from collections.abc import Mapping

from sqlmodel import select

from casework.permissions import require
from db.audit import record
from db.store import Writing
from db.tables import Draft


def keep_draft(writing: Writing, form: str, fields: Mapping[str, str]) -> None:
    """Keep a form as last typed, in place of what was kept before.

    A draft is a working paper of the member who types it: its first keeping and its end are audited, not each keystroke between.
    """
    require(writing.staff.role, "keep-draft")
    row = _row(writing, form)
    if row is None:
        row = Draft(staff_id=writing.staff.id, form=form, content="", kept_at=writing.now)
        record(writing, "draft kept", form=form)
    row.content, row.kept_at = json.dumps(dict(fields)), writing.now
    writing.session.add(row)
    writing.session.flush()


def drop_draft(writing: Writing, form: str) -> None:
    """Let go of a draft that was saved as a case or given up."""
    require(writing.staff.role, "keep-draft")
    row = _row(writing, form)
    if row is not None:
        writing.session.delete(row)
        record(writing, "draft ended", form=form)


def _row(writing: Writing, form: str) -> Draft | None:
    return writing.session.exec(select(Draft).where(Draft.staff_id == writing.staff.id, Draft.form == form)).first()
