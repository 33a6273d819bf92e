"""A new bank holiday that ten thousand running clocks cross, against the least work that reads and changes the same rows."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from bench.big_store import NOW
from bench.measure import medians, milliseconds, once
from casework.calendars import DayChange
from db.actions.change_days import ChangeDays, change_days, impact
from db.staff_member import StaffMember
from db.store import Store

CLOCKS = 10_000
HOLIDAY = DayChange(date(2026, 11, 23), "bank holiday", "A day of rest", "england-wales", "made up for a benchmark")
LEAST = "  sqlite3 alone: the same rows read and changed"
_CLOCK_COLUMNS = ("due_at", "warn_at", "provisional", "paused_at", "state")
_CASE_COLUMNS = ("next_due_at", "next_warn_at", "next_standard", "paused_at", "version")
Dates = dict[str, dict[int, tuple[Any, ...]]]


def new_holiday(store: Store, file: Path, me: StaffMember) -> Iterator[str]:
    """Medians of what it would come to, of entering it and of withdrawing it; the file is left with its old dates."""
    add, take_back = ChangeDays(add=(HOLIDAY,)), ChangeDays(withdraw=(HOLIDAY,))
    with store.reading() as connection:
        found = impact(connection, store.rules, add, NOW)
    yield f"a bank holiday that {found.looked_at:,} running clocks cross, of which {len(found.moves):,} move"
    assert found.looked_at >= CLOCKS
    before = _dates(file)

    def preview() -> None:
        with store.reading() as connection:
            impact(connection, store.rules_in(connection), add, NOW)

    def change(command: ChangeDays) -> None:
        with store.writing(me, NOW) as writing:
            change_days(writing, command)

    change(add)
    after = _dates(file)
    change(take_back)
    bare = _Bare(file, before, after)
    calls: dict[str, Callable[[], None]] = {
        "what it would come to": preview,
        "entering it": lambda: change(add),
        "withdrawing it": lambda: change(take_back),
        "  sqlite3 alone: the same rows read": bare.read,
        LEAST: bare.write,
        "  and changed back": bare.write,
    }
    took = medians({name: once(call) for name, call in calls.items()}, 7)
    bare.close()
    yield from (f"  {line}" for line in milliseconds(took, LEAST))


def _dates(file: Path) -> Dates:
    """The columns that a change of the calendar writes, of every running clock and open case."""
    with closing(sqlite3.connect(file)) as bare:
        clocks = bare.execute(f"SELECT id, {', '.join(_CLOCK_COLUMNS)} FROM clock WHERE stopped_at IS NULL").fetchall()
        cases = bare.execute(f"SELECT id, {', '.join(_CASE_COLUMNS)} FROM cases WHERE closed_at IS NULL").fetchall()
    return {"clock": {row[0]: row[1:] for row in clocks}, "cases": {row[0]: row[1:] for row in cases}}


class _Bare:
    """The least work: running clocks read, and the rows that a change moves written, and back again the next time."""

    def __init__(self, file: Path, before: Dates, after: Dates) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA synchronous=FULL")
        self._ways = [self._moved(before, after), self._moved(after, before)]

    def _moved(self, before: Dates, after: Dates) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table: [(*row, key) for key, row in after[table].items() if row != before[table].get(key)]
            for table in ("clock", "cases")
        }

    def read(self) -> None:
        query = f"SELECT id, case_id, standard, started_at, {', '.join(_CLOCK_COLUMNS)} FROM clock WHERE stopped_at IS NULL"
        self._connection.execute(query).fetchall()

    def write(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self.read()
        for table, columns in (("clock", _CLOCK_COLUMNS), ("cases", _CASE_COLUMNS)):
            signs = ", ".join(f"{column} = ?" for column in columns)
            self._connection.executemany(f"UPDATE {table} SET {signs} WHERE id = ?", self._ways[0][table])
        self._connection.execute("COMMIT")
        self._ways.reverse()

    def close(self) -> None:
        self._connection.close()
