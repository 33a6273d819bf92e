"""The office hours that were entered, for a list."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from db.queries.entered_by import with_names
from db.tables.plain import OFFICE_HOURS


@dataclass(frozen=True, slots=True)
class HoursChangeView:
    """The office's hours from a date on: who entered them and when and, once taken back, who took them back and when."""

    id: int
    from_day: date
    hours: str
    source: str
    entered_at: datetime
    entered_by: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None

    @property
    def in_force(self) -> bool:
        """Whether the desk goes by them from their date on."""
        return self.withdrawn_at is None


def hours_changes(connection: Connection) -> list[HoursChangeView]:
    """Every change of the hours there is or was, by date; those of one date in the order in which they were entered."""
    rows = connection.execute(with_names(OFFICE_HOURS).order_by(OFFICE_HOURS.c.from_day, OFFICE_HOURS.c.id))
    return [
        HoursChangeView(it.id, it.from_day, it.hours, it.source, it.entered_at, it.enterer, it.withdrawn_at, it.withdrawer)
        for it in rows
    ]
