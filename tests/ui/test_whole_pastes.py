"""What the terminal sends becomes keys or a paste, never the one for the other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants
from textual.events import Key, Paste

from screens.whole_pastes import BEGINS, ENDS, WholePastes

NASTY = "foo\x1b[31mbar\x11baz\x1b\x1b[A\x13 \x07\u202e ZZ\r\n"


def events(parser: WholePastes, *parts: str) -> list[str]:
    found = [event for part in parts for event in parser.feed(part)]
    return [event.text if isinstance(event, Paste) else event.key for event in found if isinstance(event, Key | Paste)]


def test_a_paste_with_escape_codes_is_one_text() -> None:
    assert events(WholePastes(), f"a{BEGINS}{NASTY}{ENDS}b") == ["a", NASTY, "b"]


@given(
    text=st.text(alphabet=st.sampled_from("ab\x1b[201~\x11\x00\u202e"), max_size=40),
    cuts=st.lists(st.integers(0, 60), max_size=5),
)
def test_a_paste_read_in_any_pieces_is_one_text(text: str, cuts: list[int]) -> None:
    sent = f"x{BEGINS}{text}{ENDS}y"
    if ENDS in text or f"{text}{ENDS}".index(ENDS) != len(text):
        return
    edges = sorted({0, len(sent), *(min(cut, len(sent)) for cut in cuts)})
    parts = [sent[first:last] for first, last in pairwise(edges)]
    assert events(WholePastes(), *parts) == ["x", text, "y"]


def test_keys_are_still_keys() -> None:
    assert events(WholePastes(), "a\x1b[A\x1bOP\x11") == ["a", "up", "f1", "ctrl+q"]


@pytest.mark.parametrize("held", ["\x1b"])
def test_a_lone_escape_is_a_key_once_nothing_follows(held: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.0)
    parser = WholePastes()
    assert events(parser, held) == []
    assert [event.key for event in parser.tick() if isinstance(event, Key)] == ["escape"]


def test_an_arrow_cut_in_two_is_one_arrow() -> None:
    assert events(WholePastes(), "\x1b", "[A", "\x1b[", "B") == ["up", "down"]
