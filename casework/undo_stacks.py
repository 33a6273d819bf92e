"""What a member of staff can undo and do again, worked out from the audit events of what they did, and from nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

UNDONE, REDONE, PASSED = "undone", "redone", "undo passed over"
KEPT = timedelta(days=1)
"""For how long a change can be undone."""
JUDGED, WITHIN, BECAME = "judged", "within", "became"
"""Parts of a reversing event's detail: how clocks were judged before it, where it made them otherwise; the events written in
the course of it, which are no changes of their own; and the detail of the last of those, which holds for the change from then on.
"""


@dataclass(frozen=True, slots=True)
class Event:
    """An audit event of a member: its number, when it was, what was done to which case, and its detail."""

    id: int
    at: datetime
    action: str
    case_id: int | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What a member did in one go and can still undo or do again in one go: its events in the order they were."""

    events: tuple[Event, ...]

    @property
    def first(self) -> Event:
        """The first of its events; the others are the same done to other cases."""
        return self.events[0]


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be undone and what can be done again, each with the next one last."""

    undo: tuple[Change, ...] = ()
    redo: tuple[Change, ...] = ()


def stacks(events: Iterable[Event]) -> Stacks:
    """The stacks that a member's events, oldest first, come to: a new change leaves nothing to do again.

    A change that was passed over, since it could not be undone, is on neither, and what was before it is next. Nor is what was
    left as it is when the rest of a mass change was undone or done again, which is recorded as passed over by itself.
    """
    undo: list[list[Event]] = []
    redo: list[list[Event]] = []
    told = list(events)
    within = {id_ for event in told for id_ in within_of(event)}
    moving: dict[int, Event] = {}
    for event in told:
        if event.id in within:
            continue
        if event.action == UNDONE:
            moving = _move(event, undo, redo, moving)
        elif event.action == REDONE:
            moving = _move(event, redo, undo, moving)
        elif event.action == PASSED:
            if moving.pop(event.detail.get("event", 0), None) is None:
                moving = _move(event, undo, [], {})
        elif undo and _in_one_go(undo[-1][-1], event):
            undo[-1].append(event)
        else:
            undo.append([event])
            redo.clear()
    return Stacks(tuple(Change(tuple(each)) for each in undo), tuple(Change(tuple(each)) for each in redo))


def batch_of(event: Event) -> object:
    """What tells the events of one mass change from others; None for one that was done alone."""
    return event.detail.get("batch")


def within_of(event: Event) -> Iterable[int]:
    """The numbers of the events that were written in the course of undoing something or doing it again."""
    found: Iterable[int] = event.detail.get(WITHIN, ())
    return found


def _in_one_go(before: Event, event: Event) -> bool:
    return batch_of(event) is not None and (before.action, batch_of(before)) == (event.action, batch_of(event))


def _move(event: Event, source: list[list[Event]], target: list[list[Event]], moving: dict[int, Event]) -> dict[int, Event]:
    """Move what an event reverses, with how its clocks were judged; gives what else of its change may follow.

    Of a mass change the first reversed takes the place of the whole, and each of the others joins it.
    """
    reversed_id: int = event.detail.get("event", 0)
    if reversed_id in moving:
        joins, moving = target[-1], moving
    elif source and any(each.id == reversed_id for each in source[-1]):
        joins, moving = [], {each.id: each for each in source.pop()}
        target.append(joins)
    else:
        return {}
    was = moving.pop(reversed_id)
    now = {**event.detail.get(BECAME, {}), JUDGED: event.detail.get(JUDGED, [])}
    joins.append(replace(was, detail={**was.detail, **now}))
    return moving
