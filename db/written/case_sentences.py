"""A case in a sentence or two, to be copied into another program or read out."""

from datetime import datetime

from casework.date_words import clock_time, day_in_full
from casework.kinds import kinds
from casework.moments import london_date
from casework.rules import Rules
from casework.tasks import PROMISES
from casework.visible_text import visible
from db.queries.case import CaseView
from db.written.next_step import next_of


def next_date(case: CaseView, rules: Rules) -> str:
    """`C26-000377K: Acknowledge by 17:00 on Wednesday 31 December 2025.`; what became of it when no clock runs."""
    if case.closed_at is not None:
        return f"{case.reference} was closed on {day_in_full(london_date(case.closed_at))}: {case.outcome}."
    own = [task for task in case.open_tasks if task.own_due]
    promised = {task.entry_id for task in own if task.entry_id is not None}
    going = (clock for clock in case.running if clock.paused_at is None and clock.begun_by not in promised)
    due = [(clock.due_at, rules.standards[clock.standard].promise) for clock in going]
    due += [(task.due_at, PROMISES.get(task.kind, task.kind)) for task in own]
    if not due:
        return f"{case.reference} is open; {'it waits for somebody else' if case.waiting else 'no date is promised'}."
    due_at, promise = min(due)
    return f"{case.reference}: {promise} {clock_time(due_at)} on {day_in_full(london_date(due_at))}."


def summary(case: CaseView, rules: Rules, now: datetime) -> str:
    """What kind of case it is, from whom, about what, since when, and what is next: one paragraph, on one line."""
    whom = f" from {case.person}" if case.person else ""
    parts = [f"{case.reference}, {kinds()[case.kind].title.lower()}{whom}: {case.subject.strip() or 'nothing said of what'}."]
    parts.append(f"Received {day_in_full(london_date(case.received_at))}.")
    if case.closed_at is None:
        found = next_of(case, rules, now)
        parts.append(f"Owner: {case.owner or 'nobody yet'}. Next: {found.words if found else 'nothing'}.")
    parts.append(next_date(case, rules))
    return visible(" ".join(parts))
