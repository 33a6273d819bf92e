"""What may follow in a filter that is being typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendars import SHIPPED
from casework.filter_completion import MOST, choices, completions
from casework.filter_grammar import KEYS, Known, read_filter
from casework.filters.known import KnownMember
from casework.filters.split import quoted

KNOWN = Known(
    staff=(
        KnownMember("Priya Shah", "pshah"),
        KnownMember("Tom Brown", "tom"),
        KnownMember("Tom Brown", "tom.b, jr"),
        KnownMember("Jo Smith", "jo"),
        KnownMember("Jo Smithson", "jos"),
        KnownMember("Siân Llŷr", "sian", active=False),
        KnownMember("Me", "me2"),
    ),
    teams=("Reviews", "Front desk", "Élan"),
    tags=("court-date", "welsh"),
    standards=(("review-ack", "Acknowledge a review"), ("callback", "Call back")),
    reasons=("overlooked", "staff absence"),
)


def offered(text: str, cursor: int | None = None) -> list[str]:
    return [each.text for each in completions(text, len(text) if cursor is None else cursor, KNOWN)]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("", [f"{key}:" for key in KEYS]),
        ("ki", ["kind:"]),
        ("ada ki", ["ada kind:"]),
        ("ada !te", ["ada !team:"]),
        ("kind:rev", ["kind:review"]),
        ("kind:review", []),
        ("kind:review,enq", ["kind:review,enquiry"]),
        ("!kind:review,enq", ["!kind:review,enquiry"]),
        ("kind:freedom", ["kind:foi"]),
        ("force:met", ["force:metropolitan"]),
        ("force:mps", ["force:metropolitan"]),
        ("owner:pri", ["owner:priya-shah"]),
        ("owner:shah", ["owner:priya-shah"]),
        ("owner:@p", ["owner:@pshah"]),
        ("owner:llyr", ["owner:sian-llyr"]),
        ("owner:tom", ["owner:@tom", 'owner:"@tom.b, jr"']),
        ("owner:jo", ["owner:jo-smith", "owner:jo-smithson"]),
        ('owner:"priya s', ["owner:priya-shah"]),
        ("owner:m", ["owner:me", "owner:@me2"]),
        ("team:f", ["team:front-desk"]),
        ("team:mi", ["team:mine"]),
        ("due:<", ["due:<fri", "due:<+5wd"]),
        ("due:late", ["due:overdue"]),
        ("tag:c", ["tag:court-date"]),
        ("standard:ack", ["standard:review-ack"]),
        ("is:re", ["is:reopened"]),
        ("welsh", ["tag:welsh", "needs:welsh"]),
        ("overd", ["due:overdue"]),
        ("silent:2", ["silent:28"]),
        ("closed:last", ["closed:last-month"]),
        ("open:last", ["open:last-month"]),
        ("running:tom", ["running:tomorrow"]),
        ("late:o", ["late:overlooked"]),
        ("outcome:up", ["outcome:upheld", 'outcome:"not upheld"', 'outcome:"partly upheld"']),
        ("theme:vio", ['theme:"violence against women and girls"']),
        ("colour:r", []),
        ("kind:zzz", []),
    ],
)
def test_what_may_follow(typed: str, texts: list[str]) -> None:
    assert offered(typed) == texts


def test_what_is_chosen_stands_where_the_cursor_was_and_the_rest_stays() -> None:
    text = "ada kind:re,enquiry owner:me"
    first = completions(text, text.index("re,") + 2, KNOWN)[0]
    assert first.text == "ada kind:review,enquiry owner:me"
    assert first.text[: first.cursor] == "ada kind:review"
    first = completions("owners:me ada", 3, KNOWN)[0]
    assert (first.text, first.cursor) == ("owner:me ada", 6)
    assert offered("ada  bo", 4) == [f"ada {key}: bo" for key in KEYS]


def test_a_value_that_was_given_is_not_offered_again_and_each_is_said_in_words() -> None:
    found = completions("status:open,", len("status:open,"), KNOWN)
    assert [each.shown for each in found] == ["closed", "any"]
    assert [(each.shown, each.help) for each in completions("owner:pri", 9, KNOWN)] == [("priya-shah", "Priya Shah")]
    assert completions("owner:ll", 8, KNOWN)[0].help == "Siân Llŷr, who has left"
    assert all(each.help for each in completions("", 0, KNOWN))


@pytest.mark.parametrize("key", list(KEYS))
def test_whatever_is_offered_is_understood(key: str) -> None:
    found = choices(key, KNOWN)
    assert found
    for choice in found:
        read = read_filter(f"{key}:{quoted(choice.value)}", date(2026, 6, 17), SHIPPED.named("england-wales"), KNOWN)
        assert read.problems == ()


@given(st.text(alphabet='kindowerue:,!"@ \u201cé<', max_size=20), st.integers(0, 20))
def test_any_text_and_any_place_in_it_can_be_gone_on_from(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    found = completions(text, cursor, KNOWN)
    assert len(found) <= MOST
    assert len({each.text for each in found}) == len(found)
    for each in found:
        assert each.text != text
        assert 0 < each.cursor <= len(each.text)
