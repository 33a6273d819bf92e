"""The parts of a case as they are read: its clocks and what moved them, its waits, its timeline, its details and its tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from db.queries.case_changes import FormerWords, former_words
from db.tables.plain import CASE_DETAIL, CASE_TAG, CASE_WAIT, CLOCK, CLOCK_MOVE, ENTRY, EXTENSION, STAFF

_CLOCK = ("id", "standard", "started_at", "due_at", "warn_at", "provisional", "stopped_at", "state", "paused_at", "begun_by")
_ENTRY = (
    *(ENTRY.c.id, ENTRY.c.at, ENTRY.c.kind, STAFF.c.name, ENTRY.c.channel, ENTRY.c.step, ENTRY.c.text),
    *(ENTRY.c.withdrawn_at.is_not(None).label("withdrawn"), ENTRY.c.case_id, ENTRY.c.staff_id, ENTRY.c.direction),
)


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


def clocks_of_case(connection: Connection, case_id: int) -> tuple[ClockView, ...]:
    """The clocks of a case by due moment; none that never was."""
    query = select(*(CLOCK.c[name] for name in _CLOCK)).where(CLOCK.c.case_id == case_id, CLOCK.c.state != "void")
    return tuple(ClockView(*clock) for clock in connection.execute(query.order_by(CLOCK.c.due_at, CLOCK.c.id)))


def timeline_of_case(connection: Connection, case_id: int, merged: Mapping[int, str]) -> tuple[EntryView, ...]:
    """The timeline of a case, newest first, with those of the duplicates that were merged into it, by their reference."""
    cases: Sequence[int] = (case_id, *merged)
    query = select(*_ENTRY).select_from(ENTRY.outerjoin(STAFF)).where(ENTRY.c.case_id.in_(cases))
    former = former_words(connection, cases)
    return tuple(_entry(row, merged, former) for row in connection.execute(query.order_by(ENTRY.c.at.desc(), ENTRY.c.id.desc())))


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


def details_of_case(connection: Connection, case_id: int) -> dict[str, str]:
    """What is kept of a case beside its own fields, by the ids of casework.details."""
    query = select(CASE_DETAIL.c.name, CASE_DETAIL.c.value).where(CASE_DETAIL.c.case_id == case_id)
    return {row.name: row.value for row in connection.execute(query)}


def waits_of_case(connection: Connection, case_id: int) -> tuple[WaitView, ...]:
    """The times a case waited or waits, in the order they began."""
    columns = (CASE_WAIT.c[name] for name in ("reason", "awaited", "paused_at", "resumed_at"))
    stand = CASE_WAIT.c.withdrawn_at.is_(None)
    query = select(*columns).where(CASE_WAIT.c.case_id == case_id, stand).order_by(CASE_WAIT.c.id)
    return tuple(WaitView(*row) for row in connection.execute(query))


def extensions_of_case(connection: Connection, case_id: int) -> tuple[ExtensionView, ...]:
    """What the clocks of a case were given more, in the order it was given."""
    columns = (EXTENSION.c[name] for name in ("id", "clock_id", "units", "reason"))
    query = select(*columns).where(EXTENSION.c.case_id == case_id, EXTENSION.c.undone_at.is_(None)).order_by(EXTENSION.c.id)
    return tuple(ExtensionView(*row) for row in connection.execute(query))


def moves_of_case(connection: Connection, case_id: int) -> tuple[MoveView, ...]:
    """The due moments of a case that moved, in the order they did."""
    columns = (CLOCK_MOVE.c[name] for name in ("clock_id", "at", "due_from", "due_to", "why"))
    joined = CLOCK_MOVE.join(CLOCK, CLOCK.c.id == CLOCK_MOVE.c.clock_id).outerjoin(STAFF, STAFF.c.id == CLOCK_MOVE.c.staff_id)
    query = select(*columns, STAFF.c.name).select_from(joined).where(CLOCK.c.case_id == case_id).order_by(CLOCK_MOVE.c.id)
    return tuple(MoveView(*tuple(row)) for row in connection.execute(query))


def tags_of_case(connection: Connection, case_id: int) -> tuple[str, ...]:
    """The tags of a case, in their order."""
    query = select(CASE_TAG.c.tag).where(CASE_TAG.c.case_id == case_id).order_by(CASE_TAG.c.tag)
    return tuple(connection.execute(query).scalars())
