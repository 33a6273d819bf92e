"""London days as moments in UTC, through the year and on the days the clocks change."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.moments import (
    at_london_time,
    end_of_date,
    london,
    london_date,
    office_close,
    office_open,
    start_of_date,
    utc,
)

WINTER, SUMMER = date(2026, 1, 15), date(2026, 7, 15)
CLOCKS_FORWARD, CLOCKS_BACK = date(2026, 3, 29), date(2026, 10, 25)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (office_open(WINTER), "2026-01-15T09:00"),
        (office_close(WINTER), "2026-01-15T17:00"),
        (office_open(SUMMER), "2026-07-15T08:00"),
        (office_close(SUMMER), "2026-07-15T16:00"),
        (start_of_date(SUMMER), "2026-07-14T23:00"),
        (end_of_date(SUMMER), "2026-07-15T22:59:59.999999"),
        (start_of_date(CLOCKS_FORWARD), "2026-03-29T00:00"),
        (end_of_date(CLOCKS_FORWARD), "2026-03-29T22:59:59.999999"),
        (start_of_date(CLOCKS_BACK), "2026-10-24T23:00"),
        (end_of_date(CLOCKS_BACK), "2026-10-25T23:59:59.999999"),
    ],
)
def test_moments_of_a_day(moment: datetime, expected: str) -> None:
    assert moment == at(expected)
    assert moment.tzinfo is UTC


def test_a_time_that_is_skipped_is_as_far_past_the_change() -> None:
    skipped = at_london_time(CLOCKS_FORWARD, time(1, 30))
    assert london(skipped).time() == time(2, 30)


def test_a_time_that_happens_twice_is_the_first() -> None:
    assert at_london_time(CLOCKS_BACK, time(1, 30)) == at("2026-10-25T00:30")
    assert at_london_time(CLOCKS_BACK, time(1, 30, fold=1)) == at("2026-10-25T00:30")


def test_the_london_date_is_not_the_utc_date_late_on_a_summer_evening() -> None:
    assert london_date(at("2026-07-15T23:30")) == date(2026, 7, 16)
    assert london_date(at("2026-01-15T23:30")) == date(2026, 1, 15)


def test_other_zones_are_understood() -> None:
    tokyo = datetime(2026, 7, 15, 1, tzinfo=timezone(timedelta(hours=9)))
    assert utc(tokyo) == at("2026-07-14T16:00")
    assert london_date(tokyo) == date(2026, 7, 14)


@pytest.mark.parametrize("convert", [london, utc, london_date])
def test_a_moment_without_a_zone_is_refused(convert: object) -> None:
    assert callable(convert)
    with pytest.raises(ValueError, match="has no time zone"):
        convert(datetime(2026, 7, 15, 9))  # noqa: DTZ001


@given(st.dates(date(1900, 1, 1), date(2100, 12, 30)))
def test_one_date_ends_a_microsecond_before_the_next_begins(day: date) -> None:
    assert end_of_date(day) + timedelta(microseconds=1) == start_of_date(day + timedelta(1))
    assert london_date(start_of_date(day)) == london_date(end_of_date(day)) == day
    assert start_of_date(day) < office_open(day) < office_close(day) < end_of_date(day)
