"""Text is shown character for character, with nothing left that a terminal would act on."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.visible_text import visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))
DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Okafor, Ada", "Okafor, Ada"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\x7f", "a␡"),
        ("one\ntwo\tthree\r", "one⏎two⇥three␍"),
        ("\u202egnp.exe", "⇆gnp.exe"),
        ("zero\u200bwidth\ufeff\u2028\x9b\ud800", "zero␦width␦␦␦␦"),
        ("नी\u200dक \u200cक", "नी\u200dक \u200cक"),
        ("☎\ufe0f e\u0301", "☎\ufe0f e\u0301"),
    ],
)
def test_marks(typed: str, shown: str) -> None:
    assert visible(typed) == shown


def test_lines_keep_their_newlines_and_tabs_their_column() -> None:
    assert visible("one\n\ttwo\x07", lines=True) == "one\n two␇"


@given(ANY_TEXT, st.booleans())
def test_one_mark_for_each_character_and_nothing_that_acts(text: str, lines: bool) -> None:
    shown = visible(text, lines=lines)
    assert len(shown) == len(text)
    left = set(shown) - ({"\n"} if lines else set())
    assert not left & DIRECTION
    assert not [character for character in left if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")]


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\u3164\uffa0")))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert visible(text) == text
