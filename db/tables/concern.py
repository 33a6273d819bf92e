"""What staff raise at once, before or beside a case: somebody in danger, an allegation to refer, unacceptable contact."""

from datetime import datetime

from sqlalchemy import Column, Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment

_UNSEEN = sql("seen_at IS NULL")


class Concern(SQLModel, table=True):
    """One concern: its kind by casework.concerns, what was recorded as JSON, and which supervisor saw it when.

    `form` names the draft it was raised over until that is logged as a case; a concern may stand without any case.
    """

    __tablename__ = "concern"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    form: str = ""
    content: str
    raised_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    raised_by: int = Field(foreign_key="staff.id")
    seen_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    seen_by: int | None = Field(default=None, foreign_key="staff.id")

    __table_args__ = (
        Index("ix_concern_unseen", "raised_at", sqlite_where=_UNSEEN, postgresql_where=_UNSEEN),
        Index("ix_concern_form", "raised_by", "form"),
    )
