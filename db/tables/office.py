"""How the office differs from the one the program ships for: its changed days, and its settings."""

import datetime

from sqlalchemy import Column, Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment

_IN_FORCE = sql("withdrawn_at IS NULL")


class DayChangeRow(SQLModel, table=True):
    """A day the calendar has otherwise than the shipped bank holidays; see casework.calendars. Withdrawn ones stay."""

    __tablename__ = "day_change"

    id: int | None = Field(default=None, primary_key=True)
    day: datetime.date
    kind: str
    name: str
    region: str = ""
    source: str = ""
    entered_at: datetime.datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    withdrawn_at: datetime.datetime | None = Field(default=None, sa_column=Column(Moment))
    withdrawn_by: int | None = Field(default=None, foreign_key="staff.id")

    __table_args__ = (
        Index(
            "ix_day_change_in_force",
            "day",
            "kind",
            "region",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
    )


class OfficeHoursRow(SQLModel, table=True):
    """The office's hours from a date on, as `casework.office_week` writes them. Those taken back stay."""

    __tablename__ = "office_hours"

    id: int | None = Field(default=None, primary_key=True)
    from_day: datetime.date
    hours: str
    source: str = ""
    entered_at: datetime.datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    withdrawn_at: datetime.datetime | None = Field(default=None, sa_column=Column(Moment))
    withdrawn_by: int | None = Field(default=None, foreign_key="staff.id")

    __table_args__ = (
        Index("ix_office_hours_in_force", "from_day", unique=True, sqlite_where=_IN_FORCE, postgresql_where=_IN_FORCE),
    )


class Setting(SQLModel, table=True):
    """One thing about the office as text; `db.settings` names those there are."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str


class OwnSetting(SQLModel, table=True):
    """One thing a member of staff has set for themselves, such as their theme; `db.settings` names those there are."""

    __tablename__ = "own_setting"

    staff_id: int = Field(primary_key=True, foreign_key="staff.id")
    key: str = Field(primary_key=True)
    value: str
