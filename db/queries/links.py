"""The cases that belong with a case: linked to it, merged with it, of the same person, or perhaps the same case twice."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from casework.case_links import (
    DUPLICATE,
    DUPLICATE_WITHIN,
    MERGED_HERE,
    MERGED_INTO,
    SAME_PERSON,
    alike_subjects,
    link_kinds,
    link_label,
)
from db.tables.plain import CASE, CASE_LINK, PERSON

MOST_ALSO = 10
MOST_WEIGHED = 200


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another case and how it belongs to the one it is listed of; `kind` is what that one calls it (see casework.case_links).

    `link_id` is the row of a link that somebody made.
    """

    kind: str
    case_id: int
    reference: str
    case_kind: str
    subject: str
    status: str
    person: str
    received_at: datetime
    next_due_at: datetime | None
    version: int
    link_id: int | None = None

    @property
    def words(self) -> str:
        """How it belongs and its reference: `duplicate of C26-000012F`."""
        return f"{link_label(self.kind)} {self.reference}"


@dataclass(frozen=True, slots=True)
class Belonging:
    """All that belongs with a case; `also` are at most ten of the `also_count` other cases of its person, latest first."""

    links: tuple[LinkView, ...] = ()
    merged_into: LinkView | None = None
    merged: tuple[LinkView, ...] = ()
    also: tuple[LinkView, ...] = ()
    also_count: int = 0


_COLUMNS = (
    *(CASE.c[name] for name in ("id", "reference", "kind", "subject", "closed_at")),
    func.coalesce(PERSON.c.name, "").label("person"),
    *(CASE.c[name] for name in ("received_at", "next_due_at", "version")),
)
_WITH_PERSON = CASE.outerjoin(PERSON, PERSON.c.id == CASE.c.person_id)


def belonging(connection: Connection, case_id: int, person_id: int | None, merged_into: int | None) -> Belonging:
    """All that belongs with the case in this row."""
    merged = connection.execute(_cases().where(CASE.c.merged_into == case_id).order_by(CASE.c.received_at, CASE.c.id)).all()
    kept = connection.execute(_cases().where(CASE.c.id == merged_into)).one_or_none() if merged_into is not None else None
    also, number = _also(connection, case_id, person_id)
    return Belonging(
        links=tuple(links_of_case(connection, case_id)),
        merged_into=_view(kept, MERGED_INTO) if kept is not None else None,
        merged=tuple(_view(row, MERGED_HERE) for row in merged),
        also=also,
        also_count=number,
    )


def links_of_case(connection: Connection, case_id: int) -> list[LinkView]:
    """The links of a case that stand, in the order they were made."""
    link, kinds = CASE_LINK.c, link_kinds()
    found: list[tuple[int, LinkView]] = []
    for own, other, backwards in ((link.case_id, link.other_id, False), (link.other_id, link.case_id, True)):
        query = select(link.id.label("link_id"), link.kind.label("link_kind"), *_COLUMNS)
        query = query.select_from(CASE_LINK.join(CASE, CASE.c.id == other).outerjoin(PERSON, PERSON.c.id == CASE.c.person_id))
        for row in connection.execute(query.where(own == case_id, link.removed_at.is_(None))):
            kind = kinds.get(row.link_kind)
            called = kind.back if backwards and kind is not None else row.link_kind
            found.append((row.link_id, replace(_view(row, called), link_id=row.link_id)))
    return [view for _, view in sorted(found, key=lambda each: each[0])]


def merged_cases(connection: Connection, case_id: int) -> dict[int, str]:
    """The cases that were merged into a case, and into those, each with its reference."""
    found: dict[int, str] = {}
    level = [case_id]
    while level:
        rows = connection.execute(select(CASE.c.id, CASE.c.reference).where(CASE.c.merged_into.in_(level)).order_by(CASE.c.id))
        new = {row.id: row.reference for row in rows if row.id not in found and row.id != case_id}
        found.update(new)
        level = list(new)
    return found


def duplicates_maybe(connection: Connection, case_id: int) -> tuple[LinkView, ...]:
    """Cases that may be this one logged again: of the same person and kind, received within 60 days of it, and of the same force
    or about the same; those about the same first, of these the nearest in time. None that is merged already.
    """
    columns = (CASE.c.person_id, CASE.c.kind, CASE.c.received_at, CASE.c.force, CASE.c.subject)
    own = connection.execute(select(*columns).where(CASE.c.id == case_id)).one_or_none()
    if own is None or own.person_id is None:
        return ()
    earliest, latest = own.received_at - DUPLICATE_WITHIN, own.received_at + DUPLICATE_WITHIN
    near = (
        _cases(CASE.c.force.label("force"))
        .where(CASE.c.person_id == own.person_id, CASE.c.kind == own.kind, CASE.c.id != case_id, CASE.c.merged_into.is_(None))
        .where(CASE.c.received_at >= earliest, CASE.c.received_at <= latest)
        .order_by(CASE.c.received_at.desc(), CASE.c.id.desc())
        .limit(MOST_WEIGHED)
    )
    weighed = []
    for row in connection.execute(near):
        alike, same_force = alike_subjects(own.subject, row.subject), own.force is not None and own.force == row.force
        if alike or same_force:
            weighed.append((not alike, abs(row.received_at - own.received_at), _view(row, DUPLICATE)))
    return tuple(view for *_, view in sorted(weighed, key=lambda each: each[:2]))


def _also(connection: Connection, case_id: int, person_id: int | None) -> tuple[tuple[LinkView, ...], int]:
    if person_id is None:
        return (), 0
    theirs = (CASE.c.person_id == person_id, CASE.c.id != case_id, CASE.c.merged_into.is_(None))
    latest = _cases().where(*theirs).order_by(CASE.c.received_at.desc(), CASE.c.id.desc()).limit(MOST_ALSO)
    found = tuple(_view(row, SAME_PERSON) for row in connection.execute(latest))
    if len(found) < MOST_ALSO:
        return found, len(found)
    return found, connection.execute(select(func.count()).select_from(CASE).where(*theirs)).scalar() or 0


def _cases(*more: Any) -> Select[Any]:
    return select(*_COLUMNS, *more).select_from(_WITH_PERSON)


def _view(row: Any, kind: str) -> LinkView:
    return LinkView(
        kind=kind,
        case_id=row.id,
        reference=row.reference,
        case_kind=row.kind,
        subject=row.subject,
        status="open" if row.closed_at is None else "closed",
        person=row.person,
        received_at=row.received_at,
        next_due_at=row.next_due_at,
        version=row.version,
    )
