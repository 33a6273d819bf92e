"""Giving a clock longer, counted from its start, and taking that back."""

from dataclasses import dataclass

from sqlmodel import col, select

from casework.clocks import judged
from casework.contact import unstorable
from casework.permissions import require
from casework.standards import Standard
from db.actions.case_rows import add_entry, case_for_change
from db.actions.follow_case import Followed, follow_case
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Clock, Extension

MOST_UNITS = 1000


@dataclass(frozen=True, slots=True)
class ExtendClock:
    """So many more of its standard's units for a running clock of a case read at `version`, and why, as typed."""

    case_id: int
    version: int
    clock_id: int
    units: int
    reason: str


@dataclass(frozen=True, slots=True)
class UndoExtension:
    """An extension of a case read at `version` that is taken back."""

    case_id: int
    version: int
    extension_id: int


def extend_clock(writing: Writing, command: ExtendClock) -> Followed:
    """Give a running clock longer. An extension is counted from the clock's start, so taking it back restores the date.

    Raises BadValue without a reason or for a length that can't be, NotPossible for a clock that has ended or is late, or whose
    standard does not allow so much.
    """
    require(writing.staff.role, "extend-clock")
    case = case_for_change(writing, command.case_id, command.version)
    if not command.reason.strip():
        raise BadValue("reason", "Say why the clock is given longer; it goes on the record.")
    if problem := unstorable(command.reason):
        raise BadValue("reason", problem)
    if not 1 <= command.units <= MOST_UNITS:
        raise BadValue("units", f"Give it from 1 to {MOST_UNITS:,} more.")
    clock = writing.session.get(Clock, command.clock_id)
    if clock is None or clock.case_id != case.id or clock.stopped_at is not None:
        raise NotPossible(f"That clock of {case.reference} does not run any more, so it can't be given longer.")
    standard = writing.rules.standards[clock.standard]
    if judged(writing.now, clock.due_at) == "missed" and clock.paused_at is None:
        raise NotPossible(f"{standard.title} is overdue already, so it can't be given longer.")
    require_allowed(writing, clock, standard, command.units)
    given = Extension(
        case_id=command.case_id,
        clock_id=command.clock_id,
        units=command.units,
        reason=command.reason,
        at=writing.now,
        staff_id=writing.staff.id,
    )
    writing.session.add(given)
    followed = follow_case(writing, case, "extended")
    add_entry(writing, case, "extended", text="\n".join(part for part in (command.reason, followed.moved_words) if part))
    record(writing, "clock extended", case.id, clock=clock.id, units=command.units, extension=given.id)
    return followed


def undo_extension(writing: Writing, command: UndoExtension) -> Followed:
    """Take an extension back: the clock is due when it would have been without it. Raises NotPossible when it was already."""
    require(writing.staff.role, "extend-clock")
    case = case_for_change(writing, command.case_id, command.version)
    given = writing.session.get(Extension, command.extension_id)
    if given is None or given.case_id != case.id or given.undone_at is not None:
        raise NotPossible(f"That extension of {case.reference} was taken back already.")
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is closed, so its clocks stay as they were judged.")
    given.undone_at = writing.now
    writing.session.add(given)
    followed = follow_case(writing, case, "extension taken back")
    add_entry(writing, case, "extension taken back", text=followed.moved_words)
    record(writing, "extension undone", case.id, clock=given.clock_id, extension=given.id)
    return followed


def require_allowed(writing: Writing, clock: Clock, standard: Standard, units: int) -> None:
    """Raise NotPossible when a clock's standard does not allow so many units more beside those it was given."""
    if standard.longest_extension is None:
        return
    query = select(Extension.units).where(Extension.clock_id == clock.id, col(Extension.undone_at).is_(None))
    total = sum(writing.session.exec(query)) + units
    if total > standard.longest_extension:
        allowed = f"{standard.longest_extension} {standard.unit}" if standard.longest_extension else "nothing"
        raise NotPossible(f"{standard.title} may be given {allowed} more in all ({standard.basis}).")
