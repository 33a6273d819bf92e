"""What was changed of a case and of the lines of its timeline: the words before, when, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from db.tables.plain import CASE_CHANGE, ENTRY, FORMER_TEXT, STAFF


@dataclass(frozen=True, slots=True)
class FormerWords:
    """The words a line of a timeline had until they were changed: when that was, and by whom."""

    at: datetime
    staff: str | None
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a case that was changed: when, by whom, and its words before and after, empty for none."""

    at: datetime
    staff: str | None
    name: str
    before: str
    after: str


def former_words(connection: Connection, cases: Sequence[int]) -> dict[int, tuple[FormerWords, ...]]:
    """The former words of the lines of cases, by the line's number, the latest change first."""
    former = FORMER_TEXT.c
    query = (
        select(former.entry_id, former.at, STAFF.c.name, former.text)
        .select_from(FORMER_TEXT.join(ENTRY, ENTRY.c.id == former.entry_id).outerjoin(STAFF, STAFF.c.id == former.staff_id))
        .where(ENTRY.c.case_id.in_(cases))
        .order_by(former.id.desc())
    )
    found: dict[int, tuple[FormerWords, ...]] = {}
    for entry_id, at, staff, text in connection.execute(query):
        found[entry_id] = (*found.get(entry_id, ()), FormerWords(at, staff, text))
    return found


def case_changes(connection: Connection, case_id: int) -> tuple[FieldChange, ...]:
    """Every change of a case's fields, the latest first."""
    change = CASE_CHANGE.c
    query = (
        select(change.at, STAFF.c.name, change.name, change.before, change.after)
        .select_from(CASE_CHANGE.outerjoin(STAFF, STAFF.c.id == change.staff_id))
        .where(change.case_id == case_id)
        .order_by(change.id.desc())
    )
    return tuple(FieldChange(*tuple(row)) for row in connection.execute(query))
