"""Who a caller may be, as their details are typed: people already in the record, with their cases."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, union_all

from casework.likeness import CROWD, LIKELY, LISTED, Asked, Likeness, LookedFor, Span
from casework.name_likeness import sounds_apart
from casework.references import Misheard, as_kept, read_reference
from db.queries.person import merged_into_any
from db.tables.plain import CASE, PERSON, PERSON_CHANGE, PERSON_KEY

MOST_EXACT = 200
MOST_LATEST = 60
MOST_WEIGHED = 64
MOST_OPEN_SHOWN = 40
MOST_WIDER = 120
SURE_OF_NAME = 0.9
NEVER = datetime.min.replace(tzinfo=UTC)

__all__ = ["Asked", "LikelyPerson", "OpenCase", "likely_people"]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case of somebody that a contact can be added to."""

    case_id: int
    reference: str
    kind: str
    subject: str
    version: int


@dataclass(frozen=True, slots=True)
class LikelyPerson:
    """Somebody who may be calling: why in words, how likely from 0 to 1, and their cases, the open ones latest first."""

    person_id: int
    name: str
    phone: str
    email: str
    why: tuple[str, ...]
    score: float
    cases: int
    last_at: datetime | None
    open_cases: tuple[OpenCase, ...]

    @property
    def likely(self) -> bool:
        """Whether this is probably the caller; else it is one of those it may be."""
        return self.score >= LIKELY


@dataclass(slots=True)
class _Found:
    name: str
    phone: str
    email: str
    keys: set[str] = field(default_factory=set)
    former: tuple[str, ...] = ()


def likely_people(connection: Connection, asked: Asked, limit: int = 8) -> tuple[LikelyPerson, ...]:
    """The people most like what was typed so far, the likeliest first, of equally likely ones the latest in contact.

    Nobody, when too little was typed or nobody is like it.
    """
    looked = LookedFor(asked)
    if looked.nothing:
        return ()
    people: dict[int, _Found] = {}
    _add(people, connection, _held(looked, _own_reference(asked.reference)))
    _add_former_names(people, connection, looked)
    weighed = _weighed(looked, people)
    for letters in (1, 0):
        known = any(it.name >= SURE_OF_NAME or it.score >= LIKELY for it in weighed.values())
        if not known and _add_by_sound(people, connection, looked.by_sound(letters)):
            weighed = _weighed(looked, people)
    return _described(connection, people, weighed, limit)


def _own_reference(typed: str) -> str | None:
    try:
        return read_reference(typed)
    except Misheard:
        return None


def _held(looked: LookedFor, own_reference: str | None) -> Any:
    """The keys that are kept of those looked for, each with its person."""
    parts = [_span(span) for span in looked.spans]
    if looked.exact:
        exact = select(PERSON_KEY.c.key, PERSON_KEY.c.person_id).where(PERSON_KEY.c.key.in_(looked.exact))
        parts.append(exact.order_by(PERSON_KEY.c.person_id.desc()).limit(MOST_EXACT))
    if own_reference is not None:
        own = select(literal(looked.reference).label("key"), CASE.c.person_id)
        parts.append(own.where(CASE.c.reference.in_(as_kept(own_reference)), CASE.c.person_id.is_not(None)))
    # A limit inside a union needs a query of its own around it on SQLite.
    return union_all(*(select(part.subquery()) for part in parts)).subquery()


def _span(span: Span) -> Select[Any]:
    """The rows of a span: those of one key latest person first, of keys that start alike in the order of the index."""
    key, person = PERSON_KEY.c.key, PERSON_KEY.c.person_id
    if span.whole:
        return select(key, person).where(key == span.start).order_by(person.desc()).limit(span.most)
    some = select(key, person).where(key >= span.start, key < span.end).limit(span.most)
    if span.most <= MOST_EXACT:
        return some
    first = some.subquery()
    return select(first).order_by(first.c.person_id.desc()).limit(MOST_LATEST)


def _add(people: dict[int, _Found], connection: Connection, held: Any) -> None:
    columns = (held.c.key, PERSON.c.id, PERSON.c.name, PERSON.c.phone, PERSON.c.email)
    for key, id_, name, phone, email in connection.execute(select(*columns).join(PERSON, PERSON.c.id == held.c.person_id)).all():
        if id_ not in people:
            people[id_] = _Found(name, phone, email)
        people[id_].keys.add(key)


def _add_former_names(people: dict[int, _Found], connection: Connection, looked: LookedFor) -> None:
    """Add what those were called before, or in a record merged into theirs, whose name now is not why they were found."""
    unlike = [id_ for id_, it in people.items() if looked.finds_former_name(it.name, it.keys)]
    if not unlike:
        return
    whose = {id_: id_ for id_ in unlike}
    for merged in merged_into_any(connection, unlike):
        whose[merged.id] = merged.into
        people[merged.into].former += (merged.name,)
    changes = select(PERSON_CHANGE.c.person_id, PERSON_CHANGE.c.before).where(
        PERSON_CHANGE.c.person_id.in_(whose), PERSON_CHANGE.c.name == "name", PERSON_CHANGE.c.before != ""
    )
    for id_, before in connection.execute(changes):
        people[whose[id_]].former += (before,)


def _add_by_sound(people: dict[int, _Found], connection: Connection, spans: Sequence[tuple[Span, str]]) -> bool:
    """Add those of whose name one word sounds right and another nearly so, the nearest sounds first; says if there are any."""
    near: list[tuple[int, int]] = []
    for span, sound in spans:
        apart = cache(partial(sounds_apart, sound))
        skip = span.start.index(" ") + 1
        for key, person_id in connection.execute(_span(span)).all():
            if (far := apart(key[skip:])) <= 1 + len(sound) // 3:
                near.append((far, -person_id))
    ids = [id_ for id_ in dict.fromkeys(-latest for _, latest in sorted(near)) if id_ not in people][:MOST_WIDER]
    columns = (PERSON.c.id, PERSON.c.name, PERSON.c.phone, PERSON.c.email)
    for id_, name, phone, email in connection.execute(select(*columns).where(PERSON.c.id.in_(ids))) if ids else ():
        people[id_] = _Found(name, phone, email)
    return bool(ids)


def _weighed(looked: LookedFor, people: dict[int, _Found]) -> dict[int, Likeness]:
    """Those worth showing, the likeliest first, without a crowd that has no more than a name in common with the caller."""
    every = {id_: looked.likeness(it.name, it.phone, it.email, it.keys, it.former) for id_, it in people.items()}
    kept = {id_: likeness for id_, likeness in every.items() if likeness.score >= LISTED}
    crowd = [id_ for id_, likeness in kept.items() if likeness.name_against_rest]
    for id_ in crowd if len(crowd) > CROWD else ():
        del kept[id_]
    best = sorted(kept, key=lambda id_: (-round(kept[id_].score, 2), -id_))[:MOST_WEIGHED]
    return {id_: kept[id_] for id_ in best}


def _described(
    connection: Connection, people: dict[int, _Found], weighed: dict[int, Likeness], limit: int
) -> tuple[LikelyPerson, ...]:
    if not weighed:
        return ()
    counted = select(CASE.c.person_id, func.count(), func.max(CASE.c.received_at)).where(CASE.c.person_id.in_(weighed))
    cases = {person: (number, last) for person, number, last in connection.execute(counted.group_by(CASE.c.person_id))}

    def order(id_: int) -> tuple[float, datetime, int]:
        return round(weighed[id_].score, 2), cases.get(id_, (0, NEVER))[1], id_

    chosen = sorted(weighed, key=order, reverse=True)[:limit]
    still_open = _open_cases(connection, chosen)
    return tuple(
        LikelyPerson(
            id_,
            *(people[id_].name, people[id_].phone, people[id_].email),
            *(weighed[id_].why, weighed[id_].score),
            *cases.get(id_, (0, None)),
            tuple(still_open[id_]),
        )
        for id_ in chosen
    )


def _open_cases(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[OpenCase]]:
    columns = (CASE.c.person_id, CASE.c.id, CASE.c.reference, CASE.c.kind, CASE.c.subject, CASE.c.version)
    theirs = select(*columns).where(CASE.c.person_id.in_(person_ids), CASE.c.closed_at.is_(None))
    found: dict[int, list[OpenCase]] = defaultdict(list)
    for person, *case in connection.execute(theirs.order_by(CASE.c.received_at.desc()).limit(MOST_OPEN_SHOWN)):
        found[person].append(OpenCase(*case))
    return found
