"""A step that was recorded or taken back: the clocks as if it had never been, or as it made them at its own moment."""

from sqlmodel import col, select

from casework.date_words import moment_words
from casework.kinds import step_label
from casework.permissions import require
from casework.steps import why_not_step
from db.actions.follow_case import follow_case
from db.actions.judgements import judged_in
from db.actions.reverse.rows import Detail, open_case
from db.errors import NotPossible
from db.store import Writing
from db.tables import Case, Entry


def take_step_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Take a step back: the clocks it stopped run as if it had never been, and those it began never were."""
    case, entry = _step(writing, case_id, detail)
    label = step_label(entry.step)
    if entry.withdrawn_at is not None:
        raise NotPossible(f"{label.capitalize()} was taken back already on {case.reference}.")
    entry.withdrawn_at = writing.now
    writing.session.add(entry)
    return follow_case(writing, case, f"{label} taken back").moved_words


def put_step_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let a step stand again as done when it was done, its clocks judged as they were then."""
    case, entry = _step(writing, case_id, detail)
    label = step_label(entry.step)
    if entry.withdrawn_at is None:
        raise NotPossible(f"{label.capitalize()} stands already on {case.reference}.")
    if problem := why_not_step(case.kind, entry.step, _done(writing, case), case.reference):
        raise NotPossible(problem)
    if entry.at < case.received_at:
        raise NotPossible(f"{case.reference} is recorded as received {moment_words(case.received_at)} since, after that step.")
    entry.withdrawn_at = None
    writing.session.add(entry)
    return follow_case(writing, case, f"{label} after all", as_judged=judged_in(detail)).moved_words


def _step(writing: Writing, case_id: int, detail: Detail) -> tuple[Case, Entry]:
    require(writing.staff.role, "complete-step")
    case = open_case(writing, case_id)
    entry = writing.session.get(Entry, detail["entry"])
    if entry is None or entry.case_id != case_id or entry.kind != "step":
        raise NotPossible(f"That step is no longer on the timeline of {case.reference}.")
    return case, entry


def _done(writing: Writing, case: Case) -> set[str]:
    done = select(Entry.step).where(Entry.case_id == case.id, Entry.kind == "step", col(Entry.withdrawn_at).is_(None))
    return set(writing.session.exec(done))
