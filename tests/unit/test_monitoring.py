"""The monitoring questions: what is answered, what is refused, and figures too small to show."""

from datetime import date

import pytest

from casework.monitoring import (
    AnswerCounts,
    basis,
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


def test_a_small_figure_is_only_said_to_be_small() -> None:
    assert [figure_words(count) for count in (0, 1, 4, 5, 1234)] == ["fewer than 5"] * 3 + ["5", "1,234"]
    text = counts_as_text(
        [AnswerCounts("age", {"25-34": 1234, "18-24": 2}), AnswerCounts("sex", {"male": 3}), AnswerCounts("tea", {})]
    )
    assert text == "Age\n  25-34  1,234\n  18-24  fewer than 5\n\nSex: fewer than 5 answers\n\ntea: fewer than 5 answers"


def test_a_month_sorts_as_text() -> None:
    assert kept_month(date(2026, 3, 31)) == "2026-03"
