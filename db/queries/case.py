"""One case, whole: its person, its clocks and its timeline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from casework.contact import unstorable
from casework.references import read_reference
from db.errors import CaseNotFound
from db.tables.plain import CASE, CLOCK, ENTRY, PERSON, STAFF


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock of a case. `standard` is the row of the standard it began under."""

    id: int
    standard: int
    started_at: datetime
    due_at: datetime
    warn_at: datetime
    provisional: bool
    stopped_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """A line of a case's timeline."""

    id: int
    at: datetime
    kind: str
    staff: str | None
    channel: str
    step: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as shown on its screen: clocks by due moment, timeline newest first."""

    id: int
    reference: str
    kind: str
    channel: str
    subject: str
    received_at: datetime
    closed_at: datetime | None
    outcome: str
    person: str
    phone: str
    email: str
    force: str | None
    force_reference: str
    owner_id: int | None
    owner: str | None
    source: str | None
    source_reference: str | None
    version: int
    clocks: tuple[ClockView, ...]
    timeline: tuple[EntryView, ...]

    @property
    def status(self) -> str:
        """`open` or `closed`."""
        return "open" if self.closed_at is None else "closed"

    @property
    def running(self) -> tuple[ClockView, ...]:
        """Its running clocks, the earliest due first."""
        return tuple(clock for clock in self.clocks if clock.stopped_at is None)


def one_case(connection: Connection, case_id: int) -> CaseView:
    """The case in this row; raises CaseNotFound."""
    return _whole(connection, CASE.c.id == case_id, "That case")


def case_with_reference(connection: Connection, typed: str) -> CaseView:
    """The case a person means by its reference or by its reference in another system; raises CaseNotFound."""
    reference = read_reference(typed)
    if reference is not None:
        found = connection.execute(select(CASE.c.id).where(CASE.c.reference == reference)).scalar()
        if found is not None:
            return one_case(connection, found)
    if unstorable(typed):
        raise CaseNotFound("No case has a reference with such a character in it. A reference looks like E26-000412.")
    by_source = select(CASE.c.id).where(CASE.c.source_reference == typed.strip()).limit(2)
    ids = connection.execute(by_source).scalars().all()
    if len(ids) == 1:
        return one_case(connection, ids[0])
    if ids:
        raise CaseNotFound(f"More than one case came from other systems as '{typed.strip()[:40]}'. Use our own reference.")
    raise CaseNotFound(f"No case has the reference '{typed.strip()[:40]}'. A reference looks like E26-000412.")


def _whole(connection: Connection, which: Any, name: str) -> CaseView:
    joined = CASE.outerjoin(PERSON).outerjoin(STAFF, STAFF.c.id == CASE.c.owner_id)
    row = connection.execute(
        select(
            CASE,
            PERSON.c.name.label("person"),
            PERSON.c.phone.label("phone"),
            PERSON.c.email.label("email"),
            STAFF.c.name.label("owner"),
        )
        .select_from(joined)
        .where(which)
    ).one_or_none()
    if row is None:
        raise CaseNotFound(f"{name} is not in the record.")
    clocks = connection.execute(
        select(
            *(
                CLOCK.c[name]
                for name in ("id", "standard", "started_at", "due_at", "warn_at", "provisional", "stopped_at", "state")
            )
        )
        .where(CLOCK.c.case_id == row.id)
        .order_by(CLOCK.c.due_at, CLOCK.c.id)
    )
    timeline = connection.execute(
        select(ENTRY.c.id, ENTRY.c.at, ENTRY.c.kind, STAFF.c.name, ENTRY.c.channel, ENTRY.c.step, ENTRY.c.text)
        .select_from(ENTRY.outerjoin(STAFF))
        .where(ENTRY.c.case_id == row.id)
        .order_by(ENTRY.c.at.desc(), ENTRY.c.id.desc())
    )
    return CaseView(
        id=row.id,
        reference=row.reference,
        kind=row.kind,
        channel=row.channel,
        subject=row.subject,
        received_at=row.received_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
        person=row.person or "",
        phone=row.phone or "",
        email=row.email or "",
        force=row.force,
        force_reference=row.force_reference,
        owner_id=row.owner_id,
        owner=row.owner,
        source=row.source,
        source_reference=row.source_reference,
        version=row.version,
        clocks=tuple(ClockView(*clock) for clock in clocks),
        timeline=tuple(EntryView(*entry) for entry in timeline),
    )
