"""What somebody was typing and has not yet saved."""

from datetime import datetime

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment


class Draft(SQLModel, table=True):
    """A form as last typed by one member of staff; `content` is JSON of its fields."""

    __tablename__ = "draft"

    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staff.id")
    form: str
    content: str
    kept_at: datetime = Field(sa_column=Column(Moment, nullable=False))

    __table_args__ = (UniqueConstraint("staff_id", "form"),)
