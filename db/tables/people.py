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
    version: int = 1
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class Person(SQLModel, table=True):
    """Someone who contacted the desk, as they gave their details; `phone_digits` is the number to search by."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    phone: str = ""
    phone_digits: str = Field(default="", index=True)
    email: str = ""
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
