"""Dates and times as people type them; today is Monday 22 December 2025, 15:00."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casework.date_reading import Prefer, UnreadableDate, read_day, read_moment
from casework.date_words import MONTHS, WEEKDAYS, day_in_full, day_words, moment_words
from casework.moments import end_of_date, london
from casework.working_days import WorkingCalendar

TODAY = date(2025, 12, 22)
NOW = datetime(2025, 12, 22, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2025-12-22"),
        ("Tomorrow", "2025-12-23"),
        (" yesterday ", "2025-12-21"),
        ("now", "2025-12-22"),
        ("mon", "2025-12-22"),
        ("fri", "2025-12-19"),
        ("friday", "2025-12-19"),
        ("weds", "2025-12-24"),
        ("next fri", "2025-12-26"),
        ("next mon", "2025-12-29"),
        ("this fri", "2025-12-26"),
        ("last tuesday", "2025-12-16"),
        ("last monday", "2025-12-15"),
        ("2/3", "2026-03-02"),
        ("2/3/26", "2026-03-02"),
        ("2/3/2026", "2026-03-02"),
        ("02.03.2026", "2026-03-02"),
        ("2/3/99", "1999-03-02"),
        ("2/3/45", "2045-03-02"),
        ("2/3/46", "1946-03-02"),
        ("2 Mar", "2026-03-02"),
        ("2mar", "2026-03-02"),
        ("2 March 2026", "2026-03-02"),
        ("2nd of March, 2026", "2026-03-02"),
        ("Mar 2", "2026-03-02"),
        ("March 2nd 2026", "2026-03-02"),
        ("2 Sept '26", "2026-09-02"),
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02T16:45", "2026-03-02"),
        ("2026-07-02T23:30Z", "2026-07-03"),
        ("+3d", "2025-12-25"),
        ("-2d", "2025-12-20"),
        ("+5wd", "2025-12-31"),
        ("-5wd", "2025-12-15"),
        ("+0wd", "2025-12-22"),
        ("3 days ago", "2025-12-19"),
        ("in 3 days", "2025-12-25"),
        ("1 day", "2025-12-23"),
        ("5 working days", "2025-12-31"),
        ("1 working day ago", "2025-12-19"),
        ("+2w", "2026-01-05"),
        ("2 weeks ago", "2025-12-08"),
        ("fri 19 dec", "2025-12-19"),
        ("sat 19 dec", "2026-12-19"),
        ("29/2", "2024-02-29"),
        ("29 Feb 2028", "2028-02-29"),
        ("19 Dec 17:40", "2025-12-19"),
    ],
)
def test_days(typed: str, meant: str) -> None:
    assert read_day(typed, TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "prefer", "meant"),
    [
        ("fri", "past", "2025-12-19"),
        ("fri", "future", "2025-12-26"),
        ("mon", "past", "2025-12-22"),
        ("mon", "future", "2025-12-22"),
        ("22 dec", "past", "2025-12-22"),
        ("22 dec", "future", "2025-12-22"),
        ("23 dec", "past", "2024-12-23"),
        ("21 dec", "future", "2026-12-21"),
        ("1 feb", "past", "2025-02-01"),
        ("1 feb", "near", "2026-02-01"),
        ("29 feb", "future", "2028-02-29"),
    ],
)
def test_days_without_a_year_are_on_the_side_asked_for(typed: str, prefer: Prefer, meant: str) -> None:
    assert read_day(typed, TODAY, prefer=prefer) == date.fromisoformat(meant)


def test_a_leap_day_across_a_century_without_one() -> None:
    assert read_day("29 feb", date(2096, 3, 1), prefer="past") == date(2096, 2, 29)
    with pytest.raises(UnreadableDate, match="outside the years 1900 to 2100"):
        read_day("29 feb", date(2096, 3, 1), prefer="future")


def test_month_first_when_asked() -> None:
    assert read_day("2/3", TODAY, day_first=False) == date(2026, 2, 3)
    assert read_day("2 Mar", TODAY, day_first=False) == date(2026, 3, 2)


def test_working_days_are_those_of_the_calendar_given() -> None:
    closed = WorkingCalendar({date(2025, 12, 23): "Office closed"})
    assert read_day("+1wd", TODAY, closed) == date(2025, 12, 24)


@pytest.mark.parametrize(
    ("typed", "meant", "had_time"),
    [
        ("now", "2025-12-22T15:00", True),
        ("today", "2025-12-22T00:00", False),
        ("19 Dec 17:40", "2025-12-19T17:40", True),
        ("17:40 19 Dec", "2025-12-19T17:40", True),
        ("19 Dec 2025, 17.40", "2025-12-19T17:40", True),
        ("fri 9am", "2025-12-19T09:00", True),
        ("9 am on fri", "2025-12-19T09:00", True),
        ("fri at 9:30pm", "2025-12-19T21:30", True),
        ("yesterday 16:50", "2025-12-21T16:50", True),
        ("5pm", "2025-12-22T17:00", True),
        ("17.40", "2025-12-22T17:40", True),
        ("17:40:30", "2025-12-22T17:40:30", True),
        ("noon", "2025-12-22T12:00", True),
        ("tomorrow noon", "2025-12-23T12:00", True),
        ("12am", "2025-12-22T00:00", True),
        ("12.15pm", "2025-12-22T12:15", True),
        ("2026-03-02T16:45", "2026-03-02T16:45", True),
        ("2026-03-02 16:45", "2026-03-02T16:45", True),
        ("2026-03-02T16:45Z", "2026-03-02T16:45", True),
        ("2026-07-02T16:45Z", "2026-07-02T17:45", True),
        ("2026-07-02T16:45:00+02:00", "2026-07-02T15:45", True),
        ("+5wd 9am", "2025-12-31T09:00", True),
        ("15 jul 2026 9am", "2026-07-15T09:00", True),
        ("end of fri", "2025-12-19T23:59:59.999999", True),
        ("29 Mar 2026 01:30", "2026-03-29T02:30", True),
        ("25 Oct 2026 01:30", "2026-10-25T01:30", True),
    ],
)
def test_moments(typed: str, meant: str, had_time: bool) -> None:
    reading = read_moment(typed, NOW)
    assert london(reading.moment).replace(tzinfo=None).isoformat() == datetime.fromisoformat(meant).isoformat()
    assert reading.moment.tzinfo is UTC
    assert reading.day == london(reading.moment).date()
    assert reading.had_time is had_time


def test_the_first_of_two_half_past_ones() -> None:
    assert read_moment("25 Oct 2026 01:30", NOW).moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_without_a_time_is_read_at_the_time_given() -> None:
    reading = read_moment("15 jul 2026", NOW, default_time=time(9))
    assert (reading.moment, reading.had_time) == (datetime(2026, 7, 15, 8, tzinfo=UTC), False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("blah", '"blah" is not a date we can read; try "19 Dec", "fri" or "+5wd".'),
        ("31 Feb", '"31 Feb" names a day that does not exist; try "19 Dec", "fri" or "+5wd".'),
        ("29/2/2025", '"29/2/2025" names a day that does not exist; try "19 Dec", "fri" or "+5wd".'),
        ("fri 25:00", '"fri 25:00" names a time that does not exist; try "19 Dec", "fri" or "+5wd".'),
        ("mon 1/1/1850", '"mon 1/1/1850" names the wrong day of the week, for that is Tuesday 1 January 1850; '),
        ("1/1/1850", '"1/1/1850" is outside the years 1900 to 2100; try '),
        ("+9999w", '"+9999w" is outside the years 1900 to 2100; try '),
        ("", 'No date was typed; try "19 Dec", "fri" or "+5wd".'),
        (" \t", "No date was typed; "),
        ("x" * 41, f'"{"x" * 39}…" is not'),
        ("a\x1b[31mb", '"a [31mb" is not'),
    ],
)
def test_the_sentence_for_what_cannot_be_read(typed: str, sentence: str) -> None:
    with pytest.raises(UnreadableDate) as refused:
        read_day(typed, TODAY)
    assert refused.value.sentence.startswith(sentence)


@pytest.mark.parametrize(
    "typed",
    ["5", "mar 2026", "13pm", "0am", "24:00", "12:60", "32/1", "2/13", "0/1", "in 3 days ago", "-3 days ago", "next", "m",
     "2/3/202", "٢/٣", "2²/3", "today today", "5pm 6pm", "2026-13-01", "2026-02-30T10:00Z", "0000-01-01"],
)  # fmt: skip
def test_what_cannot_be_read(typed: str) -> None:
    with pytest.raises(UnreadableDate):
        read_day(typed, TODAY)
    with pytest.raises(UnreadableDate, match=r'try "19 Dec 17:40", "fri 9am" or "now"\.$'):
        read_moment(typed, NOW)


def test_a_day_and_date_that_never_agree_nearby() -> None:
    with pytest.raises(UnreadableDate, match="falls on another day of the week"):
        read_day("wed 19 dec", TODAY)


WORDS = [
    *(word.lower() for word in (*WEEKDAYS, *MONTHS)), "next", "last", "today", "now", "ago", "days", "wd", "w", "am", "pm",
    "noon", "end", "of", "at", "in", "/", "-", "+", ".", ":", "t", "z", " ", "  ", ",", "'", "st", "İ", "\x00", "\ud800",
]  # fmt: skip
NUMBERS = st.integers(0, 99).map(str) | st.integers(0, 9999).map(str)
NEARLY_DATES = st.lists(st.sampled_from(WORDS) | NUMBERS, max_size=6).flatmap(
    lambda parts: st.sampled_from(["".join(parts), " ".join(parts)])
)


def refusal(read: Callable[[], object]) -> str | None:
    try:
        read()
    except UnreadableDate as refused:
        return refused.sentence
    return None


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=20) | NEARLY_DATES, st.dates(), st.sampled_from(["near", "past", "future"]), st.booleans())
@example("yesterday", date.min, "near", True)
@example("tomorrow", date.max, "near", True)
@example("fri", date.min, "past", True)
@example("29 feb", date.max, "future", True)
@example("29 feb 23", date.min, "future", True)
@example("0001-01-01T00:00+14:00", TODAY, "near", True)
def test_nothing_typed_does_anything_but_read_or_refuse(typed: str, today: date, prefer: Prefer, day_first: bool) -> None:
    calendar = WorkingCalendar({}) if 1950 < today.year < 2050 else None
    refusals = [
        refusal(lambda: read_day(typed, today, calendar, prefer, day_first)),
        refusal(lambda: read_moment(typed, NOW, calendar, prefer, day_first)),
    ]
    assert all(sentence.isprintable() and sentence.endswith(".") for sentence in refusals if sentence is not None)


NEARBY = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@given(NEARBY, NEARBY)
def test_every_way_a_day_is_said_is_read_back(day: date, today: date) -> None:
    for said in (day_words(day), day_in_full(day), day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert read_day(said, today) == day


@given(NEARBY, st.times().map(lambda clock: clock.replace(second=0, microsecond=0)))
def test_every_way_a_moment_is_said_is_read_back(day: date, clock: time) -> None:
    moment = read_moment(f"{day.isoformat()} {clock:%H:%M}", NOW).moment
    again = read_moment(moment_words(moment), NOW).moment
    assert moment - again in (timedelta(0), timedelta(hours=1))
    assert read_moment(moment_words(end_of_date(day)), NOW).moment == end_of_date(day)


@given(NEARBY, st.integers(1, 31), st.integers(1, 12))
def test_a_date_without_a_year_keeps_to_its_side(today: date, day: int, month: int) -> None:
    typed = f"{day}/{month}"
    try:
        past, future = read_day(typed, today, prefer="past"), read_day(typed, today, prefer="future")
    except UnreadableDate:
        assert (month, day) in [(2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31)]
        return
    assert past <= today <= future
    assert read_day(typed, today) in (past, future)
