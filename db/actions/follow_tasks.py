"""Keeping the tasks and call-backs of cases what their timelines and clocks say: made, done, open again or taken back."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, select, update
from sqlmodel import Session, col
from sqlmodel import select as rows_of

from casework.tasks import CALL_BACK, CALL_BACK_STANDARD
from db.bulk import in_parts
from db.queries.tasks import IS_OPEN
from db.store import Writing
from db.tables import Case, Clock, Entry, Task
from db.tables.plain import CLOCK, TASK

VOID = "void"


def follow_tasks(writing: Writing, case: Case) -> None:
    """Give every promise that began a call-back's clock its row, and every row what its lines of the timeline say of it.

    The same twice changes nothing. Nothing typed is let go of: what was taken back keeps its row, and comes back with its line.
    """
    session = writing.session
    kept = {task.entry_id: task for task in session.exec(rows_of(Task).where(Task.case_id == case.id).order_by(col(Task.id)))}
    clocks = {clock.begun_by: clock for clock in _call_back_clocks(writing, case)}
    for entry_id, clock in clocks.items():
        if entry_id not in kept:
            kept[entry_id] = _promised(session, case, clock, entry_id)
    for entry_id, task in kept.items():
        _follow(writing, task, _stands(session, entry_id), clocks.get(entry_id))
        session.add(task)
    session.flush()


def open_tasks_of(session: Session, case: Case) -> list[Task]:
    """What is still to be done for a case, the earliest due first; nothing for a closed one."""
    if case.closed_at is not None:
        return []
    is_open = (col(Task.done_at).is_(None), col(Task.withdrawn_at).is_(None))
    query = rows_of(Task).where(Task.case_id == case.id, *is_open).order_by(col(Task.due_at), col(Task.id))
    return list(session.exec(query))


def open_call_back(session: Session, case: Case) -> Task | None:
    """The call-back that is promised on a case and not returned yet."""
    return next((task for task in open_tasks_of(session, case) if task.kind == CALL_BACK), None)


def follow_moved_clocks(connection: Connection, cases: Iterable[int]) -> None:
    """Make call-backs without a moment of their own due when their clocks are, after those were counted again."""
    for part in in_parts(sorted(cases)):
        its_clock = (CLOCK.c.case_id == TASK.c.case_id, CLOCK.c.begun_by == TASK.c.entry_id, CLOCK.c.stopped_at.is_(None))
        moments = {
            name: func.coalesce(select(func.max(CLOCK.c[name])).where(*its_clock).scalar_subquery(), TASK.c[name])
            for name in ("due_at", "warn_at")
        }
        connection.execute(update(TASK).where(TASK.c.case_id.in_(part), IS_OPEN, TASK.c.own_due.is_(False)).values(**moments))


def own_moments(connection: Connection, cases: Iterable[int]) -> dict[int, tuple[datetime, datetime]]:
    """The earliest moment of its own that something still to be done for each of these cases has, and when it warns."""
    found: dict[int, tuple[datetime, datetime]] = {}
    for part in in_parts(sorted(cases)):
        query = select(TASK.c.case_id, TASK.c.due_at, TASK.c.warn_at).where(TASK.c.case_id.in_(part), IS_OPEN, TASK.c.own_due)
        for case_id, due_at, warn_at in connection.execute(query.order_by(TASK.c.due_at, TASK.c.id)):
            found.setdefault(case_id, (due_at, warn_at))
    return found


def _call_back_clocks(writing: Writing, case: Case) -> list[Clock]:
    """The clocks of a case that promises of a call-back began."""
    begun = rows_of(Clock).where(Clock.case_id == case.id, Clock.state != VOID, col(Clock.begun_by).is_not(None))
    standards = writing.rules.standards
    found = writing.session.exec(begun.order_by(col(Clock.id)))
    return [clock for clock in found if standards[clock.standard].id == CALL_BACK_STANDARD]


def _promised(session: Session, case: Case, clock: Clock, entry_id: int | None) -> Task:
    entry = session.get_one(Entry, entry_id)
    assert case.id is not None
    return Task(
        case_id=case.id,
        kind=CALL_BACK,
        what=entry.text,
        due_at=clock.due_at,
        warn_at=clock.warn_at,
        own_due=False,
        entry_id=entry_id,
        made_at=entry.at,
        made_by=entry.staff_id,
    )


def _follow(writing: Writing, task: Task, made: Entry | None, clock: Clock | None) -> None:
    """Let a row say what its lines of the timeline do; a call-back stands, and is returned, as its clock does."""
    stands = made is not None and (task.kind != CALL_BACK or clock is not None)
    task.withdrawn_at = None if stands else task.withdrawn_at or writing.now
    if task.kind == CALL_BACK and clock is not None:
        task.done_by_entry = clock.stopped_by
        if not task.own_due:
            task.due_at, task.warn_at = clock.due_at, clock.warn_at
    done = _stands(writing.session, task.done_by_entry)
    task.done_at, task.done_by = (done.at, done.staff_id) if done is not None else (None, None)


def _stands(session: Session, entry_id: int | None) -> Entry | None:
    """A line of the timeline, if it was not taken back."""
    entry = session.get(Entry, entry_id) if entry_id is not None else None
    return None if entry is None or entry.withdrawn_at is not None else entry
