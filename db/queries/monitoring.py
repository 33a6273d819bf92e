"""The figures of the monitoring answers."""

from datetime import date

from sqlalchemy import Connection, func, select

from casework.monitoring import AnswerCounts, kept_month, monitoring_questions
from db.tables.plain import MONITORING_ANSWER


def monitoring_counts(connection: Connection, first: date, last: date) -> list[AnswerCounts]:
    """How often each answer was given from one month to another, both included: every question and answer there is, in order.

    Answers that are no longer offered come last.
    """
    answer = MONITORING_ANSWER.c
    query = (
        select(answer.question, answer.answer, func.count())
        .where(answer.month >= kept_month(first), answer.month <= kept_month(last))
        .group_by(answer.question, answer.answer)
        .order_by(answer.question, answer.answer)
    )
    found = {question.id: dict.fromkeys((it.name for it in question.answers), 0) for question in monitoring_questions().values()}
    for question, given, count in connection.execute(query):
        found.setdefault(question, {})[given] = count
    return [AnswerCounts(question, counts) for question, counts in found.items()]
