"""In time? The window of a review application and of a legacy appeal, and what is said about it."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.legacy_appeals import UnknownAppeal, appeal_kind_named, appeal_kinds, legacy_appeal
from casework.review_judgement import lacking
from casework.review_window import Held, LeftOut, Window, window
from casework.review_words import Given, missing, missing_to_say, needs
from casework.working_days import DateOutOfRange

TABLE = tomllib.loads((Path(__file__).parent / "review_applications.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 20)
FIRST = date(2026, 4, 1)
"""Provided on this day, the last day is 29 April."""

days = st.dates(date(2020, 2, 1), date(2040, 12, 31))
spells = st.lists(st.tuples(st.integers(-10, 90), st.integers(0, 40)), max_size=4)


def named(rows: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(row, id=row["name"]) for row in rows]


def held_by(rows: list[dict[str, Any]]) -> list[Held]:
    return [Held(row["received"], row.get("forwarded"), row["by"]) for row in rows]


def held_after(provided: date, found: list[tuple[int, int]]) -> list[Held]:
    return [Held(provided + timedelta(after), provided + timedelta(after + length)) for after, length in found]


# The table


@pytest.mark.parametrize("row", named(TABLE["window"]))
def test_an_application(row: dict[str, Any]) -> None:
    held = held_by(row.get("wrong_body", []))
    found = window(row.get("provided"), row.get("letter"), row.get("made"), row["today"], held)
    assert found.last_day == row.get("last_day")
    assert (found.in_time, found.days_left, found.days_late) == (row.get("in_time"), row.get("days_left"), row.get("days_late"))
    assert (found.reason, found.say, found.next) == (row["reason"], row["say"], row["next"])
    assert list(found.warnings) == row.get("warnings", [])


@pytest.mark.parametrize("row", named(TABLE["appeal"]))
def test_a_legacy_appeal(row: dict[str, Any]) -> None:
    kind = appeal_kinds()[row["kind"]]
    found = legacy_appeal(kind, row.get("complaint_made"), row.get("decision"), row.get("received"), row["today"])
    assert found.right == row["right"]
    judged = found.window
    assert (judged.last_day if judged else None) == row.get("last_day")
    assert (judged.in_time if judged else None) == row.get("in_time")
    assert (judged.days_left if judged else None, judged.days_late if judged else None) == (
        row.get("days_left"),
        row.get("days_late"),
    )
    assert (found.reason, found.say, found.next) == (row["reason"], row["say"], row["next"])


def test_the_table_is_long_enough_and_each_row_is_its_own() -> None:
    rows = [*TABLE["window"], *TABLE["body"], *TABLE["appeal"]]
    assert len(rows) >= 60
    assert len({row["name"] for row in rows}) == len(rows)


def test_nobody_is_turned_away_for_being_late_or_not_knowing() -> None:
    for row in [*TABLE["window"], *TABLE["appeal"]]:
        if row.get("in_time") is False:
            assert "special circumstances" in row["say"]
            assert "Never refuse it for being late." in row["next"]
        assert "refused" not in row["say"]
        assert "too late" not in row["say"]


# Days left out


def test_the_day_of_receipt_is_left_out_and_the_day_of_forwarding_counts() -> None:
    found = window(FIRST, None, None, TODAY, [Held(date(2026, 4, 10), date(2026, 4, 12))])
    assert found.left_out == (LeftOut(date(2026, 4, 10), date(2026, 4, 11)),)
    assert (found.made, found.last_day) == (date(2026, 4, 12), date(2026, 5, 1))


def test_days_with_the_wrong_body_before_the_window_change_nothing() -> None:
    found = window(FIRST, None, date(2026, 4, 20), TODAY, [Held(date(2026, 3, 20), date(2026, 4, 2))])
    assert found.left_out == ()
    assert found.last_day == date(2026, 4, 29)


def test_lateness_is_counted_without_the_days_with_the_wrong_body() -> None:
    late = window(FIRST, None, None, TODAY, [Held(date(2026, 5, 2), date(2026, 6, 1))])
    assert (late.last_day, late.days_late) == (date(2026, 4, 29), 3)


def test_an_application_sent_straight_as_well_counts_from_then() -> None:
    found = window(FIRST, None, date(2026, 4, 12), TODAY, [Held(date(2026, 4, 10), date(2026, 5, 20))])
    assert (found.made, found.in_time, found.last_day) == (date(2026, 4, 12), True, date(2026, 5, 1))


def test_the_day_first_sent_given_as_the_day_made_is_noticed() -> None:
    found = window(FIRST, None, date(2026, 4, 10), TODAY, [Held(date(2026, 4, 10), date(2026, 4, 20))])
    assert found.in_time
    assert found.warnings == (
        "It is entered as made on Fri 10 Apr 2026, but the wrong body received it on Fri 10 Apr 2026."
        " If that is the day it was first sent, leave it out: it counts as made when it is forwarded.",
    )


@pytest.mark.parametrize("by", ["IOPC", "local policing body"])
def test_while_it_is_with_the_wrong_body_days_left_stand_still(by: Any) -> None:
    held = [Held(date(2026, 4, 15), None, by)]
    left = {window(FIRST, None, None, date(2026, 4, day), held).days_left for day in range(15, 30)}
    assert left == {14}


@given(days, st.one_of(st.none(), days), st.integers(0, 60))
def test_with_no_wrong_body_it_is_28_days_after_the_day_provided(provided: date, letter: date | None, after: int) -> None:
    made = provided + timedelta(after)
    found = window(provided, letter, made, made)
    assert found.last_day == provided + timedelta(28)
    assert found.in_time is (after <= 28)
    assert (found.days_left, found.days_late) == ((28 - after, None) if after <= 28 else (None, after - 28))


@given(days, spells, st.integers(1, 200))
def test_days_left_out_only_ever_lengthen_it(provided: date, spells: list[tuple[int, int]], after: int) -> None:
    made = provided + timedelta(after)
    held = held_after(provided, spells)
    alone, with_held = window(provided, None, made, made), window(provided, None, made, made, held)
    assert alone.last_day is not None
    assert with_held.last_day is not None
    assert with_held.last_day >= alone.last_day
    assert with_held.in_time or not alone.in_time
    fewer = window(provided, None, made, made, held[:-1])
    if fewer.made == with_held.made and fewer.last_day is not None:
        assert with_held.last_day >= fewer.last_day


@given(days, st.integers(0, 27), st.integers(0, 400))
def test_what_reached_the_wrong_body_in_time_is_in_time_whenever_forwarded(provided: date, after: int, kept: int) -> None:
    received = provided + timedelta(after + 1)
    forwarded = received + timedelta(kept)
    found = window(provided, None, None, forwarded, [Held(received, forwarded)])
    assert (found.in_time, found.days_left) == (True, 27 - after)


@given(days, st.integers(0, 100), st.integers(0, 100))
def test_a_day_later_provided_ends_a_day_later_and_never_makes_it_late(provided: date, after: int, later: int) -> None:
    made = provided + timedelta(after)
    first, second = (window(day, None, made, made) for day in (provided, provided + timedelta(later)))
    assert first.last_day is not None
    assert second.last_day == first.last_day + timedelta(later)
    assert second.in_time or not first.in_time


@given(*[st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 12, 31)))] * 3, st.lists(st.tuples(days, st.none() | days)))
def test_no_dates_are_too_odd_for_words(
    provided: date | None, letter: date | None, made: date | None, held: list[tuple[date, date | None]]
) -> None:
    found = window(provided, letter, made, TODAY, [Held(*each) for each in held])
    assert isinstance(found, Window)
    assert (found.in_time is None) is (provided is None)
    for sentence in (found.reason, found.say, found.next, *found.warnings):
        assert sentence.endswith((".", "?"))
        assert "None" not in sentence


def test_a_date_at_the_end_of_time_is_refused_in_words() -> None:
    with pytest.raises(DateOutOfRange, match="Check the date"):
        window(date.max, None, None, TODAY)


# Legacy appeals


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("investigation", "appeal-investigation"), ("Local resolution", "appeal-local-resolution"), ("appeal-non-recording",) * 2],
)
def test_a_kind_of_appeal_by_name(typed: str, kind: str) -> None:
    assert appeal_kind_named(typed).id == kind


@pytest.mark.parametrize("typed", ["", "dis", "review"])
def test_a_kind_of_appeal_that_there_never_was(typed: str) -> None:
    with pytest.raises(UnknownAppeal, match="Use one of: investigation, local-resolution, non-recording"):
        appeal_kind_named(typed)


def test_there_are_five_kinds() -> None:
    assert len(appeal_kinds()) == 5


def test_an_appeal_that_went_to_the_wrong_body_has_those_days_left_out() -> None:
    held = [Held(date(2026, 11, 5), date(2026, 11, 10))]
    kind = appeal_kind_named("investigation")
    found = legacy_appeal(kind, date(2019, 1, 1), date(2026, 11, 2), None, TODAY, held).window
    assert found is not None
    assert found.last_day == date(2026, 12, 5)
    assert "(regulation 11(4)). Regulation 11(3), SI 2012/1204." in found.reason


# Complete?


def test_what_an_application_that_is_logged_lacks() -> None:
    kept = {"provided": "2026-11-02", "acting-for": "her mother"}
    assert lacking(kept, "kent", "email", said=True) == [
        "the date the complaint was made",
        "written authority from the person it is made for (a parent or guardian of a child needs none)",
    ]
    whole = kept | {"complaint-made": "2026-01-02", "authority-seen": "2026-11-01"}
    assert lacking(whole, "kent", "post", said=True) == []
    assert lacking(whole, None, "phone", said=False) == [
        "the application in writing",
        "the details of the complaint",
        "the name of the force or authority that handled it",
    ]


def test_nothing_is_missing_from_a_complete_application() -> None:
    assert missing(Given(frozenset(needs()))) == []
    assert missing_to_say([]) == "Thank you, your application has everything it needs."


def test_what_is_missing_is_named_and_need_not_stop_the_review() -> None:
    lacking = missing(Given(frozenset({"in-writing", "details", "authority"}), acting=True))
    assert lacking == [
        "the date the complaint was made",
        "the date the outcome was provided",
        "written authority from the person it is made for (a parent or guardian of a child needs none)",
    ]
    assert missing_to_say(lacking[:2]) == (
        "It would help to have the date the complaint was made and the date the outcome was provided."
        " If you can't give this now, the review may still go ahead."
    )


@pytest.mark.parametrize("allowed", [{"written_authority": True}, {"parent_of_child": True}])
def test_someone_acting_with_authority_or_for_their_child_lacks_none(allowed: dict[str, bool]) -> None:
    assert missing(Given(frozenset(needs()), acting=True, **allowed)) == []
