"""The days that were signed: which, each as it was signed, which working days were not, and whether all are as they were."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import compress
from typing import Any

from sqlalchemy import Connection, exists, func, or_, select

from casework.bank_holidays import ENGLAND_AND_WALES
from casework.calendars import Calendars
from casework.date_words import day_words
from casework.moments import end_of_date, london_date, start_of_date
from casework.summaries.day_snapshot import FIRST, SignedDay, digest_of, signed_day
from db.tables.plain import AUDIT, CASE, DAY_SNAPSHOT, STAFF

SIGNED = "day signed"
"""What the audit trail calls the signing of a day."""
LOOKED_BACK = 30
"""How many working days are looked at for days not signed before there is one, and for work while the office was shut."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """A signed day as a list shows it."""

    id: int
    day: date
    signed_at: datetime
    signed_by: str
    digest: str


@dataclass(frozen=True, slots=True)
class BrokenDay:
    """A signed day that is not as it was when it was signed, and what is wrong, in a sentence."""

    day: date
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


def digest_of_day(connection: Connection, day: date) -> str:
    """The digest that seals a signed day; nothing for one that was not."""
    return connection.execute(select(DAY_SNAPSHOT.c.digest).where(DAY_SNAPSHOT.c.day == day)).scalar() or ""


def last_digest(connection: Connection) -> str:
    """The digest of the day signed last, which the next one goes on from."""
    return connection.execute(select(DAY_SNAPSHOT.c.digest).order_by(DAY_SNAPSHOT.c.id.desc()).limit(1)).scalar() or FIRST


def unsigned_days(connection: Connection, calendars: Calendars, now: datetime) -> tuple[date, ...]:
    """The days that are over and were not signed, the latest first, today among them once the office closed.

    They are looked for since the first day that was signed, and before there is one, among the last working days of the record.
    A day the office was shut is one of them only where a case was received or closed on it, of late.
    """
    calendar, today = calendars.ours, london_date(now)
    closes = calendars.hours(ENGLAND_AND_WALES).closing(today)
    last = today if closes is not None and now >= closes else today - _DAY
    signed = set(connection.execute(select(DAY_SNAPSHOT.c.day)).scalars())
    began = connection.execute(select(func.min(CASE.c.received_at))).scalar()
    if began is None:
        return ()
    late = max(calendar.add(today, -LOOKED_BACK), london_date(began))
    first = max(min(signed), london_date(began)) if signed else late
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    shut = [day for day in days if day >= late and day not in signed and not calendar.is_working_day(day)]
    found = [day for day in days if calendar.is_working_day(day) and day not in signed]
    return tuple(sorted([*found, *_with_work(connection, shut)], reverse=True))


def _with_work(connection: Connection, days: Sequence[date]) -> Iterator[date]:
    """Those of some days on which a case was received or closed."""
    if not days:
        return
    each = (
        or_(*(exists().where(at >= start_of_date(day), at <= end_of_date(day)) for at in (CASE.c.received_at, CASE.c.closed_at)))
        for day in days
    )
    yield from compress(days, connection.execute(select(*each)).one())


def broken_days(connection: Connection) -> tuple[BrokenDay, ...]:
    """The signed days that are not as they were signed, are gone, or are none that the audit trail tells of.

    The audit trail, which is sealed by itself, says which days were signed, in what order, by whom, when, and with which digest.
    Each goes on from the one signed before it, whichever day that is of.
    """
    sealed = select(*(column for column in DAY_SNAPSHOT.c if column.name != "content"))
    rows = {row.id: row for row in connection.execute(sealed)}
    previous, found = FIRST, []
    for told in connection.execute(select(AUDIT).where(AUDIT.c.case_id.is_(None), AUDIT.c.action == SIGNED).order_by(AUDIT.c.id)):
        detail = json.loads(told.detail)
        day, row = date.fromisoformat(detail["day"]), rows.pop(detail["snapshot"], None)
        if row is None:
            found.append(BrokenDay(day, f"{day_words(day)} was signed, and its snapshot is gone."))
        elif (why := _problem(connection, row, told, detail, previous)) is not None:
            found.append(BrokenDay(day, why))
        previous = detail["digest"]
    found += [BrokenDay(row.day, f"The audit trail tells of no signing of {day_words(row.day)}.") for row in rows.values()]
    return tuple(found)


def _problem(connection: Connection, row: Any, told: Any, detail: Mapping[str, Any], previous: str) -> str | None:
    """What is wrong with a snapshot, beside what the audit trail tells of its signing."""
    day = date.fromisoformat(detail["day"])
    if row.day != day:
        return f"{day_words(day)} was signed, and stands as {day_words(row.day)}."
    if (row.signed_by, row.signed_at) != (told.staff_id, told.at):
        return f"The audit trail says of {day_words(day)} that it was signed by somebody else, or at another time."
    if row.digest != detail["digest"]:
        return f"The audit trail tells of no signing of {day_words(day)} like this one."
    if row.previous_digest != previous:
        return f"{day_words(day)} does not go on from the day that was signed before it."
    content = connection.execute(select(DAY_SNAPSHOT.c.content).where(DAY_SNAPSHOT.c.id == row.id)).scalar_one()
    if row.digest != digest_of(previous, content):
        return f"{day_words(day)} is not as it was signed."
    return None
