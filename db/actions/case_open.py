"""Saying that a case is open on a screen, so that others see it.

That a case stood on a screen is a working paper, as what is being typed is, and changes nothing of the record: it is gone when
the screen is left. The audit trail tells who changed what, and would drown in a line every few seconds, so it is left alone.
"""

from datetime import timedelta

from sqlalchemy import delete

from db.queries.case_open import SILENT_AFTER
from db.store import Writing
from db.tables import Case, CaseOpen
from db.tables.plain import CASE_OPEN

_SWEPT_AFTER = timedelta(days=1)


def say_open(writing: Writing, case_id: int, terminal: str) -> None:
    """Say that the acting member has a case open at a terminal, now; to be said again before `SILENT_AFTER` has passed."""
    row = writing.session.get(CaseOpen, (case_id, writing.staff.id, terminal))
    if row is None:
        if writing.session.get(Case, case_id) is None:
            return
        writing.session.execute(delete(CASE_OPEN).where(CASE_OPEN.c.seen_at < writing.now - _SWEPT_AFTER))
        row = CaseOpen(case_id=case_id, staff_id=writing.staff.id, terminal=terminal, since=writing.now, seen_at=writing.now)
    elif row.seen_at <= writing.now - SILENT_AFTER:
        row.since = writing.now
    row.seen_at = writing.now
    writing.session.add(row)


def say_left(writing: Writing, case_id: int, terminal: str) -> None:
    """Say that the acting member has left a case at a terminal."""
    mine = CASE_OPEN.c.case_id == case_id, CASE_OPEN.c.staff_id == writing.staff.id, CASE_OPEN.c.terminal == terminal
    writing.session.execute(delete(CASE_OPEN).where(*mine))
