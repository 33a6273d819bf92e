"""One case, whole: its person, its clocks and its timeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from casework.contact import unstorable
from casework.late_reasons import Late
from casework.raised_concerns import Concern
from casework.references import as_kept, read_reference
from casework.review_judgement import lacking
from casework.tasks import CALL_BACK
from db.errors import CaseNotFound
from db.queries.attachments import AttachmentView, attachments_of_case
from db.queries.case_changes import FormerWords, former_words
from db.queries.concerns import concerns_of_case
from db.queries.late_reasons import late_reasons_of_case
from db.queries.links import LinkView, belonging, merged_cases
from db.queries.person import KnownAs, also_known_as, details_of_person
from db.queries.tasks import TaskView, tasks_of_case
from db.tables.plain import CASE, CASE_DETAIL, CASE_WAIT, CLOCK, CLOCK_MOVE, ENTRY, EXTENSION, PERSON, STAFF

_CLOCK = ("id", "standard", "started_at", "due_at", "warn_at", "provisional", "stopped_at", "state", "paused_at", "begun_by")
_ENTRY = (ENTRY.c.id, ENTRY.c.at, ENTRY.c.kind, STAFF.c.name, ENTRY.c.channel, ENTRY.c.step, ENTRY.c.text)


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock of a case. `standard` is the row of the standard it began under, `begun_by` the step that began it, if one did."""

    id: int
    standard: int
    started_at: datetime
    due_at: datetime
    warn_at: datetime
    provisional: bool
    stopped_at: datetime | None
    state: str
    paused_at: datetime | None
    begun_by: int | None = None


@dataclass(frozen=True, slots=True)
class WaitView:
    """A time a case waited or waits: why (see casework.waiting), for whom as typed, and from when to when."""

    reason: str
    awaited: str
    paused_at: datetime
    resumed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """So many more of its standard's units given to a clock, and why; not one that was taken back."""

    id: int
    clock: int
    units: int
    reason: str


@dataclass(frozen=True, slots=True)
class MoveView:
    """A due moment of a clock that moved: when it was moved, from when to when, why and by whom."""

    clock: int
    at: datetime
    due_from: datetime
    due_to: datetime
    why: str
    staff: str | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """A line of a case's timeline; `reference` is the duplicate's, for a line of one that was merged into the case.

    `direction` is `in` or `out` for a touch point, `former` what its words were before they were changed, the latest first.
    """

    id: int
    at: datetime
    kind: str
    staff: str | None
    channel: str
    step: str
    text: str
    withdrawn: bool
    reference: str = ""
    staff_id: int | None = None
    direction: str = ""
    former: tuple[FormerWords, ...] = ()

    @property
    def edited(self) -> bool:
        """Whether its words were changed since it was written."""
        return bool(self.former)


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as shown on its screen: clocks by due moment, timeline newest first.

    `details` are as casework.details keeps them, `person_details` as casework.person_details does. `also` are at most ten of the
    `also_count` other cases of its person, `also_known` the person's own records that were merged into theirs. `late` is
    why a clock was missed, by its number.
    """

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
    waits: tuple[WaitView, ...]
    extensions: tuple[ExtensionView, ...]
    moves: tuple[MoveView, ...]
    details: Mapping[str, str] = field(default_factory=dict)
    files: tuple[AttachmentView, ...] = ()
    concerns: tuple[Concern, ...] = ()
    person_id: int | None = None
    person_details: Mapping[str, str] = field(default_factory=dict)
    links: tuple[LinkView, ...] = ()
    merged_into: LinkView | None = None
    merged: tuple[LinkView, ...] = ()
    also: tuple[LinkView, ...] = ()
    also_count: int = 0
    also_known: tuple[KnownAs, ...] = ()
    tasks: tuple[TaskView, ...] = ()
    late: Mapping[int, Late] = field(default_factory=dict)

    @property
    def own_timeline(self) -> tuple[EntryView, ...]:
        """Its timeline without what happened on duplicates that were merged into it."""
        return tuple(entry for entry in self.timeline if not entry.reference)

    @property
    def status(self) -> str:
        """`open` or `closed`."""
        return "open" if self.closed_at is None else "closed"

    @property
    def running(self) -> tuple[ClockView, ...]:
        """Its clocks that have not ended, paused or not, the earliest due first."""
        return tuple(clock for clock in self.clocks if clock.stopped_at is None)

    @property
    def open_tasks(self) -> tuple[TaskView, ...]:
        """Its call-backs and tasks that are still to be done, the earliest due first; none of a closed case."""
        return tuple(task for task in self.tasks if task.open and self.closed_at is None)

    @property
    def call_back(self) -> TaskView | None:
        """The call-back that is promised and not made yet."""
        return next((task for task in self.open_tasks if task.kind == CALL_BACK), None)

    @property
    def lacks(self) -> list[str]:
        """What an open application for a review still needs, in words."""
        if self.kind != "review" or self.closed_at is not None:
            return []
        said = any(it.kind == "contact" and it.direction == "in" and not it.withdrawn and it.text.strip() for it in self.timeline)
        return lacking(self.details, self.force, self.channel, said=said)

    @property
    def waiting(self) -> WaitView | None:
        """What it waits for now, if it does."""
        return next((wait for wait in self.waits if wait.resumed_at is None and self.closed_at is None), None)


def one_case(connection: Connection, case_id: int) -> CaseView:
    """The case in this row; raises CaseNotFound."""
    return _whole(connection, CASE.c.id == case_id, "That case")


def case_with_reference(connection: Connection, typed: str) -> CaseView:
    """The case a person means by its reference or by its reference in another system; raises CaseNotFound."""
    reference = read_reference(typed)
    if reference is not None:
        found = connection.execute(select(CASE.c.id).where(CASE.c.reference.in_(as_kept(reference)))).scalar()
        if found is not None:
            return one_case(connection, found)
    if unstorable(typed):
        raise CaseNotFound("No case has a reference with such a character in it. A reference looks like E26-000412G.")
    by_source = select(CASE.c.id).where(CASE.c.source_reference == typed.strip()).limit(2)
    ids = connection.execute(by_source).scalars().all()
    if len(ids) == 1:
        return one_case(connection, ids[0])
    if ids:
        raise CaseNotFound(f"More than one case came from other systems as '{typed.strip()[:40]}'. Use our own reference.")
    raise CaseNotFound(f"No case has the reference '{typed.strip()[:40]}'. A reference looks like E26-000412G.")


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
        select(*(CLOCK.c[name] for name in _CLOCK))
        .where(CLOCK.c.case_id == row.id, CLOCK.c.state != "void")
        .order_by(CLOCK.c.due_at, CLOCK.c.id)
    )
    merged = merged_cases(connection, row.id)
    timeline = connection.execute(
        select(
            *_ENTRY, ENTRY.c.withdrawn_at.is_not(None).label("withdrawn"), ENTRY.c.case_id, ENTRY.c.staff_id, ENTRY.c.direction
        )
        .select_from(ENTRY.outerjoin(STAFF))
        .where(ENTRY.c.case_id.in_((row.id, *merged)))
        .order_by(ENTRY.c.at.desc(), ENTRY.c.id.desc())
    )
    former = former_words(connection, (row.id, *merged))
    belongs = belonging(connection, row.id, row.person_id, row.merged_into)
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
        timeline=tuple(_entry(entry, merged, former) for entry in timeline),
        waits=_waits(connection, row.id),
        extensions=_extensions(connection, row.id),
        moves=_moves(connection, row.id),
        details=_details(connection, row.id),
        files=tuple(attachments_of_case(connection, row.id, *merged)),
        concerns=tuple(each for case_id in (row.id, *merged) for each in concerns_of_case(connection, case_id)),
        person_id=row.person_id,
        person_details=details_of_person(connection, row.person_id),
        links=belongs.links,
        merged_into=belongs.merged_into,
        merged=belongs.merged,
        also=belongs.also,
        also_count=belongs.also_count,
        also_known=also_known_as(connection, row.person_id),
        tasks=tuple(tasks_of_case(connection, row.id)),
        late=late_reasons_of_case(connection, row.id),
    )


def _entry(row: Any, merged: Mapping[int, str], former: Mapping[int, tuple[FormerWords, ...]]) -> EntryView:
    # A contact that was logged before it was kept which way it went came in.
    way = row.direction or ("in" if row.kind == "contact" else "")
    return EntryView(
        id=row.id,
        at=row.at,
        kind=row.kind,
        staff=row.name,
        channel=row.channel,
        step=row.step,
        text=row.text,
        withdrawn=row.withdrawn,
        reference=merged.get(row.case_id, ""),
        staff_id=row.staff_id,
        direction=way,
        former=former.get(row.id, ()),
    )


def _details(connection: Connection, case_id: int) -> dict[str, str]:
    query = select(CASE_DETAIL.c.name, CASE_DETAIL.c.value).where(CASE_DETAIL.c.case_id == case_id)
    return {row.name: row.value for row in connection.execute(query)}


def _waits(connection: Connection, case_id: int) -> tuple[WaitView, ...]:
    columns = (CASE_WAIT.c[name] for name in ("reason", "awaited", "paused_at", "resumed_at"))
    stand = CASE_WAIT.c.withdrawn_at.is_(None)
    query = select(*columns).where(CASE_WAIT.c.case_id == case_id, stand).order_by(CASE_WAIT.c.id)
    return tuple(WaitView(*row) for row in connection.execute(query))


def _extensions(connection: Connection, case_id: int) -> tuple[ExtensionView, ...]:
    columns = (EXTENSION.c[name] for name in ("id", "clock_id", "units", "reason"))
    query = select(*columns).where(EXTENSION.c.case_id == case_id, EXTENSION.c.undone_at.is_(None)).order_by(EXTENSION.c.id)
    return tuple(ExtensionView(*row) for row in connection.execute(query))


def _moves(connection: Connection, case_id: int) -> tuple[MoveView, ...]:
    columns = (CLOCK_MOVE.c[name] for name in ("clock_id", "at", "due_from", "due_to", "why"))
    joined = CLOCK_MOVE.join(CLOCK, CLOCK.c.id == CLOCK_MOVE.c.clock_id).outerjoin(STAFF, STAFF.c.id == CLOCK_MOVE.c.staff_id)
    query = select(*columns, STAFF.c.name).select_from(joined).where(CLOCK.c.case_id == case_id).order_by(CLOCK_MOVE.c.id)
    return tuple(MoveView(*tuple(row)) for row in connection.execute(query))
