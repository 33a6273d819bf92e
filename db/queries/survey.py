"""Who may be asked to the satisfaction survey, what was answered, and how many of those asked did."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, exists, func, select, text

from casework.moments import end_of_date, london_date, start_of_date
from casework.summaries.periods import Period
from casework.survey import SurveyCounts, months_after_safeguarding, months_between, survey_questions
from casework.survey_asked import Candidate, MayBeAsked
from casework.survey_asked import may_be_asked as those_who_may
from db import settings
from db.bulk import in_parts
from db.queries.person import merged_into_any
from db.queries.queue_facts import counts_for
from db.tables.plain import CASE, CONCERN, ENTRY, PERSON, PERSON_DETAIL, SETTING, STAFF, SURVEY_ANSWER

IS_ASKED: Any = and_(text("entry.kind = 'survey asked'"), ENTRY.c.withdrawn_at.is_(None))
"""A line of a timeline that says that somebody was asked, ASKED; in the words of an index, so that one can be used."""
SURVEYS = "surveys"
"""The detail of a person that says whether they may be asked."""


@dataclass(frozen=True, slots=True)
class SurveyAnswerView:
    """Answers to the survey as kept: on which day, by question, what was said beside them, and who entered them when."""

    id: int
    answered_on: date
    answers: Mapping[str, str]
    comment: str
    entered_at: datetime
    staff: str


@dataclass(frozen=True, slots=True)
class Responses:
    """Of the people asked about cases closed in a period, how many there are and how many have answered."""

    asked: int
    answered: int

    @property
    def share(self) -> float | None:
        """The response rate, from 0 to 1; None when nobody was asked."""
        return self.answered / self.asked if self.asked else None


def may_be_asked(connection: Connection, period: Period, now: datetime) -> MayBeAsked:
    """Who may be asked after a period, and how many are left out for which reason."""
    months = survey_months(connection)
    columns = CASE.c.id, CASE.c.reference, CASE.c.person_id
    query = select(*columns).where(*_closed_in(period)).order_by(CASE.c.closed_at.desc(), CASE.c.id.desc())
    cases = connection.execute(query).all()
    last = {row.person_id: row for row in reversed(cases) if row.person_id is not None}
    nobodys = [Candidate(row.id, row.reference) for row in cases if row.person_id is None]
    today = london_date(now)
    known = _Known(connection, months_before(today, months), months_before(today, months_after_safeguarding()))
    return those_who_may(period, months, len(cases), [*nobodys, *known.candidates(last)])


def survey_months(connection: Connection) -> int:
    """Within how many months nobody is asked again."""
    return months_between(connection.execute(select(SETTING.c.value).where(SETTING.c.key == settings.SURVEY_EVERY)).scalar())


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last of that month where it has no such day."""
    from dateutil.relativedelta import relativedelta

    return day - relativedelta(months=months)


def records_of(connection: Connection, people: Sequence[int]) -> dict[int, int]:
    """Each of these people and of the records merged into theirs, with whose it is."""
    found = {id_: id_ for id_ in people}
    for part in in_parts(people):
        found.update((it.id, it.into) for it in merged_into_any(connection, part))
    return found


def surveys_said(connection: Connection, person_id: int | None) -> frozenset[str]:
    """What the records of a person say of surveys."""
    if person_id is None:
        return frozenset()
    records = list(records_of(connection, [person_id]))
    query = select(PERSON_DETAIL.c.value).where(PERSON_DETAIL.c.person_id.in_(records), PERSON_DETAIL.c.name == SURVEYS)
    return frozenset(connection.execute(query).scalars())


def answers_of_case(connection: Connection, case_id: int) -> tuple[SurveyAnswerView, ...]:
    """The answers that stand about a case, or a duplicate that was merged into it, the first one first."""
    answer = SURVEY_ANSWER.c
    columns = answer.id, answer.answered_on, answer.answers, answer.comment, answer.entered_at, STAFF.c.name
    query = select(*columns).select_from(SURVEY_ANSWER.outerjoin(STAFF, STAFF.c.id == answer.entered_by))
    about = answer.case_id.in_(counts_for(connection, [case_id]))
    rows = connection.execute(query.where(about, answer.withdrawn_at.is_(None)).order_by(answer.id))
    return tuple(SurveyAnswerView(*row[:5], row.name or "") for row in rows)


def survey_counts(connection: Connection, period: Period) -> tuple[int, tuple[SurveyCounts, ...]]:
    """How many answered on the days of a period, and how often each answer to each question was given."""
    answer = SURVEY_ANSWER.c
    days = answer.answered_on >= period.first, answer.answered_on <= period.last
    found: dict[str, Counter[str]] = {id_: Counter() for id_ in survey_questions()}
    people = 0
    for given in connection.execute(select(answer.answers).where(*days, answer.withdrawn_at.is_(None))).scalars():
        people += 1
        for question, said in given.items():
            found.setdefault(question, Counter())[said] += 1
    return people, tuple(SurveyCounts(question, dict(counts)) for question, counts in found.items())


def responses(connection: Connection, period: Period) -> Responses:
    """Of the people asked about cases closed in a period, how many have answered so far."""
    asked = select(CASE.c.id).join_from(CASE, ENTRY, ENTRY.c.case_id == CASE.c.id).where(*_closed_in(period))
    asked = asked.where(IS_ASKED).distinct()
    found = asked.cte("asked")
    answered = exists().where(SURVEY_ANSWER.c.case_id == found.c.id, SURVEY_ANSWER.c.withdrawn_at.is_(None))
    both = select(func.count(), func.count().filter(answered)).select_from(found)
    return Responses(*tuple(connection.execute(both).one()))


def known_digests(connection: Connection, days: Iterable[date], sources: Iterable[str]) -> set[str]:
    """Those of the sources that an answer of these days came from, taken back or not."""
    wanted, on = set(sources), set(days)
    found: set[str] = set()
    for part in in_parts(wanted):
        query = select(SURVEY_ANSWER.c.source).where(SURVEY_ANSWER.c.answered_on.in_(on), SURVEY_ANSWER.c.source.in_(part))
        found.update(connection.execute(query).scalars())
    return found


class _Known:
    """What is known of many people at once."""

    def __init__(self, connection: Connection, asked_since: date, safeguarded_since: date) -> None:
        self._connection = connection
        self._asked_since, self._safeguarded_since = asked_since, safeguarded_since

    def candidates(self, last: Mapping[int, Any]) -> Iterable[Candidate]:
        """Each person with the case of theirs that was closed last."""
        concerns, answered = self._concerns(), self._answered()
        for part in in_parts(last):
            records = records_of(self._connection, part)
            asked = self._asked(list(records)) | answered
            details, surveys = self._details(records)
            theirs: dict[int, set[int]] = {}
            for record, whose in records.items():
                theirs.setdefault(whose, set()).add(record)
            people = select(PERSON.c.id, PERSON.c.name, PERSON.c.phone, PERSON.c.email).where(PERSON.c.id.in_(part))
            for row in self._connection.execute(people):
                own, case = theirs[row.id], last[row.id]
                yield Candidate(
                    case.id,
                    case.reference,
                    row.id,
                    row.name,
                    row.phone,
                    row.email,
                    details.get(row.id, {}),
                    frozenset(surveys.get(row.id, ())),
                    concerns=frozenset(kind for record in own for kind in concerns.get(record, ())),
                    asked=bool(own & asked),
                )

    def _details(self, records: Mapping[int, int]) -> tuple[dict[int, dict[str, str]], dict[int, set[str]]]:
        """What is known of each, and what each record of theirs says of surveys."""
        details: dict[int, dict[str, str]] = {}
        surveys: dict[int, set[str]] = {}
        for some in in_parts(records):
            columns = PERSON_DETAIL.c.person_id, PERSON_DETAIL.c.name, PERSON_DETAIL.c.value
            for id_, name, value in self._connection.execute(select(*columns).where(PERSON_DETAIL.c.person_id.in_(some))):
                if name == SURVEYS:
                    surveys.setdefault(records[id_], set()).add(value)
                if records[id_] == id_:
                    details.setdefault(id_, {})[name] = value
        return details, surveys

    def _asked(self, records: Sequence[int]) -> set[int]:
        found: set[int] = set()
        since = IS_ASKED, ENTRY.c.at >= start_of_date(self._asked_since)
        for some in in_parts(records):
            query = select(CASE.c.person_id).join_from(CASE, ENTRY, ENTRY.c.case_id == CASE.c.id)
            found.update(self._connection.execute(query.where(CASE.c.person_id.in_(some), *since)).scalars())
        return found

    def _answered(self) -> set[int]:
        since = SURVEY_ANSWER.c.answered_on >= self._asked_since, SURVEY_ANSWER.c.withdrawn_at.is_(None)
        query = select(CASE.c.person_id).join_from(SURVEY_ANSWER, CASE, CASE.c.id == SURVEY_ANSWER.c.case_id).where(*since)
        return {id_ for id_ in self._connection.execute(query).scalars() if id_ is not None}

    def _concerns(self) -> dict[int, set[str]]:
        """The kinds of concern raised lately on a case of each record."""
        since = CONCERN.c.raised_at >= start_of_date(self._safeguarded_since)
        query = select(CASE.c.person_id, CONCERN.c.kind).join_from(CONCERN, CASE, CASE.c.id == CONCERN.c.case_id).where(since)
        found: dict[int, set[str]] = {}
        for id_, kind in self._connection.execute(query.where(CASE.c.person_id.is_not(None))):
            found.setdefault(id_, set()).add(kind)
        return found


def _closed_in(period: Period) -> tuple[Any, ...]:
    """That a case was closed in a period, not as a duplicate of another."""
    days = CASE.c.closed_at >= start_of_date(period.first), CASE.c.closed_at <= end_of_date(period.last)
    return (*days, CASE.c.merged_into.is_(None))
