"""Letters and emails that go out, and the templates they are written from."""

from datetime import datetime

from sqlalchemy import JSON, Column, Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment

_IN_FORCE = sql("withdrawn_at IS NULL")


class LetterTemplate(SQLModel, table=True):
    """One version of a template in one language; the versions before stay, withdrawn. See casework.letters.templates.

    `replaces` is the row it took the place of, which stands again when this one is taken back.
    """

    __tablename__ = "letter_template"

    row_id: int | None = Field(default=None, primary_key=True)
    id: str
    language: str
    title: str
    kinds: list[str] = Field(sa_column=Column(JSON, nullable=False))
    channel: str
    addressee: str = "person"
    step: str = ""
    subject: str
    body: str
    entered_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    withdrawn_by: int | None = Field(default=None, foreign_key="staff.id")
    replaces: int | None = Field(default=None, foreign_key="letter_template.row_id")

    __table_args__ = (
        Index("ix_letter_template_in_force", "id", "language", unique=True, sqlite_where=_IN_FORCE, postgresql_where=_IN_FORCE),
    )


class Letter(SQLModel, table=True):
    """A letter or an email as it went out: its line on the timeline has the exact text; `template` is the row it began as."""

    __tablename__ = "letter"

    entry_id: int = Field(primary_key=True, foreign_key="entry.id", sa_column_kwargs={"autoincrement": False})
    template: int | None = Field(default=None, foreign_key="letter_template.row_id")
    subject: str = ""
    language: str = "en"
    large_print: bool = False
