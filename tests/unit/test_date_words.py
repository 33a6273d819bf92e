"""How dates and moments are said."""

from datetime import UTC, date, datetime

import pytest

from casework.date_words import clock_time, day_in_full, day_words, moment_words, short_day, weekday_name
from casework.moments import end_of_date, office_close, start_of_date

NEW_YEARS_EVE = date(2025, 12, 31)


def test_a_day() -> None:
    assert day_words(NEW_YEARS_EVE) == "Wed 31 Dec 2025"
    assert day_in_full(NEW_YEARS_EVE) == "Wednesday 31 December 2025"
    assert weekday_name(NEW_YEARS_EVE) == "Wednesday"
    assert day_words(date(2026, 3, 2)) == "Mon 2 Mar 2026"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2025, 12, 1), "Wed 31 Dec"),
        (date(2026, 2, 1), "Wed 31 Dec"),
        (date(2026, 7, 2), "Wed 31 Dec"),
        (date(2026, 7, 3), "Wed 31 Dec 2025"),
        (date(2025, 7, 1), "Wed 31 Dec"),
        (date(2025, 6, 30), "Wed 31 Dec 2025"),
    ],
)
def test_a_short_day_has_its_year_when_half_a_year_away(today: date, said: str) -> None:
    assert short_day(NEW_YEARS_EVE, today) == said


@pytest.mark.parametrize(
    ("moment", "words", "clock"),
    [
        (office_close(NEW_YEARS_EVE), "Wed 31 Dec 2025, 17:00", "17:00"),
        (office_close(date(2026, 7, 15)), "Wed 15 Jul 2026, 17:00", "17:00"),
        (end_of_date(NEW_YEARS_EVE), "end of Wed 31 Dec 2025", "midnight"),
        (end_of_date(date(2026, 7, 15)), "end of Wed 15 Jul 2026", "midnight"),
        (start_of_date(NEW_YEARS_EVE), "Wed 31 Dec 2025, 00:00", "00:00"),
        (datetime(2026, 7, 15, 23, 5, tzinfo=UTC), "Thu 16 Jul 2026, 00:05", "00:05"),
    ],
)
def test_a_moment(moment: datetime, words: str, clock: str) -> None:
    assert moment_words(moment) == words
    assert clock_time(moment) == clock
