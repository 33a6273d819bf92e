"""A store as large as years of work, built once and kept in this user's cache: a million cases, or a busy quarter's."""

import gc
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from getpass import getuser
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import platformdirs
from sqlalchemy import Connection, create_engine

from bench.ended_clocks import EndedClocks
from bench.made_up_work import MadeUpCase, MadeUpWork
from casework.clock_history import CaseClock, CaseHistory, StepDone, clocks_of
from casework.kinds import kinds
from casework.organisations import organisations
from casework.references import reference
from casework.rules import Rules
from casework.search_words import phone_digits
from db.actions.staff import AddStaff, add_staff, signed_in
from db.bulk import Row, insert_rows, kept_moments
from db.location import location
from db.migrations import HEAD
from db.opening import opened
from db.person_keys import put_keys_of_everybody
from db.tables.plain import ALL, CASE, CLOCK, ENTRY, PERSON
from db.words_due import put_words_due

BUILDER = 2
"""Moves when a store built by this file would be another."""
NOW = datetime(2026, 11, 20, 16, 42, tzinfo=UTC)
BATCH = 20_000
AGENTS = 60
Kept = Callable[[datetime | None], Any]

_PERSON = ("id", "name", "phone", "phone_digits", "email", "created_at")
_CASE = (
    *("id", "reference", "kind", "channel", "subject", "received_at", "closed_at", "outcome", "person_id", "force"),
    *("force_reference", "owner_id", "next_due_at", "next_warn_at", "next_standard", "version", "created_at"),
)
_CLOCK = (
    *("id", "case_id", "standard", "started_at", "due_at", "warn_at", "provisional", "stopped_at", "state"),
    *("begun_by", "stopped_by"),
)
_ENTRY = ("id", "case_id", "at", "kind", "staff_id", "channel", "step", "text")


@dataclass(frozen=True, slots=True)
class Size:
    """How much work a store holds: its cases, how many people they are about, and the date of the first."""

    name: str
    cases: int
    people: int
    first: date


MILLION = Size("million", 1_000_000, 500_000, date(2019, 1, 1))
"""Years of work: a million cases of which some six thousand are open."""
THOUSAND = Size("thousand", 1_000, 700, date(2026, 9, 1))
"""A small desk's work, to see what stays the same at a thousand times as much."""
BUSY = Size("busy", 50_000, 25_000, date(2026, 9, 1))
"""Many cases in a few months, so that a change of the calendar meets more than ten thousand running clocks."""


def kept_store(size: Size = MILLION) -> Path:
    """The file of a store of this size, built when there is none for this revision of the tables; leave it as it is."""
    folder = platformdirs.user_cache_path("iopc-desk") / "bench"
    file = folder / f"{size.name}-{HEAD}-{BUILDER}.db"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for older in folder.glob(f"{size.name}-*"):
            older.unlink()
        unfinished = folder / f"unfinished-{size.name}.db"
        for left in folder.glob(f"{unfinished.name}*"):
            left.unlink()
        _build(unfinished, size)
        unfinished.rename(file)
    return file


def copied(file: Path, folder: Path) -> Path:
    """A copy of a kept store that may be changed."""
    return Path(shutil.copyfile(file, folder / "desk.db"))


def _build(file: Path, size: Size) -> None:
    began = perf_counter()
    store = opened(location(str(file)), NOW)
    me, _ = signed_in(store, getuser(), getuser(), NOW)
    with store.writing(me, NOW) as writing:
        for number in range(AGENTS):
            add_staff(writing, AddStaff(f"agent{number}", f"Agent {number}", "agent"))
    rules = store.rules
    store.close()
    # So many rows are kept alive, and none in a circle, that looking for circles among them would take as long as making them.
    gc.disable()
    for done in _filled(file, rules, size):
        took = perf_counter() - began
        sys.stderr.write(f"\r  building the store of {size.cases:,} cases: {done:,} in {took:.0f} s ")
        sys.stderr.flush()
    gc.enable()
    sys.stderr.write("\n")


def _filled(file: Path, rules: Rules, size: Size) -> Iterator[int]:
    """Put the work in, a batch at a time; gives how many cases are in. A crash leaves a file nobody would use."""
    work, builder, done = MadeUpWork(), _Builder(rules, size), 0
    coming = work.cases(size.cases, size.first, NOW)
    with closing(create_engine(location(str(file))).connect()) as connection:
        for pragma in ("journal_mode=DELETE", "journal_mode=OFF", "synchronous=OFF", "cache_size=-400000"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        while batch := list(islice(coming, BATCH)):
            builder.put(connection, work, batch)
            connection.commit()
            done += len(batch)
            yield done
        insert_rows(connection, ALL["reference_counter"], ("prefix", "year", "last"), builder.counters())
        put_keys_of_everybody(connection)
        connection.commit()
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")


class _Builder:
    """Rows of made-up cases as the actions would have written them."""

    def __init__(self, rules: Rules, size: Size) -> None:
        self._rules, self._size = rules, size
        self._ended = EndedClocks(rules)
        self._chance = Random(2)
        self._forces = [body.id for body in organisations().values() if body.group == "force"]
        self._numbers: Counter[tuple[str, int]] = Counter()
        self._people: list[tuple[str, str, str]] = []
        self._case = self._entry = self._clock = 0
        self._kept: Kept = lambda moment: moment

    def counters(self) -> list[Row]:
        """The last number given out for each prefix and year."""
        return [(prefix, year % 100, last) for (prefix, year), last in self._numbers.items()]

    def put(self, connection: Connection, work: MadeUpWork, batch: Sequence[MadeUpCase]) -> None:
        """Write a batch of cases with their people, clocks, timelines and the words they are found by."""
        self._kept = kept_moments(connection.dialect)
        people: list[Row] = []
        cases: list[Row] = []
        clocks: list[Row] = []
        entries: list[Row] = []
        for case in batch:
            self._case += 1
            person = self._person(work, case, people)
            row, found = self._rows(case, person, entries)
            cases.append(row)
            clocks.extend(found)
        insert_rows(connection, PERSON, _PERSON, people)
        insert_rows(connection, CASE, _CASE, cases)
        insert_rows(connection, CLOCK, _CLOCK, clocks)
        insert_rows(connection, ENTRY, _ENTRY, entries)
        put_words_due(connection)

    def _person(self, work: MadeUpWork, case: MadeUpCase, rows: list[Row]) -> int:
        """The row of who it is about: somebody new as long as there are as many people to come, else somebody known."""
        known = len(self._people)
        if known * self._size.cases >= self._case * self._size.people and known:
            return 1 + int(known * self._chance.random())
        who = work.person()
        self._people.append((who.name, who.phone, who.email))
        rows.append((known + 1, who.name, who.phone, phone_digits(who.phone), who.email, self._kept(case.received_at)))
        return known + 1

    def _rows(self, case: MadeUpCase, person: int, entries: list[Row]) -> tuple[Row, list[Row]]:
        chance, kept, closed_at = self._chance, self._kept, case.closed_at if case.closed_at <= NOW else None
        owner = None if closed_at is None and chance.random() < 0.2 else 2 + chance.randrange(AGENTS)
        channel = chance.choices(("phone", "email", "web", "post"), (55, 24, 16, 5))[0]
        steps = self._timeline(case, closed_at, owner, channel, entries)
        history = CaseHistory(case.kind, case.received_at, closed_at, steps)
        found = self._ended.clocks_of(history) if closed_at else clocks_of(history, self._rules)
        running = [clock for clock in found if clock.stopped_at is None]
        first = min(running, key=lambda clock: clock.due.due_at, default=None)
        upcoming = (kept(first.due.due_at), kept(first.due.warn_at), first.row) if first else (None, None, None)
        kind = kinds()[case.kind]
        own = self._reference(kind.prefix, case.received_at.year)
        force = chance.choice(self._forces) if chance.random() < 0.6 else None
        theirs = f"CO/{self._case:07}/{case.received_at.year % 100}" if force and chance.random() < 0.5 else ""
        outcome = kind.outcomes[0] if closed_at else ""
        about = (own, case.kind, channel, case.subject, kept(case.received_at), kept(closed_at), outcome, person, force)
        row = (self._case, *about, theirs, owner, *upcoming, 1 + len(steps), kept(case.received_at))
        return row, [self._clock_row(clock) for clock in found]

    def _timeline(
        self, case: MadeUpCase, closed_at: datetime | None, owner: int | None, channel: str, entries: list[Row]
    ) -> tuple[StepDone, ...]:
        def entry(at: datetime, kind: str, step: str = "", text: str = "") -> int:
            self._entry += 1
            entries.append((self._entry, self._case, self._kept(at), kind, owner, channel, step, text))
            return self._entry

        entry(case.received_at, "contact", text=f"Rang about {case.subject}.")
        before = closed_at or NOW
        steps = tuple(StepDone(entry(at, "step", step), step, at) for step, at in case.steps if at <= before)
        if closed_at is not None:
            entry(closed_at, "closed", kinds()[case.kind].outcomes[0])
        return steps

    def _reference(self, prefix: str, year: int) -> str:
        self._numbers[prefix, year] += 1
        return reference(prefix, year, self._numbers[prefix, year])

    def _clock_row(self, clock: CaseClock) -> Row:
        self._clock += 1
        kept, due = self._kept, clock.due
        dates = (kept(clock.started_at), kept(due.due_at), kept(due.warn_at), due.provisional, kept(clock.stopped_at))
        return (self._clock, self._case, clock.row, *dates, clock.state, clock.begun_by, clock.ended_by)
