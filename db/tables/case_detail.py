"""What is recorded of a case beyond who, what and whom."""

from sqlmodel import Field, SQLModel


class CaseDetail(SQLModel, table=True):
    """One detail of a case by the name casework.details gives it: exactly as typed, and as it was read then."""

    __tablename__ = "case_detail"

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    name: str = Field(primary_key=True)
    typed: str
    value: str
