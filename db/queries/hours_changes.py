"""The office hours that were entered, for a list."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from db.tables.plain import OFFICE_HOURS, STAFF


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
    enterer, withdrawer = STAFF.alias(), STAFF.alias()
    rows = connection.execute(
        select(OFFICE_HOURS, enterer.c.name.label("entered_by"), withdrawer.c.name.label("withdrawer"))
        .select_from(
            OFFICE_HOURS.outerjoin(enterer, enterer.c.id == OFFICE_HOURS.c.staff_id).outerjoin(
                withdrawer, withdrawer.c.id == OFFICE_HOURS.c.withdrawn_by
            )
        )
        .order_by(OFFICE_HOURS.c.from_day, OFFICE_HOURS.c.id)
    )
    return [
        HoursChangeView(it.id, it.from_day, it.hours, it.source, it.entered_at, it.entered_by, it.withdrawn_at, it.withdrawer)
        for it in rows
    ]
