"""Counting what an import would do, without doing it."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from types import TracebackType

from sqlalchemy import Connection

from casework.foreign.rows import ForeignRow
from casework.foreign.sorting import KnownCase, Plan, sort_rows
from db.bulk import in_parts
from db.queries.known_rows import known_cases, known_marks, marks_of


class TrialRun:
    """Remembers the rows met so far in a scratch database of its own, so that memory stays flat; the record is only read."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._scratch = sqlite3.connect("", isolation_level=None)
        self._scratch.execute(
            "CREATE TABLE met (reference TEXT PRIMARY KEY, id INTEGER, received TEXT, closed TEXT) WITHOUT ROWID"
        )
        self._scratch.execute("CREATE TABLE mark (mark BLOB PRIMARY KEY) WITHOUT ROWID")

    def __enter__(self) -> "TrialRun":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._scratch.close()

    def plan(self, connection: Connection, rows: Sequence[ForeignRow]) -> Plan:
        """What bringing in this batch would come to, after the batches before it."""
        references = {row.reference for row in rows}
        cases = known_cases(connection, self._source, references) | self._met(references)
        marks = marks_of(row for row in rows if row.reference in cases)
        plan = sort_rows(rows, cases, known_marks(connection, marks) | self._left(marks))
        self._remember(cases, plan)
        return plan

    def _met(self, references: Iterable[str]) -> dict[str, KnownCase]:
        found = {}
        for part in in_parts(references, 500):
            query = f"SELECT reference, id, received, closed FROM met WHERE reference IN ({_signs(part)})"
            for reference, case_id, received, closed in self._scratch.execute(query, part):
                ended = datetime.fromisoformat(closed) if closed else None
                found[reference] = KnownCase(case_id, datetime.fromisoformat(received), ended)
        return found

    def _left(self, marks: Iterable[bytes]) -> set[bytes]:
        found: set[bytes] = set()
        for part in in_parts(marks, 500):
            found.update(mark for (mark,) in self._scratch.execute(f"SELECT mark FROM mark WHERE mark IN ({_signs(part)})", part))
        return found

    def _remember(self, cases: dict[str, KnownCase], plan: Plan) -> None:
        rows = [case.first for case in plan.made if case.first is not None]
        rows += [row for _, row in (*plan.entries, *plan.closings)]
        met = [
            (reference, case.id, case.received_at.isoformat(), case.closed_at.isoformat() if case.closed_at else None)
            for reference, case in cases.items()
        ]
        self._scratch.execute("BEGIN")
        self._scratch.executemany("INSERT OR REPLACE INTO met VALUES (?, ?, ?, ?)", met)
        self._scratch.executemany("INSERT OR IGNORE INTO mark VALUES (?)", [(row.mark,) for row in rows])
        self._scratch.execute("COMMIT")


def _signs(part: Sequence[object]) -> str:
    return ", ".join("?" * len(part))
