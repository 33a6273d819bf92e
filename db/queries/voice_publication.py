"""The publication of the voice of the service user, for whoever asks for it."""

from datetime import datetime

from sqlalchemy import Connection

from casework.permissions import may
from casework.publishing.publication import Publication
from casework.publishing.voice_page import voice_publication
from casework.rules import Rules
from casework.summaries.periods import Period
from db.queries.voice import voice


def publication_of_voice(
    connection: Connection, rules: Rules, place: str, period: Period, now: datetime, role: str
) -> Publication:
    """The publication of a period; the monitoring figures are in it for a role that may read them."""
    figures = voice(connection, rules, period, now, with_monitoring=may(role, "read-monitoring"))
    return voice_publication(figures, rules, place)
