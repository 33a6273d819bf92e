"""Tags and priorities as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.priorities import NORMAL, PRIORITIES, UnknownPriority, priority_named, priority_words
from casework.tags import LONGEST_TAG, BadTag, TagChange, change_to, read_tag, read_tags, tag_change, tags_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Welsh", "welsh"),
        ("  court date ", "court-date"),
        ("Op. Éclair/2", "op-eclair-2"),
        ("o'brien", "o-brien"),
        ("#vip", "vip"),
        ("[red]x[/]", "red-x"),
        ("x" * LONGEST_TAG, "x" * LONGEST_TAG),
    ],
)
def test_a_tag_is_kept_folded_with_hyphens(typed: str, kept: str) -> None:
    assert read_tag(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "can't be a tag"),
        ("!?", "can't be a tag"),
        ("\x1b", "can't be a tag"),
        ("kind:review", "a colon is for filters"),
        ("x" * 31, "too long"),
    ],
)
def test_what_can_be_no_tag_is_refused_with_the_fix(typed: str, why: str) -> None:
    with pytest.raises(BadTag, match=why):
        read_tag(typed)


@given(st.text(max_size=40))
def test_a_tag_read_again_is_the_same_and_never_holds_what_would_part_it(typed: str) -> None:
    try:
        tag = read_tag(typed)
    except BadTag:
        return
    assert read_tag(tag) == tag
    assert read_tags(f"+{tag}") == read_tags(tag) == TagChange((tag,))
    assert read_tags(f"-{tag}") == TagChange((), (tag,))
    assert len(tag) <= LONGEST_TAG
    assert not set(tag) & set(" ,;:!#\n\0")


def test_several_are_typed_with_blanks_or_commas_and_a_hyphen_takes_one_off() -> None:
    assert read_tags("welsh, +court;-old") == TagChange(("welsh", "court"), ("old",))
    assert read_tags("-welsh Welsh").words == "+welsh"
    assert read_tags("welsh -WELSH").words == "-welsh"
    assert read_tags(" , ").nothing
    assert tag_change(["court date", "-op eclair"]).words == "+court-date -op-eclair"


def test_a_field_that_held_the_tags_is_read_whole() -> None:
    assert change_to(["court", "welsh"], "welsh  new").words == "+new -court"
    assert change_to(["court", "welsh"], "welsh court").nothing
    assert change_to(["court"], "").words == "-court"
    assert change_to(["court"], "court -court").words == "-court"
    assert tags_words(["court", "welsh"]) == "#court #welsh"


def test_a_priority_is_named_by_its_start_and_marked_in_words() -> None:
    assert [priority_named(typed).level for typed in ("urgent", "HI", " n ")] == [2, 1, 0]
    assert [priority_words(level) for level in PRIORITIES] == ["! urgent", "^ high", ""]
    assert priority_words(NORMAL) == ""
    for typed in ("", "low", "urgently"):
        with pytest.raises(UnknownPriority, match="urgent, high, normal"):
            priority_named(typed)
