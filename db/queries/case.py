"""One case, whole: its person, its clocks and its timeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select

from casework.contact import unstorable
from casework.late_reasons import Late
from casework.priorities import NORMAL
from casework.raised_concerns import Concern
from casework.references import as_kept, read_reference
from casework.review_judgement import lacking
from casework.tasks import CALL_BACK
from db.errors import CaseNotFound
from db.queries.attachments import AttachmentView, attachments_of_case
from db.queries.case_parts import (
    ClockView,
    EntryView,
    ExtensionView,
    MoveView,
    WaitView,
    clocks_of_case,
    details_of_case,
    extensions_of_case,
    moves_of_case,
    tags_of_case,
    timeline_of_case,
    waits_of_case,
)
from db.queries.concerns import concerns_of_case
from db.queries.late_reasons import late_reasons_of_case
from db.queries.links import LinkView, belonging, merged_cases
from db.queries.person import KnownAs, also_known_as, details_of_person
from db.queries.tasks import TaskView, tasks_of_case
from db.tables.plain import CASE, PERSON, STAFF

_PERSON = tuple(PERSON.c[name].label(to) for name, to in (("name", "person"), ("phone", "phone"), ("email", "email")))
_ROW = (CASE, *_PERSON, STAFF.c.name.label("owner"))


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as shown on its screen: clocks by due moment, timeline newest first.

    `details` are as casework.details keeps them, `person_details` as casework.person_details does. `also` are at most ten of the
    `also_count` other cases of its person, `also_known` the person's own records that were merged into theirs. `late` is
    why a clock was missed, by its number; `priority` is as casework.priorities numbers them.
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
    priority: int = NORMAL
    tags: tuple[str, ...] = ()

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
    joined = CASE.outerjoin(PERSON).outerjoin(STAFF, STAFF.c.id == CASE.c.owner_id)
    row = connection.execute(select(*_ROW).select_from(joined).where(CASE.c.id == case_id)).one_or_none()
    if row is None:
        raise CaseNotFound("That case is not in the record.")
    merged = merged_cases(connection, row.id)
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
        clocks=clocks_of_case(connection, row.id),
        timeline=timeline_of_case(connection, row.id, merged),
        waits=waits_of_case(connection, row.id),
        extensions=extensions_of_case(connection, row.id),
        moves=moves_of_case(connection, row.id),
        details=details_of_case(connection, row.id),
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
        priority=row.priority,
        tags=tags_of_case(connection, row.id),
    )


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
