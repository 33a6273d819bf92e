"""One person: what is known of them, and what was known before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from casework.errors import DeskError
from db.tables.plain import PERSON, PERSON_CHANGE, PERSON_DETAIL, STAFF

_OWN = tuple(PERSON.c[name] for name in ("id", "version", "name", "phone", "email"))


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
class KnownAs:
    """A record of the same person that was merged into theirs: its number, version, and what they are called in it."""

    id: int
    version: int
    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person: details by id as casework.person_details keeps them and as they were typed, changes the newest first.

    `merged_into` is the record this one was merged into, `also_known` those that were merged into this one.
    """

    id: int
    version: int
    name: str
    phone: str
    email: str
    details: Mapping[str, str]
    typed: Mapping[str, str]
    former: tuple[FormerView, ...]
    merged_into: int | None = None
    also_known: tuple[KnownAs, ...] = ()


def one_person(connection: Connection, person_id: int) -> PersonView:
    """The person in this row; raises PersonNotFound."""
    row = connection.execute(select(*_OWN, PERSON.c.merged_into).where(PERSON.c.id == person_id)).one_or_none()
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
        merged_into=row.merged_into,
        also_known=also_known_as(connection, person_id),
    )


def also_known_as(connection: Connection, person_id: int | None) -> tuple[KnownAs, ...]:
    """The records that were merged into a person's, and into those, by number; none for nobody."""
    if person_id is None:
        return ()
    return tuple(KnownAs(*tuple(row)) for row in connection.execute(merged_people(person_id, *_OWN)))


def merged_people(person_id: int, *columns: Any) -> Select[Any]:
    """These columns of each record that was merged into a person's, and into those, by number."""
    under = select(PERSON.c.id).where(PERSON.c.merged_into == person_id).cte("under", recursive=True)
    under = under.union(select(PERSON.c.id).where(PERSON.c.merged_into == under.c.id))
    return select(*columns).where(PERSON.c.id.in_(select(under.c.id))).order_by(PERSON.c.id)


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A record that was merged, into which person's, and the name in it."""

    id: int
    into: int
    name: str


def merged_into_any(connection: Connection, people: Iterable[int]) -> list[MergedRecord]:
    """Every record that was merged into one of these people's, and into those."""
    found: list[MergedRecord] = []
    root = {id_: id_ for id_ in people}
    level = list(root)
    while level:
        rows = select(PERSON.c.id, PERSON.c.merged_into, PERSON.c.name).where(PERSON.c.merged_into.in_(level))
        new = [MergedRecord(id_, root[into], name) for id_, into, name in connection.execute(rows).all() if id_ not in root]
        root.update((it.id, it.into) for it in new)
        level = [it.id for it in new]
        found += new
    return found


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
