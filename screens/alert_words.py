"""An alert as a line of the list they are chosen from."""

from datetime import date, datetime

from casework.alerts import OVERDUE, Alert
from casework.date_words import clock_time, short_day
from casework.moments import london_date
from screens.widgets.picker import Pick


def alert_pick(alert: Alert, *, new: bool, now: datetime, today: date) -> Pick[int]:
    """Its mark and words, whether it is new, whose it is, and when it came."""
    mark, words = ("▲", "overdue") if alert.kind == OVERDUE else ("◐", _due(alert, now, today))
    label = f"{'!' if new else ' '} {mark} {alert.reference}  {alert.promise} {words}"
    return Pick(alert.case_id, label, alert.owner or "no owner")


def _due(alert: Alert, now: datetime, today: date) -> str:
    day = london_date(alert.due_at)
    return f"{clock_time(alert.due_at)} today" if day == today and alert.due_at > now else short_day(day, today)
