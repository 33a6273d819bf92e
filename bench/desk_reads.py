"""What every terminal reads after every write by anyone, at a million cases, against the very same SQL through sqlite3 alone."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from bench.big_store import NOW
from bench.measure import medians, milliseconds, once
from db.actions.see_alerts import see_alerts
from db.queries.alerts import alert_list, unseen_alerts
from db.queries.queue import queue_counts
from db.sorting import add_sorting
from db.staff_member import StaffMember
from db.store import Store

TURNS = 31
ALONE = "  the same SQL through sqlite3 alone"
Statement = tuple[str, Any]
Read = Callable[[Connection], object]


def desk_reads(store: Store, file: Path, me: StaffMember) -> Iterator[str]:
    """Medians of each read, and how many statements and rows it takes."""
    rules = store.rules
    agent = me.id + 1
    yield "read at a million cases, after every write by anyone"
    yield from against_bare(store, file, "the header's counts", lambda it: queue_counts(it, NOW))
    yield from against_bare(store, file, "everybody's alerts, none seen", lambda it: unseen_alerts(it, rules, NOW, me.id, True))
    yield from against_bare(store, file, "an agent's alerts", lambda it: unseen_alerts(it, rules, NOW, agent, False))
    yield from against_bare(store, file, "the list somebody asks to see", lambda it: alert_list(it, rules, NOW, me.id, True))
    with store.writing(me, NOW) as writing:
        see_alerts(writing, NOW - timedelta(hours=4))
    yield from against_bare(
        store, file, "everybody's alerts, seen before noon", lambda it: unseen_alerts(it, rules, NOW, me.id, True)
    )


def against_bare(store: Store, file: Path, name: str, read: Read) -> Iterator[str]:
    def ours() -> object:
        with store.reading() as connection:
            return read(connection)

    statements = _statements(store, ours)
    with closing(sqlite3.connect(file, isolation_level=None)) as bare:
        bare.execute("PRAGMA cache_size=-16384")
        add_sorting(bare)

        def theirs() -> int:
            return sum(len(bare.execute(sql, values).fetchall()) for sql, values in statements)

        rows = theirs()
        took = medians({name: once(ours), ALONE: once(theirs)}, TURNS)
    yield from (f"  {line}" for line in milliseconds(took, ALONE))
    yield f"    {len(statements)} statements, {rows:,} rows"


def _statements(store: Store, read: Callable[[], object]) -> list[Statement]:
    """The statements of a read and their values, as the database gets them."""
    found: list[Statement] = []

    def heard(_connection: object, _cursor: object, sql: str, values: Any, _context: object, _many: bool) -> None:
        if sql != "BEGIN":
            found.append((sql, values))

    event.listen(store.engine, "before_cursor_execute", heard)
    read()
    event.remove(store.engine, "before_cursor_execute", heard)
    return found
