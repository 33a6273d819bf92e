"""Keeping monitoring answers, which lead to nobody."""

from collections.abc import Mapping
from uuid import uuid4

from sqlalchemy import insert

from casework.moments import london_date
from casework.monitoring import kept_month, problems_with_answers, read_answer
from casework.permissions import require
from db.audit import record
from db.errors import BadValue
from db.store import Writing
from db.tables.plain import MONITORING_ANSWER


def keep_monitoring(writing: Writing, answers: Mapping[str, str]) -> None:
    """Keep each answer by itself, with the month alone and a random id; the audit trail has none of them.

    Raises BadValue for one that is none of the question's, or when nothing is answered.
    """
    require(writing.staff.role, "log-contact")
    for problem in problems_with_answers(answers):
        raise BadValue(problem.field, problem.sentence)
    month = kept_month(london_date(writing.now))
    rows = [
        {"id": str(uuid4()), "month": month, "question": question, "answer": read_answer(question, text)}
        for question, text in answers.items()
        if text.strip()
    ]
    if not rows:
        raise BadValue("", "Nothing is answered, so nothing was kept.")
    writing.session.execute(insert(MONITORING_ANSWER), rows)
    record(writing, "monitoring answers kept")
