"""Periods: reading typed ones, stepping from one to the next, and what they are called."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.summaries.periods import Period, UnreadablePeriod, period_between, period_with, read_period

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1960, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("typed", "first", "last", "title"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("oct 2026", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        (" OCTOBER '26 ", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("oct", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("dec", date(2025, 12, 1), date(2025, 12, 31), "December 2025"),
        ("last month", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("this month", date(2026, 11, 1), date(2026, 11, 30), "November 2026"),
        ("this quarter", date(2026, 10, 1), date(2026, 12, 31), "Q3 2026/27"),
        ("last quarter", date(2026, 7, 1), date(2026, 9, 30), "Q2 2026/27"),
        ("Q2 2026/27", date(2026, 7, 1), date(2026, 9, 30), "Q2 2026/27"),
        ("q4", date(2026, 1, 1), date(2026, 3, 31), "Q4 2025/26"),
        ("quarter 4 2026-27", date(2027, 1, 1), date(2027, 3, 31), "Q4 2026/27"),
        ("2026/27", date(2026, 4, 1), date(2027, 3, 31), "2026/27"),
        ("FY 26/27", date(2026, 4, 1), date(2027, 3, 31), "2026/27"),
        ("2000/01", date(2000, 4, 1), date(2001, 3, 31), "2000/01"),
        ("2000-01", date(2000, 1, 1), date(2000, 1, 31), "January 2000"),
        ("2026/2027", date(2026, 4, 1), date(2027, 3, 31), "2026/27"),
        ("last year", date(2025, 4, 1), date(2026, 3, 31), "2025/26"),
        ("this financial year", date(2026, 4, 1), date(2027, 3, 31), "2026/27"),
        ("1 Sep 2026..30 Sep 2026", date(2026, 9, 1), date(2026, 9, 30), "September 2026"),
        ("1 Sep 2026 to 5 Oct 2026", date(2026, 9, 1), date(2026, 10, 5), "1 Sep to 5 Oct 2026"),
        ("2025-12-30..2026-01-02", date(2025, 12, 30), date(2026, 1, 2), "30 Dec 2025 to 2 Jan 2026"),
        ("fri", date(2026, 11, 20), date(2026, 11, 20), "Fri 20 Nov 2026"),
        ("oct-2026", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("10/2026", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("2026/27 q2", date(2026, 7, 1), date(2026, 9, 30), "Q2 2026/27"),
        ("last week", date(2026, 11, 9), date(2026, 11, 15), "9 Nov to 15 Nov 2026"),
        ("1-15 oct", date(2026, 10, 1), date(2026, 10, 15), "1 Oct to 15 Oct 2026"),
        ("from 1 oct to 15 oct", date(2026, 10, 1), date(2026, 10, 15), "1 Oct to 15 Oct 2026"),
        ("1 oct - 15 oct 2025", date(2025, 10, 1), date(2025, 10, 15), "1 Oct to 15 Oct 2025"),
        ("2026-10-01 2026-10-15", date(2026, 10, 1), date(2026, 10, 15), "1 Oct to 15 Oct 2026"),
        ("oct to nov", date(2026, 10, 1), date(2026, 11, 30), "1 Oct to 30 Nov 2026"),
        ("q1 to q2", date(2026, 4, 1), date(2026, 9, 30), "1 Apr to 30 Sep 2026"),
        ("2024/25 to 2025/26", date(2024, 4, 1), date(2026, 3, 31), "1 Apr 2024 to 31 Mar 2026"),
        ("09/10..10/11", date(2026, 10, 9), date(2026, 11, 10), "9 Oct to 10 Nov 2026"),
        ("1/10..20/11", date(2026, 10, 1), date(2026, 11, 20), "1 Oct to 20 Nov 2026"),
        ("15/10 to 10/11", date(2026, 10, 15), date(2026, 11, 10), "15 Oct to 10 Nov 2026"),
        ("10/11", date(2026, 11, 10), date(2026, 11, 10), "Tue 10 Nov 2026"),
        ("25/12", date(2025, 12, 25), date(2025, 12, 25), "Thu 25 Dec 2025"),
        ("fy 09/10..2010/11", date(2009, 4, 1), date(2011, 3, 31), "1 Apr 2009 to 31 Mar 2011"),
        ("nov to jan", date(2026, 11, 1), date(2027, 1, 31), "1 Nov 2026 to 31 Jan 2027"),
        ("nov to jan 2026", date(2025, 11, 1), date(2026, 1, 31), "1 Nov 2025 to 31 Jan 2026"),
        ("q3 to q4", date(2026, 10, 1), date(2027, 3, 31), "1 Oct 2026 to 31 Mar 2027"),
        ("15 sep to fri", date(2026, 9, 15), date(2026, 11, 20), "15 Sep to 20 Nov 2026"),
        ("jan 26..dec 25", date(2026, 1, 26), date(2026, 12, 25), "26 Jan to 25 Dec 2026"),
        ("feb 2028", date(2028, 2, 1), date(2028, 2, 29), "February 2028"),
    ],
)
def test_periods_are_read_as_people_type_them(typed: str, first: date, last: date, title: str) -> None:
    assert read_period(typed, TODAY) == Period(first, last, title)


@pytest.mark.parametrize(
    "typed",
    ["", "..", "x", "2026-13", "q5", "2026/28", "9999/00", "q4 9999/00", "1 jan..2 jan..3 jan", "\x1b[31m", "31 feb 2026", "٣"],
)
def test_what_is_no_period_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(UnreadablePeriod) as refused:
        read_period(typed, TODAY)
    assert '"Q2 2026/27"' in str(refused.value)
    assert "\x1b" not in str(refused.value)


def test_one_of_a_shape_may_be_typed_shorter() -> None:
    assert read_period("oct 26", TODAY, "month") == read_period("oct 2026", TODAY)
    assert read_period("last", TODAY, "quarter") == read_period("last quarter", TODAY)
    assert read_period("this", TODAY, "year") == read_period("2026/27", TODAY)
    assert {read_period(typed, TODAY, "year").title for typed in ("2010-11", "10/11", "10-11")} == {"2010/11"}
    assert read_period("2010-10", TODAY, "year").shape == "month"
    assert read_period("15/10", TODAY, "year").shape == "day"
    for typed, shape in (("last", None), ("last", "range")):
        with pytest.raises(UnreadablePeriod, match='"last" is not a period'):
            read_period(typed, TODAY, shape)  # type: ignore[arg-type]


def test_a_range_may_end_after_today_and_a_short_year_is_a_day() -> None:
    assert read_period("1 nov..30 nov", TODAY) == period_with(TODAY, "month")
    assert read_period("1 nov to 15 dec", TODAY).last == date(2026, 12, 15)
    assert read_period("oct 26", TODAY).first == read_period("oct 26", TODAY).last == date(2026, 10, 26)


@given(DAYS)
def test_a_bare_month_or_weekday_that_ends_a_range_is_never_before_it(today: date) -> None:
    assert read_period("mon to fri", today).days == 5
    for begins, ends, months in (("march", "may", 3), ("nov", "jan", 3), ("q4", "q1", 6)):
        assert len(list(read_period(f"{begins} to {ends}", today).parts("month"))) == months


def test_what_could_be_two_periods_says_how_to_type_each() -> None:
    with pytest.raises(UnreadablePeriod, match=r'type "2026/27" for the one from April, or "1 Jan 2026\.\.31 Dec 2026"'):
        read_period("2026", TODAY)
    with pytest.raises(UnreadablePeriod, match=r'type "Q2 2026/27" for the one from April, or "Q2 2025/26" for the one before'):
        read_period("q2 2026", TODAY)
    with pytest.raises(UnreadablePeriod, match=r'months; type "26 Oct\.\.26 Nov" for the days, or "Oct 2026\.\.Nov 2026"'):
        read_period("oct 26..nov 26", TODAY)
    with pytest.raises(UnreadablePeriod, match="before Thu 15 Oct 2026"):
        read_period("15 oct to 1 oct", TODAY)
    with pytest.raises(UnreadablePeriod, match=r"Sun 1 Mar 2026 is before Mon 2 Mar 2026\. Give the earlier day first\."):
        read_period("2 Mar 2026..1 Mar 2026", TODAY)


@given(DAYS, st.sampled_from(["day", "month", "quarter", "year"]))
def test_the_periods_of_a_shape_follow_each_other_without_a_gap(day: date, shape: str) -> None:
    period = period_with(day, shape)  # type: ignore[arg-type]
    assert period.first <= day <= period.last
    assert period.shape == shape
    assert period.after.before == period == period.before.after
    assert period.before.last + timedelta(1) == period.first
    assert period_between(period.first, period.last) == period == read_period(period.title, period.last)
    if shape != "day":
        assert period.year_before.last.replace(day=1) == period.last.replace(year=period.last.year - 1, day=1)


@given(DAYS, st.integers(0, 800), st.sampled_from(["day", "week", "month", "year"]))
def test_the_parts_of_a_period_are_the_whole_of_it_once(first: date, days: int, part: str) -> None:
    period = period_between(first, first + timedelta(days))
    parts = list(period.parts(part))  # type: ignore[arg-type]
    assert (parts[0].first, parts[-1].last) == (period.first, period.last)
    assert all(one.last + timedelta(1) == next_.first for one, next_ in pairwise(parts))
    assert period.before.days == period.days or period.shape != "range"
    assert period.year_before.last < period.last


def test_one_that_is_not_over_says_so() -> None:
    assert period_with(TODAY, "month").said(TODAY) == "November 2026 so far"
    assert period_with(TODAY, "month").before.said(TODAY) == "October 2026"
    assert period_with(date(2026, 12, 1), "month").begins_after(TODAY)
    assert not period_with(TODAY, "day").begins_after(TODAY)
