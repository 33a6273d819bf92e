"""A case, its clocks, its timeline and the counters its references come from."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment

_OPEN, _CLOSED = sql("closed_at IS NULL"), sql("closed_at IS NOT NULL")
_RUNNING = sql("stopped_at IS NULL")
_NOT_VOID, _MISSED = sql("state <> 'void'"), sql("state = 'missed'")
_MERGED = sql("merged_into IS NOT NULL")
_CONTACT = sql("withdrawn_at IS NULL AND (kind IN ('contact', 'letter') OR (kind = 'step' AND step = 'callback-returned'))")
_ASKED = sql("kind = 'survey asked' AND withdrawn_at IS NULL")
_REOPENED = sql("kind = 'reopened' AND withdrawn_at IS NULL")
_COUNTED_OF_CLOSED_CASES = ("closed_at", "id", "owner_id", "received_at", "kind", "channel", "force")
"""What reports count of the closed cases of a period."""
_ASKED_OF_OPEN_CASES = (
    *("next_due_at", "id", "next_warn_at", "kind", "owner_id", "force", "channel", "priority", "received_at", "next_standard"),
    *("paused_at", "person_id", "reference", "closed_at"),
)
"""What filters and orders ask of the open cases, which are few: with all of it in one index, no case itself is read."""


class Case(SQLModel, table=True):
    """One case. `next_due_at`, `next_warn_at` and `next_standard` are its earliest running clock's, kept by the actions.

    `paused_at` is since when it waits for somebody else, when no clock of it runs and one is paused. `merged_into` is the case
    a duplicate was merged into; its own rows stay as they were, so that the merge can be undone. `priority` is as
    casework.priorities numbers them.
    """

    __tablename__ = "cases"

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    kind: str
    channel: str
    subject: str
    received_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    outcome: str = ""
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    force: str | None = Field(default=None, foreign_key="organisation.id")
    force_reference: str = ""
    owner_id: int | None = Field(default=None, foreign_key="staff.id")
    source: str | None = None
    source_reference: str | None = None
    next_due_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    next_warn_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    next_standard: int | None = Field(default=None, foreign_key="standard.row_id")
    paused_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    merged_into: int | None = None
    priority: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    version: int = 1
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))

    __table_args__ = (
        Index("ix_cases_queue", *_ASKED_OF_OPEN_CASES, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_cases_closed_at", *_COUNTED_OF_CLOSED_CASES, sqlite_where=_CLOSED, postgresql_where=_CLOSED),
        Index("ix_cases_closed_received", "received_at", "id", sqlite_where=_CLOSED, postgresql_where=_CLOSED),
        Index("ix_cases_closed_reference", "reference", "id", sqlite_where=_CLOSED, postgresql_where=_CLOSED),
        Index("ix_cases_received_at", "received_at", "id", "owner_id"),
        Index("ix_cases_merged_into", "merged_into", "id", sqlite_where=_MERGED, postgresql_where=_MERGED),
        Index("ix_cases_owner", "owner_id", "next_due_at", "id", "kind", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_cases_source", "source", "source_reference", unique=True),
    )


class Clock(SQLModel, table=True):
    """One promise being counted: due and warn moments are stored when it starts; a stopped clock keeps met or missed for good.

    `state` is running, paused, met, missed, or void for one that never was, because what began it was withdrawn. `begun_by`
    and `stopped_by` are the entries of the steps that did; None is the receipt, or the closing.
    """

    __tablename__ = "clock"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    standard: int = Field(foreign_key="standard.row_id")
    started_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    due_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    warn_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    provisional: bool = False
    stopped_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    state: str = "running"
    paused_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    begun_by: int | None = None
    stopped_by: int | None = None

    __table_args__ = (
        Index(
            "ix_clock_running",
            *("case_id", "standard", "due_at", "warn_at", "paused_at"),
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        Index(
            "ix_clock_fell_due",
            *("standard", "due_at", "stopped_at", "case_id"),
            sqlite_where=_NOT_VOID,
            postgresql_where=_NOT_VOID,
        ),
        Index("ix_clock_due_at", "due_at"),
        Index("ix_clock_missed", "stopped_at", "due_at", sqlite_where=_MISSED, postgresql_where=_MISSED),
        Index("ix_clock_running_due", "due_at", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
        Index("ix_clock_running_warn", "warn_at", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
    )


class Entry(SQLModel, table=True):
    """One line of a case's timeline; `text` is exactly what was typed, `source_digest` marks a row that came from a file.

    `direction` is `in` or `out` for a contact. What was withdrawn, such as a step not done after all, stays with the moment it
    was.
    """

    __tablename__ = "entry"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    kind: str
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    channel: str = ""
    direction: str = Field(default="", sa_column_kwargs={"server_default": ""})
    step: str = ""
    text: str = ""
    source_digest: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(Moment))

    __table_args__ = (
        Index(
            "ix_entry_source_digest",
            "source_digest",
            sqlite_where=sql("source_digest IS NOT NULL"),
            postgresql_where=sql("source_digest IS NOT NULL"),
        ),
        Index("ix_entry_contact", "case_id", "at", sqlite_where=_CONTACT, postgresql_where=_CONTACT),
        Index("ix_entry_asked", "case_id", "at", sqlite_where=_ASKED, postgresql_where=_ASKED),
        Index("ix_entry_reopened", "case_id", sqlite_where=_REOPENED, postgresql_where=_REOPENED),
    )


class ReferenceCounter(SQLModel, table=True):
    """The last number given out for each prefix and year; the year as references show it, in two digits."""

    __tablename__ = "reference_counter"

    prefix: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int
