"""The clocks of a case worked out from what happened on it: every promise it made, when each is due, and how each ended.

Nothing here remembers anything: the same events under the same rules give the same clocks, however often they are worked
out. The record keeps what this gives, so that a list needs no reckoning.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from casework.calendars import Calendars
from casework.deadlines import Deadline, Pause, deadline
from casework.moments import london_date
from casework.rules import Rules
from casework.standards import Standard

RECEIVED = "received"
ClockState = Literal["running", "paused", "met", "missed"]
Begun: TypeAlias = tuple[str, datetime]
"""What tells the clocks of a case apart: the id of the standard, and the moment the clock began."""


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step recorded on a case, and not withdrawn: the entry that records it, and when it was done."""

    entry: int
    step: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """A time during which a case waits for somebody else, and why; `resumed_at` is None while it still does."""

    reason: str
    paused_at: datetime
    resumed_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """What happened on a case that its clocks depend on.

    `extensions` are units of the standard added to a clock. `kept_rows` is the row of the standard that a clock which
    started again goes on under.
    """

    kind: str
    received_at: datetime
    closed_at: datetime | None
    steps: tuple[StepDone, ...] = ()
    waits: tuple[Wait, ...] = ()
    extensions: Mapping[Begun, int] = field(default_factory=dict)
    kept_rows: Mapping[Begun, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A clock of a case: the row of its standard, what began it and ended it, its dates, and how it stands.

    `begun_by` and `ended_by` are entries of the timeline; None is the receipt, or the closing. A paused clock keeps the
    dates it would have were it resumed the moment it was paused.
    """

    row: int
    standard: str
    started_at: datetime
    begun_by: int | None
    due: Deadline
    paused_at: datetime | None
    stopped_at: datetime | None
    ended_by: int | None
    state: ClockState

    @property
    def begun(self) -> Begun:
        """What tells it from the case's other clocks."""
        return self.standard, self.started_at


def clocks_of(history: CaseHistory, rules: Rules) -> list[CaseClock]:
    """Every clock of a case, by the moment it began.

    A clock is judged by the row of its standard in force when it began; a recurring one keeps its row when it starts again.
    """
    begun: dict[str, tuple[datetime, int | None, int]] = {}
    found: list[CaseClock] = []
    standards = _standards_of(history.kind, rules)

    for step, at, by in _events(history):
        for id_, versions in standards.items():
            standard = versions[0]
            row: int | None = None
            if id_ in begun and step == standard.stops_on and begun[id_][0] <= at:
                started_at, begun_by, judged_by = begun.pop(id_)
                found.append(_clock(history, rules, judged_by, started_at, begun_by, at, by))
                row = judged_by if standard.recurring else None
            if row is None and step == standard.starts_on and id_ not in begun:
                row = _row(history, rules, id_, at)
            if row is not None:
                begun[id_] = at, by, history.kept_rows.get((id_, at), row)
    for started_at, by, row in begun.values():
        if history.closed_at is None:
            found.append(_clock(history, rules, row, started_at, by, None, None))
        else:
            found.append(_clock(history, rules, row, started_at, by, max(history.closed_at, started_at), None))
    return sorted(found, key=lambda clock: (clock.started_at, clock.row, clock.stopped_at is None))


def _events(history: CaseHistory) -> Iterable[tuple[str, datetime, int | None]]:
    yield RECEIVED, history.received_at, None
    for done in sorted(history.steps, key=lambda each: (each.at, each.entry)):
        if history.closed_at is None or done.at <= history.closed_at:
            yield done.step, max(done.at, history.received_at), done.entry


def _standards_of(kind: str, rules: Rules) -> dict[str, list[Standard]]:
    """The standards of a kind by id, whatever their dates; what starts and stops a standard never changes."""
    found: dict[str, list[Standard]] = {}
    for standard in rules.standards.values():
        if kind in standard.kinds:
            found.setdefault(standard.id, []).append(standard)
    return found


def _row(history: CaseHistory, rules: Rules, id_: str, at: datetime) -> int | None:
    """The row of a standard that judges a clock begun at a moment: the one it is known to run under, else the one in force."""
    if (id_, at) in history.kept_rows:
        return history.kept_rows[id_, at]
    day = london_date(at)
    fitting = (row for row, it in rules.standards.items() if it.id == id_ and history.kind in it.kinds and it.in_force(day))
    return next(fitting, None)


def _clock(
    history: CaseHistory,
    rules: Rules,
    row: int,
    started_at: datetime,
    begun_by: int | None,
    stopped_at: datetime | None,
    ended_by: int | None,
) -> CaseClock:
    standard = rules.standards[row]
    longer = history.extensions.get((standard.id, started_at), 0)
    due, paused_at = dates_of(standard, started_at, stopped_at, history.waits, longer, rules.calendars)
    state: ClockState = "running" if paused_at is None else "paused"
    if stopped_at is not None:
        state = "met" if stopped_at <= due.due_at else "missed"
    return CaseClock(row, standard.id, started_at, begun_by, due, paused_at, stopped_at, ended_by, state)


def dates_of(
    standard: Standard,
    started_at: datetime,
    stopped_at: datetime | None,
    waits: Iterable[Wait],
    extension: int,
    calendars: Calendars,
) -> tuple[Deadline, datetime | None]:
    """The dates of one clock, and since when it is paused: only for a reason its standard allows, and never once it is late."""
    allowed = [wait for wait in waits if standard.may_wait_for(wait.reason)]
    ended, open_since = _pauses(allowed, started_at, stopped_at)
    due = deadline(standard, started_at, calendars, ended, extension)
    if open_since is None or open_since > due.due_at:
        return due, None
    if stopped_at is None:
        return due, open_since
    return deadline(standard, started_at, calendars, [*ended, Pause(open_since, stopped_at)], extension), None


def _pauses(waits: Sequence[Wait], started_at: datetime, stopped_at: datetime | None) -> tuple[list[Pause], datetime | None]:
    """The waits that ended while a clock ran, and since when it waits, or waited as it stopped."""
    ended: list[Pause] = []
    open_since: datetime | None = None
    for wait in waits:
        began = max(wait.paused_at, started_at)
        if stopped_at is not None and began > stopped_at:
            continue
        over = wait.resumed_at
        if over is None or (stopped_at is not None and over > stopped_at):
            open_since = began if open_since is None else min(open_since, began)
        elif over > began:
            ended.append(Pause(began, over))
    return ended, open_since
