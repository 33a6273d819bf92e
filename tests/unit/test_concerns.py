"""Concerns: what is asked and recorded of each kind, how it is said, and which words suggest one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.concerns import (
    ConcernField,
    Suggestion,
    concern_kinds,
    concern_lines,
    concern_summary,
    problems_with_concern,
    read_concern_option,
    referral_types,
    suggested,
)
from casework.errors import DeskError
from casework.facts import facts
from casework.raised_concerns import Concern, concern_headings
from casework.timeline_words import happened
from tests.desk import moment

WIDEST_PROMPT = 54
"""Cells for a line of what to ask and do, after its number, in the narrowest terminal."""


def test_safeguarding_comes_first_and_its_prompt_says_999() -> None:
    assert list(concern_kinds()) == ["safeguarding", "referral", "unacceptable"]
    assert any("999" in line for line in concern_kinds()["safeguarding"].prompts)
    assert all(len(line) <= WIDEST_PROMPT for kind in concern_kinds().values() for line in kind.prompts)


def test_the_types_that_are_referred_are_those_of_regulation_4() -> None:
    assert [each.title for each in referral_types().values()] == [
        "death or serious injury",
        "serious assault",
        "serious sexual offence",
        "serious corruption, or abuse of position for a sexual purpose",
        "crime or misconduct aggravated by discrimination",
    ]
    assert concern_kinds()["referral"].fields[0].options == tuple(referral_types())
    assert len({each.letter for each in referral_types().values()}) == 5


# Words that suggest one


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("He was RAPED by them.", '⚑ "raped": serious sexual offence? F2 flags it'),
        ("I will kill\tmyself", '⚑ "kill myself": F2 safeguarding'),
        ("I’m going to end it all!", '⚑ "end it all": F2 safeguarding'),
        ("I can't go on", '⚑ "can\'t go on": F2 safeguarding'),
        ("an Óverdose", '⚑ "overdose": F2 safeguarding'),
        ("my dad died there", '⚑ "died": death or serious injury? F2 flags it'),
        ("took a bribe", '⚑ "bribe": serious corruption? F2 flags it'),
        ("they beat me up", '⚑ "beat me": serious assault? F2 flags it'),
        ("because I'm black.", '⚑ "because I\'m black": crime or misconduct aggravated by discrimination? F2 flags it'),
    ],
)
def test_a_word_suggests_what_it_may_be(text: str, line: str) -> None:
    assert [each.line for each in suggested(["", text])] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "how do I complain?",
        "grape juice",
        "a diet",
        "killmyself",
        "kill. Then myself",
        "end it",
        "🙂",
        "\x00\udc80",
        "смерть",
    ],
)
def test_parts_of_words_and_of_phrases_suggest_nothing(text: str) -> None:
    assert suggested([text]) == ()


def test_a_phrase_does_not_run_on_from_one_field_to_the_next() -> None:
    assert suggested(["kill", "myself"]) == ()


def test_safeguarding_is_said_first_and_each_type_once() -> None:
    found = suggested(["racist; he died, dead, in hospital", "they want to die"])
    assert [(each.kind, each.type, each.word) for each in found] == [
        ("safeguarding", "", "want to die"),
        ("referral", "death-or-serious-injury", "died"),
        ("referral", "discrimination", "racist"),
    ]


def test_the_longest_phrase_at_a_place_is_the_one_found() -> None:
    assert [each.word for each in suggested(["slept with"])] == ["slept with"]
    assert suggested(["anti semitic"]) == (Suggestion("referral", "discrimination", "anti-semitic"),)


def test_every_word_in_the_facts_suggests_what_it_is_listed_under() -> None:
    for row in facts("concerns")["type"]:
        for word in row["words"]:
            assert row["id"] in {each.type for each in suggested([word])}, word
    for row in facts("concerns")["concern"]:
        for word in row.get("words", ()):
            assert row["id"] in {each.kind for each in suggested([word])}, word


@given(st.lists(st.text(), max_size=4))
def test_no_text_is_too_strange_to_look_through(texts: list[str]) -> None:
    assert len(suggested(texts)) <= 6


# What is recorded


def test_a_concern_in_words() -> None:
    content = {
        "where": "12 High St",
        "called-999": "yes",
        "called-999-at": "14:02",
        "police-log": "441",
        "later": "x",
    }
    assert concern_lines("safeguarding", content) == [
        "Where: 12 High St",
        "999 called: yes, at 14:02",
        "Police log: 441",
        "later: x",
    ]
    assert concern_lines("referral", {"type": "serious-assault", "what": "see [/]\nand more"}) == [
        "Alleged: serious assault",
        "Why: see [/]\nand more",
    ]
    assert concern_lines("unacceptable", {"disability": "no"}) == ["Disability (was it considered): no"]
    assert concern_lines("of a later version", {"a": "b"}) == ["a: b"]
    assert concern_summary("safeguarding", content) == "12 High St; 441; x"


@pytest.mark.parametrize(
    ("kind", "content", "field", "said"),
    [
        ("fire", {"what": "x"}, "kind", "'fire' is not a kind of concern. Use safeguarding, referral and unacceptable."),
        ("referral", {"where": "x"}, "where", "Referral type has no 'where'."),
        ("referral", {"type": "theft"}, "type", "'theft' is not one of: death-or-serious-injury"),
        ("safeguarding", {"called-999": "maybe"}, "called-999", "'maybe' is not one of: yes, no."),
        ("safeguarding", {"where": "a\x00b"}, "where", "This holds a NUL character"),
        ("safeguarding", {"called-999": "yes", "called-999-at": "\udc80"}, "called-999-at", "This holds half of a character"),
        ("unacceptable", {"what": " \n"}, "what", "Nothing is written yet."),
    ],
)
def test_what_keeps_one_from_being_recorded_is_said_of_its_field(
    kind: str, content: dict[str, str], field: str, said: str
) -> None:
    (problem, *_) = problems_with_concern(kind, content)
    assert problem.field == field
    assert problem.sentence.startswith(said)


def test_anything_at_all_that_was_said_can_be_recorded_alone() -> None:
    for kind in concern_kinds().values():
        for field in kind.fields:
            assert problems_with_concern(kind.id, {field.id: field.options[0] if field.options else "x"}) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("serious-assault", "serious-assault"),
        ("Corruption", "serious-corruption"),
        ("death", "death-or-serious-injury"),
        ("", ""),
    ],
)
def test_a_type_is_meant_by_a_word_of_it(typed: str, meant: str) -> None:
    assert read_concern_option(_type(), typed) == meant


@pytest.mark.parametrize("typed", ["serious", "theft"])
def test_a_type_that_could_be_several_or_none_is_asked_again(typed: str) -> None:
    with pytest.raises(DeskError, match="is not one of: death-or-serious-injury"):
        read_concern_option(_type(), typed)


def _type() -> ConcernField:
    return concern_kinds()["referral"].fields[0]


# How a raised one is told


def raised(kind: str = "safeguarding", seen: bool = False, **known: object) -> Concern:
    """A concern of Tom's."""
    at = moment("Sun 22 Nov 2026 14:02")
    if seen:
        known |= {"seen_at": moment("Mon 23 Nov 2026 09:00"), "seen_by": "Priya S"}
    return Concern(1, kind, known.pop("content", {}), at, "Tom B", 2, **known)  # type: ignore[arg-type]


def test_it_is_told_without_anybodys_words() -> None:
    concern = raised(content={"where": "12 High St"}, reference="C26-000004Z", person="Ada")
    now = moment("Sun 22 Nov 2026 14:03")
    assert concern.news(now) == "⚑ Safeguarding raised by Tom B, 14:02: C26-000004Z"
    assert concern.line == "Sun 22 Nov 2026, 14:02  ⚑ Safeguarding, raised by Tom B: C26-000004Z"
    assert concern.heading(now) == "⚑ Safeguarding, raised Sun 22 Nov 14:02 by Tom B; not seen by a supervisor yet"
    assert raised(seen=True).heading(now).endswith("by Tom B; seen Mon 23 Nov 09:00 by Priya S")
    assert raised(being_logged=True).subject == "a contact being logged"
    assert raised().subject == "no case"
    assert raised("referral", content={"type": "serious-assault"}).title == "Referral type: serious assault"
    assert raised("referral").title == "Referral type"


def test_a_heading_shows_those_nobody_has_seen_before_the_others_and_counts_the_rest() -> None:
    now = moment("Sun 22 Nov 2026 14:03")
    assert concern_headings([], now) == []
    lines = concern_headings(
        [raised(seen=True), raised("unacceptable"), raised(seen=True), raised(seen=True), raised(seen=True)], now
    )
    assert lines[0].startswith("⚑ Unacceptable contact")
    assert lines[-1] == "⚑ and 2 more concerns, in the timeline"
    assert len(lines) == 4


def test_a_timeline_says_it_happened() -> None:
    assert happened("concern", "", "safeguarding") == "⚑ Safeguarding raised"
    assert happened("concern seen", "", "unacceptable") == "⚑ Unacceptable contact seen by a supervisor"
    assert happened("concern", "", "of a later version") == "⚑ of a later version raised"
