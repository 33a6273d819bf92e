"""What the record refers to: the bodies complaints are about, the allegation categories and the service standards."""

from datetime import date

from sqlalchemy import Column
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel


class Organisation(SQLModel, table=True):
    """A force or other body; see casework.organisations."""

    __tablename__ = "organisation"

    id: str = Field(primary_key=True)
    name: str
    body_group: str
    aliases: list[str] = Field(sa_column=Column(JSON, nullable=False))
    welsh: bool = False
    signpost_to: str | None = None


class Category(SQLModel, table=True):
    """An allegation category; see casework.organisations."""

    __tablename__ = "category"

    code: str = Field(primary_key=True)
    name: str
    parent: str | None = Field(default=None, foreign_key="category.code")


class StandardRow(SQLModel, table=True):
    """A service standard as it stood between two dates; see casework.standards. A clock keeps the row it began under."""

    __tablename__ = "standard"

    row_id: int | None = Field(default=None, primary_key=True)
    id: str = Field(index=True)
    kinds: list[str] = Field(sa_column=Column(JSON, nullable=False))
    title: str
    promise: str
    starts_on: str
    stops_on: str
    length: int
    unit: str
    calendar: str | None = None
    receipt: str
    due: str
    warn: int
    target: int | None = None
    basis: str
    source: str
    verified: bool = False
    recurring: bool = False
    on: str = "staff"
    effective_from: date | None = None
    effective_to: date | None = None
    waits_for: list[str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    longest_extension: int | None = None
