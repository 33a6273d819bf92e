"""Moments of their own that call-backs and tasks are due at, and what promising a call-back comes to however it is recorded."""

from datetime import datetime

from casework.contact import unstorable
from casework.date_words import moment_words
from casework.tasks import moment_in, passed, warns_at
from db.actions.follow_case import keep_next_due, running_clocks
from db.actions.follow_tasks import open_call_back
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Case, Clock, Task


def refuse_a_second(writing: Writing, case: Case) -> None:
    """Raise NotPossible when a call-back is open on the case, in words that say which, and how to move it."""
    task = open_call_back(writing.session, case)
    if task is not None:
        raise NotPossible(
            f"A call-back is promised on {case.reference} already, for {moment_words(task.due_at)}. "
            f"Make it or move it: c on the case, or iopc task move {task.id} --by 'tomorrow 10:00'."
        )


def keep_promised_moment(writing: Writing, case: Case, words: str) -> None:
    """Make the call-back just promised due at the moment its words begin with, as meant when they were said.

    Those of a contact that is being logged were said when it was received.
    """
    task = open_call_back(writing.session, case)
    said_at = case.received_at if case.created_at == writing.now else writing.now
    due_at = moment_in(words, said_at, writing.now, writing.rules.calendars)
    if task is not None and due_at is not None:
        give_own_moment(writing, case, task, due_at)


def give_own_moment(writing: Writing, case: Case, task: Task, due_at: datetime) -> None:
    """Make something to be done due at a moment of its own, and the case's next deadline the one that is first now."""
    task.due_at, task.warn_at, task.own_due = due_at, warns_at(task.kind, due_at, writing.now), True
    writing.session.add(task)
    keep_next_due(writing.session, case)


def call_back_clock(writing: Writing, task: Task) -> Clock | None:
    """The clock that runs for a call-back."""
    case = writing.session.get_one(Case, task.case_id)
    return next(
        (it for it in running_clocks(writing.session, case) if it.begun_by is not None and it.begun_by == task.entry_id), None
    )


def drop_own_moment(writing: Writing, case: Case, task: Task, due_at: datetime, warn_at: datetime) -> None:
    """Make a call-back due when its clock is."""
    task.due_at, task.warn_at, task.own_due = due_at, warn_at, False
    writing.session.add(task)
    keep_next_due(writing.session, case)


def require_to_come(due_at: datetime | None, now: datetime) -> None:
    """Raise BadValue for a moment that nothing can be due at any more."""
    if due_at is not None and (problem := passed(due_at, now)):
        raise BadValue("due", problem)


def require_storable(name: str, text: str, *, needed: bool = False) -> None:
    """Raise BadValue for words that can't be kept exactly, or that are missing."""
    if needed and not text.strip():
        raise BadValue(name, "Say what is to be done.")
    if problem := unstorable(text):
        raise BadValue(name, problem)


def lines(*parts: str) -> str:
    """The parts that say anything, a line each."""
    return "\n".join(part for part in parts if part)
