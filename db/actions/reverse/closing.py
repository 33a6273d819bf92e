"""A case that was closed or reopened: open again, or closed again as of the moment and with the outcome it had."""

from datetime import datetime

from sqlmodel import col, or_, select

from casework.date_words import moment_words
from casework.permissions import require
from db.actions.follow_case import follow_case
from db.actions.judgements import judged_in
from db.actions.reverse.rows import Detail, moment_in, the_case
from db.errors import NotPossible
from db.store import Writing
from db.tables import Case, CaseWait, Entry, Extension


def open_again(writing: Writing, case_id: int, detail: Detail) -> str:
    """Open the case as if it had not been closed, unless it was closed another time since."""
    require(writing.staff.role, "close-case")
    case = the_case(writing, case_id)
    if case.closed_at is None:
        raise NotPossible(f"{case.reference} was reopened since.")
    if case.closed_at != _closed_at(detail):
        raise NotPossible(f"{case.reference} was reopened and closed again since.")
    case.closed_at, case.outcome = None, ""
    return follow_case(writing, case, "reopened").moved_words


def close_again(writing: Writing, case_id: int, detail: Detail) -> str:
    """Close the case as of when it was closed, its clocks judged as they were then, unless work went on since."""
    require(writing.staff.role, "close-case")
    case, closed_at = the_case(writing, case_id), _closed_at(detail)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} was closed since.")
    if _worked_on(writing, case, closed_at):
        when = moment_words(closed_at)
        raise NotPossible(f"Work on {case.reference} went on after {when}, so it can't be closed as of then. Close it anew.")
    case.closed_at, case.outcome = closed_at, detail["outcome"]
    return follow_case(writing, case, "closed", as_judged=judged_in(detail)).moved_words


def _closed_at(detail: Detail) -> datetime:
    return moment_in(detail.get("closed") or detail["at"])


def _worked_on(writing: Writing, case: Case, since: datetime) -> bool:
    """Whether anything was done after a moment, and stands, that clocks depend on or that is still to be done."""
    steps = select(Entry.id).where(Entry.case_id == case.id, col(Entry.kind).in_(("step", "task")), Entry.at > since)
    waits = select(CaseWait.id).where(CaseWait.case_id == case.id, col(CaseWait.withdrawn_at).is_(None))
    merged = select(Case.id).where(Case.merged_into == case.id, col(Case.closed_at) > since)
    given = select(Extension.id).where(Extension.case_id == case.id, Extension.at > since, col(Extension.undone_at).is_(None))
    queries = (
        steps.where(col(Entry.withdrawn_at).is_(None)),
        waits.where(or_(col(CaseWait.paused_at) > since, col(CaseWait.resumed_at) > since)),
        given,
        merged,
    )
    return case.received_at > since or any(writing.session.exec(query.limit(1)).first() is not None for query in queries)
