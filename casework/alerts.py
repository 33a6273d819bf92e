"""Alerts: a promise about to be broken, by its standard's own warning, and one that was; a call-back or task likewise."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Literal

from casework.date_words import clock_time, moment_words, short_day
from casework.kinds import kinds
from casework.moments import london_date
from casework.tasks import LABELS

KEPT = timedelta(days=7)
"""How far back alerts nobody has seen are told."""
MOST_LISTED = 500
"""How many alerts a list shows beside the new ones."""
AlertKind = Literal["due soon", "overdue"]
Since = Literal["done", "closed", "paused"]
"""Why an alert no longer stands: its clock was stopped by a step, or with its case, or it waits for somebody else."""
DUE_SOON: AlertKind = "due soon"
OVERDUE: AlertKind = "overdue"


@dataclass(frozen=True, slots=True)
class Alert:
    """A clock or a task that began to be due soon, or overdue, at a moment: whose it is, and what was promised by when.

    `since` says why it no longer stands; one that stands has none. `task` is the number of a task or call-back, which has a
    moment of its own, and `task_kind` says which of the two it is (casework.tasks).
    """

    at: datetime
    kind: AlertKind
    case_id: int
    reference: str
    case_kind: str
    promise: str
    due_at: datetime
    owner: str | None
    since: Since | None = None
    task: int | None = None
    task_kind: str = ""

    @property
    def line(self) -> str:
        """The alert in one line, as `iopc watch` prints it."""
        whose = f", {self.owner}" if self.owner else ", no owner"
        return f"{moment_words(self.at)}  {self.kind:8}  {self.reference}  {self.promise} {moment_words(self.due_at)}{whose}"


def latest_of_each(alerts: Iterable[Alert]) -> list[Alert]:
    """The alerts newest first, one for each promise: that it is overdue takes the place of that it would be."""
    found: dict[tuple[int, str, int | None], Alert] = {}
    for alert in sorted(alerts, key=lambda each: (each.at, each.kind)):
        found[alert.case_id, alert.promise, alert.task] = alert
    return newest_first(found.values())


def newest_first(alerts: Iterable[Alert]) -> list[Alert]:
    """The alerts as a list shows them."""
    return sorted(alerts, key=lambda each: (each.at, each.reference), reverse=True)


def summed_up(alerts: Sequence[Alert], now: datetime) -> str:
    """New alerts in one quiet line: `6 reviews breach at 17:00. 1 call-back is due at 10:00: E26-000412.`"""
    return " ".join(_sentences(alerts, now))


def _sentences(alerts: Sequence[Alert], now: datetime) -> Iterator[str]:
    def alike(alert: Alert) -> tuple[str, str, str, datetime]:
        return alert.kind, alert.task_kind, "" if alert.task_kind else alert.case_kind, alert.due_at

    for (kind, task_kind, case_kind, due_at), group in groupby(sorted(alerts, key=alike), key=alike):
        told = list(group)
        references = sorted({alert.reference for alert in told})
        number = len(told) if task_kind else len(references)
        many = f"{number} {_task_named(task_kind, number) if task_kind else _named(case_kind, number)}"
        which = f": {references[0]}" if number == 1 else ""
        if kind == OVERDUE:
            yield f"{many} {'is' if number == 1 else 'are'} overdue{which}."
        elif task_kind:
            yield f"{many} {'is' if number == 1 else 'are'} due {_when(due_at, now)}{which}."
        else:
            yield f"{many} {'breaches' if number == 1 else 'breach'} {_when(due_at, now)}{which}."


def _named(case_kind: str, number: int) -> str:
    title = kinds()[case_kind].title.lower() if case_kind in kinds() else "case"
    if number == 1:
        return title
    if ":" in title or " about " in title:
        return f"cases ({title})"
    return f"{title.removesuffix('y')}ies" if title.endswith("y") else f"{title}s"


def _task_named(task_kind: str, number: int) -> str:
    return f"{LABELS[task_kind]}{'' if number == 1 else 's'}"


def _when(due_at: datetime, now: datetime) -> str:
    today, day = london_date(now), london_date(due_at)
    return f"at {clock_time(due_at)}" if day == today else f"on {short_day(day, today)} at {clock_time(due_at)}"
