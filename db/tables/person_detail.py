"""What is recorded of a person beyond their name and numbers, and the monitoring answers, which belong to nobody."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from db.tables.moment import Moment


class PersonDetail(SQLModel, table=True):
    """One detail of a person by the name casework.person_details gives it: exactly as typed, and as it was read then."""

    __tablename__ = "person_detail"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    name: str = Field(primary_key=True)
    typed: str
    value: str


class PersonChange(SQLModel, table=True):
    """A field of a person that was changed: its words before and after, so that none is lost."""

    __tablename__ = "person_change"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    name: str
    before: str
    after: str


class MonitoringAnswer(SQLModel, table=True):
    """One answer given for monitoring, with its month and a random id: nothing leads to who gave it or to a case."""

    __tablename__ = "monitoring_answer"

    id: str = Field(primary_key=True)
    month: str
    question: str
    answer: str

    __table_args__ = {"sqlite_with_rowid": False}
