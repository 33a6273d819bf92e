"""The days that somebody changed in the calendar, for a list."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from casework.calendars import DayChange
from casework.moments import london_date
from db.queries.entered_by import with_names
from db.tables.plain import DAY_CHANGE


@dataclass(frozen=True, slots=True)
class DayChangeView:
    """A changed day: who entered it and when and, once it is no longer in force, who withdrew it and when."""

    id: int
    change: DayChange
    entered_at: datetime
    entered_by: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None

    @property
    def in_force(self) -> bool:
        """Whether the calendar goes by it."""
        return self.withdrawn_at is None


def day_changes(connection: Connection) -> list[DayChangeView]:
    """Every change there is or was, by day; those of one day in the order in which they were entered."""
    rows = connection.execute(with_names(DAY_CHANGE).order_by(DAY_CHANGE.c.day, DAY_CHANGE.c.id))
    return [
        DayChangeView(
            id=row.id,
            change=DayChange(row.day, row.kind, row.name, row.region, row.source, london_date(row.entered_at)),
            entered_at=row.entered_at,
            entered_by=row.enterer,
            withdrawn_at=row.withdrawn_at,
            withdrawn_by=row.withdrawer,
        )
        for row in rows
    ]
