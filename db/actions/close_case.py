"""Closing a case with an outcome."""

from dataclasses import dataclass

from casework.kinds import kinds
from casework.permissions import require
from db.actions.case_rows import add_entry, case_for_change
from db.actions.follow_case import follow_case
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing


@dataclass(frozen=True, slots=True)
class CloseCase:
    """A case to close, as read at `version`, with one of its kind's outcomes; `text` is an optional note."""

    case_id: int
    version: int
    outcome: str
    text: str = ""


def close_case(writing: Writing, command: CloseCase) -> tuple[str, ...]:
    """Close the case now; every running clock is judged at this moment. Gives met or missed for each.

    Raises NotPossible for a case already closed, BadValue for an outcome its kind does not have.
    """
    require(writing.staff.role, "close-case")
    case = case_for_change(writing, command.case_id, command.version)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is already closed.")
    known = kinds()[case.kind].outcomes
    if command.outcome not in known:
        raise BadValue("outcome", f"Choose how {case.reference} ended: {', '.join(known)}.")
    case.closed_at, case.outcome = writing.now, command.outcome
    add_entry(writing, case, "closed", step=command.outcome, text=command.text)
    judgements = follow_case(writing, case, "closed").judgements
    record(writing, "case closed", case.id, outcome=command.outcome, clocks=judgements)
    return judgements
