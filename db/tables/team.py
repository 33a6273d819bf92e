"""Who works with whom, what somebody can do that not everybody can, and when they are away."""

import datetime

from sqlalchemy import Column, Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment

_STANDS = sql("withdrawn_at IS NULL")


class Team(SQLModel, table=True):
    """A team of staff; one that is no longer `active` stays, with its name."""

    __tablename__ = "team"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    active: bool = Field(default=True, sa_column_kwargs={"server_default": sql("true")})
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    created_at: datetime.datetime = Field(sa_column=Column(Moment, nullable=False))


class StaffSkill(SQLModel, table=True):
    """A skill that a member of staff has; see casework.skills for those there are."""

    __tablename__ = "staff_skill"

    staff_id: int = Field(primary_key=True, foreign_key="staff.id")
    skill: str = Field(primary_key=True)


class Absence(SQLModel, table=True):
    """Days on which a member of staff is away, the first and the last among them. One that was taken back stays."""

    __tablename__ = "absence"

    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staff.id")
    from_day: datetime.date
    to_day: datetime.date
    entered_at: datetime.datetime = Field(sa_column=Column(Moment, nullable=False))
    entered_by: int | None = Field(default=None, foreign_key="staff.id")
    withdrawn_at: datetime.datetime | None = Field(default=None, sa_column=Column(Moment))

    __table_args__ = (Index("ix_absence_to_day", "to_day", sqlite_where=_STANDS, postgresql_where=_STANDS),)
