"""The monitoring questions: what is answered, what is refused, and figures too small to show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.monitoring import (
    AnswerCounts,
    basis,
    countable,
    counts_as_text,
    figure_words,
    kept_month,
    monitoring_questions,
    problems_with_answers,
    read_answer,
)
from casework.option_reading import DetailNotRead


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        ("age", "25-34", "25-34"),
        ("age", "75+", "75 or over"),
        ("disability", "no", "no"),
        ("religion", "none", "no religion"),
        ("sex", "PREFER", "prefer not to say"),
        ("ethnicity", "white british", "White British"),
    ],
)
def test_an_answer_is_read_as_it_is_meant(question: str, typed: str, answer: str) -> None:
    assert read_answer(question, typed) == answer


def test_what_is_no_answer_is_said() -> None:
    with pytest.raises(DetailNotRead, match="'white' is not one of"):
        read_answer("ethnicity", "white")
    with pytest.raises(DetailNotRead, match="There is no question 'shoe size'"):
        read_answer("shoe size", "9")
    assert [it.field for it in problems_with_answers({"age": "old", "sex": "", "tea": ""})] == ["age", "tea"]


def test_every_question_may_be_answered_by_preferring_not_to() -> None:
    for question in monitoring_questions().values():
        assert question.answers[-1].name == "prefer not to say"
        for answer in question.answers:
            assert read_answer(question.id, answer.name) == answer.name
    assert basis() == "local example"


def test_of_a_figure_that_is_not_told_it_is_not_said_that_it_is_small() -> None:
    assert [figure_words(count) for count in (0, 1, 4, 5, 1234)] == ["not told"] * 3 + ["5", "1,234"]
    text = counts_as_text(
        [AnswerCounts("age", {"25-34": 1234, "18-24": 2}), AnswerCounts("sex", {"male": 3}), AnswerCounts("tea", {})]
    )
    assert text == "Age\n  25-34  1,234\n  18-24  not told\n\nSex: not told\n\ntea: not told"


def test_a_month_sorts_as_text() -> None:
    assert kept_month(date(2026, 3, 31)) == "2026-03"


MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
SPANS = st.tuples(st.sampled_from(MONTHS), st.sampled_from(MONTHS))


@given(st.dictionaries(st.sampled_from(MONTHS), st.integers(1, 9)), SPANS, SPANS)
def test_no_two_spans_differ_by_a_small_figure(by_month: dict[str, int], one: tuple[str, str], other: tuple[str, str]) -> None:
    first, last = min(*one, *other), max(*one, *other)
    within, whole = countable(by_month, *one), countable(by_month, first, last)
    assert within == 0 or within >= 5
    assert whole == within or whole - within >= 5
    own = sum(number for month, number in by_month.items() if one[0] <= month <= one[1])
    assert 0 <= own - within <= sum(number for number in by_month.values() if number < 5)
