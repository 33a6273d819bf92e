"""What is known of a person: how each field is read, what is refused, and how it stands at the top of a contact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.option_reading import DetailNotRead
from casework.person_details import (
    kept_person_details,
    person_detail_words,
    person_field_label,
    person_fields,
    person_lines,
    problems_with_person_details,
    read_person_detail,
)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("adjustments", "large print", "large print"),
        ("adjustments", "lp, TIME,bsl", "large print, more time, BSL"),
        ("adjustments", "lp, large, Large  Print", "large print"),
        ("adjustments", "named, easy", "a named contact, easy read"),
        ("adjustments", "ramp, no phone before 10", "ramp, no phone before 10"),
        ("adjustments", " lp , a quiet room ,", "large print, a quiet room"),
        ("adjustments", "none", "none needed"),
        ("language", "w", "Welsh"),
        ("language", "cymraeg", "Welsh"),
        ("language", "ENGLISH", "English"),
        ("language", " Polish ", "Polish"),
        ("interpreter", "sign", "BSL"),
        ("interpreter", "no", "none needed"),
        ("interpreter", "Urdu", "Urdu"),
        ("channel", "sms", "text message"),
        ("messages", "no", "not to be left"),
        ("surveys", "opt out", "not to be asked"),
        ("contact-plan", " [/] as typed\n", " [/] as typed\n"),
    ],
)
def test_each_is_read_as_it_is_meant(field: str, typed: str, kept: str) -> None:
    assert read_person_detail(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("adjustments", "b", "'b' could be braille or BSL. Type more of it."),
        ("channel", "owl", "'owl' is not one of: phone, email"),
        ("channel", "te", "'te' is not one of"),
        ("messages", "perhaps", "is not one of: may be left, not to be left"),
    ],
)
def test_what_cannot_be_read_is_said(field: str, typed: str, sentence: str) -> None:
    with pytest.raises(DetailNotRead, match=sentence):
        read_person_detail(field, typed)
    (problem,) = problems_with_person_details({field: typed})
    assert problem.field == field


def test_what_binds_us_stands_first_in_short_sentences() -> None:
    typed = {
        "address": "1 Stryd y Castell,\r\nCaernarfon\n",
        "contact-plan": "calls on Tuesdays only, to Priya",
        "adjustments": "lp, more, a ramp",
        "language": "w",
        "interpreter": "bsl",
        "channel": "em",
        "times": "after 4pm",
        "messages": "no",
        "surveys": "no",
        "addressed": "Ms Okafor",
        "named-contact": "Priya Smith",
    }
    assert person_lines(kept_person_details(typed)) == (
        "Contact plan: calls on Tuesdays only, to Priya",
        "Needs large print; more time; also: a ramp",
        "Named contact: Priya Smith",
        "Interpreter: BSL",
        "Speaks Welsh: reply in Welsh",
        "Addressed as Ms Okafor",
        "Prefers email, after 4pm; no messages",
        "Not to be asked to surveys",
        "Address: 1 Stryd y Castell, Caernarfon",
    )


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ({}, ()),
        ({"language": "English", "interpreter": "none", "adjustments": "none", "surveys": "yes"}, ()),
        ({"adjustments": "deaf in one ear"}, ("Adjustments: deaf in one ear",)),
        ({"language": "polish"}, ("Speaks Polish",)),
        ({"channel": "post"}, ("Prefers post",)),
        ({"times": "not Fridays"}, ("Best times: not Fridays",)),
        ({"messages": "no"}, ("No messages",)),
        ({"messages": "yes", "channel": "phone"}, ("Prefers phone; a message may be left",)),
        ({"contact-plan": "One call a week.\nTo Priya."}, ("Contact plan: One call a week. To Priya.",)),
        ({"address": "   "}, ()),
    ],
)
def test_only_what_there_is_to_know_is_said(typed: dict[str, str], lines: tuple[str, ...]) -> None:
    assert person_lines(kept_person_details(typed)) == lines


def test_a_field_of_a_later_version_is_not_hidden() -> None:
    assert person_lines({"pronouns": "they"}) == ("pronouns: they",)
    assert person_field_label("pronouns") == "Pronouns"
    assert person_detail_words("pronouns", "they") == "they"


def test_text_that_cannot_be_kept_and_fields_there_are_not_are_refused_by_name() -> None:
    problems = problems_with_person_details({"tea": "x", "address": "a\0b", "contact-plan": "\ud800"})
    assert [problem.field for problem in problems] == ["tea", "address", "contact-plan"]
    assert "There is no 'tea'" in problems[0].sentence
    assert "NUL" in problems[1].sentence
    assert "half of a character" in problems[2].sentence


def test_what_was_typed_is_said_as_it_was_read() -> None:
    assert person_detail_words("adjustments", "lp, ramp") == "large print, ramp"
    assert person_detail_words("adjustments", "b") == "b"
    assert person_detail_words("address", "1 High St\nLlandudno") == "1 High St, Llandudno"


def test_commas_alone_are_refused_in_a_sentence() -> None:
    (problem,) = problems_with_person_details({"adjustments": " ,, "})
    assert problem.sentence == "',,' says nothing. Type it, several with commas between, or leave it empty."


def test_every_field_that_is_read_has_its_options() -> None:
    for field in person_fields().values():
        assert bool(field.options) == (field.reads != "text"), field.id
        assert field.unremarkable <= {option.name for option in field.options}
        assert set(field.letters) <= {option.name for option in field.options}


@given(st.sampled_from(sorted(person_fields())), st.text(max_size=40))
def test_any_text_is_kept_so_that_it_can_be_said_or_refused_in_a_sentence(field: str, typed: str) -> None:
    if problems_with_person_details({field: typed}):
        return
    kept = kept_person_details({field: typed})
    assert all(line.strip() and not set(line) & {"\n", "\r"} for line in person_lines(kept))
    if kept:
        assert kept_person_details({field: kept[field]}) == kept
