"""A day in plain words, as text, as values, as a frozen text and as a publication."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.calendars import SHIPPED
from casework.kinds import kinds
from casework.moments import at_london_time, end_of_date
from casework.publishing.day_page import day_publication
from casework.publishing.publication import Cell, StandardSaid, Table
from casework.rules import Rules
from casework.standards import shipped_standards
from casework.summaries.day_differences import REASONS, UNEXPLAINED, Cause, DayDifferences, differing
from casework.summaries.day_figures import TITLES, Compared, DayFigures, Figure, Missed, age_band, filter_of, part
from casework.summaries.day_snapshot import NoteSaid, SignedDay, UnreadableDay, content_of, digest_of, signed_day
from casework.summaries.day_text import day_as_json, day_as_text, titles_of
from casework.summaries.day_words import day_sentences, missing_words, said, some, usual_words, when_words

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
AT = at_london_time(FRIDAY, time(16, 45))
USUAL = "two Fridays had 1.5 on average"
RULES = Rules(dict(enumerate(shipped_standards(), 1)), SHIPPED)
MISSED = Missed(7, "E26-000001R", "enquiry-reply", AT)


def day(numbers: dict[str, int] | None = None, **other: object) -> DayFigures:
    """A day with these figures, each with as many cases as it can have."""
    figures = {name: Figure(0) for name in TITLES}
    for name, number in (numbers or {}).items():
        figures[name] = Figure(number, tuple(f"E26-{place:06}X" for place in range(1, number + 1)))
    return replace(DayFigures(FRIDAY, AT, MONDAY, figures), **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (
            {"next": 9, "next-noon": 9, "next-unallocated": 4, "next-noon-unallocated": 4},
            "Nine deadlines fall on Monday before noon; four are unallocated.",
        ),
        (
            {"next": 14, "next-noon": 1, "next-unallocated": 5},
            "One deadline falls on Monday before noon; it has an owner. 13 more fall later that day.",
        ),
        ({"next": 2, "next-unallocated": 2}, "Two deadlines fall on Monday, none before noon; all are unallocated."),
        ({}, "No deadline falls on Monday."),
        ({"callbacks": 3, "callbacks-missed": 2}, "Two promises were missed today: call-backs on E26-000001X and E26-000002X."),
        ({"callbacks": 2, "callbacks-kept": 2}, "Both call-backs promised for today were made in time."),
        (
            {"callbacks": 3, "callbacks-kept": 2, "callbacks-open": 1},
            "Of three call-backs promised for today, one is still to be made.",
        ),
        ({}, "No call-back was promised for today."),
        (
            {"due": 12, "met": 9, "missed": 1, "running": 2},
            "Of 12 deadlines due today, nine were met, one was missed and two are still to come.",
        ),
        ({"due": 8, "met": 8}, "All eight deadlines due today were met."),
        ({"due": 1, "running": 1}, "The one deadline due today is still to come."),
        ({}, "No deadline fell due today."),
        ({"overdue": 1}, "One case is overdue, by less than a working day."),
        ({}, "Nothing is overdue."),
        ({"received": 12, "closed": 1, "open": 340}, "12 cases came in and one was closed; 340 are carried over."),
        ({}, "Nothing came in and nothing was closed; nothing is carried over."),
        ({"open": 2, "unallocated": 1}, "One open case has no owner."),
        ({"open": 2}, "Every open case has an owner."),
        ({"first-contact": 5}, "Five contacts were answered at the first contact."),
    ],
)
def test_what_is_said_of_a_day(numbers: dict[str, int], sentence: str) -> None:
    assert sentence in day_sentences(day(numbers), FRIDAY)


def test_a_past_day_is_told_as_past_and_a_quiet_one_as_quiet() -> None:
    over = day({"next": 2, "next-noon": 1, "open": 1}, until=end_of_date(FRIDAY))
    assert day_sentences(over, MONDAY) == (
        "One deadline was to fall on Mon 23 Nov before noon; it had an owner. One more was to fall later that day.",
        "No call-back was promised for that day.",
        "No deadline fell due that day.",
        "Nothing was overdue.",
        "Nothing came in and nothing was closed; one was carried over.",
        "Every open case had an owner.",
    )


def test_reasons_concerns_people_and_comparison_are_told() -> None:
    found = day(
        {
            "due": 3,
            "met": 1,
            "missed": 2,
            "flags": 3,
            part("flags", "concern", "safeguarding"): 1,
            part("flags", "concern", "referral"): 2,
        },
        missed=(MISSED, replace(MISSED, reason="staff absence")),
        away=("Ada", "Ben", "Cai", "Dai"),
        compared=Compared(
            date(2026, 11, 19), {"received": 0}, (FRIDAY - timedelta(7), FRIDAY - timedelta(14)), {"received": 10.5}
        ),
    )
    told = day_sentences(found, FRIDAY)
    assert "Of three deadlines due today, one was met and two were missed; nobody has said why of one yet." in told
    assert "One safeguarding concern and two allegations to refer were raised." in told
    assert "Ada, Ben and two more are away." in told
    assert "Nothing had come in by this time on Thu 19 Nov; the last two Fridays had 10 on average." in told
    assert missing_words(found.missed) == "One deadline was missed, and nobody has said why yet."


def test_numbers_names_and_days() -> None:
    assert [said(number) for number in (0, 1, 10, 11, 1234)] == ["no", "one", "ten", "11", "1,234"]
    assert some(["a", "b", "c"]) == "a, b and c"
    usual = [usual_words(average, weeks, "Friday") for average, weeks in ((0, 1), (4, 1), (0, 2), (1.5, 2))]
    assert usual == [f"the last {words}" for words in ("Friday had none", "Friday had 4", "two Fridays had none", USUAL)]
    assert some(["a", "b", "c", "d"]) == "a, b and two more"
    assert when_words(date(2026, 11, 25), date(2026, 11, 24)) == "tomorrow"
    assert when_words(date(2026, 12, 29), date(2026, 12, 24)) == "on Tuesday"
    assert [age_band(days) for days in (0, 1, 5, 6, 20, 21)] == ["0", "1-5", "1-5", "6-10", "11-20", "over-20"]


def test_what_lists_the_cases_behind_a_figure() -> None:
    def listed(name: str, *, whole: bool = True, still: bool = True) -> str:
        return filter_of(FRIDAY, name, whole=whole, still=still)

    assert listed(part("received", "kind", "enquiry")) == "received:2026-11-20..2026-11-20 kind:enquiry status:any"
    assert listed(part("met", "standard", "foi")) == "met:2026-11-20..2026-11-20 standard:foi status:any"
    assert (listed("open"), listed("unallocated"), listed(part("late", "standard", "foi"))) == (
        "status:open",
        "owner:none",
        "standard:foi due:overdue",
    )
    assert listed("open", still=False) == listed("received", whole=False) == listed("late") == listed("overdue") == ""


NAMES = st.sampled_from(
    [*TITLES, part("received", "kind", "enquiry"), part("due", "standard", "foi"), part("overdue", "age", "1-5")]
)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def signed_days(draw: st.DrawFn) -> SignedDay:
    """Any day that could have been signed."""
    numbers = draw(st.dictionaries(NAMES, st.integers(0, 4), max_size=12))
    missed = draw(
        st.lists(st.builds(Missed, st.integers(1), WORDS, WORDS, MOMENTS, st.none() | MOMENTS, WORDS, WORDS), max_size=3)
    )
    found = day(numbers, missed=tuple(missed), away=tuple(draw(st.lists(WORDS, max_size=3))), until=draw(MOMENTS))
    notes = tuple(draw(st.lists(st.builds(NoteSaid, WORDS, MOMENTS, WORDS), max_size=2)))
    standards = (StandardSaid("foi", "FOI", "20 working days", None, "statutory", "an Act", draw(st.none() | st.dates())),)
    return SignedDay(
        found,
        standards,
        notes,
        draw(MOMENTS),
        draw(WORDS),
        draw(WORDS),
        draw(WORDS),
        draw(st.integers(0)),
        draw(st.booleans()),
        draw(WORDS),
    )


@given(signed_days(), signed_days())
@settings(max_examples=40)
def test_a_signed_day_is_kept_whole_in_one_text_and_two_of_them_tell_where_they_differ(one: SignedDay, other: SignedDay) -> None:
    content = content_of(one)
    assert signed_day(content) == one
    assert content.isascii()
    assert json.dumps(json.loads(content), sort_keys=True, separators=(",", ":")) == content
    assert (digest_of("a", content) == digest_of("b", content)) is False
    assert differing(one.figures, one.figures) == ()
    told = {it.name for it in differing(one.figures, other.figures)}
    counted = {name.partition(" ")[0] for name in one.figures.figures}
    apart = {
        name
        for name in {*one.figures.figures, *other.figures.figures} - {"away"}
        if name.partition(" ")[0] in counted and one.figures.figure(name) != other.figures.figure(name)
    }
    assert told - {"away", REASONS} == apart
    for found in (one.figures, other.figures):
        assert all(sentence.endswith(".") and sentence[0] == sentence[0].upper() for sentence in day_sentences(found, FRIDAY))
        json.dumps(day_as_json(found, MONDAY))


def test_the_text_and_the_publication_hold_every_figure() -> None:
    numbers = {"received": 3, part("received", "kind", "enquiry"): 2, part("received", "kind", "foi"): 1, "closed": 1}
    numbers |= {"due": 4, "met": 3, "missed": 1, part("due", "standard", "foi"): 4}
    numbers |= {part("met", "standard", "foi"): 3, part("missed", "standard", "foi"): 1, part("closed", "kind", "foi"): 1}
    found = day(numbers, missed=(MISSED,), away=("Ada Okafor",))
    text = day_as_text(found, RULES, FRIDAY, ["Not signed."])
    assert max(map(len, text.splitlines())) <= 78
    assert f"{'Answer a freedom of information request':43}      4      3      1      0      0" in text
    table = text[text.index(f"{'':30} Received   Closed") :].splitlines()
    assert [line.split()[0] for line in table[1:6]] == ["Enquiry", "Complaint", "Review", "Freedom", "All"]
    assert table[5].split() == ["All", "3", "1", "0", "0", "0"]
    assert day_as_json(found, FRIDAY)["received"] == dict.fromkeys(kinds(), 0) | {"enquiry": 2, "foi": 1}
    signed = SignedDay(found, (), (NoteSaid("Ada Okafor", AT, "secret"),), AT, "Ada Okafor", "ada", "here", 1)
    now = replace(found, figures={**found.figures, "closed": Figure(0)})
    (gone,) = differing(found, now)
    cause = Cause("E26-000001X reopened by Ada Okafor, Mon", "case reopened", (gone,))
    beside = DayDifferences(signed, now, (gone,), {"received": Figure(2)}, (cause,))
    page = day_publication(
        found, titles_of(RULES), (StandardSaid("foi", "FOI", "20", 90, "statutory", "an Act"),), AT, "here", beside
    )
    tables = {table.id: table for section in page.sections for table in section.tables}
    assert rows(tables["flow-by-kind"]) == [
        ["Enquiry", 2, 0, 0, 0],
        ["Freedom of information request", 1, 1, 0, 0],
        ["All", 3, 1, 0, 0],
    ]
    assert tables["standards"].rows[0][5:7] == (Cell(0.75, "percent", 4), Cell(0.9, "percent"))
    assert rows(tables["since"]) == [["Closed", 1, 0, "case reopened"]]
    assert "Not in it, after 16:45: two received." in page.sections[-1].sentences
    assert not any(word in repr(page) for word in ("Okafor", "secret", "E26-"))
    assert page.sections[0].charts[0].series[0].values == (2.0, 1.0)
    assert cause.sentence({}) == "E26-000001X reopened by Ada Okafor, Mon: Closed 1 to 0."
    nothing = replace(beside, causes=(Cause("", "", (gone,)),), signed=replace(signed, program="an older one"), program="this")
    assert nothing.sentences({}) == (
        f"{UNEXPLAINED} (E26-000001X): Closed 1 to 0.",
        "It was signed with an older one, and this is this, which may count otherwise. Check it with: iopc audit verify.",
    )
    assert replace(nothing, signed=replace(signed, program="")).sentences({})[1:] == (
        "It was signed with an earlier IOPC Desk, which may count otherwise.",
    )


def rows(table: Table) -> list[list[object]]:
    return [[cell.value for cell in row] for row in table.rows]


def test_a_day_signed_in_an_earlier_form_is_read_and_one_in_a_later_form_is_refused_in_words() -> None:
    kept = json.loads(content_of(SignedDay(day({"received": 2}), (), (), AT, "Ada Okafor", "ada", "here", 1, program="this")))
    first = {name: value for name, value in kept.items() if name != "program"} | {"version": 1}
    read = signed_day(json.dumps(first))
    assert (read.program, read.figures.number("received")) == ("", 2)
    with pytest.raises(UnreadableDay, match="was signed with a later iopc-desk"):
        signed_day(json.dumps(kept | {"version": 99}))
    for broken in ("", "[]", "{}", json.dumps(first | {"figures": 3})):
        with pytest.raises(UnreadableDay, match="can't be read"):
            signed_day(broken)
