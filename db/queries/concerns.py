"""Concerns that were raised: those no supervisor has seen, those of a case, and those that came since."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, select

from casework.raised_concerns import Concern
from db.tables.plain import CASE, CONCERN, DRAFT, PERSON, STAFF

MOST_TOLD = 20
MOST_LISTED = 500
_SEEN_BY = STAFF.alias("seen_by")
_LISTED = (
    *(CONCERN.c[name] for name in ("id", "kind", "content", "raised_at", "raised_by", "case_id", "seen_at")),
    STAFF.c.name.label("raiser"),
    _SEEN_BY.c.name.label("seer"),
    func.coalesce(CASE.c.reference, "").label("reference"),
    func.coalesce(PERSON.c.name, "").label("person"),
    exists()
    .where(CONCERN.c.case_id.is_(None), DRAFT.c.staff_id == CONCERN.c.raised_by, DRAFT.c.form == CONCERN.c.form)
    .label("being_logged"),
)
_JOINED = (
    CONCERN.join(STAFF, STAFF.c.id == CONCERN.c.raised_by)
    .outerjoin(_SEEN_BY, _SEEN_BY.c.id == CONCERN.c.seen_by)
    .outerjoin(CASE, CASE.c.id == CONCERN.c.case_id)
    .outerjoin(PERSON, PERSON.c.id == CASE.c.person_id)
)
_UNSEEN = CONCERN.c.seen_at.is_(None)


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many concerns no supervisor has seen, and the newest of them, newest first."""

    number: int = 0
    newest: tuple[Concern, ...] = ()


def unseen_now(connection: Connection) -> Unseen:
    """What is read after every write by anyone, for those who are told: a count, and the newest ones."""
    number = connection.execute(select(func.count()).select_from(CONCERN).where(_UNSEEN)).scalar() or 0
    return Unseen(number, tuple(unseen_concerns(connection, MOST_TOLD)) if number else ())


def unseen_concerns(connection: Connection, most: int = MOST_LISTED) -> list[Concern]:
    """The concerns no supervisor has seen, newest first."""
    return _concerns(connection, _newest_first().where(_UNSEEN).limit(most))


def concerns_of_case(connection: Connection, case_id: int) -> list[Concern]:
    """A case's concerns, newest first."""
    return _concerns(connection, _newest_first().where(CONCERN.c.case_id == case_id))


def concerns_since(connection: Connection, moment: datetime, after: int = 0, owner_id: int | None = None) -> list[Concern]:
    """What was raised since a moment with a number past one, seen or not, newest first; on one owner's cases when given."""
    since = and_(CONCERN.c.raised_at >= moment, CONCERN.c.id > after)
    query = _newest_first().where(since)
    return _concerns(connection, query if owner_id is None else query.where(CASE.c.owner_id == owner_id))


def _newest_first() -> Select[Any]:
    return select(*_LISTED).select_from(_JOINED).order_by(CONCERN.c.raised_at.desc(), CONCERN.c.id.desc())


def _concerns(connection: Connection, query: Select[Any]) -> list[Concern]:
    return [
        Concern(
            id=row.id,
            kind=row.kind,
            content=json.loads(row.content),
            raised_at=row.raised_at,
            raised_by=row.raiser,
            raised_by_id=row.raised_by,
            case_id=row.case_id,
            reference=row.reference,
            person=row.person,
            being_logged=row.being_logged,
            seen_at=row.seen_at,
            seen_by=row.seer,
        )
        for row in connection.execute(query)
    ]
