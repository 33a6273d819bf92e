"""A day's publication, read from its snapshot where it was signed and from the record where it was not."""

from datetime import date, datetime

from sqlalchemy import Connection

from casework.publishing.day_page import day_publication
from casework.publishing.publication import Publication
from casework.rules import Rules
from casework.summaries.day_snapshot import standards_in_force
from casework.summaries.day_text import titles_of
from db.queries.day_differences import day_differences
from db.queries.day_figures import day_figures


def publication_of_day(connection: Connection, rules: Rules, place: str, day: date, now: datetime) -> Publication:
    """The publication of a day: of a signed one exactly as it was signed, with what differs now beside it."""
    beside, titles = day_differences(connection, rules, day, now), titles_of(rules)
    if beside is not None:
        signed = beside.signed
        return day_publication(signed.figures, titles, signed.standards, now, signed.place, beside)
    found = day_figures(connection, rules, day, now)
    return day_publication(found, titles, tuple(standards_in_force(rules, day)), now, place)
