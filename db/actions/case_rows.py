"""What the actions on a case share: reading it for change, starting and stopping its clocks, adding to its timeline."""

from collections.abc import Iterable

from sqlmodel import Session

from casework.contact import unstorable
from db.errors import BadValue, CaseChanged, CaseNotFound, NotPossible
from db.store import Writing
from db.tables import Case, Entry, ReferenceCounter

NOTHING_SAVED = " Nothing of yours was saved."
"""Ends a sentence on a case that moved on; untrue where it was one of several and the others were changed."""


def case_for_change(writing: Writing, case_id: int, version: int) -> Case:
    """The case, if nobody changed it since this version was read; its version moves on.

    Raises CaseNotFound, CaseChanged, NotPossible for a duplicate that was merged into another case.
    """
    case = case_as_read(writing, case_id, version)
    refuse_merged(writing, case)
    case.version += 1
    return case


def refuse_merged(writing: Writing, case: Case, instead: str = "Work on {}, or take the merge back first.") -> None:
    """Raise NotPossible for a duplicate that was merged into another case, in words that name that one and what to do with it."""
    if case.merged_into is not None:
        into = writing.session.get_one(Case, case.merged_into).reference
        raise NotPossible(f"{case.reference} was merged into {into}. {instead.format(into)}")


def case_as_read(writing: Writing, case_id: int, version: int) -> Case:
    """The case, if nobody changed it since this version was read. Raises CaseNotFound, CaseChanged."""
    case = writing.session.get(Case, case_id)
    if case is None:
        raise CaseNotFound("That case is no longer in the record.")
    if case.version != version:
        if case.closed_at is not None:
            raise CaseChanged(f"{case.reference} was closed by somebody else meanwhile.{NOTHING_SAVED}")
        raise CaseChanged(f"{case.reference} was changed by somebody else meanwhile. Look at it again, then repeat this.")
    return case


def add_entry(writing: Writing, case: Case, kind: str, *, text: str = "", step: str = "", channel: str = "") -> Entry:
    """Add a line to the case's timeline, by the acting member, now. Raises BadValue for a text that can't be kept exactly."""
    problem = unstorable(text)
    if problem:
        raise BadValue("note", problem)
    entry = Entry(
        case_id=_id(case.id),
        at=writing.now,
        kind=kind,
        staff_id=writing.staff.id,
        channel=channel,
        step=step,
        text=text,
    )
    writing.session.add(entry)
    writing.session.flush()
    return entry


def next_numbers(session: Session, prefix: str, year: int, how_many: int = 1) -> Iterable[int]:
    """Numbers for new references of a prefix and year, never given out before. The caller holds the one writing transaction.

    A reference shows two digits of its year, so years a century apart share their numbers.
    """
    counter = session.get(ReferenceCounter, (prefix, year % 100))
    if counter is None:
        counter = ReferenceCounter(prefix=prefix, year=year % 100, last=0)
    first = counter.last + 1
    counter.last += how_many
    session.add(counter)
    session.flush()
    return range(first, first + how_many)


def _id(found: int | None) -> int:
    if found is None:
        raise RuntimeError("the row has not been written yet")
    return found
