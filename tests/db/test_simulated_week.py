"""A simulated week and more: several people at once, over the autumn clock change, Christmas, the year's end and Easter.

After each step of time everything the record keeps of every case is what the slow recount makes of its history.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import URL

from casework.timesource import SetTime
from db.audit import first_broken
from db.location import location
from db.opening import opened
from db.queries.alerts import alert_list
from db.queries.queue import queue_counts
from db.store import Store
from tests.db.postgres import Server
from tests.db.slow_recount import Asked, CaseSoFar, ClockSoFar, Dates, Record, Recount, local, record_in
from tests.desk import Desk, administrator, new_file

STAFF = {"priya": "agent", "leon": "team-lead"}
"""Those who work beside the administrator."""
BEFORE_WORK = ("store opened by its first administrator", "staff added")
ALL_IT_TAKES = timedelta(minutes=1)
"""Longer than any clock runs on in one step."""
SHOWN = 5


@dataclass(frozen=True)
class Step:
    """A moment everybody works at: in UTC, whether their clocks run on from it, and how much each one does."""

    at: str
    runs: bool = False
    logs: int = 10
    deeds: int = 22


WEEK = [
    Step("2026-10-23T15:00:00", runs=True, logs=435, deeds=40),
    Step("2026-10-24T10:30:00", runs=True),
    Step("2026-10-24T23:30:00"),
    Step("2026-10-25T00:30:00"),
    Step("2026-10-25T01:30:00"),
    Step("2026-10-26T09:00:00", runs=True, logs=30),
    Step("2026-10-26T17:00:00"),
    Step("2026-10-26T17:00:01"),
    Step("2026-11-30T12:00:00", runs=True, logs=30),
    Step("2026-12-24T16:59:00", runs=True, logs=30),
    Step("2026-12-25T11:00:00"),
    Step("2026-12-28T12:00:00", runs=True),
    Step("2026-12-31T23:59:59"),
    Step("2027-01-01T00:00:00"),
    Step("2027-01-04T10:00:00", runs=True),
    Step("2027-03-29T09:00:00", runs=True),
]
SHORT_WEEK = [
    Step("2026-10-23T15:00:00", runs=True, logs=40, deeds=25),
    Step("2026-10-25T00:30:00", deeds=15),
    Step("2026-12-28T12:00:00", runs=True, deeds=15),
    Step("2027-01-04T10:00:00", runs=True, deeds=15),
]


@dataclass
class Colleague:
    """A program that works as one member of staff, and what it said it did."""

    login: str
    seed: int
    program: "subprocess.Popen[str]"
    complaints: Path
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def begin(self, step: Step) -> None:
        """Let it begin a step."""
        assert self.program.stdin is not None
        asked = {"at": str(moment_of(step)), "runs": step.runs, "logs": step.logs, "deeds": step.deeds}
        self.program.stdin.write(f"{json.dumps(asked)}\n")
        self.program.stdin.flush()

    def finish(self) -> None:
        """Wait until it has done its step; it fails the test when it broke off."""
        assert self.program.stdout is not None
        line = self.program.stdout.readline()
        assert line, f"{self.login} (seed {self.seed}) broke off:\n{self.complaints.read_text()}"
        said = json.loads(line)
        self.kept.update((action, reference) for action, reference in said["kept"])
        self.refused.update(said["refused"])


def test_thousands_of_cases_are_what_their_history_gives_at_every_step(tmp_path: Path) -> None:
    simulate(location(str(new_file(tmp_path))), tmp_path, WEEK, seed=26)


def test_hundreds_of_cases_on_a_server_are_what_their_history_gives(postgres: Server, tmp_path: Path) -> None:
    with postgres.emptied_afterwards() as address:
        simulate(address, tmp_path, SHORT_WEEK, seed=27)


def simulate(address: URL, folder: Path, steps: Sequence[Step], seed: int) -> None:
    """Let everybody work through the steps at once, and hold the record against its recount after each."""
    begins = moment_of(steps[0])
    with ExitStack() as stack:
        store = opened(address, begins)
        stack.callback(store.close)
        desk = Desk(store, SetTime(begins), administrator(store, begins))
        logins = [desk.staff.login, *(desk.as_(role, login).staff.login for login, role in STAFF.items())]
        people = [stack.enter_context(at_work(address, login, seed * 10 + place, folder)) for place, login in enumerate(logins)]
        counted: dict[Asked, Dates] = {}
        for step in steps:
            for person in people:
                person.begin(step)
            for person in people:
                person.finish()
            now = moment_of(step) + ALL_IT_TAKES * step.runs
            wrong = list(differences(store, now, desk.staff.id, counted))
            assert not wrong, f"{len(wrong)} differences at {now} with seed {seed}:\n" + "\n\n".join(wrong[:SHOWN])
        assert_nothing_lost(store, people)
        assert_everybody_did_much(people, steps)


@contextmanager
def at_work(address: URL, login: str, seed: int, folder: Path) -> Iterator[Colleague]:
    """A colleague who has come to work, and goes home at the end whatever happens."""
    complaints = folder / f"{login}.txt"
    place = address.render_as_string(hide_password=False)
    with complaints.open("w") as errors:
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.db.simulated_week", place, login, str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=Path(__file__).parents[2],
        )
    try:
        yield Colleague(login, seed, program, complaints)
    finally:
        program.kill()
        program.communicate()


def moment_of(step: Step) -> datetime:
    """The moment of a step."""
    return datetime.fromisoformat(f"{step.at}+00:00")


def differences(store: Store, now: datetime, staff_id: int, counted: dict[Asked, Dates]) -> Iterator[str]:
    """Everything the record holds otherwise than the recount does, each in words with the history it came from."""
    with store.reading() as connection:
        record = record_in(connection)
        counts = queue_counts(connection, now)
        told = alert_list(connection, store.rules_in(connection), now, staff_id, everybodys=True)
    recount = Recount(record, counted)
    yield from (f"{case} is in the record, but nothing ever logged it" for case in record.cases.keys() - recount.cases.keys())
    for case in recount.cases.values():
        found = [*case_differences(record, case), *clock_differences(record, case)]
        if found:
            yield "\n".join([f"{case.reference}, a case of {case.kind}:", *found, *history_of(record, case)])
    known = {clock.id for case in recount.cases.values() for clock in case.clocks}
    for clock_id in record.clocks.keys() - known:
        yield f"clock {clock_id} is stored, but there should be none: {record.clocks[clock_id]}"
    expected = recount_counts(recount, now)
    kept = {"overdue": counts.overdue, "today": counts.today, "soon": counts.soon, "open": counts.open}
    yield from unequal("the counts", kept, expected)
    alerts, wanted = (
        {(it.reference, it.promise, str(it.kind), it.at, it.due_at) for it in told.alerts},
        recount_alerts(recount, now),
    )
    yield from (f"an alert the record does not give: {it}" for it in wanted - alerts)
    yield from (f"an alert that should not be: {it}" for it in alerts - wanted)
    yield from move_differences(record)


def unequal(of: str, stored: Mapping[str, object], recounted: Mapping[str, object]) -> Iterator[str]:
    """A line for each field that is not the same."""
    for name, value in stored.items():
        if value != recounted[name]:
            yield f"  {of}, {name}: stored {value}, recounted {recounted[name]}"


def case_differences(record: Record, case: CaseSoFar) -> Iterator[str]:
    """What the record says otherwise of a case itself."""
    row = record.cases[case.id]
    going = [clock for clock in case.clocks if clock.stopped_at is None]
    running = [(clock.due_at, clock.id or 0, clock) for clock in going if clock.paused_at is None]
    first = min(running, default=(None, 0, None))[2]
    waits = [clock.paused_at for clock in going if clock.paused_at is not None]
    recounted = {
        "received_at": case.received_at,
        "closed_at": case.closed_at,
        "outcome": case.outcome,
        "owner_id": case.owner,
        "next_due_at": first.due_at if first else None,
        "next_warn_at": first.warn_at if first else None,
        "next_standard": first.row if first else None,
        "paused_at": min(waits) if waits and not running else None,
    }
    yield from unequal("the case", {name: getattr(row, name) for name in recounted}, recounted)


def clock_differences(record: Record, case: CaseSoFar) -> Iterator[str]:
    """What the record says otherwise of a case's clocks; of one that never was, only that it never was."""
    for clock in case.clocks:
        name = f"the clock {clock.id} of {clock.standard} from {clock.started_at}"
        if clock.id is None:
            yield f"  {name}: recounted as {clock.state}, but none is stored"
            continue
        row = record.clocks[clock.id]
        never_was = {"state": clock.state, "paused_at": None}
        recounted = never_was if clock.state == "void" else as_stored(clock)
        yield from unequal(name, {field: getattr(row, field) for field in recounted}, recounted)


def as_stored(clock: ClockSoFar) -> dict[str, object]:
    """A clock by the names of its table."""
    return {
        "standard": clock.row,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "warn_at": clock.warn_at,
        "provisional": False,
        "stopped_at": clock.stopped_at,
        "state": clock.state,
        "paused_at": clock.paused_at,
        "begun_by": clock.begun_by,
        "stopped_by": clock.ended_by,
    }


def move_differences(record: Record) -> Iterator[str]:
    """Where the moves of a due moment do not follow one another, or do not end where the clock is due."""
    due: dict[int, datetime] = {}
    for move in record.moves:
        if move.clock_id in due and due[move.clock_id] != move.due_from:
            yield f"move {move.id} of clock {move.clock_id}: from {move.due_from}, but it was due {due[move.clock_id]}"
        due[move.clock_id] = move.due_to
    for clock_id, moved_to in due.items():
        if record.clocks[clock_id].due_at != moved_to:
            yield f"clock {clock_id}: last moved to {moved_to}, but due {record.clocks[clock_id].due_at}"


def history_of(record: Record, case: CaseSoFar) -> Iterator[str]:
    """The history of a case as the record has it, with every change of the rules, in the order in which they were kept."""
    yield "  its history:"
    for event in record.events:
        of_all = event.case_id is None and ("calendar" in event.action or "standard" in event.action)
        if event.case_id == case.id or of_all:
            yield f"    {event.id} {event.at} {record.logins.get(event.staff_id)}: {event.action} {event.detail}"
    yield f"    received {record.cases[case.id].received_at}"
    tables = {"entry": record.entries, "wait": record.waits, "extension": record.extensions, "clock": record.clocks}
    for table, rows in tables.items():
        for row in rows.values():
            if row.case_id == case.id:
                yield f"    {table} {dict(row._mapping)}"


def recount_counts(recount: Recount, now: datetime) -> dict[str, object]:
    """How many open cases are overdue, due today and due soon by their next clock, one case after another."""
    found = Counter(overdue=0, today=0, soon=0, open=0)
    for case in recount.cases.values():
        if case.closed_at is not None:
            continue
        found["open"] += 1
        running = [clock for clock in case.clocks if clock.state == "running"]
        if not running:
            continue
        first = min(running, key=lambda clock: (clock.due_at, clock.id or 0))
        if now > first.due_at:
            found["overdue"] += 1
        elif local(first.due_at).date() == local(now).date():
            found["today"] += 1
        elif now >= first.warn_at:
            found["soon"] += 1
    return dict(found)


def recount_alerts(recount: Recount, now: datetime) -> set[tuple[str, str, str, datetime, datetime]]:
    """The alerts of the last seven days: of each running clock of an open case, the last thing that happened to it."""
    found = set()
    since = now - timedelta(days=7)
    for case in recount.cases.values():
        for clock in case.clocks:
            if clock.state != "running" or case.closed_at is not None:
                continue
            promise = recount.record.standards[clock.row].promise
            if since <= clock.due_at < now:
                found.add((case.reference, promise, "overdue", clock.due_at, clock.due_at))
            elif since < clock.warn_at <= now <= clock.due_at:
                found.add((case.reference, promise, "due soon", clock.warn_at, clock.due_at))
    return found


def assert_nothing_lost(store: Store, people: Sequence[Colleague]) -> None:
    """Everything that was acknowledged is in the audit trail once, and nothing else; no event of it was edited."""
    with store.reading() as connection:
        assert first_broken(connection) is None
        record = record_in(connection)
    references = {row.id: row.reference for row in record.cases.values()}
    for person in people:
        (member,) = (id_ for id_, login in record.logins.items() if login == person.login)
        mine = (it for it in record.events if it.staff_id == member and it.action not in BEFORE_WORK)
        found = Counter((it.action, references.get(it.case_id, "")) for it in mine)
        assert found == person.kept, f"{person.login}, seed {person.seed}: {found - person.kept} {person.kept - found}"


def assert_everybody_did_much(people: Sequence[Colleague], steps: Sequence[Step]) -> None:
    """Every colleague logged all they were to, and got a quarter of everything else kept."""
    for person in people:
        logged = sum(times for (action, _), times in person.kept.items() if action == "contact logged")
        assert logged >= sum(step.logs for step in steps), f"{person.login}: {person.refused}"
        assert person.kept.total() - logged >= sum(step.deeds for step in steps) // 4, f"{person.login}: {person.refused}"
