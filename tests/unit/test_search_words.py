"""Typed text as words to search by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.search_words import (
    LONGEST_WORD,
    MOST_BYTES,
    MOST_WANTED,
    folded,
    found_by,
    phone_digits,
    phone_numbers,
    wanted_words,
    words,
)


@pytest.mark.parametrize(
    ("typed", "as_words"),
    [
        ("Zoë O'Brien-Łukasz", "zoe o brien łukasz"),
        ("STRASSE straße", "strasse strasse"),
        ("Zoe\u0308 ﬁeld ＡＢＣ ™", "zoe field abc tm"),
        ("  a_b\tc\n", "a b c"),
        ("ada@example.org", "ada example org"),
        ("[/b] =1+1 \x00 \x1b[31m", "b 1 1 31m"),
        ("👍", ""),
        ("", ""),
    ],
)
def test_text_folded(typed: str, as_words: str) -> None:
    assert folded(typed) == as_words


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("07700 900123", "07700900123"),
        ("+44 7700 900123", "07700900123"),
        ("+44 (0)7700 900123", "07700900123"),
        ("0044 7700 900123", "07700900123"),
        ("(020) 7946-0018", "02079460018"),
        ("+1 212 555 0100", "12125550100"),
        ("０７７００ ９００１２３", "07700900123"),
        ("withheld", ""),
    ],
)
def test_a_phone_number_as_digits(typed: str, digits: str) -> None:
    assert phone_digits(typed) == digits


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("07700 900 123", ["07700900123"]),
        ("ada 020 7946 0018", ["02079460018", "ada"]),
        ("+44 7700 900123 okafor", ["07700900123", "okafor"]),
        ("e26 000412", ["e26", "000412"]),
        ("1999", ["1999"]),
        ("ada ADA adá", ["ada"]),
        ("", []),
    ],
)
def test_what_to_look_for(typed: str, wanted: list[str]) -> None:
    assert wanted_words(typed) == wanted


def test_both_numbers_of_a_field_are_found() -> None:
    assert phone_numbers("07700 900123 or 020 7946 0018 (work)") == ["07700900123", "02079460018"]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert once == once.strip()


@given(st.text())
def test_words_have_nothing_in_them_a_search_could_trip_over(text: str) -> None:
    for word in (*words(text), *wanted_words(text)):
        assert word
        assert len(word) <= LONGEST_WORD
        assert word.isalnum()
        word.encode()
    assert len(wanted_words(text)) <= MOST_WANTED


@given(st.text(st.characters(codec="ascii")))
def test_plain_text_takes_the_short_way_to_the_same_words(text: str) -> None:
    assert folded(f"{text} é").removesuffix("e").strip() == folded(text)


def test_what_a_case_is_found_by() -> None:
    document = found_by(["E26-000412G"], ["07700 900123 (work)"], ["Seán O’Brien", "his locksmith rang 020 7946 0018", ""])
    assert document.split() == [
        *("e26", "000412g", "e26000412g", "412g", "e26412g"),
        *("07700900123", "7700900123", "900123", "02079460018", "2079460018", "460018"),
        *("07700", "work", "sean", "o", "brien", "his", "locksmith", "rang", "020", "7946", "0018", "obrien"),
    ]


def test_texts_beside_each_other_make_no_phone_number_of_their_figures() -> None:
    assert "0770090012345" not in found_by([], [], ["07700 900", "12345"]).split()


@given(st.lists(st.text()))
def test_every_word_of_every_text_is_there_once(texts: list[str]) -> None:
    document = found_by([], [], texts).split(" ")
    assert len(document) == len(set(document))
    assert {word for text in texts for word in words(text)} <= {*document}


def test_of_more_than_can_be_kept_whole_words_are_left_out_from_the_end() -> None:
    many = [f"\U00020000{number:05}" for number in range(200_000)]
    document = found_by(["E26-000001R"], [], [" ".join(many)])
    assert MOST_BYTES - 20 < len(document.encode()) <= MOST_BYTES
    assert document.startswith("e26 000001r ")
    assert document.split()[-1] == many[len(document.split()) - 6]
