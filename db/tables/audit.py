"""The audit trail: one event a write, each sealed with the hash of the one before."""

from datetime import datetime

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment


class AuditEvent(SQLModel, table=True):
    """Who did what, when, to which case; the database itself refuses to change or remove one."""

    __tablename__ = "audit_event"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    action: str
    case_id: int | None = Field(default=None, index=True)
    detail: str = "{}"
    previous_hash: str
    hash: str

    __table_args__ = (Index("ix_audit_event_staff_id", "staff_id", "id"),)
