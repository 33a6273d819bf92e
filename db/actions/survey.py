"""Keeping answers to the satisfaction survey, and who was asked to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from casework.date_words import day_words
from casework.moments import london_date
from casework.permissions import require
from casework.summaries.periods import Period
from casework.survey import ANSWER_TAKEN_BACK, ANSWERED, ASKED, kept_survey, problem_with_months, problems_with_survey
from casework.survey_asked import MayBeAsked, opted_out
from db import settings
from db.actions.case_rows import add_entry
from db.actions.settings import keep_setting
from db.audit import details_of, record
from db.bulk import insert_rows, kept_moments, new_ids
from db.errors import BadValue, CaseNotFound, NotPossible
from db.queries.queue_facts import counts_for
from db.queries.survey import may_be_asked, surveys_said
from db.store import Writing
from db.tables import Case, Entry, SurveyAnswer
from db.tables.plain import ENTRY

KEPT, CHANGED, WITHDRAWN = "survey answered", "survey answer changed", "survey answer taken back"
"""What the audit trail calls it."""
OPTED_OUT = "They asked not to be surveyed, so no answer of theirs is kept. If that has changed, change it with P first."
_LINE = ("id", "case_id", "at", "kind", "staff_id", "channel", "step", "text")


@dataclass(frozen=True, slots=True)
class KeepSurveyAnswer:
    """Answers as typed, by question, about a case or none, given on a day; `source` is empty for what was entered by hand.

    `instead_of` is the row of the answer about that case whose place they take.
    """

    case_id: int | None
    answered_on: date
    answers: Mapping[str, str]
    comment: str = ""
    source: str = ""
    instead_of: int | None = None


def keep_survey_answer(writing: Writing, command: KeepSurveyAnswer) -> int:
    """Keep somebody's answers; gives their row. Of a duplicate they are kept with the case it was merged into.

    The timeline says that they answered, not what. One whose place they take stays to be read as taken back, and both are undone
    in one go. Raises BadValue for what is no answer; NotPossible for somebody who opted out, and for a case about which an answer
    is kept already.
    """
    require(writing.staff.role, "enter-survey")
    for problem in problems_with_survey(command.answers, command.comment):
        raise BadValue(problem.field, problem.sentence)
    if command.answered_on > london_date(writing.now):
        raise BadValue("answered", f"{day_words(command.answered_on)} has not come yet. Give the day it was answered.")
    case = _case(writing, command.case_id) if command.case_id is not None else None
    former = _own_answer(writing, command.instead_of) if command.instead_of is not None else None
    if former is not None and (_case(writing, former.case_id) if former.case_id is not None else None) is not case:
        raise NotPossible(f"Survey answer {former.id} is not about that case. Take it back on its own.")
    if case is not None:
        _refuse_opted_out(writing, case)
        if former is None:
            _refuse_another(writing, case)
    row = SurveyAnswer(
        case_id=case.id if case is not None else None,
        answered_on=command.answered_on,
        answers=kept_survey(command.answers),
        comment=command.comment,
        source=command.source,
        entered_at=writing.now,
        entered_by=writing.staff.id,
    )
    writing.session.add(row)
    entry = add_entry(writing, case, ANSWERED) if case is not None else None
    writing.session.flush()
    new = {"answer": row.id, "entry": entry.id if entry is not None else None}
    if former is not None:
        line = _line_of(writing, former)
        _stand(writing, former, line, stands=False)
        record(writing, CHANGED, row.case_id, **new, former=former.id, former_entry=line.id if line is not None else None)
    elif not command.source:
        record(writing, KEPT, row.case_id, **new)
    return row.id or 0


def take_survey_answer_back(writing: Writing, answer_id: int) -> None:
    """Let an answer not stand, as one that was entered for the wrong case. Raises NotPossible for one that does not stand."""
    require(writing.staff.role, "enter-survey")
    row = _own_answer(writing, answer_id)
    case = writing.session.get(Case, row.case_id) if row.case_id is not None else None
    line = _line_of(writing, row)
    _stand(writing, row, line, stands=False)
    if case is not None:
        add_entry(writing, case, ANSWER_TAKEN_BACK)
    record(writing, WITHDRAWN, row.case_id, answer=row.id, entry=line.id if line is not None else None)


def answer_taken_back(writing: Writing, case_id: int, detail: Mapping[str, Any]) -> str:
    """Let an answer not stand after all, as undoing does."""
    return _reversed(writing, detail, stands=False)


def answer_put_back(writing: Writing, case_id: int, detail: Mapping[str, Any]) -> str:
    """Let an answer stand again, as undoing does; one of somebody who has opted out since does not."""
    return _reversed(writing, detail, stands=True)


def former_answer_put_back(writing: Writing, case_id: int, detail: Mapping[str, Any]) -> str:
    """Let an answer stand as it was before it was changed, as undoing does."""
    return _reversed(writing, detail, stands=False) + _reversed(writing, _former(detail), stands=True, instead=True)


def changed_answer_put_back(writing: Writing, case_id: int, detail: Mapping[str, Any]) -> str:
    """Let an answer stand as it was changed."""
    return _reversed(writing, _former(detail), stands=False) + _reversed(writing, detail, stands=True, instead=True)


def list_for_survey(writing: Writing, period: Period) -> MayBeAsked:
    """Who may be asked after a period; that each is asked now is kept on their case's timeline, so that nobody is asked again."""
    require(writing.staff.role, "list-survey")
    connection = writing.session.connection()
    found = may_be_asked(connection, period, writing.now)
    at, staff = kept_moments(connection.dialect)(writing.now), writing.staff.id
    numbers = new_ids(connection, "entry", len(found.people))
    lines = [(number, it.case_id, at, ASKED, staff, "", "", "") for number, it in zip(numbers, found.people, strict=True)]
    insert_rows(connection, ENTRY, _LINE, lines)
    record(writing, "survey list made", first=period.first.isoformat(), last=period.last.isoformat(), people=len(found.people))
    return found


def keep_survey_months(writing: Writing, months: int) -> None:
    """Make this the number of months within which nobody is asked again. Raises BadValue."""
    require(writing.staff.role, "change-survey")
    if problem := problem_with_months(months):
        raise BadValue("months", problem)
    keep_setting(writing.session, settings.SURVEY_EVERY, str(months))
    record(writing, "survey interval changed", months=months)


def _case(writing: Writing, case_id: int) -> Case:
    """The case that answers about this one are kept with."""
    case = writing.session.get(Case, case_id)
    while case is not None and case.merged_into is not None:
        case = writing.session.get(Case, case.merged_into)
    if case is None:
        raise CaseNotFound("That case is no longer in the record.")
    return case


def _own_answer(writing: Writing, answer_id: int) -> SurveyAnswer:
    """An answer that stands and is for this member to take back."""
    row = writing.session.get(SurveyAnswer, answer_id)
    if row is None or row.withdrawn_at is not None:
        raise NotPossible("No survey answer of that number stands. See: iopc survey answers REF")
    if row.entered_by != writing.staff.id:
        require(writing.staff.role, "change-others-entry")
    return row


def _refuse_opted_out(writing: Writing, case: Case) -> None:
    if opted_out(surveys_said(writing.session.connection(), case.person_id)):
        raise NotPossible(f"{case.reference}: {OPTED_OUT[0].lower()}{OPTED_OUT[1:]}")


def _refuse_another(writing: Writing, case: Case) -> None:
    """Raise NotPossible when an answer about a case stands."""
    for row in _standing(writing, case):
        kept = f"An answer about {case.reference} is kept already, of {day_words(row.answered_on)}."
        raise NotPossible(f"{kept} To enter another, take it back: iopc survey takeback {row.id}")


def _standing(writing: Writing, case: Case) -> Sequence[SurveyAnswer]:
    """The answers that stand about a case, or a duplicate that was merged into it."""
    about = col(SurveyAnswer.case_id).in_(counts_for(writing.session.connection(), [case.id or 0]))
    return writing.session.exec(select(SurveyAnswer).where(about, col(SurveyAnswer.withdrawn_at).is_(None))).all()


def _line_of(writing: Writing, row: SurveyAnswer) -> Entry | None:
    """The line of the timeline that says that somebody answered."""
    if row.case_id is None:
        return None
    told = (it for action in (KEPT, CHANGED) for it in details_of(writing.session, action, row.case_id))
    found = writing.session.get(Entry, next((it["entry"] for it in told if it["answer"] == row.id), None) or 0)
    same = Entry.case_id == row.case_id, Entry.kind == ANSWERED, Entry.at == row.entered_at
    return found or writing.session.exec(select(Entry).where(*same)).first()


def _stand(writing: Writing, row: SurveyAnswer, line: Entry | None, *, stands: bool) -> None:
    row.withdrawn_at = None if stands else writing.now
    writing.session.add(row)
    if line is not None:
        line.withdrawn_at = row.withdrawn_at
        writing.session.add(line)


def _former(detail: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"answer": detail["former"], "entry": detail["former_entry"]}


def _reversed(writing: Writing, detail: Mapping[str, Any], *, stands: bool, instead: bool = False) -> str:
    """Let an answer stand, or not; one that stands `instead` of another that did is not one more."""
    require(writing.staff.role, "enter-survey")
    row = writing.session.get(SurveyAnswer, detail["answer"])
    if row is None or stands == (row.withdrawn_at is None):
        raise NotPossible(f"That survey answer {'stands' if stands else 'was taken back'} already.")
    if stands and row.case_id is not None:
        case = _case(writing, row.case_id)
        _refuse_opted_out(writing, case)
        if not instead:
            _refuse_another(writing, case)
    _stand(writing, row, writing.session.get(Entry, detail["entry"] or 0), stands=stands)
    return ""
