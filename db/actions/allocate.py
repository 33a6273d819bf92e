"""Giving cases to members of staff, taking one, and handing one back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm.util import identity_key

from casework.errors import DeskError
from casework.permissions import require
from db.audit import last_event, record_each
from db.bulk import in_parts, insert_rows, kept_moments, update_rows
from db.errors import CaseChanged, CaseNotFound, NotOnStaff, NotPossible
from db.store import Writing
from db.tables import Case
from db.tables.plain import CASE, ENTRY, STAFF

ALLOCATED = "case allocated"
_CASE = select(*(CASE.c[name] for name in ("id", "reference", "version", "owner_id", "closed_at", "merged_into")))
_STAFF = select(STAFF.c.id, STAFF.c.name).where(STAFF.c.active)
_LINE = ("case_id", "at", "kind", "staff_id", "channel", "direction", "step", "text")


@dataclass(frozen=True, slots=True)
class Allocate:
    """Cases, each as read at its version, for one owner; None puts them back in the queue."""

    cases: Sequence[tuple[int, int]]
    owner_id: int | None


@dataclass(frozen=True, slots=True)
class AllocateEach:
    """Cases, each as read at its version, and whom each is for: None puts it back in the queue."""

    given: Sequence[tuple[int, int, int | None]]


@dataclass(frozen=True, slots=True)
class LeftAsItWas:
    """A case that could not be given: the sentence that names it and says why, and whether it is still there to be given."""

    case_id: int
    why: str
    open: bool


@dataclass(frozen=True, slots=True)
class Allocated:
    """How many cases changed hands, and those that stay as they were since somebody else was quicker."""

    changed: int
    left: tuple[LeftAsItWas, ...] = ()


def allocate(writing: Writing, command: Allocate) -> int:
    """Give the cases to the owner, all or none; gives how many changed hands. One that is the owner's already stays as it is.

    An agent may take a case nobody has and hand back their own; anything else needs the permission to allocate.
    Raises CaseNotFound, CaseChanged, NotOnStaff for an owner who has left, NotPossible for a closed or merged case.
    """
    cases = case_rows(writing, [case_id for case_id, _ in command.cases])
    for case_id, version in command.cases:
        if (problem := _problem(writing, cases.get(case_id), version)) is not None:
            raise problem
    return give(writing, [(cases[case_id], command.owner_id) for case_id, _ in command.cases])


def allocate_each(writing: Writing, command: AllocateEach) -> Allocated:
    """Give each case to its owner in one go, which is undone in one go.

    A case that was closed, merged or changed since it was read stays as it is and is named; the others are given all the same:
    of so many one has often moved on, and what was meant for the rest is as right as before. An owner who has left, or a
    change that the member is not permitted, refuses all of it. Raises NotOnStaff, NotAllowed.
    """
    cases = case_rows(writing, [case_id for case_id, _, _ in command.given])
    given: list[tuple[Row[Any], int | None]] = []
    left: list[LeftAsItWas] = []
    for case_id, version, owner_id in command.given:
        problem = _problem(writing, case := cases.get(case_id), version)
        if problem is None and case is not None:
            given.append((case, owner_id))
        else:
            still_there = case is not None and case.closed_at is None and case.merged_into is None
            left.append(LeftAsItWas(case_id, str(problem), still_there))
    return Allocated(give(writing, given), tuple(left))


def give(writing: Writing, given: Sequence[tuple[Row[Any], int | None]]) -> int:
    """Give cases, rows with an id, version and owner_id, that may be given; says how many changed hands.

    Each has a line on its timeline and one in the audit trail; those given in one go have their `batch` in common, and, where
    they are for several people, `among` how many they were shared.
    """
    owners = _owners(writing, {owner_id for _, owner_id in given})
    for before, after in {(case.owner_id, owner_id) for case, owner_id in given}:
        require(writing.staff.role, permission_to_give(writing.staff.id, before, after))
    changes = [
        (case, owner_id) for case, owner_id in {case.id: (case, to) for case, to in given}.values() if case.owner_id != owner_id
    ]
    together = {"batch": last_event(writing.session)} if len(given) > 1 else {}
    among = len({owner_id for _, owner_id in changes})
    together |= {"among": among} if among > 1 else {}
    hand_over(writing, changes, [owners[owner_id] for _, owner_id in changes])
    record_each(writing, ALLOCATED, [(case.id, {"before": case.owner_id, "after": to, **together}) for case, to in changes])
    return len(changes)


def hand_over(
    writing: Writing, changes: Sequence[tuple[Row[Any], int | None]], lines: Sequence[str], kind: str = "allocated"
) -> None:
    """Write the owners of cases, their next versions, and a line on the timeline of each, many at once."""
    session, connection = writing.session, writing.session.connection()
    session.flush()
    update_rows(connection, CASE, ("owner_id", "version"), [(to, case.version + 1, case.id) for case, to in changes])
    now = kept_moments(connection.dialect)(writing.now)
    rows = [(case.id, now, kind, writing.staff.id, "", "", line, "") for (case, _), line in zip(changes, lines, strict=True)]
    insert_rows(connection, ENTRY, _LINE, rows)
    for case, _ in changes:
        if (loaded := session.identity_map.get(identity_key(Case, case.id))) is not None:
            session.expire(loaded)


def permission_to_give(me: int, before: int | None, after: int | None) -> str:
    """What a member must be permitted to give a case from one owner to another."""
    taking = after == me and before in (None, me)
    handing_back = after is None and before in (None, me)
    return "take-case" if taking or handing_back else "allocate"


def case_rows(writing: Writing, ids: Iterable[int]) -> dict[int, Row[Any]]:
    """Cases as they are now, by id: what giving them to somebody asks about."""
    writing.session.flush()
    found = (row for part in in_parts(ids) for row in writing.session.execute(_CASE.where(CASE.c.id.in_(part))))
    return {row.id: row for row in found}


def _problem(writing: Writing, case: Row[Any] | None, version: int) -> DeskError | None:
    """Why a case that was read at this version can't be given to anybody."""
    if case is None:
        return CaseNotFound("That case is no longer in the record.")
    if case.merged_into is not None:
        into = writing.session.get_one(Case, case.merged_into).reference
        return NotPossible(f"{case.reference} was merged into {into}. Work on {into}, or take the merge back first.")
    if case.version == version:
        return NotPossible(f"{case.reference} is closed, so it can't be allocated.") if case.closed_at is not None else None
    if case.closed_at is not None:
        return CaseChanged(f"{case.reference} was closed by somebody else meanwhile.")
    return CaseChanged(f"{case.reference} was changed by somebody else meanwhile. Look at it again, then repeat this.")


def _owners(writing: Writing, ids: set[int | None]) -> dict[int | None, str]:
    """The names of those who are to be given something, nothing for nobody. Raises NotOnStaff for one who has left."""
    found: dict[int | None, str] = {None: ""}
    found |= {row.id: row.name for row in writing.session.execute(_STAFF.where(STAFF.c.id.in_(ids - {None})))}
    if not ids <= found.keys():
        raise NotOnStaff("That person is no longer on the staff list. Choose somebody else.")
    return found
