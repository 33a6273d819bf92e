"""The three clocks."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from casework import timesource
from casework.timesource import SetTime, ShiftedTime, SystemTime, TimeSource

SUMMER_NIGHT = datetime(2026, 7, 15, 23, 30, tzinfo=UTC)


def test_the_systems_clock_is_the_present_in_utc() -> None:
    before = datetime.now(UTC)
    clock: TimeSource = SystemTime()
    now = clock.now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC
    assert abs(clock.today() - now.date()) <= timedelta(1)


def test_a_shifted_clock_runs_on_from_where_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([100.0, 100.0, 190.5, 2000.0])
    monkeypatch.setattr(timesource, "monotonic", lambda: next(ticks))
    clock: TimeSource = ShiftedTime(datetime(2026, 7, 15, 22, 30, tzinfo=UTC))
    assert clock.now() == datetime(2026, 7, 15, 22, 30, tzinfo=UTC)
    assert clock.now() == datetime(2026, 7, 15, 22, 31, 30, 500_000, tzinfo=UTC)
    assert clock.today() == date(2026, 7, 16)


def test_a_shifted_clock_never_goes_back() -> None:
    clock = ShiftedTime(SUMMER_NIGHT)
    assert SUMMER_NIGHT <= clock.now() <= clock.now()


def test_a_set_clock_stands_still_until_moved() -> None:
    clock = SetTime(SUMMER_NIGHT)
    as_source: TimeSource = clock
    assert as_source.now() == as_source.now() == SUMMER_NIGHT
    assert as_source.today() == date(2026, 7, 16)
    clock.advance(timedelta(days=1, minutes=1))
    assert clock.now() == datetime(2026, 7, 16, 23, 31, tzinfo=UTC)
    clock.advance(timedelta(minutes=-31))
    assert clock.today() == date(2026, 7, 17)
    clock.set(datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now().tzinfo is UTC
    assert clock.today() == date(2025, 12, 31)


def test_a_clock_is_set_only_to_a_moment_with_a_zone() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    for make in (SetTime, ShiftedTime, SetTime(SUMMER_NIGHT).set):
        with pytest.raises(ValueError, match="has no time zone"):
            make(naive)
