"""Sums with dates as staff ask for them, their answers in words, and a sentence to say."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.calendars import REGION_TITLES, SHIPPED, Calendars, DayChange
from casework.date_reading import Reading, UnreadableDate, read_moment
from casework.month_reading import read_month
from casework.standards import Length
from casework.sums import NotALength, Sum, addition, between, read_length, region_words, sending, working_days_in
from tests.desk import moment

NOW = moment("Fri 19 Dec 2025 17:42")
SHUT = Calendars([DayChange(date(2025, 12, 24), "closure", "Christmas Eve closing")])
DAYS = st.dates(date(2020, 1, 1), date(2032, 1, 1))


def read(typed: str) -> Reading:
    return read_moment(typed, NOW)


def added(start: str, length: str, region: str = "england-wales", calendars: Calendars = SHIPPED) -> Sum:
    return addition(read(start), read_length(length), region, "office hours", calendars)


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("5", Length(5, "working days")),
        (" 5 WD ", Length(5, "working days")),
        ("+5wd", Length(5, "working days")),
        ("-5", Length(-5, "working days")),
        ("- 5", Length(-5, "working days")),
        ("20 working days", Length(20, "working days")),
        ("1 working  day", Length(1, "working days")),
        ("28d", Length(28, "calendar days")),
        ("28 days", Length(28, "calendar days")),
        ("28 calendar days", Length(28, "calendar days")),
        ("1m", Length(1, "calendar months")),
        ("2 months", Length(2, "calendar months")),
        ("8h", Length(8, "working hours")),
        ("8 working hours", Length(8, "working hours")),
        ("0", Length(0, "working days")),
        ("020", Length(20, "working days")),
    ],
)
def test_lengths_as_typed(typed: str, length: Length) -> None:
    assert read_length(typed) == length


@pytest.mark.parametrize(
    "typed", ["", "five", "5 weeks from", "5.5", "--5", "working days", "5 working months", "calendar wd", "٥", "[/]5"]
)
def test_what_is_no_length(typed: str) -> None:
    with pytest.raises(NotALength, match=r"^How long\? Type 20 for working days, or 28d, 1 month, 8h; -5 counts back\.$"):
        read_length(typed)


def test_far_too_long() -> None:
    with pytest.raises(NotALength, match=r"more than 20,000"):
        read_length("20001d")
    with pytest.raises(NotALength, match="How long"):
        read_length("9" * 5000)


@pytest.mark.parametrize("typed", ["-1", "two", "28d", ""])
def test_how_long_the_post_takes_is_working_days_from_none(typed: str) -> None:
    with pytest.raises(NotALength, match="How many working days does it take"):
        working_days_in(typed)
    assert working_days_in("2wd") == 2


def test_an_addition_in_words() -> None:
    found = added("now", "5")
    assert (found.headline, found.meaning, found.says) == (
        "Wednesday 31 December 2025",
        "5 working days after Fri 19 Dec 2025, 17:42, when the office was shut: counts as Mon 22 Dec 2025 (day 0).",
        "You will hear from us by Wednesday 31 December 2025. That is five working days: we count from Monday 22 December, "
        "because the office was shut when it reached us, and weekends, Christmas Day and Boxing Day do not count.",
    )
    assert (found.answer, found.start, found.zero, found.end) == (
        date(2025, 12, 31),
        date(2025, 12, 19),
        date(2025, 12, 22),
        "due by 17:00",
    )
    assert [line.reason for line in found.left_out] == ["Christmas Day", "Boxing Day", "Saturday", "Sunday"]


@pytest.mark.parametrize(
    ("start", "length", "headline", "says"),
    [
        (
            "15 dec",
            "1",
            "Tuesday 16 December 2025",
            "You will hear from us by Tuesday 16 December 2025. That is one working day.",
        ),
        (
            "15 dec",
            "28d",
            "Monday 12 January 2026",
            "You will hear from us by Monday 12 January 2026. That is 28 days: every day counts, weekends and holidays too.",
        ),
        (
            "25 nov 2026",
            "1 month",
            "Tuesday 29 December 2026",
            "You will hear from us by Tuesday 29 December 2026. That is one month.",
        ),
        (
            "now",
            "8h",
            "Monday 22 December 2025, 17:00",
            "You will hear from us by Monday 22 December 2025. That is eight hours of our office being open: we count from "
            "Monday 22 December, because the office was shut when it reached us.",
        ),
        (
            "30 dec 2028",
            "2",
            "Thursday 4 January 2029",
            "You will hear from us by Thursday 4 January 2029. That is two working days: we count from Tuesday 2 January, "
            "because the office was shut when it reached us. The date may still move, as bank holidays for that year "
            "have not been announced.",
        ),
        ("15 dec", "-5", "Monday 8 December 2025", "Five working days before Monday 15 December 2025 is Monday 8 December 2025."),
        ("15 dec", "0", "Monday 15 December 2025", "You will hear from us by Monday 15 December 2025."),
    ],
)
def test_what_one_says_to_a_caller(start: str, length: str, headline: str, says: str) -> None:
    found = added(start, length)
    assert (found.headline, found.says) == (headline, says)


def test_closures_are_counted_out_where_they_count() -> None:
    assert added("22 dec", "2", calendars=SHUT).answer == date(2025, 12, 29)
    assert added("22 dec", "2", "uk-any", SHUT).answer == date(2025, 12, 24)
    assert addition(read("24 nov"), Length(1, "calendar months"), "england-wales", "actual day", SHUT).answer == date(
        2025, 12, 24
    )
    assert region_words("england-wales", SHUT) == "England & Wales, with our own closures"
    assert region_words("england-wales", SHUT, Length(1, "calendar months")) == "England & Wales"
    assert region_words("uk-any", SHUT) == "any part of the UK"


def test_days_between_in_words() -> None:
    found = between(date(2026, 12, 24), date(2026, 12, 29), "england-wales", SHIPPED)
    assert (found.answer, found.headline) == (1, "1 working day")
    assert found.meaning == "after Thu 24 Dec 2026, up to and including Tue 29 Dec 2026: 5 calendar days."
    assert found.says == (
        "From Thursday 24 December 2026 to Tuesday 29 December 2026 is one working day, "
        "for weekends, Christmas Day, Boxing Day and Boxing Day (substitute day) do not count."
    )
    assert between(date(2026, 7, 10), date(2026, 6, 12), "england-wales", SHIPPED).headline == "-20 working days"


def test_the_last_day_to_send_in_words() -> None:
    found = sending(date(2025, 12, 27), 2, "england-wales", SHIPPED)
    assert (found.answer, found.headline) == (date(2025, 12, 22), "Monday 22 December 2025")
    assert found.says == (
        "To be there by Saturday 27 December 2025, allowing two working days, it must go by Monday 22 December 2025: "
        "weekends, Christmas Day and Boxing Day do not count."
    )


@settings(deadline=None)
@given(DAYS, st.integers(0, 60), st.sampled_from(sorted(REGION_TITLES)))
def test_what_is_sent_by_then_is_there_in_time_and_a_day_later_is_not(arrive: date, takes: int, region: str) -> None:
    sent = sending(arrive, takes, region, SHUT).zero
    calendar = SHUT.named(region)
    assert calendar.add(sent, takes) <= arrive
    assert calendar.add(calendar.add(sent, 1), takes) > arrive


@settings(deadline=None)
@given(DAYS, st.integers(-60, 60), st.sampled_from(sorted(REGION_TITLES)))
def test_every_day_of_an_addition_is_accounted_for(start: date, number: int, region: str) -> None:
    found = addition(read(start.isoformat()), Length(number, "working days"), region, "actual day", SHUT)
    assert found.days[0].day == start
    assert found.days[-1].day == found.answer
    assert len(found.left_out) + abs(number) == abs((found.days[-1].day - start).days)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "2025-12-01"),
        ("this month", "2025-12-01"),
        ("next month", "2026-01-01"),
        ("last month", "2025-11-01"),
        ("Dec", "2025-12-01"),
        ("may", "2026-05-01"),
        ("june", "2026-06-01"),
        ("july", "2025-07-01"),
        ("jan", "2026-01-01"),
        ("Dec 2026", "2026-12-01"),
        ("2026-02", "2026-02-01"),
        ("2/2026", "2026-02-01"),
        ("19 dec", "2025-12-01"),
        ("+3w", "2026-01-01"),
    ],
)
def test_months_as_typed(typed: str, first: str) -> None:
    assert str(read_month(typed, date(2025, 12, 19))) == first


@pytest.mark.parametrize("typed", ["2026-13", "dec 1800", "dec 9999", "someday", "[/]", "0/2026", "\x1b[31m"])
def test_what_is_no_month(typed: str) -> None:
    with pytest.raises(UnreadableDate, match=r'is not a month we can read; try "Dec 2026" or "next month"\.$') as refused:
        read_month(typed, date(2025, 12, 19))
    assert str(refused.value).isprintable()


def test_a_month_at_the_end_of_the_years_that_can_be_counted() -> None:
    assert read_month("next month", date(2100, 12, 31)) == date(2100, 12, 1)
    assert read_month("last month", date(1900, 1, 1) + timedelta(days=3)) == date(1900, 1, 1)
