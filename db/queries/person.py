"""One person: what is known of them, and what was known before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from casework.errors import DeskError
from db.tables.plain import PERSON, PERSON_CHANGE, PERSON_DETAIL, STAFF


class PersonNotFound(DeskError):
    """No person of the record is meant."""


@dataclass(frozen=True, slots=True)
class FormerView:
    """A field that was changed: when, by whom, and its words before and after, empty for none."""

    at: datetime
    staff: str | None
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person: details by id as casework.person_details keeps them and as they were typed, changes the newest first."""

    id: int
    version: int
    name: str
    phone: str
    email: str
    details: Mapping[str, str]
    typed: Mapping[str, str]
    former: tuple[FormerView, ...]


def one_person(connection: Connection, person_id: int) -> PersonView:
    """The person in this row; raises PersonNotFound."""
    columns = (PERSON.c.id, PERSON.c.version, PERSON.c.name, PERSON.c.phone, PERSON.c.email)
    row = connection.execute(select(*columns).where(PERSON.c.id == person_id)).one_or_none()
    if row is None:
        raise PersonNotFound("That person is not in the record.")
    kept = select(PERSON_DETAIL.c.name, PERSON_DETAIL.c.value, PERSON_DETAIL.c.typed).where(
        PERSON_DETAIL.c.person_id == person_id
    )
    details = connection.execute(kept).all()
    return PersonView(
        id=row.id,
        version=row.version,
        name=row.name,
        phone=row.phone,
        email=row.email,
        details={it.name: it.value for it in details},
        typed={it.name: it.typed for it in details},
        former=_former(connection, person_id),
    )


def details_of_person(connection: Connection, person_id: int | None) -> dict[str, str]:
    """The details of a person as they are kept, by id; none for nobody."""
    if person_id is None:
        return {}
    query = select(PERSON_DETAIL.c.name, PERSON_DETAIL.c.value).where(PERSON_DETAIL.c.person_id == person_id)
    return {row.name: row.value for row in connection.execute(query)}


def _former(connection: Connection, person_id: int) -> tuple[FormerView, ...]:
    change = PERSON_CHANGE.c
    query = (
        select(change.at, STAFF.c.name, change.name, change.before, change.after)
        .select_from(PERSON_CHANGE.outerjoin(STAFF, STAFF.c.id == change.staff_id))
        .where(change.person_id == person_id)
        .order_by(change.id.desc())
    )
    return tuple(FormerView(*tuple(row)) for row in connection.execute(query))
