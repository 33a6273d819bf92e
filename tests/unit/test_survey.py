"""The survey: answers as they are read, who may be asked, and the rows of a file of answers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.foreign.errors import UnknownColumn
from casework.foreign.records import Record
from casework.foreign.rejects import Reject
from casework.foreign.rows import Skipped
from casework.option_reading import DetailNotRead
from casework.person_details import person_fields
from casework.summaries.periods import read_period
from casework.survey import (
    SurveyCounts,
    answer_options,
    fairness_question,
    kept_survey,
    problems_with_survey,
    read_survey_answer,
    survey_basis,
    survey_questions,
)
from casework.survey_asked import DIED, OPT_OUT, REASONS, Candidate, asked_csv, may_be_asked, why_not_asked
from casework.survey_rows import SurveyRow, survey_columns, survey_rows

TODAY = date(2026, 11, 20)
OCTOBER = read_period("Oct 2026", TODAY)
ADA = Candidate(1, "E26-000001D", 1, "Ada Okafor", "07700 900123", "ada@example.org")
HEADER = ["Reference", "Timestamp", "Were you treated fairly?", "Overall", "Comments", "Your name"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("fully", "fully"),
        ("5", "fully"),
        ("YES", "fully"),
        ("n", None),
        ("not at", "not at all"),
        ("no v", "no view"),
        ("0", "no view"),
    ],
)
def test_an_answer_is_meant_by_its_name_a_code_or_first_letters(typed: str, answer: str | None) -> None:
    if answer is None:
        with pytest.raises(DetailNotRead, match="not one of: fully, mostly"):
            read_survey_answer("fairly", typed)
    else:
        assert read_survey_answer("fairly", typed) == answer


def test_the_wording_is_a_local_example_and_asks_about_fairness() -> None:
    assert survey_basis() == "local example"
    assert fairness_question().wording == "Were you treated fairly?"
    assert {OPT_OUT, DIED} <= {option.name for option in person_fields()["surveys"].options}
    letters = [it.letter for it in answer_options().values()]
    assert len(set(letters)) == len(letters)


def test_what_is_no_answer_is_named() -> None:
    assert [it.field for it in problems_with_survey({"fairly": "so so", "tea": "", "clear": ""}, "")] == ["fairly", "tea"]
    assert [it.sentence for it in problems_with_survey({"fairly": " "}, " \n")] == ["Nothing is answered, so nothing was kept."]
    assert problems_with_survey({}, "kind people") == []
    assert [it.field for it in problems_with_survey({"fairly": "5"}, "a\0b")] == ["comment"]
    assert kept_survey({"overall": "4", "fairly": "5", "clear": " "}) == {"fairly": "fully", "overall": "mostly"}


@given(st.dictionaries(st.sampled_from(list(answer_options())), st.integers(0, 50)))
def test_the_share_is_of_those_with_a_view(counts: dict[str, int]) -> None:
    said = [name for name, times in counts.items() for _ in range(times) if name != "no view"]
    found = SurveyCounts("fairly", counts)
    assert found.answers == len(said)
    assert found.share == (sum(name in ("fully", "mostly") for name in said) / len(said) if said else None)


def test_each_is_left_out_for_the_first_reason_that_holds() -> None:
    everything = replace(
        ADA,
        phone="",
        email="",
        details={"contact-plan": "by post only"},
        surveys=frozenset({DIED, OPT_OUT, "may be asked"}),
        concerns=frozenset({"safeguarding", "unacceptable"}),
        asked=True,
    )
    ways = [
        ("nobody", {"person_id": None}),
        ("died", {"person_id": 1}),
        ("opted-out", {"surveys": frozenset({OPT_OUT})}),
        ("contact-plan", {"surveys": frozenset({"may be asked"})}),
        ("safeguarding", {"details": {}}),
        ("unacceptable", {"concerns": frozenset({"unacceptable", "referral"})}),
        ("asked", {"concerns": frozenset()}),
        ("no-way", {"asked": False}),
        (None, {"details": {"address": "1 High Street"}}),
    ]
    person = everything
    for reason, change in ways:
        person = replace(person, **change)  # type: ignore[arg-type]
        assert why_not_asked(person) == reason
    assert [reason for reason, _ in ways[:-1]] == list(REASONS)


@pytest.mark.parametrize(
    ("details", "by", "to"),
    [
        ({}, "email", "ada@example.org"),
        ({"channel": "post", "address": "1 High Street,\nLeeds"}, "post", "1 High Street, Leeds"),
        ({"channel": "post"}, "email", "ada@example.org"),
        ({"channel": "text relay"}, "text relay", "07700 900123"),
    ],
)
def test_they_are_asked_as_they_prefer_where_that_can_be(details: dict[str, str], by: str, to: str) -> None:
    (asked,) = may_be_asked(OCTOBER, 12, 1, [replace(ADA, details=details)]).people
    assert (asked.by, asked.to) == (by, to)


def test_the_list_says_whom_it_leaves_out_and_has_nothing_that_works_as_a_formula() -> None:
    odd = replace(ADA, name="=1+1", details={"adjustments": "large print, none needed", "language": "Welsh"})
    found = may_be_asked(OCTOBER, 12, 4, [odd, replace(ADA, person_id=2, asked=True), Candidate(3, "E26-000003F")])
    assert asked_csv(found).splitlines() == [
        "reference,name,by,to,language,adjustments",
        "E26-000001D,'=1+1,email,ada@example.org,Welsh,large print",
    ]
    assert found.sentences == [
        "Of 4 cases closed in October 2026, 1 person may be asked.",
        "Left out: 1 whose case names nobody; 1 who were asked, or answered, in the last 12 months.",
        "The questions and the times between surveys are a local example.",
    ]


def rows(*cells: list[str], header: list[str] = HEADER, usual: date | None = None) -> list[SurveyRow | Reject | Skipped]:
    return list(survey_rows([Record(2 + place, row) for place, row in enumerate(cells)], survey_columns(header), TODAY, usual))


def test_columns_are_known_by_our_wording_and_the_others_are_not_kept() -> None:
    columns = survey_columns(HEADER)
    assert list(columns.fields) == ["reference", "answered", "fairly", "overall", "comment"]
    assert columns.left_out == ("Your name",)
    with pytest.raises(UnknownColumn, match="No column is one of our questions"):
        survey_columns(["Reference", "Comments"])


def test_a_row_is_read_or_says_what_is_wrong_with_it() -> None:
    good, mixed, future, empty, undated = rows(
        ["e26 1", "12/11/2026 10:22", "5", "Not at all", "=1+1", "Ada"],
        ["", "2026-11-12", "so so", "", "", "Bo"],
        ["", "2026-11-21", "5", "", "", ""],
        ["", " ", "", "", "", ""],
        ["", "", "5", "", "", ""],
    )
    assert isinstance(good, SurveyRow)
    assert (good.reference, good.answered_on, good.comment) == ("e26 1", date(2026, 11, 12), "=1+1")
    assert good.answers == {"fairly": "fully", "overall": "not at all"}
    assert isinstance(mixed, Reject)
    assert mixed.reason.startswith("Were you treated fairly?: 'so so' is not one of: fully")
    assert isinstance(future, Reject)
    assert future.reason == "Answered on Sat 21 Nov 2026, which has not come yet."
    assert empty is Skipped.EMPTY
    assert isinstance(undated, Reject)
    assert "--on" in undated.reason


def test_rows_alike_are_one_when_they_name_a_case_and_two_people_when_they_name_none() -> None:
    named, alike, one, another = rows(
        *[["E26 1", "12/11/2026", "5", "", "", "a"], ["e26 1", "2026-11-12", "fully", "", "", "b"]],
        *[["", "12/11/2026", "5", "", "", ""]] * 2,
    )
    digests = [row.digest for row in (named, alike, one, another) if isinstance(row, SurveyRow)]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
    assert [row.digest for row in rows(*[["", "12/11/2026", "5", "", "", ""]] * 2) if isinstance(row, SurveyRow)] == digests[2:]


def test_every_question_can_be_a_column_by_id_label_title_and_wording() -> None:
    for it in survey_questions().values():
        for heading in (it.id, it.label, it.title, it.wording.upper()):
            assert survey_columns(["date", heading]).fields[it.id] == 1
