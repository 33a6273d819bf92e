"""Promising a call-back, and recording how it went."""

from dataclasses import dataclass
from datetime import datetime

from casework.date_words import moment_words
from casework.permissions import require
from casework.tasks import PROMISED, REACHED, RETURNED, Promised, Reached
from db.actions.case_rows import add_entry, case_as_read, refuse_merged
from db.actions.complete_step import CompleteStep, complete_step
from db.actions.follow_tasks import open_call_back
from db.actions.own_moments import call_back_clock, give_own_moment, lines, require_storable, require_to_come
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Case


@dataclass(frozen=True, slots=True)
class PromiseCallback:
    """A call-back promised on a case as read at `version`: on which number or about what, as typed, and for when.

    Without a moment it is due at the one its words begin with, else when the standard's clock is.
    """

    case_id: int
    version: int
    what: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReturnCallback:
    """How the call-back that is open on a case, as read at `version`, went, and what was said, as typed."""

    case_id: int
    version: int
    reached: Reached = "made"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What a call-back came to: met or missed for its clock, and until when it stays open when nobody answered."""

    judged: tuple[str, ...] = ()
    open_until: datetime | None = None


def promise_callback(writing: Writing, command: PromiseCallback) -> Promised:
    """Record the promise as a step, which begins the standard's clock, with the moment that was named, if one was.

    Raises BadValue for a moment that has passed, NotPossible when one is open already or no standard is for it.
    """
    require(writing.staff.role, "work-task")
    require_to_come(command.due_at, writing.now)
    require_storable("what", command.what)
    words = lines(f"for {moment_words(command.due_at)}" if command.due_at else "", command.what)
    complete_step(writing, CompleteStep(command.case_id, command.version, PROMISED, words))
    case = writing.session.get_one(Case, command.case_id)
    task = open_call_back(writing.session, case)
    if task is None:
        raise NotPossible(f"No standard says when a call-back on {case.reference} is due. Add a task in its place.")
    task.what = command.what
    if command.due_at is not None:
        give_own_moment(writing, case, task, command.due_at)
    writing.session.add(task)
    writing.session.flush()
    record(writing, "callback promised", case.id, task=task.id, entry=task.entry_id, due=task.due_at)
    clock = call_back_clock(writing, task)
    return Promised(task.id or 0, task.due_at, clock.due_at if clock is not None else None)


def return_callback(writing: Writing, command: ReturnCallback) -> Returned:
    """Record the call-back as made, by speaking to them or leaving a message; unanswered it stays open, and the call is told.

    Raises NotPossible when none is open or the case is merged, BadValue for a note that can't be kept.
    """
    require(writing.staff.role, "work-task")
    case = case_as_read(writing, command.case_id, command.version)
    refuse_merged(writing, case)
    task = open_call_back(writing.session, case)
    if task is None:
        raise NotPossible(f"No call-back is open on {case.reference}.")
    if command.reached not in REACHED:
        raise BadValue("reached", f"Say how it went: {', '.join(REACHED)}.")
    words = lines(REACHED[command.reached], command.text)
    if command.reached == "no-answer":
        case.version += 1
        entry = add_entry(writing, case, "contact", channel="phone", text=words)
        entry.direction = "out"
        writing.session.add_all([case, entry])
        record(writing, "callback tried", case.id, task=task.id, entry=entry.id)
        return Returned(open_until=task.due_at)
    judged = complete_step(writing, CompleteStep(command.case_id, command.version, RETURNED, words))
    record(writing, "callback returned", case.id, task=task.id, entry=task.done_by_entry, reached=command.reached)
    return Returned(judged)
