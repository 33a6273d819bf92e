"""What happens to the clocks of a case beside its steps: waits, extensions, and each move of a due moment."""

from datetime import datetime

from sqlalchemy import Column, Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment

_OPEN = sql("resumed_at IS NULL AND withdrawn_at IS NULL")


class CaseWait(SQLModel, table=True):
    """A time during which a case waited for somebody else: why (see casework.waiting), for whom in words, and who said so.

    One that was undone stays, with the moment it was.
    """

    __tablename__ = "case_wait"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    reason: str
    awaited: str = ""
    paused_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    paused_by: int | None = Field(default=None, foreign_key="staff.id")
    resumed_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    resumed_by: int | None = Field(default=None, foreign_key="staff.id")
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(Moment))

    __table_args__ = (Index("ix_case_wait_open", "case_id", sqlite_where=_OPEN, postgresql_where=_OPEN),)


class Extension(SQLModel, table=True):
    """So many more of its standard's units given to a clock, and why; one that was undone stays, with the moment it was."""

    __tablename__ = "extension"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    clock_id: int = Field(foreign_key="clock.id")
    units: int
    reason: str
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    undone_at: datetime | None = Field(default=None, sa_column=Column(Moment))


class ClockMove(SQLModel, table=True):
    """A due moment that moved: from when to when, why, and by whom; the first of a clock's tells the date as told at first."""

    __tablename__ = "clock_move"

    id: int | None = Field(default=None, primary_key=True)
    clock_id: int = Field(foreign_key="clock.id", index=True)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    due_from: datetime = Field(sa_column=Column(Moment, nullable=False))
    due_to: datetime = Field(sa_column=Column(Moment, nullable=False))
    why: str
    staff_id: int | None = Field(default=None, foreign_key="staff.id")


class AlertsSeen(SQLModel, table=True):
    """Up to which moment a member of staff has seen the alerts of their cases."""

    __tablename__ = "alerts_seen"

    staff_id: int = Field(primary_key=True, foreign_key="staff.id", sa_column_kwargs={"autoincrement": False})
    seen_to: datetime = Field(sa_column=Column(Moment, nullable=False))
