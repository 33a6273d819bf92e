"""Recording that a step of a case was done: acknowledged, sent to the authority, answered, decided."""

from dataclasses import dataclass

from sqlmodel import col, select

from casework.kinds import kinds, step_label
from casework.permissions import require
from db.actions.case_rows import add_entry, case_for_change
from db.actions.follow_case import follow_case
from db.audit import record
from db.errors import NotPossible
from db.store import Writing
from db.tables import Case, Entry

REPEATABLE = ("updated", "papers-asked", "papers-received", "callback-promised", "callback-returned")


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """A step done now on a case, as read at `version`; `text` is an optional note."""

    case_id: int
    version: int
    step: str
    text: str = ""


def complete_step(writing: Writing, command: CompleteStep) -> tuple[str, ...]:
    """Stop the clocks the step stops and start those it starts; gives met or missed for each one stopped.

    Raises NotPossible when the case is closed, its kind has no such step, or the step was done before.
    """
    require(writing.staff.role, "complete-step")
    case = case_for_change(writing, command.case_id, command.version)
    label = step_label(command.step)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is closed, so no step can be recorded.")
    if command.step not in kinds()[case.kind].steps:
        raise NotPossible(f"'{label}' is not a step of {case.reference}.")
    if command.step not in REPEATABLE and _done(writing, case, command.step):
        raise NotPossible(f"{case.reference} is already recorded as {label}.")
    entry = add_entry(writing, case, "step", step=command.step, text=command.text)
    judgements = follow_case(writing, case, label).judgements
    record(writing, "step completed", case.id, step=command.step, entry=entry.id, clocks=judgements)
    return judgements


def _done(writing: Writing, case: Case, step: str) -> bool:
    query = select(col(Entry.id)).where(Entry.case_id == case.id, Entry.kind == "step", Entry.step == step)
    query = query.where(col(Entry.withdrawn_at).is_(None))
    return writing.session.exec(query.limit(1)).first() is not None
