"""The list of alerts, each a line to open its case from, under the concerns nobody has seen."""

from collections.abc import Iterable
from datetime import datetime

from casework.alerts import OVERDUE, Alert
from casework.clocks import MARKS, Signal
from casework.concerns import MARK
from casework.date_words import clock_time, short_day
from casework.moments import london_date
from casework.raised_concerns import Concern
from db.queries.alerts import Recent
from screens.widgets.picker import Pick, Picker


class AlertPicker(Picker[int | Concern]):
    """A list wide enough for a promise, its date and whose it is; it gives a case's row, or a concern."""

    row_cells = 70
    DEFAULT_CSS = """
    AlertPicker {
        & > .dialogue { width: 78; }
    }
    """


def alert_picker(concerns: Iterable[Concern], alerts: Recent) -> AlertPicker:
    """The list of both, the newest first."""
    picks = [concern_pick(concern, alerts.upto) for concern in concerns]
    title = "Concerns, then alerts, the newest first" if picks else "Alerts, the newest first"
    return AlertPicker(title, [*picks, *(alert_pick(alert, alerts.upto, new=new) for alert, new in alerts.listed)])


def concern_pick(concern: Concern, now: datetime) -> Pick[int | Concern]:
    """Its mark, the case, its kind and who it is about or what was said, and who raised it when."""
    day, today = london_date(concern.raised_at), london_date(now)
    when = clock_time(concern.raised_at) if day == today else short_day(day, today)
    return Pick(concern, f"! {MARK} {concern.subject}  {concern.title}  {concern.summary}", f"{concern.raised_by}, {when}")


def alert_pick(alert: Alert, now: datetime, *, new: bool) -> Pick[int | Concern]:
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
