"""What is typed after `/`: what each term means, and what is said about one that is not understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendars import SHIPPED
from casework.filter_grammar import Filter, read_filter

TODAY = date(2026, 6, 17)
ABOUT = ("investigation", "local-resolution", "non-recording", "discontinuance", "disapplication")
APPEALS = tuple(f"appeal-{about}" for about in ABOUT)


def read(text: str) -> Filter:
    return read_filter(text, TODAY, SHIPPED.named("england-wales"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Filter()),
        ("  \t ", Filter()),
        ("Okafor leeds", Filter(words=("okafor", "leeds"))),
        ("Zoë", Filter(words=("zoe",))),
        ("07700 900 123 ada", Filter(words=("07700900123", "ada"))),
        ("kind:review", Filter(kinds=("review",))),
        ("KIND:Review", Filter(kinds=("review",))),
        ("kind:appeal", Filter(kinds=APPEALS)),
        ("owner:me", Filter(owner="me")),
        ("owner:None", Filter(owner="none")),
        ("owner:O'Brien", Filter(owner="o brien")),
        ("due:overdue", Filter(due="overdue")),
        ("due:Today", Filter(due="today")),
        ("due:soon", Filter(due="soon")),
        ("due:<fri", Filter(due_before=date(2026, 6, 19))),
        ("due:<19jun", Filter(due_before=date(2026, 6, 19))),
        ("due:<+7d", Filter(due_before=date(2026, 6, 24))),
        ("force:met", Filter(force="metropolitan")),
        ("force:west-yorkshire", Filter(force="west-yorkshire")),
        ("channel:email", Filter(channel="email")),
        ("channel:text-relay", Filter(channel="text-relay")),
        ("status:closed", Filter(status="closed")),
        ("status:any", Filter(status="any")),
        ("flag:any", Filter(flag="any")),
        ("flag:Safe", Filter(flag="safeguarding")),
        ("flag:referral flag:unacceptable", Filter(flag="unacceptable")),
        ("!phone", Filter(without=("phone",))),
        ("!o'brien !Zoë", Filter(without=("o brien", "zoe"))),
        ("!07700-900123", Filter(without=("07700900123",))),
        ("! !! - *", Filter()),
        ("10:30 https://example.org re: help", Filter(words=("10", "30", "https", "example", "org", "re", "help"))),
        (
            "kind:review owner:none !phone due:today okafor",
            Filter(words=("okafor",), without=("phone",), kinds=("review",), owner="none", due="today"),
        ),
    ],
)
def test_what_each_term_means(typed: str, meant: Filter) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("kind:ticket", "There is no kind of case called 'ticket'"),
        ("kind:", "kind: needs a value"),
        ("owner:", "owner: needs a value"),
        ("owner:!!", "owner:!! is not understood"),
        ("due:whenever", "due:whenever is not understood"),
        ("due:<someday", '"someday" is not a date we can read'),
        ("due:<", "No date was typed"),
        ("force:atlantis", "No force or body matches 'atlantis'"),
        ("force:west", "'west' could be West Mercia, West Midlands, West Yorkshire"),
        ("channel:fax", "There is no channel called 'fax'"),
        ("status:lost", "status:lost is not understood"),
        ("colour:red", "'colour:' is not a filter. Use kind: owner: due: force: channel: status: flag: or words."),
        ("flag:red", "flag:red is not understood. Use flag:safeguarding, flag:referral, flag:unacceptable or flag:any."),
        ("flag:", "flag: needs a value"),
        ("!kind:review", "!kind: is not a filter. Only words can be left out with !."),
        ("!colour:red", "'colour:' is not a filter"),
    ],
)
def test_a_term_that_is_not_understood_is_named_and_left_out(typed: str, said: str) -> None:
    found = read(f"okafor {typed}")
    (problem,) = found.problems
    assert problem.startswith(said)
    assert problem.endswith(".")
    assert found == Filter(words=("okafor",), problems=found.problems)


def test_every_fault_is_named() -> None:
    assert len(read("kind:x due:y status:z").problems) == 3


def test_only_a_filter_that_leaves_something_out_narrows() -> None:
    assert not read("").narrows
    assert not read("kind:ticket").narrows
    assert not read("status:open").narrows
    assert read("status:any").narrows
    assert read("ada").narrows


TERMS = ["kind:", "owner:", "due:", "due:<", "force:", "channel:", "status:", "flag:", "!", "!kind:", "x:"]


@given(st.lists(st.tuples(st.sampled_from(["", *TERMS]), st.text(max_size=20)), max_size=6))
def test_no_text_is_too_strange_to_read(typed: list[tuple[str, str]]) -> None:
    found = read(" ".join(term + value for term, value in typed))
    assert all(word and not word.isspace() for word in (*found.words, *found.without))
    assert all(len(problem) < 300 for problem in found.problems)
    assert found.owner != ""


@given(st.permutations(["kind:review", "owner:me", "due:soon", "force:kent", "channel:web", "status:any", "flag:any", "!help"]))
def test_the_order_of_the_terms_does_not_matter(terms: list[str]) -> None:
    assert read(" ".join(terms)) == read("kind:review owner:me due:soon force:kent channel:web status:any flag:any !help")


def test_a_reference_that_was_misheard_is_said_and_looked_for_all_the_same() -> None:
    found = read("okafor e26-000412x")
    assert found.problems == ("E26-000412X does not add up: some of it was misheard. Ask for it once more.",)
    assert found.words == ("okafor", "e26", "000412x")
    assert read("e26-000412g").problems == ()
