"""What the record already holds of another system's cases."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from casework.foreign.rows import ForeignRow
from casework.foreign.sorting import KnownCase
from db.bulk import in_parts
from db.tables.plain import CASE, ENTRY


def known_cases(connection: Connection, source: str, references: Iterable[str]) -> dict[str, KnownCase]:
    """The cases that came from a source under these references, by reference."""
    found = {}
    for part in in_parts(references):
        query = select(CASE.c.source_reference, CASE.c.id, CASE.c.received_at, CASE.c.closed_at)
        query = query.where(CASE.c.source == source, CASE.c.source_reference.in_(part))
        for reference, case_id, received_at, closed_at in connection.execute(query):
            found[reference] = KnownCase(case_id, received_at, closed_at)
    return found


def known_marks(connection: Connection, marks: Iterable[bytes]) -> set[bytes]:
    """Those of the marks that a row already brought in has left."""
    found: set[bytes] = set()
    for part in in_parts(marks):
        query = select(ENTRY.c.source_digest).where(ENTRY.c.source_digest.in_(part))
        found.update(bytes(mark) for mark in connection.execute(query).scalars())
    return found


def marks_of(rows: Iterable[ForeignRow]) -> set[bytes]:
    """Every mark these rows could have left, with their closing or without it."""
    marks = set()
    for row in rows:
        marks.add(row.digest)
        if row.left_open or row.closed_at is not None:
            marks.add(row.digest_if_open)
    return marks
