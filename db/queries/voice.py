"""The voice of the service user in a period, drawn from the record."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Connection, String, and_, case, exists, func, literal_column, or_, select, type_coerce, union_all

from casework.details import details
from casework.learning import THEMES
from casework.moments import end_of_date, london_date, start_of_date
from casework.rules import Rules
from casework.summaries.performance import Judged
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period
from casework.summaries.voice import (
    ASKED_FOR,
    COMPLAINT,
    FEEDBACK,
    NOT_SAID,
    SORT,
    AboutService,
    Journey,
    ServiceStandard,
    Voice,
    asked_for,
    touch_points,
)
from db.bulk import in_parts
from db.queries.learning import learning_points
from db.queries.monitoring import monitoring_counts
from db.queries.performance_clocks import fell_due
from db.queries.queue_facts import FIRST_CONTACT, IS_CONTACT
from db.queries.survey import responses, survey_counts
from db.tables.plain import CASE, CASE_DETAIL, ENTRY, LEARNING_POINT, PERSON_DETAIL

FORMATS = "alternative-format"
"""The kind of case by which somebody asks for a document in another format."""
FORMAT = "format"
"""The detail of such a case that says in which."""


def voice(connection: Connection, rules: Rules, period: Period, now: datetime, *, with_monitoring: bool = False) -> Voice:
    """Everything of a period; the monitoring figures, of the months it touches, only for who may read them."""
    people, survey = survey_counts(connection, period)
    asked = responses(connection, period)
    closed, first_contact = _first_contact(connection, period)
    return Voice(
        period=period,
        now=now,
        service=_service(connection, rules, period, now),
        survey=survey,
        people=people,
        asked=asked.asked,
        answered=asked.answered,
        touch=touch_points(_journeys(connection, period), rules.calendars.ours),
        closed=closed,
        first_contact=first_contact,
        asked_for=asked_for(_asked_for(connection, period)),
        formats=_by_detail(connection, period, FORMATS, FORMAT),
        monitoring=tuple(monitoring_counts(connection, period.first, period.last, now)) if with_monitoring else (),
        learning=learning_points(connection, period),
    )


def _within(column: Any, period: Period) -> tuple[Any, Any]:
    return column >= start_of_date(period.first), column <= end_of_date(period.last)


# Compliments and complaints about the service.


def _service(connection: Connection, rules: Rules, period: Period, now: datetime) -> AboutService:
    feedback = _by_detail(connection, period, FEEDBACK, SORT)
    of_kind = CASE.c.kind == COMPLAINT
    received = select(func.count()).select_from(CASE).where(*_within(CASE.c.received_at, period), of_kind)
    outcomes = select(CASE.c.outcome, func.count()).where(*_within(CASE.c.closed_at, period), of_kind).group_by(CASE.c.outcome)
    ended = sorted(((row[0], row[1]) for row in connection.execute(outcomes)), key=lambda it: (-it[1], it[0]))
    return AboutService(
        complaints=connection.execute(received).scalar() or 0,
        feedback=feedback,
        outcomes=dict(ended),
        standards=tuple(_standards(connection, rules, period, now)),
        themes=_themes(connection, period),
    )


def _by_detail(connection: Connection, period: Period, kind: str, name: str) -> dict[str, int]:
    """The cases of a kind received in a period by what a detail of them says, in the order of its options."""
    of_case = and_(CASE_DETAIL.c.case_id == CASE.c.id, CASE_DETAIL.c.name == name)
    query = select(CASE_DETAIL.c.value, func.count()).select_from(CASE.outerjoin(CASE_DETAIL, of_case))
    query = query.where(*_within(CASE.c.received_at, period), CASE.c.kind == kind).group_by(CASE_DETAIL.c.value)
    found = {row[0] or NOT_SAID: row[1] for row in connection.execute(query)}
    order = (*details()[name].options, NOT_SAID, *sorted(found))
    return {said: found[said] for said in dict.fromkeys(order) if said in found}


def _standards(connection: Connection, rules: Rules, period: Period, now: datetime) -> Iterator[ServiceStandard]:
    """The standards that are of complaints about the service alone, each with its clocks under whatever row of it."""
    rows: dict[str, list[int]] = {}
    for row, standard in rules.standards.items():
        if standard.kinds == (COMPLAINT,):
            rows.setdefault(standard.id, []).append(row)
    (stood,) = fell_due(connection, [period], [row for each in rows.values() for row in each], Slice(), now)
    for id_, of_it in rows.items():
        clocks = sum((stood[row].clocks for row in of_it if row in stood), Judged())
        known = rules.standards[max((row for row in of_it if row in stood), default=max(of_it))]
        if clocks.all or known.in_force(min(period.last, london_date(now))):
            yield ServiceStandard(id_, tuple(row for row in of_it if row in stood), known.title, known.target, clocks)


def _themes(connection: Connection, period: Period) -> dict[tuple[str, str], int]:
    """How many of the compliments and complaints received have each theme, recorded of them or of what was learned, by kind."""
    received = *_within(CASE.c.received_at, period), CASE.c.kind.in_((COMPLAINT, FEEDBACK))
    recorded = select(CASE.c.id, CASE.c.kind, CASE_DETAIL.c.value).join(CASE_DETAIL, CASE_DETAIL.c.case_id == CASE.c.id)
    learned = select(CASE.c.id, CASE.c.kind, LEARNING_POINT.c.theme).join(LEARNING_POINT, LEARNING_POINT.c.case_id == CASE.c.id)
    recorded = recorded.where(*received, CASE_DETAIL.c.name.in_(THEMES))
    learned = learned.where(*received, LEARNING_POINT.c.withdrawn_at.is_(None))
    rows = connection.execute(union_all(recorded, learned))
    found = {(id_, kind, theme) for id_, kind, said in rows for theme in said.split(", ")}
    return dict(Counter((kind, theme) for _, kind, theme in found))


# How often they were in touch, and how long they waited between.


def _journeys(connection: Connection, period: Period) -> Iterator[Journey]:
    """Each case closed in the period that is no duplicate, with its touch points and those of the duplicates merged into it."""
    closed = _cases(connection, *_within(CASE.c.closed_at, period), CASE.c.merged_into.is_(None))
    _touch(connection, closed, *_within(CASE.c.closed_at, period))
    under = _duplicates(connection, closed)
    for part in in_parts(under):
        merged = _cases(connection, CASE.c.id.in_(part))
        _touch(connection, merged, CASE.c.id.in_(part))
        for id_, duplicate in merged.items():
            closed[under[id_]].days += duplicate.days
    tops = set(under.values())
    return (Journey(it.kind, tuple(it.days), merged=id_ in tops) for id_, it in closed.items())


@dataclass(slots=True)
class _Case:
    """A case on its way to a journey: when it was made and closed as the database tells it, and its days so far."""

    kind: str
    made: Any
    closed: Any
    days: list[date]
    receipt_told: bool = False


def _cases(connection: Connection, *conditions: Any) -> dict[int, _Case]:
    """These cases, each with the day of its receipt alone."""
    told = partial(_as_told, connection.dialect.name)
    columns = CASE.c.id, CASE.c.kind, told(CASE.c.received_at), told(CASE.c.created_at), told(CASE.c.closed_at)
    rows = connection.execute(select(*columns).where(*conditions))
    return {id_: _Case(kind, made, closed, [_day(received)]) for id_, kind, received, made, closed in rows}


def _touch(connection: Connection, cases: Mapping[int, _Case], *conditions: Any) -> None:
    """Add the days of the cases' touch points up to their closing, but for the receipt.

    That stands for the contact that made the case, which was written down when the case was made.
    """
    of_them = ENTRY.c.case_id.in_(select(CASE.c.id).where(*conditions))
    at = _as_told(connection.dialect.name, ENTRY.c.at)
    for case_id, moment in connection.execute(select(ENTRY.c.case_id, at).where(of_them, IS_CONTACT)):
        touched = cases.get(case_id)
        if touched is None or moment > touched.closed:
            continue
        if moment == touched.made and not touched.receipt_told:
            touched.receipt_told = True
        else:
            touched.days.append(_day(moment))


def _as_told(dialect: str, column: Any) -> Any:
    """A moment as the database tells it, on SQLite as text, which sorts as the moments do and takes no time to read."""
    return type_coerce(column, String) if dialect == "sqlite" else column


def _day(told: Any) -> date:
    """The date in London of a moment as told; the same all through an hour of UTC."""
    return _day_of_hour(told[:13]) if isinstance(told, str) else london_date(told)


@lru_cache(maxsize=65536)
def _day_of_hour(hour: str) -> date:
    return london_date(datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC))


def _duplicates(connection: Connection, tops: Container[int]) -> dict[int, int]:
    """The duplicates that were merged into any of these cases, and into those, each with the case it counts for."""
    query = select(CASE.c.id, CASE.c.merged_into).where(CASE.c.merged_into.is_not(None))
    into: dict[int, int] = {row[0]: row[1] for row in connection.execute(query)}
    found = {}
    for duplicate in into:
        top = into[duplicate]
        while top in into:
            top = into[top]
        if top in tops:
            found[duplicate] = top
    return found


def _first_contact(connection: Connection, period: Period) -> tuple[int, int]:
    """The cases closed in a period, and how many of them by the contact that made them, which answered it."""
    query = select(func.count(), func.sum(case((FIRST_CONTACT, 1), else_=0))).where(*_within(CASE.c.closed_at, period))
    closed, at_once = connection.execute(query.select_from(CASE)).one()
    return closed, at_once or 0


# What they asked for.


def _asked_for(connection: Connection, period: Period) -> Iterator[tuple[int, str, str]]:
    """What is known of the people in touch in the period that they asked for."""
    touched = exists().where(ENTRY.c.case_id == CASE.c.id, IS_CONTACT, *_within(ENTRY.c.at, period))
    other = CASE.alias("received")  # So that no case itself has to be read: an index has those received, another whose they are.
    received = CASE.c.id.in_(select(other.c.id).where(*_within(other.c.received_at, period)))
    known = exists(select(literal_column("1")).where(CASE.c.person_id == PERSON_DETAIL.c.person_id, or_(received, touched)))
    columns = PERSON_DETAIL.c.person_id, PERSON_DETAIL.c.name, PERSON_DETAIL.c.value
    query = select(*columns).where(PERSON_DETAIL.c.name.in_(ASKED_FOR), known)
    return ((row[0], row[1], row[2]) for row in connection.execute(query))
