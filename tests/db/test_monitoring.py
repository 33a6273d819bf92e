"""Monitoring answers, on both databases: kept by the month, leading to nobody, and counted."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from db.actions.monitoring import keep_monitoring
from db.errors import BadValue
from db.queries.monitoring import monitoring_counts
from db.tables.plain import AUDIT, MONITORING_ANSWER
from tests.db.record import audited, contents
from tests.desk import Desk


def keeps(desk: Desk, answers: Mapping[str, str]) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_monitoring(writing, answers)


def counted(desk: Desk, first: date, last: date) -> dict[str, dict[str, int]]:
    """The figures there are, without those of nothing."""
    with desk.store.reading() as connection:
        found = monitoring_counts(connection, first, last, desk.now)
    return {it.question: given for it in found if (given := {answer: count for answer, count in it.counts.items() if count})}


def test_an_answer_has_its_month_and_nothing_that_leads_to_anybody(desk: Desk) -> None:
    keeps(desk.at("Sat 31 Jan 2026 23:30"), {"age": "25", "religion": "prefer", "sex": ""})
    with desk.store.reading() as connection:
        rows = connection.execute(select(MONITORING_ANSWER)).all()
    assert sorted((row.month, row.question, row.answer) for row in rows) == [
        ("2026-01", "age", "25-34"),
        ("2026-01", "religion", "prefer not to say"),
    ]
    assert {UUID(row.id).version for row in rows} == {4}
    assert set(MONITORING_ANSWER.c.keys()) == {"id", "month", "question", "answer"}


def test_the_audit_trail_has_no_answers(desk: Desk) -> None:
    keeps(desk, {"age": "25"})
    assert audited(desk)[-1] == "monitoring answers kept"
    with desk.store.reading() as connection:
        event = connection.execute(select(AUDIT).order_by(AUDIT.c.id.desc()).limit(1)).one()
    assert (event.detail, event.case_id) == ("{}", None)


@pytest.mark.parametrize(
    "answers", [{}, {"age": " "}, {"age": "old"}, {"age": "25", "tea": "x"}, {"age": "\0"}, {"age": "\ud800"}]
)
def test_what_is_no_answer_keeps_nothing(desk: Desk, answers: dict[str, str]) -> None:
    before = contents(desk.store)
    with pytest.raises(BadValue):
        keeps(desk, answers)
    assert contents(desk.store) == before


def test_they_are_counted_by_question_over_months_that_are_over(desk: Desk) -> None:
    for at, times in (("Wed 31 Dec 2025 10:00", 6), ("Sat 31 Jan 2026 10:00", 2), ("Mon 2 Feb 2026 10:00", 3)):
        for _ in range(times):
            keeps(desk.at(at), {"age": "25", "disability": "no"})
    december, january, february = date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)
    assert counted(desk, december, february) == {"age": {"25-34": 6}, "disability": {"no": 6}}
    desk.at("Sun 1 Mar 2026 00:00")
    assert counted(desk, december, january)["age"] == {"25-34": 6}
    assert counted(desk, december, february)["age"] == {"25-34": 11}
    assert (counted(desk, january, february)["age"], counted(desk, february, february)) == ({"25-34": 5}, {})
    with desk.store.reading() as connection:
        empty = monitoring_counts(connection, date(2020, 1, 1), date(2020, 1, 1), desk.now)
    assert [it.question for it in empty] == ["ethnicity", "disability", "age", "sex", "sexual-orientation", "religion"]
    assert all(set(it.counts.values()) == {0} for it in empty)
