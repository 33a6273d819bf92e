"""A clock that was given longer, or had that taken back: the one after the other, as long as the clock runs."""

from casework.permissions import require
from db.actions.extend import require_allowed
from db.actions.follow_case import follow_case
from db.actions.reverse.rows import Detail, open_case
from db.errors import NotPossible
from db.store import Writing
from db.tables import Case, Clock, Extension


def not_longer(writing: Writing, case_id: int, detail: Detail) -> str:
    """Take the extension back: the clock is due when it would have been without it."""
    case, given, _ = _given(writing, case_id, detail)
    if given.undone_at is not None:
        raise NotPossible(f"That extension of {case.reference} was taken back already.")
    given.undone_at = writing.now
    writing.session.add(given)
    return follow_case(writing, case, "extension taken back").moved_words


def longer_after_all(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let the extension stand again, if the clock's standard allows it beside those given since."""
    case, given, clock = _given(writing, case_id, detail)
    if given.undone_at is None:
        raise NotPossible(f"That extension of {case.reference} stands already.")
    require_allowed(writing, clock, writing.rules.standards[clock.standard], given.units)
    given.undone_at = None
    writing.session.add(given)
    return follow_case(writing, case, "extended").moved_words


def _given(writing: Writing, case_id: int, detail: Detail) -> tuple[Case, Extension, Clock]:
    require(writing.staff.role, "extend-clock")
    case = open_case(writing, case_id)
    given = writing.session.get(Extension, detail["extension"])
    clock = writing.session.get(Clock, given.clock_id) if given is not None else None
    if given is None or clock is None or given.case_id != case_id or clock.stopped_at is not None:
        raise NotPossible(f"That clock of {case.reference} does not run any more.")
    return case, given, clock
