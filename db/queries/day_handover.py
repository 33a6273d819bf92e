"""What is handed over at the end of a day to the next shift, as the record has it now."""

from datetime import date, datetime

from sqlalchemy import Connection, and_, func, not_, select

from casework.moments import at_london_time, end_of_date, london_date
from casework.rules import Rules
from casework.summaries.day_handover import NOBODY, Coming, Handover
from casework.summaries.day_snapshot import NoteSaid
from casework.tasks import CALL_BACK
from db.queries.day_figures import MICROSECOND, NOON
from db.queries.day_moment import PROMISED_APART
from db.queries.day_notes import notes_between
from db.queries.queue_facts import received_at
from db.queries.tasks import IS_OPEN
from db.tables.plain import CASE, CLOCK, CONCERN, DAY_SNAPSHOT, DRAFT, STAFF, TASK


def last_working_day(rules: Rules, now: datetime) -> date:
    """The working day before this one, whose end handed over to it."""
    return rules.calendars.ours.add(london_date(now), -1)


def handover(connection: Connection, rules: Rules, day: date, now: datetime) -> Handover:
    """What the end of a day hands over; what is due counts from now once the next working day has come."""
    next_day = rules.calendars.ours.add(day, 1)
    after = max(now, end_of_date(day))
    noon, end = at_london_time(next_day, NOON), end_of_date(next_day)
    return Handover(
        day=day,
        next_day=next_day,
        read_at=now,
        by_noon=_coming(connection, after, noon - MICROSECOND),
        that_day=_coming(connection, after, end),
        overdue=_overdue(connection, now),
        unallocated=_open(connection, CASE.c.owner_id.is_(None), received_at("open") <= now),
        call_backs=_call_backs(connection, after, end),
        concerns=connection.execute(select(func.count()).where(CONCERN.c.seen_at.is_(None))).scalar_one(),
        drafts=connection.execute(select(func.count()).select_from(DRAFT)).scalar_one(),
        notes=tuple(note.said for note in notes_between(connection, day, next_day)),
        signed_by=signed_by(connection, day),
    )


def signed_by(connection: Connection, day: date) -> str:
    """Who signed a day; nothing when nobody did."""
    query = select(STAFF.c.name).join(DAY_SNAPSHOT, DAY_SNAPSHOT.c.signed_by == STAFF.c.id).where(DAY_SNAPSHOT.c.day == day)
    return connection.execute(query).scalar() or ""


def handed_over(connection: Connection, day: date, today: date) -> tuple[NoteSaid, ...] | None:
    """The notes left since a day and before today; None when there are none and the day was not signed either."""
    notes = tuple(note.said for note in notes_between(connection, day, today))
    return notes if notes or signed_by(connection, day) else None


def _coming(connection: Connection, after: datetime, end: datetime) -> Coming:
    """The deadlines that fall after a moment and by another: running clocks, and tasks with a moment of their own."""
    whose = CASE.c.reference, CASE.c.owner_id
    falls = CLOCK.c.due_at > after, CLOCK.c.due_at <= end
    running = and_(CLOCK.c.stopped_at.is_(None), CLOCK.c.paused_at.is_(None))
    clocks = (
        select(*whose).select_from(CLOCK.join(CASE, CASE.c.id == CLOCK.c.case_id)).where(running, not_(PROMISED_APART), *falls)
    )
    its_own = and_(IS_OPEN, TASK.c.own_due, CASE.c.closed_at.is_(None))
    due = TASK.c.due_at > after, TASK.c.due_at <= end
    tasks = select(*whose).select_from(TASK.join(CASE, CASE.c.id == TASK.c.case_id)).where(its_own, *due)
    rows = [row for query in (clocks, tasks) for row in connection.execute(query)]
    return Coming(len(rows), sum(row.owner_id is None for row in rows), tuple(sorted({row.reference for row in rows})))


def _overdue(connection: Connection, now: datetime) -> tuple[tuple[str, int], ...]:
    late = CASE.c.closed_at.is_(None), CASE.c.next_due_at < now
    query = select(STAFF.c.name, func.count()).select_from(CASE.outerjoin(STAFF, STAFF.c.id == CASE.c.owner_id)).where(*late)
    found = [(name or NOBODY, int(number)) for name, number in connection.execute(query.group_by(STAFF.c.id, STAFF.c.name))]
    return tuple(sorted(found, key=lambda it: (-it[1], it[0])))


def _open(connection: Connection, *conditions: object) -> int:
    query = select(func.count()).select_from(CASE).where(CASE.c.closed_at.is_(None), *conditions)  # type: ignore[arg-type]
    return connection.execute(query).scalar_one()


def _call_backs(connection: Connection, after: datetime, end: datetime) -> tuple[str, ...]:
    still = IS_OPEN, TASK.c.kind == CALL_BACK, CASE.c.closed_at.is_(None), TASK.c.due_at > after, TASK.c.due_at <= end
    query = select(CASE.c.reference).select_from(TASK.join(CASE, CASE.c.id == TASK.c.case_id)).where(*still)
    return tuple(connection.execute(query).scalars())
