"""A receipt that was dated anew: back at the moment before, and anew once more."""

from datetime import datetime

from casework.date_words import moment_words
from casework.permissions import require
from db.actions.follow_case import follow_case
from db.actions.judgements import judged_in
from db.actions.put_right import begin_anew, first_step
from db.actions.reverse.rows import Detail, moment_in, open_case
from db.errors import NotPossible
from db.store import Writing


def received_as_before(writing: Writing, case_id: int, detail: Detail) -> str:
    """Date the receipt as it was before it was changed."""
    return _receive(writing, case_id, detail, moment_in(detail["received"]), moment_in(detail["before"]))


def received_anew(writing: Writing, case_id: int, detail: Detail) -> str:
    """Date the receipt as it was changed to."""
    return _receive(writing, case_id, detail, moment_in(detail["before"]), moment_in(detail["received"]))


def _receive(writing: Writing, case_id: int, detail: Detail, now_at: datetime, back_to: datetime) -> str:
    require(writing.staff.role, "change-received")
    case = open_case(writing, case_id)
    if case.received_at != now_at:
        raise NotPossible(f"When {case.reference} was received was changed again since, to {moment_words(case.received_at)}.")
    done = first_step(writing, case)
    if done is not None and back_to > done:
        raise NotPossible(f"A step of {case.reference} was done on {moment_words(done)}, before {moment_words(back_to)}.")
    begun = begin_anew(writing, case, now_at, back_to)
    case.received_at = back_to
    followed = follow_case(writing, case, "received at another time", judge_again=begun, as_judged=judged_in(detail))
    return followed.moved_words
