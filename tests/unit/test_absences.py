"""Days away: how they are typed, and whether they hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.absences import Away, BadAbsence, away_until, next_away, read_absence

WEDNESDAY = date(2026, 1, 14)
DAYS = st.integers(-12, 12).map(lambda n: WEDNESDAY + timedelta(days=n))
AWAYS = st.lists(st.tuples(DAYS, st.integers(0, 6)).map(lambda it: Away(it[0], it[0] + timedelta(days=it[1]))), max_size=6)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        (("today", ""), (date(2026, 1, 14), date(2026, 1, 14))),
        (("mon", "fri"), (date(2026, 1, 19), date(2026, 1, 23))),
        (("fri", "mon"), (date(2026, 1, 16), date(2026, 1, 19))),
        (("5 jan", "+4d"), (date(2026, 1, 5), date(2026, 1, 9))),
        (("20 dec", "2 jan"), (date(2025, 12, 20), date(2026, 1, 2))),
        (("15 jan", "14 jan"), (date(2026, 1, 15), date(2027, 1, 14))),
    ],
)
def test_days_are_typed_loosely(typed: tuple[str, str], days: tuple[date, date]) -> None:
    read = read_absence(*typed, today=WEDNESDAY)
    assert (read.from_day, read.to_day) == days


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("15 jan", "14 jan 2026"), "The last day away, Wed 14 Jan 2026, is before the first, Thu 15 Jan 2026."),
        (("1 jan 2026", "2 jan 2027"), "longer than a year"),
    ],
)
def test_days_that_cannot_be_are_refused(typed: tuple[str, str], sentence: str) -> None:
    with pytest.raises(BadAbsence, match=sentence) as refused:
        read_absence(*typed, today=WEDNESDAY)
    assert refused.value.name == "to"


def test_they_are_said_in_full() -> None:
    one, several = Away(WEDNESDAY, WEDNESDAY), Away(WEDNESDAY, date(2026, 1, 16))
    assert (one.words(), one.in_full()) == ("Wed 14 Jan 2026", "on Wednesday 14 January 2026")
    assert several.words() == "Wed 14 Jan 2026 to Fri 16 Jan 2026"
    assert several.in_full() == "from Wednesday 14 January 2026 to Friday 16 January 2026"


@given(AWAYS)
def test_somebody_is_away_as_long_as_each_day_is_in_an_absence(absences: list[Away]) -> None:
    away = {each.from_day + timedelta(days=n) for each in absences for n in range((each.to_day - each.from_day).days + 1)}
    last = WEDNESDAY
    while last in away:
        last += timedelta(days=1)
    assert away_until(absences, WEDNESDAY) == (last - timedelta(days=1) if last > WEDNESDAY else None)


@given(AWAYS)
def test_the_next_absence_is_told_of_within_a_week(absences: list[Away]) -> None:
    until = away_until(absences, WEDNESDAY) or WEDNESDAY
    begins = {each.from_day for each in absences if each.from_day > until}
    coming = (WEDNESDAY + timedelta(days=n) for n in range(1, 8))
    assert next_away(absences, WEDNESDAY) == next((day for day in coming if day in begins), None)
