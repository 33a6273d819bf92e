"""The timeline of a case as its screen, the command line and an export show it, with the alerts there were."""

from collections.abc import Iterator
from datetime import datetime

from casework.clocks import MARKS, Signal
from casework.date_words import moment_words
from casework.rules import Rules
from casework.timeline_words import happened
from casework.touch_points import TouchPoint, sort_of
from db.queries.case import CaseView
from db.queries.case_parts import EntryView


def touch_points(case: CaseView, rules: Rules, now: datetime) -> list[TouchPoint]:
    """Every touch point of a case, the newest first: what was recorded, and each clock that became overdue while it ran."""
    found = [*map(_point, case.timeline), *_alerts(case, rules, now)]
    return sorted(found, key=lambda point: (point.at, point.entry or 0), reverse=True)


def _point(entry: EntryView) -> TouchPoint:
    return TouchPoint(
        sort=sort_of(entry.kind, entry.channel, entry.step),
        at=entry.at,
        happened=happened(entry.kind, entry.channel, entry.step, entry.withdrawn, entry.direction),
        staff=entry.staff or "",
        text=entry.text,
        entry=entry.id,
        edited=entry.edited,
        reference=entry.reference,
    )


def _alerts(case: CaseView, rules: Rules, now: datetime) -> Iterator[TouchPoint]:
    for clock in case.clocks:
        until = min(it for it in (clock.stopped_at, clock.paused_at, now) if it is not None)
        if clock.due_at < until:
            promise = rules.standards[clock.standard].promise
            words = f"{MARKS[Signal.OVERDUE]} overdue: {promise} {moment_words(clock.due_at)}"
            yield TouchPoint("alert", clock.due_at, words)
