"""Marking the alerts that were shown as seen."""

from datetime import datetime

from db.store import Writing
from db.tables import AlertsSeen


def see_alerts(writing: Writing, upto: datetime) -> None:
    """Remember that the acting member has seen every alert up to a moment, that at which those shown were read.

    It changes no case, so the audit trail is left alone.
    """
    row = writing.session.get(AlertsSeen, writing.staff.id) or AlertsSeen(staff_id=writing.staff.id, seen_to=upto)
    row.seen_to = max(row.seen_to, upto)
    writing.session.add(row)
