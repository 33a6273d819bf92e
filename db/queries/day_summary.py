"""A day's figures by kind of case, drawn from the record."""

from datetime import date, datetime

from sqlalchemy import Connection

from casework.moments import end_of_date
from casework.rules import Rules
from casework.summaries.day import DaySummary, by_kind
from db.queries.day_figures import day_figures


def day_summary(connection: Connection, day: date, rules: Rules, now: datetime | None = None) -> DaySummary:
    """One day's figures by kind, up to now; to the day's end without a moment. See DaySummary for what each one counts."""
    return by_kind(day_figures(connection, rules, day, now or end_of_date(day), compare=False))
