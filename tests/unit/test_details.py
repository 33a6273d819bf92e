"""The details of each kind: how they are read, what is refused, and how they are said."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.details import detail_words, details, details_of, kept_details, problems_with_details, read_detail
from casework.errors import DeskError
from casework.kinds import kinds

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "typed", "kept", "words"),
    [
        ("incident", "last tuesday about 9pm", "2026-11-17T21:00:00+00:00", "Tue 17 Nov 2026, 21:00"),
        ("incident", "12 oct", "2026-10-12", "Mon 12 Oct 2026"),
        ("provided", "1 nov", "2026-11-01", "Sun 1 Nov 2026"),
        ("categories", "b4, custody", "B4, B5", "B4 Use of force and B5 Detention in police custody"),
        ("categories", "b4,B4, custody,b5", "B4, B5", "B4 Use of force and B5 Detention in police custody"),
        ("categories", "stop", "B1", "B1 Stops, and stop and search"),
        ("eligible", "WIT", "witness", "witness"),
        ("letter-names", "iopc", "IOPC", "IOPC"),
        ("wants", " an apology ", " an apology ", " an apology "),
    ],
)
def test_each_is_read_as_it_is_meant(name: str, typed: str, kept: str, words: str) -> None:
    assert read_detail(name, typed, NOW) == kept
    assert detail_words(name, kept) == words


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("categories", "police", "could be A1 Police action following contact"),
        ("categories", "tea", "'tea' is no category"),
        ("eligible", "cousin", "is not one of: person it happened to"),
        ("provided", "soonish", "is not a date we can read"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, typed: str, sentence: str) -> None:
    with pytest.raises(DeskError, match=sentence):
        read_detail(name, typed, NOW)


def test_a_kind_has_its_own_and_no_others() -> None:
    assert "provided" in [it.id for it in details_of("review")]
    assert "provided" not in [it.id for it in details_of("complaint")]
    assert "decision" in [it.id for it in details_of("appeal-non-recording")]
    (problem,) = problems_with_details("enquiry", {"provided": "1 nov"}, NOW)
    assert problem.sentence == "Enquiry has no 'provided'."
    assert problems_with_details("review", {"tea": "x"}, NOW)[0].field == "tea"
    assert kept_details("enquiry", {"provided": "1 nov"}, NOW) == {}


def test_every_field_named_in_the_data_is_of_some_kind() -> None:
    for detail in details().values():
        assert any(detail.of(kind) for kind in kinds()), detail.id
        assert detail.reads != "choice" or detail.options, detail.id


@given(st.sampled_from(sorted(details())), st.text(max_size=40))
def test_any_text_is_kept_so_that_it_can_be_said_or_refused_in_a_sentence(name: str, typed: str) -> None:
    try:
        kept = read_detail(name, typed, NOW)
    except DeskError as refused:
        assert str(refused)  # noqa: PT017
    else:
        assert isinstance(detail_words(name, kept), str)
