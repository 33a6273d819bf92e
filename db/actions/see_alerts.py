"""Marking the alerts up to now as seen."""

from db.store import Writing
from db.tables import AlertsSeen


def see_alerts(writing: Writing) -> None:
    """Remember that the acting member has seen every alert up to now. It changes no case, so the audit trail is left alone."""
    row = writing.session.get(AlertsSeen, writing.staff.id) or AlertsSeen(staff_id=writing.staff.id, seen_to=writing.now)
    row.seen_to = max(row.seen_to, writing.now)
    writing.session.add(row)
