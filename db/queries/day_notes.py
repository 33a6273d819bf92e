"""The notes for the next shift."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from casework.summaries.day_snapshot import NoteSaid
from db.tables.plain import HANDOVER_NOTE, STAFF


@dataclass(frozen=True, slots=True)
class HandoverNoteView:
    """A note that was not taken back: its row, the day at whose end it was left, by whom and when, exactly as typed."""

    id: int
    day: date
    text: str
    at: datetime
    staff_id: int
    by: str

    @property
    def said(self) -> NoteSaid:
        """It as a signed day keeps it."""
        return NoteSaid(self.by, self.at, self.text)


def notes_of_day(connection: Connection, day: date) -> tuple[HandoverNoteView, ...]:
    """The notes left at the end of a day, in the order they were written."""
    return _read(connection, _notes().where(HANDOVER_NOTE.c.day == day))


def notes_between(connection: Connection, first: date, before: date) -> tuple[HandoverNoteView, ...]:
    """The notes left from a day on and before another."""
    return _read(connection, _notes().where(HANDOVER_NOTE.c.day >= first, HANDOVER_NOTE.c.day < before))


def _notes() -> Select[Any]:
    columns = (HANDOVER_NOTE.c[name] for name in ("id", "day", "text", "at", "staff_id"))
    joined = HANDOVER_NOTE.join(STAFF, STAFF.c.id == HANDOVER_NOTE.c.staff_id)
    return select(*columns, STAFF.c.name.label("by")).select_from(joined).where(HANDOVER_NOTE.c.withdrawn_at.is_(None))


def _read(connection: Connection, query: Select[Any]) -> tuple[HandoverNoteView, ...]:
    rows = connection.execute(query.order_by(HANDOVER_NOTE.c.day, HANDOVER_NOTE.c.id))
    return tuple(HandoverNoteView(**row._mapping) for row in rows)
