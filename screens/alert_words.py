"""The list of alerts, each a line to open its case from."""

from datetime import datetime

from casework.alerts import OVERDUE, Alert
from casework.clocks import MARKS, Signal
from casework.date_words import clock_time, short_day
from casework.moments import london_date
from screens.widgets.picker import Pick, Picker


class AlertPicker(Picker[int]):
    """A list wide enough for a promise, its date and whose it is."""

    row_cells = 70
    DEFAULT_CSS = """
    AlertPicker {
        & > .dialogue { width: 78; }
    }
    """


def alert_pick(alert: Alert, now: datetime, *, new: bool) -> Pick[int]:
    """Whether it is new, its mark and word, the case, what was promised by when, and whose it is.

    One that no longer stands has the mark of how its clock ended, in time or late, and the word `done`, `closed` or `paused`.
    """
    word = alert.since or alert.kind
    label = f"{'!' if new else ' '} {_mark(alert)} {word:8}  {alert.reference}  {alert.promise} {_when(alert, now)}"
    return Pick(alert.case_id, label, alert.owner or "no owner")


def _mark(alert: Alert) -> str:
    late = alert.kind == OVERDUE
    if alert.since is None:
        return MARKS[Signal.OVERDUE if late else Signal.SOON]
    if alert.since == "paused":
        return MARKS[Signal.PAUSED]
    return MARKS[Signal.MISSED if late else Signal.MET]


def _when(alert: Alert, now: datetime) -> str:
    day, today = london_date(alert.due_at), london_date(now)
    return f"{clock_time(alert.due_at)} today" if day == today and alert.due_at > now else short_day(day, today)
