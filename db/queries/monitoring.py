"""The figures of the monitoring answers."""

from datetime import date, datetime

from sqlalchemy import Connection, func, select

from casework.moments import london_date
from casework.monitoring import AnswerCounts, countable, kept_month, monitoring_questions
from db.tables.plain import MONITORING_ANSWER


def monitoring_counts(connection: Connection, first: date, last: date, now: datetime) -> list[AnswerCounts]:
    """How often each answer was given from one month to another, both included: every question and answer there is, in order.

    None is small but for none at all, and the month that runs is left out: see casework.monitoring.RULE. Answers that are no
    longer offered come last.
    """
    answer = MONITORING_ANSWER.c
    query = (
        select(answer.question, answer.answer, answer.month, func.count())
        .where(answer.month < kept_month(london_date(now)), answer.month <= kept_month(last))
        .group_by(answer.question, answer.answer, answer.month)
        .order_by(answer.question, answer.answer)
    )
    months: dict[tuple[str, str], dict[str, int]] = {}
    for question, given, month, count in connection.execute(query):
        months.setdefault((question, given), {})[month] = count
    found = {question.id: dict.fromkeys((it.name for it in question.answers), 0) for question in monitoring_questions().values()}
    for (question, given), by_month in months.items():
        found.setdefault(question, {})[given] = countable(by_month, kept_month(first), kept_month(last))
    return [AnswerCounts(question, counts) for question, counts in found.items()]
