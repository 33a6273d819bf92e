"""What working a case adds to it: tasks, former words, links, reasons for lateness, and who has it open."""

from datetime import datetime

from sqlalchemy import Column, Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment

_OPEN = sql("done_at IS NULL AND withdrawn_at IS NULL")
_STANDS = sql("removed_at IS NULL")


class Task(SQLModel, table=True):
    """Something to be done for a case by a moment: a call-back that was promised, or a task; `what` is as typed.

    `staff_id` is whose it is; nobody's is the case owner's. `entry_id` is the line of the timeline that made it, which for a
    call-back is the step that promised it; `done_by_entry` the one that tells it was done. `own_due` is whether `due_at` is its
    own; a call-back without one is due, and told, when its clock is.
    """

    __tablename__ = "task"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    kind: str
    what: str = ""
    due_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    warn_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    own_due: bool = True
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    entry_id: int | None = Field(default=None, foreign_key="entry.id")
    made_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    made_by: int | None = Field(default=None, foreign_key="staff.id")
    done_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    done_by: int | None = Field(default=None, foreign_key="staff.id")
    done_by_entry: int | None = Field(default=None, foreign_key="entry.id")
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(Moment))

    __table_args__ = (
        Index("ix_task_open_due", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_task_due", "due_at"),
    )


class FormerText(SQLModel, table=True):
    """The words a line of a timeline had before they were changed, when, and by whom."""

    __tablename__ = "former_text"

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", index=True)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    text: str


class CaseChange(SQLModel, table=True):
    """A field of a case that was changed: its words before and after, so that none is lost."""

    __tablename__ = "case_change"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    name: str
    before: str
    after: str


class CaseLink(SQLModel, table=True):
    """Two cases that belong together: by the same person, about the same incident, or one the duplicate of the other."""

    __tablename__ = "case_link"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    other_id: int = Field(foreign_key="cases.id", index=True)
    kind: str
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    removed_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    removed_by: int | None = Field(default=None, foreign_key="staff.id")

    __table_args__ = (
        Index("ix_case_link_stands", "case_id", "other_id", "kind", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
    )


class LateReason(SQLModel, table=True):
    """Why a clock was missed: a reason from the office's list, and one's own words; the latest of a clock counts."""

    __tablename__ = "late_reason"

    id: int | None = Field(default=None, primary_key=True)
    clock_id: int = Field(foreign_key="clock.id", index=True)
    reason: str = Field(index=True)
    words: str = ""
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")


class CaseOpen(SQLModel, table=True):
    """A case on a member's screen: since when, and when their terminal last said so. One that fell silent is no longer open."""

    __tablename__ = "case_open"

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    staff_id: int = Field(primary_key=True, foreign_key="staff.id")
    terminal: str = Field(primary_key=True)
    since: datetime = Field(sa_column=Column(Moment, nullable=False))
    seen_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class CaseTag(SQLModel, table=True):
    """A tag on a case, as casework.tags writes tags."""

    __tablename__ = "case_tag"

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    tag: str = Field(primary_key=True)

    __table_args__ = (Index("ix_case_tag_tag", "tag", "case_id"),)
