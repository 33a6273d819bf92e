"""The days that were signed: which, each as it was signed, which working days were not, and whether all are as they were."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from casework.calendars import Calendars
from casework.date_words import day_words
from casework.moments import london_date
from casework.summaries.day_snapshot import FIRST, SignedDay, digest_of, signed_day
from db.tables.plain import AUDIT, CASE, DAY_SNAPSHOT, STAFF

CALENDAR = "england-wales"
SIGNED = "day signed"
"""What the audit trail calls the signing of a day."""
LOOKED_BACK = 30
"""How many working days are looked at for days not signed before there is one that was."""


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """A signed day as a list shows it."""

    id: int
    day: date
    signed_at: datetime
    signed_by: str
    digest: str


@dataclass(frozen=True, slots=True)
class BrokenSnapshot:
    """A signed day that is not as it was when it was signed: its row, its day and what is wrong, in a sentence."""

    id: int
    day: date | None
    why: str


def signed_days(connection: Connection) -> tuple[SnapshotView, ...]:
    """The days that were signed, the latest first; what they hold is not read."""
    columns = (DAY_SNAPSHOT.c[name] for name in ("id", "day", "signed_at"))
    query = select(*columns, STAFF.c.name.label("signed_by"), DAY_SNAPSHOT.c.digest).join(
        STAFF, STAFF.c.id == DAY_SNAPSHOT.c.signed_by
    )
    return tuple(SnapshotView(**row._mapping) for row in connection.execute(query.order_by(DAY_SNAPSHOT.c.day.desc())))


def snapshot_of(connection: Connection, day: date) -> SignedDay | None:
    """A day as it was signed; None for one that was not."""
    content = connection.execute(select(DAY_SNAPSHOT.c.content).where(DAY_SNAPSHOT.c.day == day)).scalar()
    return None if content is None else signed_day(content)


def last_digest(connection: Connection) -> str:
    """The digest of the day signed last, which the next one goes on from."""
    return connection.execute(select(DAY_SNAPSHOT.c.digest).order_by(DAY_SNAPSHOT.c.id.desc()).limit(1)).scalar() or FIRST


def unsigned_days(connection: Connection, calendars: Calendars, now: datetime) -> tuple[date, ...]:
    """The working days that are over and were not signed, the latest first, today among them once the office closed.

    They are looked for since the first day that was signed, and before there is one, among the last working days of the record.
    """
    calendar, today = calendars.named(CALENDAR), london_date(now)
    closes = calendars.hours(CALENDAR).closing(today)
    last = today if closes is not None and now >= closes else calendar.add(today, -1)
    signed = set(connection.execute(select(DAY_SNAPSHOT.c.day)).scalars())
    began = connection.execute(select(func.min(CASE.c.received_at))).scalar()
    if began is None:
        return ()
    first = min(signed) if signed else max(calendar.add(last, 1 - LOOKED_BACK), london_date(began))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(sorted((day for day in days if calendar.is_working_day(day) and day not in signed), reverse=True))


def first_broken_snapshot(connection: Connection) -> BrokenSnapshot | None:
    """The first signed day that is not as it was signed, is gone, or is none that the audit trail tells of; None without one."""
    told = _told(connection)
    previous = FIRST
    query = select(*(DAY_SNAPSHOT.c[name] for name in ("id", "day", "content", "digest", "previous_digest")))
    for row in connection.execute(query.order_by(DAY_SNAPSHOT.c.id)):
        if (why := _problem(row.day, row.content, row.digest, row.previous_digest, previous)) is not None:
            return BrokenSnapshot(row.id, row.day, why)
        if told.pop(row.id, None) != (row.day.isoformat(), row.digest):
            return BrokenSnapshot(row.id, row.day, f"The audit trail tells of no signing of {day_words(row.day)} like this one.")
        previous = row.digest
    for id_, (day, _) in told.items():
        gone = date.fromisoformat(day)
        return BrokenSnapshot(id_, gone, f"{day_words(gone)} was signed, and its snapshot is gone.")
    return None


def _problem(day: date, content: str, digest: str, previous_digest: str, previous: str) -> str | None:
    if previous_digest != previous:
        return f"{day_words(day)} does not go on from the day that was signed before it."
    if digest != digest_of(previous, content):
        return f"{day_words(day)} is not as it was signed."
    try:
        kept = signed_day(content).day
    except (ValueError, KeyError, TypeError):
        return f"What {day_words(day)} holds can't be read."
    return None if kept == day else f"{day_words(day)} holds the figures of {day_words(kept)}."


def _told(connection: Connection) -> dict[int, tuple[str, str]]:
    """What the audit trail says was signed: the day and the digest of each snapshot by its row."""
    events = connection.execute(select(AUDIT.c.detail).where(AUDIT.c.action == SIGNED).order_by(AUDIT.c.id)).scalars()
    return {it["snapshot"]: (it["day"], it["digest"]) for it in map(json.loads, events)}
