"""Tasks of a case, and its call-backs where they are treated alike: added, moved, done, and taken back."""

from dataclasses import dataclass
from datetime import datetime

from casework.date_words import moment_words
from casework.permissions import require
from casework.tasks import CALL_BACK, TASK, Promised, warns_at
from db.actions.call_backs import ReturnCallback, return_callback
from db.actions.case_rows import add_entry, case_as_read, refuse_merged
from db.actions.follow_case import keep_next_due
from db.actions.follow_tasks import follow_tasks
from db.actions.own_moments import (
    call_back_clock,
    drop_own_moment,
    give_own_moment,
    lines,
    require_storable,
    require_to_come,
)
from db.actions.put_right import WithdrawStep, withdraw_step
from db.audit import record
from db.errors import BadValue, NotOnStaff, NotPossible
from db.store import Writing
from db.tables import Case, Entry, Staff, Task


@dataclass(frozen=True, slots=True)
class AddTask:
    """Something to be done for a case, as read at `version`, by a moment; `staff_id` is whose it is, None for the owner's."""

    case_id: int
    version: int
    what: str
    due_at: datetime
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class MoveTask:
    """Another moment for a task or call-back; None is that of the standard's clock. `what` is as it was when it is None."""

    case_id: int
    version: int
    task_id: int
    due_at: datetime | None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class DoTask:
    """A task that was done, or a call-back that was made, and a note, as typed."""

    case_id: int
    version: int
    task_id: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawTask:
    """A task or call-back that is not needed after all; one that was done was not done after all. `reason` is as typed."""

    case_id: int
    version: int
    task_id: int
    reason: str = ""


def add_task(writing: Writing, command: AddTask) -> int:
    """Put a task on a case; gives its number. Raises BadValue, NotPossible for a closed or merged case, NotOnStaff."""
    require(writing.staff.role, "work-task")
    case = _open_case(writing, command.case_id, command.version)
    require_to_come(command.due_at, writing.now)
    require_storable("what", command.what, needed=True)
    whose = _member(writing, command.staff_id)
    case.version += 1
    entry = add_entry(writing, case, "task", step=TASK, text=lines(_by(command.due_at, whose), command.what))
    task = Task(
        case_id=command.case_id,
        kind=TASK,
        what=command.what,
        due_at=command.due_at,
        warn_at=warns_at(TASK, command.due_at, writing.now),
        staff_id=command.staff_id,
        entry_id=entry.id,
        made_at=writing.now,
        made_by=writing.staff.id,
    )
    writing.session.add(task)
    keep_next_due(writing.session, case)
    record(writing, "task added", case.id, task=task.id, entry=entry.id, due=command.due_at, staff=command.staff_id)
    return task.id or 0


def move_task(writing: Writing, command: MoveTask) -> Promised:
    """Give a task or call-back another moment, or other words; the timeline keeps those it had.

    The standard's clock of a call-back stays as it is. Raises BadValue, and NotPossible for what is done or taken back.
    """
    require(writing.staff.role, "work-task")
    case, task = _open_task(writing, command.case_id, command.version, command.task_id)
    case.version += 1
    require_to_come(command.due_at if command.due_at != task.due_at else None, writing.now)
    require_storable("what", command.what or "", needed=command.what is not None and task.kind == TASK)
    before, what_before, clock = task.due_at, task.what, call_back_clock(writing, task)
    if command.due_at is not None:
        give_own_moment(writing, case, task, command.due_at)
    elif clock is not None:
        drop_own_moment(writing, case, task, clock.due_at, clock.warn_at)
    else:
        raise BadValue("due", "A task has no standard to be due by. Give a moment, such as tomorrow 10:00.")
    task.what = what_before if command.what is None else command.what
    if (task.due_at, task.what) == (before, what_before):
        raise NotPossible(f"It is due {moment_words(before)} already.")
    moved = f"by {moment_words(task.due_at)}, not {moment_words(before)}" if task.due_at != before else ""
    changed = task.what != what_before
    words = lines(moved, *((f"now: {task.what}", f"before: {what_before}") if changed else ()))
    entry = add_entry(writing, case, "task moved", step=task.kind, text=words)
    record(writing, "task moved", case.id, task=task.id, entry=entry.id, due=task.due_at, before=before)
    return Promised(task.id or 0, task.due_at, clock.due_at if clock is not None else None)


def do_task(writing: Writing, command: DoTask) -> tuple[str, ...]:
    """Record a task as done, or a call-back as made; gives met or missed for each clock that stopped. Raises NotPossible."""
    require(writing.staff.role, "work-task")
    case, task = _open_task(writing, command.case_id, command.version, command.task_id)
    if task.kind == CALL_BACK:
        return return_callback(writing, ReturnCallback(command.case_id, command.version, "made", command.text)).judged
    case.version += 1
    entry = add_entry(writing, case, "task done", step=task.kind, text=command.text)
    task.done_by_entry = entry.id
    _follow(writing, case, task)
    record(writing, "task done", case.id, task=task.id, entry=entry.id)
    return ()


def withdraw_task(writing: Writing, command: WithdrawTask) -> bool:
    """Take back a task or call-back, or, of one that was done, that it was; gives whether it is to be done again.

    Raises NotPossible for one that was taken back already, or a closed case.
    """
    require(writing.staff.role, "work-task")
    case, task = _task(writing, command.case_id, command.version, command.task_id)
    entry_id, was_done = (task.done_by_entry, True) if task.done_at is not None else (task.entry_id, False)
    if task.kind == CALL_BACK:
        withdraw_step(writing, WithdrawStep(command.case_id, command.version, entry_id or 0, command.reason))
        record(writing, "callback not returned" if was_done else "callback withdrawn", case.id, task=task.id, entry=entry_id)
        return was_done
    case.version += 1
    _take_back(writing, case, task, entry_id, lines("It is still to be done." if was_done else "", command.reason))
    record(writing, "task not done" if was_done else "task withdrawn", case.id, task=task.id, entry=entry_id)
    return was_done


def _take_back(writing: Writing, case: Case, task: Task, entry_id: int | None, words: str) -> None:
    line = writing.session.get_one(Entry, entry_id)
    line.withdrawn_at = writing.now
    writing.session.add(line)
    add_entry(writing, case, "task taken back", step=task.kind, text=words)
    _follow(writing, case, task)


def _follow(writing: Writing, case: Case, task: Task) -> None:
    writing.session.add(task)
    writing.session.flush()
    follow_tasks(writing, case)
    keep_next_due(writing.session, case)


def _open_task(writing: Writing, case_id: int, version: int, task_id: int) -> tuple[Case, Task]:
    case, task = _task(writing, case_id, version, task_id)
    if task.done_at is not None:
        raise NotPossible(f"It was done already, {moment_words(task.done_at)}.")
    return case, task


def _task(writing: Writing, case_id: int, version: int, task_id: int) -> tuple[Case, Task]:
    case = _open_case(writing, case_id, version)
    task = writing.session.get(Task, task_id)
    if task is None or task.case_id != case.id:
        raise NotPossible(f"{case.reference} has no task {task_id}.")
    if task.withdrawn_at is not None:
        raise NotPossible(f"It was taken back already, {moment_words(task.withdrawn_at)}.")
    return case, task


def _open_case(writing: Writing, case_id: int, version: int) -> Case:
    case = case_as_read(writing, case_id, version)
    refuse_merged(writing, case)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is closed, so nothing is to be done for it. Reopen it first.")
    return case


def _member(writing: Writing, staff_id: int | None) -> Staff | None:
    if staff_id is None:
        return None
    member = writing.session.get(Staff, staff_id)
    if member is None or not member.active:
        raise NotOnStaff("That person is no longer on the staff list. Choose somebody else.")
    return member


def _by(due_at: datetime, whose: Staff | None) -> str:
    return f"by {moment_words(due_at)}{f', for {whose.name}' if whose else ''}"
