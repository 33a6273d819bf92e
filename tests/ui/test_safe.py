"""Typed text reaches widgets as itself, and fills exactly the cells it is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.safe import fit, safe, safe_lines
from tests.ui.hosts import HOSTILE
from tests.ui.test_visible_text import ANY_TEXT


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_text(text: str) -> None:
    content = safe(text)
    assert len(content.plain) == len(text)
    assert content.spans == []


def test_a_style_is_for_the_whole_text() -> None:
    assert safe("[b]x[/b]", "bold").plain == "[b]x[/b]"
    assert safe_lines("a\n[/]\x1b").plain == "a\n[/]␛"


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("Ada", 5, "Ada  "),
        ("Okafor", 6, "Okafor"),
        ("Okafor", 5, "Okaf…"),
        ("Okafor", 1, "…"),
        ("Okafor", 0, ""),
        ("你好世界", 8, "你好世界"),
        ("你好世界", 7, "你好世…"),
        ("你好世界", 6, "你好… "),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("", 3, "   "),
    ],
)
def test_fit(text: str, cells: int, shown: str) -> None:
    assert fit(text, cells) == shown


@given(ANY_TEXT, st.integers(0, 40))
def test_fit_is_exact(text: str, cells: int) -> None:
    assert cell_len(fit(text, cells)) == cells


@given(st.lists(st.sampled_from(["\u200d", "\ufe0f", "👩", "☎", "a", "\u0301", "你", "🏽", " "])), st.integers(0, 12))
def test_fit_is_exact_for_joined_characters(parts: list[str], cells: int) -> None:
    assert cell_len(fit("".join(parts), cells)) == cells
    assert cell_len(fit("".join(parts), cells) + "|") == cells + 1


def test_a_cut_is_never_silent() -> None:
    assert fit("\u0301" * 5000 + "x", 4).rstrip().endswith("…")
    assert fit("long " * 1000, 10) == "long long…"
