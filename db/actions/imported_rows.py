"""The rows of the record that a batch of another system's rows comes to: cases, clocks and timeline."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from casework.clocks import judged
from casework.deadlines import deadline
from casework.foreign.rows import ForeignRow
from casework.foreign.sorting import KnownCase, Plan
from casework.kinds import kinds
from casework.references import reference
from casework.rules import Rules
from db.actions.case_rows import next_numbers
from db.actions.follow_case import follow_case
from db.bulk import Row, in_parts, insert_rows, kept_moments, new_ids
from db.store import Writing
from db.tables import Case
from db.tables.plain import CASE, CLOCK, ENTRY

KIND = "complaint"
CHANNEL = "other"
CLOSED_ELSEWHERE = "closed in the other system"

_CASE = (
    *("id", "reference", "kind", "channel", "subject", "received_at", "closed_at", "outcome", "force_reference"),
    *("source", "source_reference", "next_due_at", "next_warn_at", "next_standard", "version", "created_at"),
)
_CLOCK = ("id", "case_id", "standard", "started_at", "due_at", "warn_at", "provisional", "stopped_at", "state")
_ENTRY = ("id", "case_id", "at", "kind", "channel", "step", "text", "source_digest")

Promise = tuple[int, datetime, datetime, bool]


def write_plan(writing: Writing, plan: Plan, source: str) -> None:
    """Write what a batch comes to, in the writing's transaction."""
    connection = writing.session.connection()
    kept = kept_moments(connection.dialect)
    _write_cases(writing, connection, plan.made, source, kept)
    _close(writing, connection, plan.closed)
    _write_entries(connection, plan, kept)


def _write_cases(
    writing: Writing, connection: Connection, made: Sequence[KnownCase], source: str, kept: Callable[[datetime | None], Any]
) -> None:
    promises = _promises(writing.rules)
    references = _references(writing, made)
    cases: list[Row] = []
    clocks: list[Row] = []
    created = kept(writing.now)
    for case, case_id in zip(made, new_ids(connection, "cases", len(made)), strict=True):
        row = case.first
        assert row is not None
        case.id = case_id
        received, closed = kept(case.received_at), kept(case.closed_at)
        started = promises(row.received_at, row.received_on)
        first = min(started, key=lambda promise: promise[1], default=None) if case.closed_at is None else None
        upcoming = (kept(first[1]), kept(first[2]), first[0]) if first else (None, None, None)
        own, subject = next(references[row.received_on.year]), row.subject
        outcome = CLOSED_ELSEWHERE if case.closed_at else ""
        about = (own, KIND, CHANNEL, subject, received, closed, outcome, "", source, row.reference)
        cases.append((case_id, *about, *upcoming, 1, created))
        for standard, due, warn, provisional in started:
            state = "running" if case.closed_at is None else judged(case.closed_at, due)
            clocks.append((case_id, standard, received, kept(due), kept(warn), provisional, closed, state))
    insert_rows(connection, CASE, _CASE, cases)
    insert_rows(connection, CLOCK, _CLOCK, _numbered(connection, "clock", clocks))


@lru_cache(maxsize=4)
def _promises(rules: Rules) -> Callable[[datetime, date], tuple[Promise, ...]]:
    """What a receipt on a day starts; the same moment is worked out once."""
    starting = [(row, s) for row, s in rules.standards.items() if KIND in s.kinds and s.starts_on == "received"]

    @lru_cache(maxsize=16384)
    def promises(received_at: datetime, day: date) -> tuple[Promise, ...]:
        dues = [(row, deadline(standard, received_at, rules.calendars)) for row, standard in starting if standard.in_force(day)]
        return tuple((row, due.due_at, due.warn_at, due.provisional) for row, due in dues)

    return promises


def _references(writing: Writing, made: Sequence[KnownCase]) -> dict[int, Iterator[str]]:
    prefix = kinds()[KIND].prefix
    years = Counter(case.first.received_on.year for case in made if case.first is not None)
    return {
        year: iter([reference(prefix, year, number) for number in next_numbers(writing.session, prefix, year, how_many)])
        for year, how_many in years.items()
    }


def _write_entries(connection: Connection, plan: Plan, kept: Callable[[datetime | None], Any]) -> None:
    entries = [_entry(case, case.first, kept) for case in plan.made if case.first is not None]
    entries += [_entry(case, row, kept) for case, row in plan.entries]
    entries += [
        (case.id, kept(case.closed_at), "closed", CHANNEL, CLOSED_ELSEWHERE, row.text(first=False), row.mark)
        for case, row in plan.closings
    ]
    insert_rows(connection, ENTRY, _ENTRY, _numbered(connection, "entry", entries))


def _entry(case: KnownCase, row: ForeignRow, kept: Callable[[datetime | None], Any]) -> Row:
    text = row.text(first=row is case.first)
    return (case.id, kept(row.received_at), "imported", CHANNEL, "", text, row.mark)


def _numbered(connection: Connection, table: str, rows: Sequence[Row]) -> list[Row]:
    return [(number, *row) for number, row in zip(new_ids(connection, table, len(rows)), rows, strict=True)]


def _close(writing: Writing, connection: Connection, closed: Sequence[KnownCase]) -> None:
    """Close cases and judge their clocks at once; those of a case that waits are left to follow from its history."""
    by_id = {case.id: case.closed_at for case in closed}
    if not by_id:
        return
    stopped = []
    waited: set[int] = set()
    for part in in_parts(by_id):
        query = select(CLOCK.c.id, CLOCK.c.case_id, CLOCK.c.started_at, CLOCK.c.due_at, CLOCK.c.paused_at)
        for clock in connection.execute(query.where(CLOCK.c.case_id.in_(part), CLOCK.c.stopped_at.is_(None))):
            if clock.paused_at is not None:
                waited.add(clock.case_id)
                continue
            at = max(by_id[clock.case_id] or clock.started_at, clock.started_at)
            stopped.append({"clock": clock.id, "at": at, "judged": judged(at, clock.due_at)})
    if stopped:
        stop = update(CLOCK).where(CLOCK.c.id == bindparam("clock"))
        connection.execute(stop.values(stopped_at=bindparam("at"), state=bindparam("judged")), stopped)
    close = update(CASE).where(CASE.c.id == bindparam("case")).values(closed_at=bindparam("at"), version=CASE.c.version + 1)
    nothing_due = {"next_due_at": None, "next_warn_at": None, "next_standard": None, "outcome": CLOSED_ELSEWHERE}
    connection.execute(close.values(**nothing_due), [{"case": case_id, "at": at} for case_id, at in by_id.items()])
    writing.session.expire_all()
    for case_id in sorted(waited):
        follow_case(writing, writing.session.get_one(Case, case_id), CLOSED_ELSEWHERE)
