"""The figures of any day, drawn from the record: of a past day to its end, of today so far, or up to any moment of a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, not_, or_, select

from casework.moments import at_london_time, end_of_date, london_date, start_of_date
from casework.rules import Rules
from casework.summaries.day_figures import (
    BY_AGE,
    BY_CHANNEL,
    BY_KIND,
    BY_STANDARD,
    DayFigures,
    Missed,
    Tally,
    age_band,
    filter_of,
    part,
)
from casework.tasks import CALL_BACK
from db.bulk import in_parts
from db.queries.day_compared import compared
from db.queries.day_moment import PROMISED_APART, open_cases, owners_at, running, stood, to_be_done
from db.queries.queue_facts import FIRST_CONTACT
from db.tables.plain import ABSENCE, CASE, CLOCK, CONCERN, LATE_REASON, STAFF, TASK

BY_CONCERN = "concern"
MICROSECOND = timedelta(microseconds=1)
NOON = time(12)
_OF_CLOCK = tuple(CLOCK.c[name] for name in ("id", "case_id", "standard", "due_at", "stopped_at", "paused_at", "state"))
_OF_CASE = (CASE.c.reference, CASE.c.kind)


def day_figures(
    connection: Connection, rules: Rules, day: date, now: datetime, until: datetime | None = None, *, compare: bool = True
) -> DayFigures:
    """A day's figures up to its end, or to now when that is sooner, or `until` an earlier moment; see DayFigures.

    What counts is when a thing was, not when it was entered. Whether a clock was late is judged by its deadline as it is now.
    """
    at = min(end_of_date(day), now if until is None else until)
    reading = _Reading(connection, rules, day, at, now)
    missed = reading.count()
    next_day = rules.calendars.ours.add(day, 1)
    reading.count_next(next_day)
    away = _away(connection, day)
    for _name in away:
        reading.tally.add("", "away")
    whole, still = at >= end_of_date(day), at >= now
    figures = reading.tally.figures(lambda name: filter_of(day, name, whole=whole or still, still=still))
    return DayFigures(
        day=day,
        until=at,
        next_day=next_day,
        figures=figures,
        away=away,
        missed=missed,
        oldest=reading.oldest,
        compared=compared(connection, rules, day, at, figures["open"].number) if compare else None,
    )


@dataclass(slots=True)
class _Reading:
    """A day as it is counted up to a moment."""

    connection: Connection
    rules: Rules
    day: date
    at: datetime
    now: datetime
    tally: Tally
    oldest: int
    unallocated: frozenset[int]

    def __init__(self, connection: Connection, rules: Rules, day: date, at: datetime, now: datetime) -> None:
        self.connection, self.rules, self.day, self.at, self.now = connection, rules, day, at, now
        self.tally, self.oldest = Tally(), 0
        self.unallocated = frozenset()

    @property
    def late_by(self) -> datetime:
        """What was due before this is late; of a day that is over, what was due by its end."""
        return self.at + MICROSECOND if self.at == end_of_date(self.day) else self.at

    def count(self) -> tuple[Missed, ...]:
        """Count everything but what the next day starts with; gives the deadlines that were missed."""
        self._came_and_went()
        self._stood_open()
        missed = self._fell_due()
        self._late()
        self._call_backs()
        self._concerns()
        return missed

    def _came_and_went(self) -> None:
        for name, moment in (("received", CASE.c.received_at), ("closed", CASE.c.closed_at)):
            columns = (CASE.c.reference, CASE.c.kind, CASE.c.channel, FIRST_CONTACT.label("answered"))
            for row in self._rows(select(*columns).where(moment >= start_of_date(self.day), moment <= self.at)):
                self.tally.add(row.reference, name, part(name, BY_KIND, row.kind), part(name, BY_CHANNEL, row.channel))
                if name == "closed" and row.answered:
                    self.tally.add(row.reference, "first-contact")

    def _stood_open(self) -> None:
        rows = list(self._rows(open_cases(self.connection, self.at, self.now, "id", "reference", "kind", "channel", "owner_id")))
        owners = {} if self.at >= self.now else owners_at(self.connection, self.at, [row.id for row in rows])
        alike: dict[tuple[str, str, bool], list[str]] = {}
        unallocated = set()
        for id_, reference, kind, channel, owner in map(tuple, rows):
            is_nobodys = (owners.get(id_, owner) if owners else owner) is None
            alike.setdefault((kind, channel, is_nobodys), []).append(reference)
            if is_nobodys:
                unallocated.add(id_)
        for (kind, channel, is_nobodys), references in alike.items():
            self.tally.add_cases(references, "open", part("open", BY_KIND, kind), part("open", BY_CHANNEL, channel))
            if is_nobodys:
                self.tally.add_cases(references, "unallocated", part("unallocated", BY_KIND, kind))
        self.unallocated = frozenset(unallocated)

    def _fell_due(self) -> tuple[Missed, ...]:
        """The deadlines of the day by standard; one that waited for somebody else at the moment was still to come."""
        due = CLOCK.c.due_at >= start_of_date(self.day), CLOCK.c.due_at <= end_of_date(self.day)
        counts = CLOCK.c.state != "void", CLOCK.c.started_at <= self.at
        query = select(*_OF_CLOCK, *_OF_CASE).select_from(CLOCK.join(CASE, CASE.c.id == CLOCK.c.case_id))
        rows = self._rows(query.where(*due, *counts).order_by(CLOCK.c.due_at, CLOCK.c.id))
        missed = []
        for row in rows:
            came_to = self._came_to(row)
            self._by_standard(row, "due", came_to)
            if came_to == "missed":
                missed.append(row)
        return self._missed(missed)

    def _came_to(self, row: Row[Any]) -> str:
        if row.state == "met" and row.stopped_at <= self.at:
            return "met"
        waited = row.paused_at is not None and row.paused_at <= self.at
        return "missed" if not waited and row.due_at < self.late_by else "running"

    def _by_standard(self, row: Row[Any], *names: str) -> None:
        standard = self.rules.standards[row.standard].id
        for name in names:
            self.tally.add(row.reference, name, part(name, BY_STANDARD, standard))

    def _late(self) -> None:
        """The clocks that ran late at the moment, and how late the case of each was by the oldest of them."""
        query = select(*_OF_CLOCK, *_OF_CASE).select_from(CLOCK.join(CASE, CASE.c.id == CLOCK.c.case_id))
        late = CLOCK.c.due_at < self.late_by, running(self.at)
        ages: dict[str, tuple[int, str]] = {}
        for ended in (CLOCK.c.stopped_at.is_(None), and_(CLOCK.c.stopped_at > self.at, CLOCK.c.state == "missed")):
            for row in self._rows(query.where(*late, ended)):
                self._by_standard(row, "late")
                days = self._days_late(row.standard, london_date(row.due_at))
                ages[row.reference] = max(ages.get(row.reference, (0, row.kind)), (days, row.kind))
        for reference, (days, kind) in ages.items():
            self.tally.add(reference, "overdue", part("overdue", BY_KIND, kind), part("overdue", BY_AGE, age_band(days)))
        self.oldest = max((days for days, _ in ages.values()), default=0)

    def _days_late(self, row: int, due_day: date) -> int:
        return max(0, self.rules.calendar_of(row).count(due_day, self.day)) if due_day < self.day else 0

    def _call_backs(self) -> None:
        due = TASK.c.due_at >= start_of_date(self.day), TASK.c.due_at <= end_of_date(self.day)
        query = select(CASE.c.reference, TASK.c.due_at, TASK.c.done_at).select_from(TASK.join(CASE, CASE.c.id == TASK.c.case_id))
        for row in self._rows(query.where(TASK.c.kind == CALL_BACK, *due, stood(self.at))):
            done = row.done_at is not None and row.done_at <= min(row.due_at, self.at)
            came_to = "kept" if done else "missed" if row.due_at < self.late_by else "open"
            self.tally.add(row.reference, "callbacks", f"callbacks-{came_to}")

    def _concerns(self) -> None:
        raised = CONCERN.c.raised_at >= start_of_date(self.day), CONCERN.c.raised_at <= self.at
        joined = CONCERN.outerjoin(CASE, CASE.c.id == CONCERN.c.case_id)
        for row in self._rows(select(CONCERN.c.kind, CASE.c.reference).select_from(joined).where(*raised)):
            self.tally.add(row.reference or "", "flags", part("flags", BY_CONCERN, row.kind))

    def count_next(self, next_day: date) -> None:
        """Count what falls due after the day and by the end of the next working day: clocks, and what has a moment of its own."""
        noon, end = at_london_time(next_day, NOON), end_of_date(next_day)
        clocks = select(CLOCK.c.case_id, CLOCK.c.due_at, CASE.c.reference, CASE.c.kind, CLOCK.c.id.label("clock"))
        clocks = clocks.select_from(CLOCK.join(CASE, CASE.c.id == CLOCK.c.case_id)).where(running(self.at), not_(PROMISED_APART))
        tasks = select(TASK.c.case_id, TASK.c.due_at, CASE.c.reference, CASE.c.kind, TASK.c.kind.label("task"), TASK.c.own_due)
        still = and_(to_be_done(self.at), _was_open(self.at))
        tasks = tasks.select_from(TASK.join(CASE, CASE.c.id == TASK.c.case_id)).where(still)
        cases: dict[str, str] = {}

        def falls(moment: Any) -> tuple[Any, Any]:
            return moment > end_of_date(self.day), moment <= end

        for row in self._rows(clocks.where(*falls(CLOCK.c.due_at))):
            self._next(row, noon)
            cases[row.reference] = row.kind
        for row in self._rows(tasks.where(*falls(TASK.c.due_at))):
            if row.task == CALL_BACK:
                self.tally.add(row.reference, "next-callbacks")
            if row.own_due:
                self._next(row, noon)
                cases[row.reference] = row.kind
        for reference, kind in cases.items():
            self.tally.add(reference, part("next", BY_KIND, kind))

    def _next(self, row: Row[Any], noon: datetime) -> None:
        names = ["next", "next-noon"] if row.due_at < noon else ["next"]
        self.tally.add(row.reference, *names)
        if row.case_id in self.unallocated:
            self.tally.add(row.reference, *(f"{name}-unallocated" for name in names))

    def _missed(self, rows: Iterable[Row[Any]]) -> tuple[Missed, ...]:
        clocks = list(rows)
        why = _reasons(self.connection, [row.id for row in clocks])
        titles = self.rules.standards
        return tuple(
            Missed(
                row.id,
                row.reference,
                titles[row.standard].id,
                row.due_at,
                row.stopped_at if row.stopped_at is not None and row.stopped_at <= self.at else None,
                *why.get(row.id, ("", "")),
            )
            for row in clocks
        )

    def _rows(self, query: Any) -> Iterator[Row[Any]]:
        return iter(self.connection.execute(query).all())


def _was_open(at: datetime) -> Any:
    return and_(CASE.c.received_at <= at, or_(CASE.c.closed_at.is_(None), CASE.c.closed_at > at))


def _reasons(connection: Connection, clocks: list[int]) -> Mapping[int, tuple[str, str]]:
    """Why each of these clocks was missed; the last thing said of it counts."""
    columns = LATE_REASON.c.clock_id, LATE_REASON.c.reason, LATE_REASON.c.words
    found: dict[int, tuple[str, str]] = {}
    for some in in_parts(clocks):
        query = select(*columns).where(LATE_REASON.c.clock_id.in_(some)).order_by(LATE_REASON.c.id)
        found |= {row.clock_id: (row.reason, row.words) for row in connection.execute(query)}
    return found


def _away(connection: Connection, day: date) -> tuple[str, ...]:
    """Who was away on a day, each by name once."""
    of_day = ABSENCE.c.from_day <= day, ABSENCE.c.to_day >= day, ABSENCE.c.withdrawn_at.is_(None)
    query = select(STAFF.c.name).where(STAFF.c.id.in_(select(ABSENCE.c.staff_id).where(*of_day)))
    return tuple(connection.execute(query.order_by(func.lower(STAFF.c.name), STAFF.c.id)).scalars())
