"""Views of the queue that staff keep."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment


class SavedView(SQLModel, table=True):
    """A filter and a sort by a name: its owner's alone, or everybody's where it has no owner.

    `filter` is exactly what was typed; `sort` is as casework.queue_columns writes an order, empty for the queue's own.
    """

    __tablename__ = "saved_view"

    id: int | None = Field(default=None, primary_key=True)
    owner_id: int | None = Field(default=None, foreign_key="staff.id", index=True)
    name: str
    filter: str
    sort: str = ""
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    made_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    made_by: int | None = Field(default=None, foreign_key="staff.id")
