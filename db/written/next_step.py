"""What is to be done next on a case as read."""

from datetime import datetime

from casework.rules import Rules
from casework.steps import Next, Running, next_step, open_steps
from casework.tasks import CALL_BACK, PROMISES, RETURNED, TASK
from db.queries.case import CaseView


def steps_done(case: CaseView) -> set[str]:
    """The steps recorded on a case that stand."""
    return {entry.step for entry in case.own_timeline if entry.kind == "step" and not entry.withdrawn}


def steps_left(case: CaseView) -> list[str]:
    """The steps that can be recorded on an open case, in the order they are met."""
    return open_steps(case.kind, steps_done(case))


def next_of(case: CaseView, rules: Rules, now: datetime) -> Next | None:
    """The one thing to do next; None on a closed case."""
    if case.closed_at is not None:
        return None
    # A call-back with a moment of its own is due then; without one it is due by its clock, which is among those running.
    promised = {task.entry_id for task in case.open_tasks if task.own_due and task.entry_id is not None}
    running = [
        Running(
            standard.stops_on,
            standard.promise,
            clock.due_at,
            waits=clock.paused_at is not None,
            recurs=standard.recurring,
            pressing=clock.warn_at <= now,
        )
        for clock, standard in ((clock, rules.standards[clock.standard]) for clock in case.running)
        if clock.begun_by not in promised
    ]
    for task in case.open_tasks:
        if task.own_due:
            ends = RETURNED if task.kind == CALL_BACK else TASK
            running.append(Running(ends, PROMISES.get(task.kind, task.kind), task.due_at, words=task.what))
    return next_step(case.kind, steps_done(case), running, waiting=case.waiting is not None)
