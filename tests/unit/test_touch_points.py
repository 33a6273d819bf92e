"""What the lines of a timeline are, and narrowing them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.touch_points import SORTS, TouchPoint, read_timeline_filter, sort_of
from tests.desk import moment

AT = moment("Mon 12 Jan 2026 10:00")
CALL = TouchPoint("call", AT, "contact by phone", "Priya Shah", "They broke his arm. Über [/b]", 1)
NOTE = TouchPoint("note", AT, "note", "Tom Bell", "Rang Gwent", 2)
ALERT = TouchPoint("alert", AT, "▲ overdue: Acknowledge by Mon 12 Jan 2026, 09:00")


@pytest.mark.parametrize(
    ("kind", "channel", "step", "sort"),
    [
        ("contact", "phone", "", "call"),
        ("contact", "email", "", "email"),
        ("contact", "post", "", "letter"),
        ("contact", "in-person", "", "contact"),
        ("letter", "email", "", "email"),
        ("letter", "post", "", "letter"),
        ("step", "", "acknowledged", "step"),
        ("step", "", "callback-promised", "task"),
        ("allocated", "", "", "change"),
        ("a kind of a later version", "", "", "change"),
    ],
)
def test_what_a_line_is(kind: str, channel: str, step: str, sort: str) -> None:
    assert sort_of(kind, channel, step) == sort


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", [CALL, NOTE, ALERT]),
        ("arm", [CALL]),
        ("uber", [CALL]),
        ("broke [/b]", [CALL]),
        ("!gwent", [CALL, ALERT]),
        ("kind:call,note", [CALL, NOTE]),
        ("kind:calls", [CALL]),
        ("by:bell", [NOTE]),
        ("by:priya arm kind:call", [CALL]),
        ("overdue", [ALERT]),
        ("nothing of the kind", []),
    ],
)
def test_a_timeline_is_narrowed(typed: str, kept: list[TouchPoint]) -> None:
    wanted = read_timeline_filter(typed)
    assert [point for point in (CALL, NOTE, ALERT) if wanted.keeps(point)] == kept
    assert wanted.narrows == bool(typed)
    assert not wanted.problems


def test_a_kind_that_is_none_is_named() -> None:
    assert read_timeline_filter("kind:fax").problems == (f"kind:fax is not one of {', '.join(SORTS)}.",)


@given(st.text())
def test_whatever_is_typed_is_read(typed: str) -> None:
    read_timeline_filter(typed).keeps(CALL)
