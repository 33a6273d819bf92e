"""Closing a case with an outcome."""

from dataclasses import dataclass, field

from casework.clocks import judged
from casework.date_words import moment_words
from casework.kinds import asked_at_closing, kinds
from casework.late_reasons import OWN_WORDS, Late
from casework.permissions import require
from casework.tasks import TASK
from db.actions.case_rows import add_entry, case_for_change
from db.actions.follow_case import follow_case, running_clocks
from db.actions.follow_tasks import open_call_back, open_tasks_of
from db.actions.late_reasons import keep_late_reason, late_reason
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Case


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

    What was still to be done otherwise is left undone, and the timeline says how much. Raises NotPossible for a case already
    closed and, where the caller asks, for one on which a call-back is promised; BadValue for an outcome its kind does not have,
    for a missed clock without a reason, and for the outcome's own question without an answer.
    """
    require(writing.staff.role, "close-case")
    case = case_for_change(writing, command.case_id, command.version)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is already closed.")
    if command.asks:
        _refuse_promised(writing, case)
    known = kinds()[case.kind].outcomes
    if command.outcome not in known:
        raise BadValue("outcome", f"Choose how {case.reference} ended: {', '.join(known)}.")
    answered = _answered(command)
    overdue = [
        it for it in running_clocks(writing.session, case) if it.paused_at is None and judged(writing.now, it.due_at) == "missed"
    ]
    late = late_reason(writing, command.late) if overdue and (command.asks or command.late.said) else None
    words = _lines(command.text, answered, _late_words(late), _undone_words(writing, case))
    case.closed_at, case.outcome = writing.now, command.outcome
    add_entry(writing, case, "closed", step=command.outcome, text=words)
    judgements = follow_case(writing, case, "closed").judgements
    if late is not None:
        keep_late_reason(writing, overdue, late)
    record(writing, "case closed", case.id, outcome=command.outcome, clocks=judgements)
    return judgements


def _refuse_promised(writing: Writing, case: Case) -> None:
    """A call that somebody was promised is not lost in a closing, nor counted as made."""
    task = open_call_back(writing.session, case)
    if task is not None:
        raise NotPossible(
            f"A call-back is promised on {case.reference} for {moment_words(task.due_at)}. Before it closes, c makes it or takes "
            f"it back; or iopc callback {case.reference} --made, or iopc task takeback {task.id}."
        )


def _undone_words(writing: Writing, case: Case) -> str:
    tasks = sum(task.kind == TASK for task in open_tasks_of(writing.session, case))
    return f"Left undone: {tasks} {'task' if tasks == 1 else 'tasks'}." if tasks else ""


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
