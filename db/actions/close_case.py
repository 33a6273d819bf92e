"""Closing a case with an outcome."""

from dataclasses import dataclass, field

from casework.clocks import judged
from casework.kinds import asked_at_closing, kinds
from casework.late_reasons import OWN_WORDS, Late
from casework.permissions import require
from db.actions.case_rows import add_entry, case_for_change
from db.actions.follow_case import follow_case, running_clocks
from db.actions.late_reasons import keep_late_reason, late_reason
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing


@dataclass(frozen=True, slots=True)
class CloseCase:
    """A case to close, as read at `version`, with one of its kind's outcomes; `text` is an optional note.

    `late` is why its overdue clocks are missed; `answer` is that to the question asked with the outcome, if there is one. A
    contact that was all of a case is logged with `asks` off: nobody could be asked yet.
    """

    case_id: int
    version: int
    outcome: str
    text: str = ""
    late: Late = field(default_factory=Late)
    answer: str = ""
    asks: bool = True


def close_case(writing: Writing, command: CloseCase) -> tuple[str, ...]:
    """Close the case now; every running clock is judged at this moment. Gives met or missed for each.

    Raises NotPossible for a case already closed, BadValue for an outcome its kind does not have, for a missed clock without a
    reason, and for the outcome's own question without an answer.
    """
    require(writing.staff.role, "close-case")
    case = case_for_change(writing, command.case_id, command.version)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is already closed.")
    known = kinds()[case.kind].outcomes
    if command.outcome not in known:
        raise BadValue("outcome", f"Choose how {case.reference} ended: {', '.join(known)}.")
    answered = _answered(command)
    overdue = [
        it for it in running_clocks(writing.session, case) if it.paused_at is None and judged(writing.now, it.due_at) == "missed"
    ]
    late = late_reason(writing, command.late) if overdue and (command.asks or command.late.said) else None
    case.closed_at, case.outcome = writing.now, command.outcome
    add_entry(writing, case, "closed", step=command.outcome, text=_lines(command.text, answered, _late_words(late)))
    judgements = follow_case(writing, case, "closed").judgements
    if late is not None:
        keep_late_reason(writing, overdue, late)
    record(writing, "case closed", case.id, outcome=command.outcome, clocks=judgements)
    return judgements


def _answered(command: CloseCase) -> str:
    question = asked_at_closing().get(command.outcome)
    if question is None or not (command.asks or command.answer):
        return ""
    if command.answer not in question.answers:
        raise BadValue("answer", f"{question.asks} Choose: {', '.join(question.answers)}.")
    return f"{question.asks} {command.answer}"


def _late_words(late: Late | None) -> str:
    if late is None:
        return ""
    return f"Late: {late.words}" if late.reason == OWN_WORDS else _lines(f"Late: {late.reason}", late.words)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
