"""The conditions under which a case is in the filtered queue."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal, not_, select

from casework.filter_grammar import ANY, AWAY, BY_LOGIN, CLOCK_TERMS, ME, MINE, NONE, Days, Filter, Status, Term, Value
from casework.filters.names import called, members_called
from casework.learning import THEMES
from casework.moments import end_of_date, london_date, start_of_date
from casework.outcomes import MERGED
from casework.priorities import priority_named
from casework.skills import BETWEEN, skills
from db.queries.queue_clocks import ClockConditions, running
from db.queries.queue_facts import (
    FIRST_CONTACT,
    IS_CONTACT,
    REOPENED,
    WAITS,
    cases,
    flagged,
    has,
    received_at,
    said_by,
    through_duplicates,
    within,
)
from db.search import cases_with
from db.tables.plain import ABSENCE, CASE, CASE_DETAIL, CASE_TAG, CASE_WAIT, ENTRY, LEARNING_POINT, PERSON_DETAIL, STAFF, TEAM

Condition = ColumnElement[bool]
LANGUAGE = "language"
"""The detail of a person that says which language they speak."""


class Conditions:
    """What a filter means in a store, now, to a member of staff."""

    def __init__(self, connection: Connection, now: datetime, me: int | None) -> None:
        """Nothing is read before a filter needs it."""
        self._connection, self._now, self._me = connection, now, me
        self._today = london_date(now)

    def query(self, wanted: Filter, *columns: Any) -> Select[Any]:
        """These columns of the cases in the queue, in no order."""
        return cases(wanted.status, *columns).where(*self._kept(wanted))

    def _kept(self, wanted: Filter) -> list[Condition]:
        status: Status = wanted.status
        parts: list[Condition] = []
        dialect = self._connection.dialect.name
        if wanted.words:
            parts.append(CASE.c.id.in_(cases_with(wanted.words, dialect, status)))
        parts.extend(not_(CASE.c.id.in_(cases_with(typed.split(), dialect, status))) for typed in wanted.without)
        of_clocks = _of_clocks(wanted)
        if of_clocks:
            parts.extend(ClockConditions(self._connection, self._now).of(wanted, self._due))
        few = any(map(_few, wanted.terms))
        for term in wanted.terms:
            if term not in of_clocks:
                parts.append(self._term(term, "open" if few and term.key in _LOOKED_UP else status))
        return parts

    def _term(self, term: Term, status: Status) -> Condition:
        return said_by(term, _BY_KEY[term.key](self, term.values, status))

    def standard(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That a clock of any of these standards runs."""
        yield CASE.c.id.in_(running(values))

    def due(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That the next deadline is at any of these times."""
        return self._due(values, CASE.c.next_due_at, CASE.c.next_warn_at)

    def _due(self, values: Sequence[Value], at: Any, warn: Any) -> Iterable[Condition]:
        now, end = self._now, end_of_date(self._today)
        for value in values:
            if isinstance(value, Days):
                yield within(at, value)
            elif value == "overdue":
                yield at < now
            elif value == "today":
                yield and_(at >= now, at <= end)
            elif value == "soon":
                yield and_(at > end, warn <= now)
            elif value == "week":
                yield and_(at >= now, at <= end_of_date(week_ends(self._today)))
            else:
                yield at.is_(None)

    def received(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it was received on any of these dates."""
        return [within(received_at(status), value) for value in values if isinstance(value, Days)]

    def closed(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it was closed on any of these dates."""
        return [within(CASE.c.closed_at, value) for value in values if isinstance(value, Days)]

    def age(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it is open, and was received on any of these dates."""
        return [and_(CASE.c.closed_at.is_(None), condition) for condition in self.received(values, "open")]

    def open_at(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it was open at the end of any of these dates; of one that is not over, that it is open now."""
        for day in (value.last for value in values if isinstance(value, Days) and value.last is not None):
            end = min(end_of_date(day), self._now)
            if status != "closed":
                yield and_(received_at("open") <= end, CASE.c.closed_at.is_(None))
            if status != "open":
                yield and_(received_at("open") <= end, CASE.c.closed_at > end)

    def outcome(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it ended in any of these ways."""
        yield CASE.c.outcome.in_(values)
        if MERGED in values:
            yield CASE.c.outcome.startswith(MERGED)

    def theme(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That any of these themes was recorded of it, or of what was learned from it."""
        points = [] if ANY in values else [LEARNING_POINT.c.theme.in_(values)]
        yield has(LEARNING_POINT.c.case_id, status, LEARNING_POINT.c.withdrawn_at.is_(None), *points)
        named = [CASE_DETAIL.c.value != ""] if ANY in values else [_among(str(value)) for value in values]
        for each in named:
            yield has(CASE_DETAIL.c.case_id, status, CASE_DETAIL.c.name.in_(THEMES), each)

    def force(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it is about any of these bodies, or about none."""
        yield CASE.c.force.in_(values)
        if NONE in values:
            yield CASE.c.force.is_(None)

    def owner(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it is any of these people's, or nobody's."""
        owners = {id_ for value in values for id_ in self._owners(str(value))}
        yield CASE.c.owner_id.in_(sorted(owners))
        if NONE in values:
            yield CASE.c.owner_id.is_(None)

    def _owners(self, value: str) -> Iterable[int]:
        if value == ME:
            return [] if self._me is None else [self._me]
        if value == AWAY:
            return self._away
        if value == NONE:
            return []
        if value.startswith(BY_LOGIN):
            return [row.id for row in self._staff if row.login.casefold() == value.removeprefix(BY_LOGIN)]
        return [row.id for row in members_called(self._staff, value, lambda row: row.name, lambda row: row.login)]

    def team(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That who it belongs to is in any of these teams, or in none, as nobody is."""
        mine = {row.team_id for row in self._staff if row.id == self._me} - {None}
        names = [str(value) for value in values if value not in (MINE, NONE)]
        teams = {row.id for name in names for row in called(self._teams, name, lambda row: row.name)} | (
            mine if MINE in values else set()
        )
        yield CASE.c.owner_id.in_(sorted(row.id for row in self._staff if row.team_id in teams))
        if NONE in values:
            yield CASE.c.owner_id.is_(None)
            yield CASE.c.owner_id.in_(sorted(row.id for row in self._staff if row.team_id is None))

    def state(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it is in any of these states."""
        for value in values:
            if value == "waiting":
                yield and_(CASE.c.closed_at.is_(None), has(CASE_WAIT.c.case_id, status, WAITS))
            elif value == "paused":
                yield CASE.c.paused_at.is_not(None)
            elif value == "reopened":
                yield has(ENTRY.c.case_id, status, REOPENED)
            elif value == "first-contact":
                yield FIRST_CONTACT
            else:
                yield CASE.c.priority == priority_named(str(value)).level

    def flag(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That a concern of any of these kinds was raised on it."""
        return flagged(() if ANY in values else tuple(map(str, values)), status)

    def tag(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it has any of these tags."""
        yield has(CASE_TAG.c.case_id, status, CASE_TAG.c.tag.in_(values))

    def needs(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That it needs any of these skills, by the rule of casework.skills."""
        for skill in (skills()[str(value)] for value in values):
            if skill.kinds:
                yield CASE.c.kind.in_(skill.kinds)
            if skill.tags:
                yield has(CASE_TAG.c.case_id, status, CASE_TAG.c.tag.in_(skill.tags))
            if skill.languages:
                speaks = PERSON_DETAIL.c.name == LANGUAGE, PERSON_DETAIL.c.value.in_(skill.languages)
                yield exists().where(PERSON_DETAIL.c.person_id == CASE.c.person_id, *speaks)
            for name, value in skill.details:
                yield has(CASE_DETAIL.c.case_id, status, CASE_DETAIL.c.name == name, _among(value))

    def silent(self, values: Sequence[Value], status: Status) -> Iterable[Condition]:
        """That they were not in touch with us, nor we with them, for so many days, and that it is no younger."""
        for days in (int(value) for value in values if isinstance(value, int)):
            since = start_of_date(self._today - timedelta(days - 1))
            touched = IS_CONTACT, ENTRY.c.at >= since
            yield and_(
                received_at(status) < since,
                not_(has(ENTRY.c.case_id, status, *touched)),
                not_(through_duplicates(ENTRY.c.case_id, status, *touched)),
            )

    @cached_property
    def _staff(self) -> Sequence[Any]:
        return self._connection.execute(select(STAFF.c.id, STAFF.c.name, STAFF.c.login, STAFF.c.team_id)).all()

    @cached_property
    def _teams(self) -> Sequence[Any]:
        return self._connection.execute(select(TEAM.c.id, TEAM.c.name)).all()

    @cached_property
    def _away(self) -> set[int]:
        stands = ABSENCE.c.withdrawn_at.is_(None), ABSENCE.c.to_day >= self._today, ABSENCE.c.from_day <= self._today
        return set(self._connection.execute(select(ABSENCE.c.staff_id).where(*stands)).scalars())


def week_ends(day: date) -> date:
    """The Sunday of a day's week."""
    return day + timedelta(6 - day.weekday())


def _simple(column: Any, conditions: Conditions, values: Sequence[Value], status: Status) -> Iterable[Condition]:
    return [column.in_(values)]


_BY_KEY: Mapping[str, Callable[[Conditions, Sequence[Value], Status], Iterable[Condition]]] = {
    "kind": partial(_simple, CASE.c.kind),
    "channel": partial(_simple, CASE.c.channel),
    "owner": Conditions.owner,
    "team": Conditions.team,
    "due": Conditions.due,
    "received": Conditions.received,
    "closed": Conditions.closed,
    "age": Conditions.age,
    "open": Conditions.open_at,
    "outcome": Conditions.outcome,
    "theme": Conditions.theme,
    "force": Conditions.force,
    "is": Conditions.state,
    "flag": Conditions.flag,
    "tag": Conditions.tag,
    "standard": Conditions.standard,
    "needs": Conditions.needs,
    "silent": Conditions.silent,
}


_LOOKED_UP = frozenset({"theme", "tag"})
"""The terms that, of few cases, are looked up for each, as they are of the open ones."""


def _few(term: Term) -> bool:
    """Whether a term leaves few cases: those that came or went from one day to another."""
    spans = [value for value in term.values if isinstance(value, Days)]
    return term.key in ("received", "closed") and not term.without and all(it.first and it.last for it in spans)


def _of_clocks(wanted: Filter) -> list[Term]:
    """The terms of a filter that are of clocks: a deadline too, where a standard says which and nothing else is asked of it."""
    ended = [term for term in wanted.terms if term.key in CLOCK_TERMS]
    standards = [term for term in wanted.terms if term.key == "standard" and not term.without]
    due = [term for term in wanted.terms if term.key == "due"] if standards and not ended else []
    return [*ended, *standards, *due]


def _among(value: str) -> Condition:
    """That a detail is this value, alone or among others."""
    said = literal(BETWEEN) + CASE_DETAIL.c.value + literal(BETWEEN)
    return func.replace(said, f"{BETWEEN}{value}{BETWEEN}", "") != said  # type: ignore[no-any-return]
