"""Recording that a step of a case was done: acknowledged, sent to the authority, answered, decided."""

from dataclasses import dataclass

from sqlmodel import col, select

from casework.kinds import known_steps, step_label
from casework.permissions import require
from casework.steps import why_not_step
from casework.tasks import PROMISED
from db.actions.case_rows import add_entry, case_for_change
from db.actions.follow_case import follow_case
from db.actions.own_moments import keep_promised_moment, refuse_a_second
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Case, Entry


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """A step done now on a case, as read at `version`; `text` is a note, `choice` what was found, for a step that says that."""

    case_id: int
    version: int
    step: str
    text: str = ""
    choice: str = ""


def complete_step(writing: Writing, command: CompleteStep) -> tuple[str, ...]:
    """Stop the clocks the step stops and start those it starts; gives met or missed for each one stopped.

    Raises NotPossible when the case is closed or merged, its kind has no such step, the step was done before, what it needs was
    not, or a call-back is promised while one is open. Raises BadValue for a step without what has to be said with it.
    """
    require(writing.staff.role, "complete-step")
    case = case_for_change(writing, command.case_id, command.version)
    label = step_label(command.step)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is closed, so no step can be recorded.")
    if problem := why_not_step(case.kind, command.step, _done(writing, case), case.reference):
        raise NotPossible(problem)
    step = known_steps()[command.step]
    if command.choice not in (step.chooses or ("",)):
        raise BadValue(
            "choice", f"Choose what was decided: {', '.join(step.chooses)}." if step.chooses else f"{label} takes no choice."
        )
    if step.words_needed and not command.text.strip():
        raise BadValue("note", step.words)
    if command.step == PROMISED:
        refuse_a_second(writing, case)
    entry = add_entry(writing, case, "step", step=command.step, text=step.text(command.choice, command.text))
    judgements = follow_case(writing, case, label).judgements
    if command.step == PROMISED:
        keep_promised_moment(writing, case, command.text)
    record(writing, "step completed", case.id, step=command.step, entry=entry.id, clocks=judgements)
    return judgements


def _done(writing: Writing, case: Case) -> set[str]:
    query = select(Entry.step).where(Entry.case_id == case.id, Entry.kind == "step", col(Entry.withdrawn_at).is_(None))
    return set(writing.session.exec(query))
