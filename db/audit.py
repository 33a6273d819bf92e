"""The audit trail: sealing each event with the one before, and proving that none was edited."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import Session

from db.bulk import insert_rows, kept_moments
from db.store import Writing
from db.tables.plain import AUDIT

_FIRST = "0" * 64
_LAST = select(AUDIT.c.hash).order_by(AUDIT.c.id.desc()).limit(1)


def record(writing: Writing, action: str, case_id: int | None = None, **detail: object) -> None:
    """Write the audit event of an action, in its transaction. `detail` holds facts and row numbers, never typed text."""
    together = {} if writing.batch is None else {"batch": writing.batch}
    append(writing.session, writing.now, writing.staff.id, action, case_id, together | detail)


def record_each(writing: Writing, action: str, details: Sequence[tuple[int, Mapping[str, object]]]) -> None:
    """Write the event of the same action on each of many cases, in that order and in one go, in its transaction."""
    connection = writing.session.connection()
    previous = writing.session.execute(_LAST).scalar() or _FIRST
    at, staff_id = writing.now, writing.staff.id
    kept = kept_moments(connection.dialect)(at)
    rows = []
    for case_id, detail in details:
        text = json.dumps(detail, sort_keys=True, default=str)
        sealed = _seal(previous, at, staff_id, action, case_id, text)
        rows.append((kept, staff_id, action, case_id, text, previous, sealed))
        previous = sealed
    insert_rows(connection, AUDIT, ("at", "staff_id", "action", "case_id", "detail", "previous_hash", "hash"), rows)


def append(
    session: Session, at: datetime, staff_id: int | None, action: str, case_id: int | None, detail: Mapping[str, object]
) -> None:
    """Add an event to the end of the chain; the caller holds the writing transaction, so there is only one end."""
    last = session.execute(_LAST).scalar()
    text = json.dumps(detail, sort_keys=True, default=str)
    previous = last or _FIRST
    sealed = _seal(previous, at, staff_id, action, case_id, text)
    event = {"at": at, "staff_id": staff_id, "action": action, "case_id": case_id, "detail": text}
    session.execute(insert(AUDIT), event | {"previous_hash": previous, "hash": sealed})


def details_of(session: Session, action: str, case_id: int | None) -> Iterator[dict[str, Any]]:
    """The details of an action's events on a case, or on none, the latest first."""
    events = select(AUDIT.c.detail).where(AUDIT.c.action == action, AUDIT.c.case_id == case_id)
    for detail in session.execute(events.order_by(AUDIT.c.id.desc())).scalars():
        yield json.loads(detail)


def last_event(session: Session) -> int:
    """The number of the last event, 0 before the first."""
    return session.execute(select(AUDIT.c.id).order_by(AUDIT.c.id.desc()).limit(1)).scalar() or 0


def first_broken(connection: Connection) -> int | None:
    """The number of the first audit event that does not follow from the one before it, or None when all do."""
    previous = _FIRST
    rows = connection.execute(select(AUDIT).order_by(AUDIT.c.id))
    for row in rows:
        expected = _seal(previous, row.at, row.staff_id, row.action, row.case_id, row.detail)
        if row.previous_hash != previous or row.hash != expected:
            return int(row.id)
        previous = row.hash
    return None


def _seal(previous: str, at: datetime, staff_id: int | None, action: str, case_id: int | None, detail: str) -> str:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256("\n".join((previous, moment, str(staff_id), action, str(case_id), detail)).encode()).hexdigest()
