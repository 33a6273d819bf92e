"""The skills that cases need, and cases as they are to be shared out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from casework.sharing import ToShare
from casework.skills import needed_by, skills
from db.bulk import in_parts
from db.queries.tasks import IS_OPEN
from db.tables.plain import CASE, CASE_DETAIL, CASE_TAG, PERSON_DETAIL, TASK

_OF_A_CASE = ("id", "reference", "kind", "next_due_at", "priority", "owner_id", "version", "person_id")


def cases_to_share(connection: Connection, ids: Iterable[int]) -> list[ToShare]:
    """Those of these cases that are open, with what each needs, in the order they were given."""
    found: dict[int, ToShare] = {}
    for part in in_parts(ids):
        query = select(*(CASE.c[name] for name in _OF_A_CASE)).where(CASE.c.id.in_(part), CASE.c.closed_at.is_(None))
        rows = connection.execute(query).all()
        needs = case_needs(connection, rows)
        for row in rows:
            skilled = tuple(sorted(needs.get(row.id, ())))
            case = ToShare(row.id, row.reference, skilled, row.kind, row.next_due_at, row.priority, row.owner_id, row.version)
            found[row.id] = case
        found |= {id_: found.pop(id_) for id_ in part if id_ in found}
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Work:
    """What a member of staff has: their open cases, and how many open tasks are theirs by name, on whosever case."""

    cases: list[ToShare]
    tasks: int

    @property
    def tasks_stay(self) -> str:
        """What is said when the cases are handed over; nothing where there is no such task."""
        if not self.tasks:
            return ""
        return f" {self.tasks:,} task{' named for them stays' if self.tasks == 1 else 's named for them stay'} theirs."


def work_of(connection: Connection, staff_id: int) -> Work:
    """Every open case of a member of staff, by deadline, and the tasks that were given to them by name."""
    query = select(CASE.c.id).where(CASE.c.owner_id == staff_id, CASE.c.closed_at.is_(None))
    found = connection.execute(query.order_by(CASE.c.next_due_at.asc().nulls_last(), CASE.c.id))
    named = select(func.count()).select_from(TASK.join(CASE, CASE.c.id == TASK.c.case_id))
    tasks = named.where(IS_OPEN, CASE.c.closed_at.is_(None), TASK.c.staff_id == staff_id)
    return Work(cases_to_share(connection, found.scalars().all()), connection.execute(tasks).scalar() or 0)


def case_needs(connection: Connection, cases: Sequence[Row[Any]]) -> dict[int, frozenset[str]]:
    """The skills that each of at most a thousand cases needs, rows with an id, kind and person_id; none is not among them."""
    ids, people = [case.id for case in cases], {case.person_id for case in cases} - {None}
    spoken = connection.execute(_LANGUAGES.where(PERSON_DETAIL.c.person_id.in_(people))).all() if people else ()
    languages: dict[int, str] = {person_id: language for person_id, language in spoken}  # noqa: C416
    tags: dict[int, list[str]] = defaultdict(list)
    for case_id, tag in connection.execute(_TAGS.where(CASE_TAG.c.case_id.in_(ids))):
        tags[case_id].append(tag)
    details: dict[int, dict[str, str]] = defaultdict(dict)
    for case_id, name, value in connection.execute(_DETAILS.where(CASE_DETAIL.c.case_id.in_(ids))):
        details[case_id][name] = value
    needs = {it.id: needed_by(it.kind, languages.get(it.person_id, ""), tags[it.id], details[it.id]) for it in cases}
    return {case_id: needed for case_id, needed in needs.items() if needed}


_LANGUAGES = select(PERSON_DETAIL.c.person_id, PERSON_DETAIL.c.value).where(
    PERSON_DETAIL.c.name == "language",
    PERSON_DETAIL.c.value.in_({each for skill in skills().values() for each in skill.languages}),
)
_TAGS = select(CASE_TAG.c.case_id, CASE_TAG.c.tag).where(
    CASE_TAG.c.tag.in_({each for skill in skills().values() for each in skill.tags})
)
_DETAILS = select(CASE_DETAIL.c.case_id, CASE_DETAIL.c.name, CASE_DETAIL.c.value).where(
    CASE_DETAIL.c.name.in_({name for skill in skills().values() for name, _ in skill.details})
)
