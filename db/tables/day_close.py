"""Days that were signed, what was written for the next shift, and what is kept of service users' views and of learning."""

import datetime

from sqlalchemy import Column, Index
from sqlalchemy import text as sql
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment

_STANDS = sql("withdrawn_at IS NULL")


class DaySnapshot(SQLModel, table=True):
    """A day as it was signed, never changed after: `content` is canonical JSON of its figures, the cases behind them and the
    standards in force; `digest` is the SHA-256 of the digest before it and the content."""

    __tablename__ = "day_snapshot"

    id: int | None = Field(default=None, primary_key=True)
    day: datetime.date = Field(unique=True)
    content: str
    digest: str
    previous_digest: str
    signed_at: datetime.datetime = Field(sa_column=Column(Moment, nullable=False))
    signed_by: int = Field(foreign_key="staff.id")


class HandoverNote(SQLModel, table=True):
    """What somebody wrote for the next shift, exactly as typed; one taken back stays."""

    __tablename__ = "handover_note"

    id: int | None = Field(default=None, primary_key=True)
    day: datetime.date = Field(index=True)
    text: str
    at: datetime.datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int = Field(foreign_key="staff.id")
    withdrawn_at: datetime.datetime | None = Field(default=None, sa_column=Column(Moment))


class SurveyAnswer(SQLModel, table=True):
    """A service user's answers to the satisfaction survey; belongs to no case where it came without one."""

    __tablename__ = "survey_answer"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    answered_on: datetime.date = Field(index=True)
    answers: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    comment: str = ""
    source: str = ""
    entered_at: datetime.datetime = Field(sa_column=Column(Moment, nullable=False))
    entered_by: int | None = Field(default=None, foreign_key="staff.id")
    withdrawn_at: datetime.datetime | None = Field(default=None, sa_column=Column(Moment))


class LearningPoint(SQLModel, table=True):
    """What can be learned from a case: its theme, and the point in words exactly as typed; one taken back stays."""

    __tablename__ = "learning_point"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    theme: str
    text: str
    at: datetime.datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    withdrawn_at: datetime.datetime | None = Field(default=None, sa_column=Column(Moment))

    __table_args__ = (Index("ix_learning_point_at", "at", sqlite_where=_STANDS, postgresql_where=_STANDS),)
