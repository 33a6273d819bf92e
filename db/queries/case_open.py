"""Who else has a case open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from db.tables.plain import CASE_OPEN, STAFF

SILENT_AFTER = timedelta(seconds=60)
"""A terminal that has not said for so long that it has a case open has it open no more: its line may have dropped."""
MYSELF = "you, in another terminal"


@dataclass(frozen=True, slots=True)
class AlsoOpen:
    """Somebody who has a case open, or oneself at another terminal, and since when."""

    name: str
    since: datetime


def also_open(connection: Connection, case_id: int, now: datetime, me: int, terminal: str) -> tuple[AlsoOpen, ...]:
    """Who has a case open now beside this member at this terminal, each once, the longest first."""
    here = CASE_OPEN.c
    query = (
        select(here.staff_id, STAFF.c.name, here.since)
        .select_from(CASE_OPEN.join(STAFF, STAFF.c.id == here.staff_id))
        .where(here.case_id == case_id, here.terminal != terminal, here.seen_at > now - SILENT_AFTER)
        .order_by(here.since, here.staff_id)
    )
    found: dict[int, AlsoOpen] = {}
    for staff_id, name, since in connection.execute(query):
        found.setdefault(staff_id, AlsoOpen(MYSELF if staff_id == me else name, since))
    return tuple(found.values())
