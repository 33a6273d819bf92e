"""What people are found by while somebody types who is calling."""

from sqlalchemy import Column, String
from sqlmodel import Field, SQLModel

BYTE_ORDER = String().with_variant(String(collation="C"), "postgresql")
"""Text in the order of its characters' numbers, on PostgreSQL as on SQLite, so that keys that start alike stand together."""


class PersonKey(SQLModel, table=True):
    """One of the keys that casework.person_keys gives a person."""

    __tablename__ = "person_key"

    key: str = Field(sa_column=Column(BYTE_ORDER, primary_key=True))
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)

    __table_args__ = {"sqlite_with_rowid": False}
