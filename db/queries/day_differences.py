"""A signed day beside the day as the record has it now, every difference with what happened since that explains it."""

from datetime import date, datetime

from sqlalchemy import Connection, select

from casework.moments import end_of_date
from casework.rules import Rules
from casework.summaries.day_differences import DayDifferences, differing
from casework.summaries.day_figures import Figure
from casework.summaries.day_snapshot import SignedDay, program
from db.queries.day_causes import causes_of
from db.queries.day_figures import day_figures
from db.queries.day_snapshots import digest_of_day, snapshot_of
from db.tables.plain import CASE


def day_differences(connection: Connection, rules: Rules, day: date, now: datetime) -> DayDifferences | None:
    """The differences of a signed day, each explained where that can be; None for a day that was not signed."""
    signed = snapshot_of(connection, day)
    if signed is None:
        return None
    again = day_figures(connection, rules, day, now, signed.figures.until, compare=False)
    found = differing(signed.figures, again)
    causes, later = causes_of(connection, signed, again, found), _later(connection, signed)
    return DayDifferences(signed, again, found, later, causes, digest_of_day(connection, day), program())


def _later(connection: Connection, signed: SignedDay) -> dict[str, Figure]:
    """The cases received and closed on the day after the moment up to which it was signed."""
    until, end = signed.figures.until, end_of_date(signed.day)
    found = {}
    for name, at in (("received", CASE.c.received_at), ("closed", CASE.c.closed_at)):
        cases = (
            connection.execute(select(CASE.c.reference).where(at > until, at <= end).order_by(CASE.c.reference)).scalars().all()
        )
        found[name] = Figure(len(cases), tuple(cases))
    return found
