"""For us? Which body reviews, and what is said about it."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.organisations import Organisation, organisations
from casework.review_body import LetterNames, Reply, for_us
from casework.review_questions import UnknownQuestion, no_right_named, no_rights, question_named, questions

TABLE = tomllib.loads((Path(__file__).parent / "review_applications.toml").read_text(encoding="utf-8"))["body"]
FORCES = [body for body in organisations().values() if body.group == "force"]
TESTED = [body for body in organisations().values() if body.id not in ("national-crime-agency", "hm-revenue-and-customs")]
ALL_NO: Mapping[str, Reply] = dict.fromkeys(questions(), "no")

replies = st.dictionaries(st.sampled_from(list(questions())), st.sampled_from(["yes", "no", "unknown"]))
letters = st.sampled_from(["IOPC", "local policing body", "not known"])
authorities = st.none() | st.sampled_from([body for body in TESTED if body.group != "signpost"])


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in TABLE])
def test_an_application(row: dict[str, Any]) -> None:
    answers: dict[str, Reply] = {**dict.fromkeys(row["yes"], "yes"), **dict.fromkeys(row["no"], "no")}
    authority = organisations()[row["authority"]] if "authority" in row else None
    found = for_us(answers, authority, row.get("letter_names", "not known"), row.get("no_right"))
    assert found.decision == row["decision"]
    assert (found.reason, found.say, found.next) == (row["reason"], row["say"], row["next"])
    assert list(found.flags) == row.get("flags", [])


def test_the_table_has_each_condition_alone() -> None:
    alone = {row["yes"][0] for row in TABLE if len(row["yes"]) == 1 and len(row["no"]) == 6 and row["decision"] == "IOPC"}
    assert alone == set(questions())


@given(replies, authorities, letters, st.sampled_from(list(questions())))
def test_any_yes_makes_it_ours_whatever_else(
    answers: dict[str, Reply], authority: Organisation | None, letter: LetterNames, yes: str
) -> None:
    found = for_us(answers | {yes: "yes"}, authority, letter)
    assert (found.decision, found.for_us) == ("IOPC", True)
    assert yes in [each.id for each in found.met]


@given(replies, st.sampled_from(FORCES))
def test_the_local_policing_body_is_never_guessed(answers: dict[str, Reply], authority: Organisation) -> None:
    found = for_us(answers, authority)
    if found.decision == "local policing body":
        assert all(answers[name] == "no" for name in list(questions())[1:])
        assert found.for_us is False
    if found.unknown and not found.met:
        assert (found.decision, found.for_us) == ("ask for the letter", None)
        assert all(each.short in found.reason for each in found.unknown)


@given(replies, authorities, letters)
def test_a_question_not_answered_is_one_not_known(
    answers: dict[str, Reply], authority: Organisation | None, letter: LetterNames
) -> None:
    whole: dict[str, Reply] = {name: answers.get(name, "unknown") for name in questions()}
    assert for_us(answers, authority, letter) == for_us(whole, authority, letter)


@given(replies, authorities, letters)
def test_a_letter_that_does_not_agree_is_never_passed_over(
    answers: dict[str, Reply], authority: Organisation | None, letter: LetterNames
) -> None:
    found = for_us(answers, authority, letter)
    by_test = for_us(answers, authority)
    if "not known" not in (letter, by_test.decision) and by_test.for_us is not None and letter != by_test.decision:
        assert "The outcome letter and the test do not agree." in found.flags
        assert "not forward it" in found.next
        assert "Ask a supervisor" in found.next


@given(replies, letters)
def test_the_test_is_not_used_for_the_national_crime_agency_or_hmrc(answers: dict[str, Reply], letter: LetterNames) -> None:
    for name in ("national-crime-agency", "hm-revenue-and-customs"):
        found = for_us(answers, organisations()[name], letter)
        assert (found.decision, found.for_us, found.met) == ("test does not apply", None, ())


@pytest.mark.parametrize("authority", organisations().values(), ids=lambda body: body.id)
def test_every_body_gets_whole_sentences(authority: Organisation) -> None:
    some: Mapping[str, Reply] = {"referred": "yes"}
    for answers in (ALL_NO, {}, some):
        found = for_us(answers, authority)
        assert all(text.endswith(".") for text in (found.reason, found.say, found.next, *found.flags))
        assert not any(slip in found.say + found.reason for slip in ("the the ", "the HM", "the Police Scotland", "  "))


def test_the_questions_are_the_seven_and_each_names_its_source() -> None:
    assert [each.number for each in questions().values()] == [1, 2, 3, 4, 5, 6, 7]
    for each in questions().values():
        assert each.question.count("?") == 1
        assert each.source == "Regulation 32, SI 2020/2"
        assert not each.met.endswith(".")


@pytest.mark.parametrize(
    ("typed", "id_"), [("1", "policing-body"), (" 7 ", "same-incident"), ("Senior-Officer", "senior-officer")]
)
def test_a_question_by_its_number_or_id(typed: str, id_: str) -> None:
    assert question_named(typed).id == id_


def test_what_is_not_part_of_the_test_is_refused_in_words() -> None:
    with pytest.raises(UnknownQuestion, match=r"There is no question '8'\. Use a number from 1 to 7, or one of: policing-body"):
        question_named("8")
    with pytest.raises(UnknownQuestion, match="There is no question 'seven'"):
        for_us({"seven": "yes"})
    with pytest.raises(UnknownQuestion, match="'maybe' is not an answer"):
        for_us({"referred": "maybe"})  # type: ignore[dict-item]
    with pytest.raises(UnknownQuestion, match="Use one of: outside-schedule-3, directed-or-independent, not-eligible"):
        no_right_named("dunno")


def test_no_right_of_review_is_explained_kindly_and_in_doubt_passed_on() -> None:
    for name in no_rights():
        found = for_us({}, None, "not known", name)
        assert found.say.startswith("I am sorry:")
        assert "If in doubt, ask a supervisor." in found.next
