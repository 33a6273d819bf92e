"""Counts of days drawn for people: the ladder and the weeks with each day's place in the count."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.calendars import SHIPPED
from casework.ladder import ladder
from casework.month_strip import CELL, HEADING, month_strip, one_month, strip_lines
from casework.standards import Standard, shipped_standards
from casework.why import why
from tests.desk import moment

EW = SHIPPED.region("england-wales")
MONDAY = date(2025, 12, 22)


def test_a_short_count_has_a_column_for_each_run_of_days() -> None:
    assert ladder(EW.explain(MONDAY, 5), "due by 17:00", 76) == [
        " 1  Tue 23 Dec   -  Thu 25 Dec  Christmas Day   3  Mon 29 Dec",
        " 2  Wed 24 Dec   -  Fri 26 Dec  Boxing Day      4  Tue 30 Dec",
        "                 -  Sat 27, Sun 28              5  Wed 31 Dec   due by 17:00",
    ]


def test_a_long_count_runs_down_the_columns() -> None:
    lines = ladder(EW.explain(MONDAY, 20), "due", 76)
    assert len(lines) == 9
    assert lines[0].split() == ["1", "Tue", "23", "Dec", "6", "Fri", "2", "Jan", "13", "Tue", "13", "Jan"]
    assert lines[-1].endswith("20  Thu 22 Jan   due")


def test_a_narrow_ladder_has_one_column() -> None:
    assert ladder(EW.explain(MONDAY, 5), "due by 17:00", 20)[2] == " -  Thu 25 Dec  Christmas Day"
    assert len(ladder(EW.explain(MONDAY, 5), "due by 17:00", 20)) == 8


def test_a_count_of_no_days_has_no_ladder() -> None:
    assert ladder(EW.explain(MONDAY, 0), "due", 76) == []


def test_weeks_with_the_days_numbered() -> None:
    assert strip_lines(month_strip(EW.explain(MONDAY, 5))) == [
        "           Mon      Tue      Wed      Thu      Fri      Sat      Sun",
        "Dec 2025   22 (0)   23 (1)   24 (2)   25  -    26  -    27  -    28  -",
        "           29 (3)   30 (4)   31 [5]    1        2        3        4",
    ]


def test_counting_back_the_weeks_still_run_forward() -> None:
    assert strip_lines(month_strip(EW.explain(date(2026, 4, 9), -3)))[1:] == [
        "Apr 2026   30       31        1        2 [-3]   3  -     4  -     5  -",
        "            6  -     7 (-2)   8 (-1)   9 (0)   10       11       12",
    ]


def test_a_month_with_its_working_days_numbered() -> None:
    lines = strip_lines(one_month(date(2026, 12, 1), EW))
    assert lines[1] == "Dec 2026   30        1 (1)    2 (2)    3 (3)    4 (4)    5  -     6  -"
    assert lines[-1] == "           28  -    29 (19)  30 (20)  31 (21)   1        2        3"


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2045, 1, 1)), st.integers(-120, 120), st.integers(1, 140))
def test_every_day_is_drawn_once_in_both_and_the_ladder_fits(start: date, n: int, width: int) -> None:
    days = EW.explain(start, n)
    drawn_days = [each for week in month_strip(days) for each in week.days if each.part != "outside"]
    assert sorted(each.day for each in drawn_days) == sorted(line.day for line in days)
    assert all(len(each.text) == CELL for each in drawn_days)
    rungs = ladder(days, "", width)
    assert sum(rung.count("-  ") for rung in rungs) <= len(days)
    widest = max((len(rung) for rung in ladder(days, "", 1)), default=0)
    assert all(len(rung) <= max(width, widest) for rung in rungs)
    for line in days[1:]:
        if line.number is not None:
            assert any(f"{line.number}  {line.day:%a} {line.day.day} " in f"{rung} " for rung in rungs)


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2060, 1, 1)))
def test_a_month_numbers_each_of_its_working_days(day: date) -> None:
    first = day.replace(day=1)
    days = [each for week in one_month(first, EW) for each in week.days]
    assert [each.day for each in days] == [days[0].day + timedelta(n) for n in range(len(days))]
    worked = [each.day for each in days if each.part == "counted"]
    assert worked == [each.day for each in days if each.day.month == first.month and EW.is_working_day(each.day)]
    assert len(HEADING.split()) == 7


@pytest.mark.parametrize("standard", shipped_standards(), ids=lambda standard: standard.id)
def test_every_explanation_fits_the_screen_and_ends_at_the_due_day(standard: Standard) -> None:
    found = why(standard, moment("Fri 19 Dec 2025 17:40"), SHIPPED)
    lines = found.day_lines(74)
    assert any("due by" in line for line in lines)
    assert all(len(line) <= 74 for line in lines)
