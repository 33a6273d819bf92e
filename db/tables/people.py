"""The people of the record: staff, and those who contact them."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment


class Staff(SQLModel, table=True):
    """A member of staff, matched to the person at the keyboard by `login`."""

    __tablename__ = "staff"

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True)
    name: str
    role: str
    active: bool = True
    team_id: int | None = None
    version: int = 1
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class Person(SQLModel, table=True):
    """Someone who contacted the desk, as they gave their details; `phone_digits` is the number to search by.

    `merged_into` is the record of the same person that this one was merged into; it stays as it was, so that it can be undone.
    """

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    phone: str = ""
    phone_digits: str = Field(default="", index=True)
    email: str = ""
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    merged_into: int | None = Field(default=None, index=True)
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
