"""What came with a letter or a mail."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment


class Attachment(SQLModel, table=True):
    """A file, whole, with its SHA-256 in hex; `name` is what its sender calls it and never a path.

    It belongs to a member's draft (`draft` is the form's name) until a case is logged from that, and then to the case; the
    draft's name stays, so that the same mail is known again.
    """

    __tablename__ = "attachment"

    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staff.id")
    draft: str | None = Field(default=None, index=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    name: str
    media_type: str
    size: int
    sha256: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    kept_at: datetime = Field(sa_column=Column(Moment, nullable=False))
