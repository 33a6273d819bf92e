"""Cases by their references, each in a line: who it is from, what it is about, and whether it is open still."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from casework.date_words import day_words
from casework.moments import london_date
from db.bulk import in_parts
from db.tables.plain import CASE, PERSON


@dataclass(frozen=True, slots=True)
class CaseBrief:
    """A case in a line."""

    id: int
    reference: str
    person: str
    subject: str
    closed_at: datetime | None
    merged: bool

    @property
    def words(self) -> str:
        """Who it is from and what it is about."""
        return "  ".join(part for part in (self.person, self.subject) if part)

    @property
    def state(self) -> str:
        """`open`, `merged`, `closed Thu 19 Nov 2026`."""
        if self.merged:
            return "merged"
        return "open" if self.closed_at is None else f"closed {day_words(london_date(self.closed_at))}"


def case_briefs(connection: Connection, references: Collection[str]) -> list[CaseBrief]:
    """These cases in the order of their references; one that is not in the record is left out."""
    found: list[CaseBrief] = []
    columns = CASE.c.id, CASE.c.reference, PERSON.c.name, CASE.c.subject, CASE.c.closed_at, CASE.c.merged_into
    query = select(*columns).select_from(CASE.outerjoin(PERSON, PERSON.c.id == CASE.c.person_id))
    for some in in_parts(sorted(references)):
        for row in connection.execute(query.where(CASE.c.reference.in_(some)).order_by(CASE.c.reference)):
            merged = row.merged_into is not None
            found.append(CaseBrief(row.id, row.reference, row.name or "", row.subject, row.closed_at, merged))
    return found
