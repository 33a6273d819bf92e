"""Working days: the published answers of other systems, then invariants against a slow and obvious reference."""

import csv
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.bank_holidays import PUBLISHED_TO, UnknownRegion
from casework.moments import london, london_date
from casework.working_days import CalendarRefused, DateOutOfRange, DayLine, SkippedDay, WorkingCalendar

DATA = Path(__file__).parents[1] / "data"
OUR_REGIONS = {
    "england-wales": "england-wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
    "uk-any-part": "uk-any",
}
ONE_DAY = timedelta(days=1)
EW = WorkingCalendar.for_region("england-wales")
FOI = WorkingCalendar.for_region("uk-any")


def day(text: str) -> date:
    return date.fromisoformat(text)


# The answers of fifteen public systems


@cache
def named_calendar(name: str) -> WorkingCalendar:
    described = json.loads((DATA / "calendars.json").read_text(encoding="utf-8"))[name]
    yearly = [f"{year}-{month_day}" for year in range(2000, 2030) for month_day in described["yearly_holidays"]]
    holidays = {day(text): "holiday" for text in [*described["holidays"], *yearly]}
    return WorkingCalendar(holidays, described["working_weekdays"])


def holidays_between(calendar: WorkingCalendar, first: date, last: date) -> int:
    found, at = 0, calendar.next_holiday(first - ONE_DAY)
    while at is not None and at[0] <= last:
        found, at = found + 1, calendar.next_holiday(at[0])
    return found


def rolled(calendar: WorkingCalendar, start: date, n: int) -> date:
    return calendar.roll_back(start) if n < 0 else calendar.roll_forward(start)


def truth(value: bool) -> str:
    return "true" if value else "false"


def next_after_cutoff(calendar: WorkingCalendar, moment: str) -> date:
    local = london(datetime.fromisoformat(moment))
    return calendar.add(local.date() + ONE_DAY * (local.time() >= time(17, 30)), 1)


def holiday_day(found: tuple[date, str] | None) -> str:
    assert found is not None
    return str(found[0])


ANSWERS: dict[str, Callable[[WorkingCalendar, str, str], object]] = {
    "add_wd": lambda c, a, n: c.add(day(a), int(n)),
    "add_wd_roll": lambda c, a, n: c.add(rolled(c, day(a), int(n)), int(n)),
    "add_wd_zero_rolls": lambda c, a, n: c.add(c.roll_forward(day(a)), int(n)),
    "add_wd_start_is_day1": lambda c, a, n: c.add(day(a) - ONE_DAY, int(n)),
    "add_cd_roll": lambda c, a, n: c.roll_forward(day(a) + timedelta(int(n))),
    "count_wd_closed": lambda c, a, b: max(0, c.count(day(a) - ONE_DAY, day(b))),
    "count_wd_closed_open": lambda c, a, b: max(0, c.count(day(a) - ONE_DAY, day(b) - ONE_DAY)),
    "count_wd_open_closed": lambda c, a, b: c.count(day(a), day(b)),
    "is_wd": lambda c, a, _: truth(c.is_working_day(day(a))),
    "is_bh": lambda c, a, _: truth(c.holiday_name(day(a)) is not None),
    "count_bh": lambda c, a, b: holidays_between(c, day(a), day(b)),
    "next_bh": lambda c, a, _: holiday_day(c.next_holiday(day(a))),
    "prev_bh": lambda c, a, _: holiday_day(c.previous_holiday(day(a))),
    "next_wd_cutoff_1730": lambda c, a, _: next_after_cutoff(c, a),
    "is_overdue": lambda _, a, b: truth(london_date(datetime.fromisoformat(b)) > day(a)),
}


def vectors() -> list[tuple[str, ...]]:
    columns = ("calendar", "operation", "start", "n_or_end", "expected")
    with (DATA / "vectors.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["operation"] in ANSWERS]
    return [tuple(row[column] for column in columns) for row in rows]


@pytest.mark.parametrize(("calendar", "operation", "start", "n_or_end", "expected"), vectors())
def test_other_systems_published_answer(calendar: str, operation: str, start: str, n_or_end: str, expected: str) -> None:
    answer = ANSWERS[operation]
    assert str(answer(named_calendar(calendar), start, n_or_end)) == expected
    if calendar in OUR_REGIONS:
        ours = WorkingCalendar.for_region(OUR_REGIONS[calendar])
        assert str(answer(ours, start, n_or_end)) == expected


def test_enough_vectors_are_answered() -> None:
    assert len(vectors()) == 104


# Our own rules


@pytest.mark.parametrize(
    ("received", "five", "twenty", "foi"),
    [
        ("2026-06-12", "2026-06-19", "2026-07-10", "2026-07-14"),
        ("2026-11-28", "2026-12-04", "2026-12-29", "2026-12-30"),
        ("2026-12-23", "2027-01-04", "2027-01-25", "2027-01-26"),
    ],
)
def test_days_for_a_reply(received: str, five: str, twenty: str, foi: str) -> None:
    assert EW.add(day(received), 5) == day(five)
    assert EW.add(day(received), 20) == day(twenty)
    assert FOI.add(day(received), 20) == day(foi)


def test_both_receipt_rules_for_a_saturday() -> None:
    saturday = day("2020-01-04")
    assert EW.add(saturday, 20) == day("2020-01-31")
    assert EW.add(EW.roll_forward(saturday), 20) == day("2020-02-03")


def test_holidays_of_2026() -> None:
    def of_2026(calendar: WorkingCalendar) -> list[str]:
        found, at = [], calendar.next_holiday(day("2025-12-31"))
        while at is not None and at[0].year == 2026:
            found.append(f"{at[0]:%d-%m}")
            at = calendar.next_holiday(at[0])
        return found

    ours = ["01-01", "03-04", "06-04", "04-05", "25-05", "31-08", "25-12", "28-12"]
    assert of_2026(EW) == ours
    assert set(of_2026(FOI)) - set(ours) == {"02-01", "17-03", "15-06", "13-07", "03-08", "30-11"}


@pytest.mark.parametrize("one_off", ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"])
def test_one_off_days_are_not_worked(one_off: str) -> None:
    assert not EW.is_working_day(day(one_off))
    assert EW.previous_holiday(day(one_off) + ONE_DAY) == (day(one_off), EW.holiday_name(day(one_off)))


def test_days_moved_from_are_worked() -> None:
    assert EW.is_working_day(day("2020-05-04"))
    assert EW.is_working_day(day("2022-05-30"))


def test_zero_is_the_day_itself_even_when_not_worked() -> None:
    assert EW.add(day("2026-12-25"), 0) == day("2026-12-25")


def test_rolling() -> None:
    christmas, saturday = day("2026-12-25"), day("2026-06-13")
    assert (EW.roll_back(christmas), EW.roll_forward(christmas)) == (day("2026-12-24"), day("2026-12-29"))
    assert (EW.roll_back(saturday), EW.roll_forward(saturday)) == (day("2026-06-12"), day("2026-06-15"))
    assert EW.roll_forward(day("2026-06-12")) == EW.roll_back(day("2026-06-12")) == day("2026-06-12")


def test_days_skipped_are_named() -> None:
    assert EW.skipped(day("2026-12-24"), day("2026-12-29")) == [
        SkippedDay(day("2026-12-25"), "Christmas Day"),
        SkippedDay(day("2026-12-26"), "Boxing Day"),
        SkippedDay(day("2026-12-27"), "Sunday"),
        SkippedDay(day("2026-12-28"), "Boxing Day (substitute day)"),
    ]
    assert EW.skipped(day("2026-12-29"), day("2026-12-24")) == []


def test_explaining_a_count_forwards() -> None:
    assert EW.explain(day("2026-06-12"), 2) == [
        DayLine(day("2026-06-12"), 0, None),
        DayLine(day("2026-06-13"), None, "Saturday"),
        DayLine(day("2026-06-14"), None, "Sunday"),
        DayLine(day("2026-06-15"), 1, None),
        DayLine(day("2026-06-16"), 2, None),
    ]


def test_explaining_a_count_backwards_from_a_day_not_worked() -> None:
    assert EW.explain(day("2026-06-13"), -1) == [
        DayLine(day("2026-06-13"), 0, "Saturday"),
        DayLine(day("2026-06-12"), -1, None),
    ]


def test_closures_are_not_worked_and_are_named() -> None:
    closed = WorkingCalendar.for_region("england-wales", {day("2026-12-29"): "Office closed"})
    assert closed.add(day("2026-12-24"), 1) == day("2026-12-30")
    assert closed.holiday_name(day("2026-12-29")) == "Office closed"
    assert closed.next_holiday(day("2026-12-28")) == (day("2026-12-29"), "Office closed")
    assert EW.add(day("2026-12-24"), 1) == day("2026-12-29")


def test_a_closure_on_a_bank_holiday_leaves_the_holiday_its_name() -> None:
    closed = WorkingCalendar.for_region("england-wales", {day("2026-12-25"): "Office closed"})
    assert closed.holiday_name(day("2026-12-25")) == "Christmas Day"


def test_the_same_calendar_is_given_again() -> None:
    closures = {day("2026-12-29"): "Office closed"}
    assert WorkingCalendar.for_region("scotland") is WorkingCalendar.for_region("scotland")
    assert WorkingCalendar.for_region("scotland", closures) is WorkingCalendar.for_region("scotland", dict(closures))
    assert WorkingCalendar.for_region("scotland", closures) is not WorkingCalendar.for_region("scotland")


def test_days_past_the_published_holidays_are_provisional() -> None:
    assert not EW.is_provisional(PUBLISHED_TO)
    assert EW.is_provisional(PUBLISHED_TO + ONE_DAY)
    assert not WorkingCalendar({}).is_provisional(day("9999-12-31"))


def test_holidays_run_out() -> None:
    only = WorkingCalendar({day("2026-06-10"): "Open day", day("2026-06-13"): "A Saturday"})
    assert only.next_holiday(day("2026-06-09")) == (day("2026-06-10"), "Open day")
    assert only.next_holiday(day("2026-06-10")) is None
    assert only.previous_holiday(day("2026-06-10")) is None
    assert only.previous_holiday(day("2999-01-01")) == (day("2026-06-10"), "Open day")
    assert only.next_holiday(day("1999-01-01")) == (day("2026-06-10"), "Open day")
    assert only.previous_holiday(day("1999-01-01")) is None
    assert WorkingCalendar({}).next_holiday(day("2026-06-10")) is None


# Refusals


@pytest.mark.parametrize(
    "ask",
    [
        lambda: EW.add(day("2101-01-01"), 1),
        lambda: EW.add(day("1899-12-31"), 0),
        lambda: EW.add(day("2026-01-01"), 1_000_000_000),
        lambda: EW.add(day("2026-01-01"), -1_000_000_000),
        lambda: EW.count(day("2026-01-01"), day("2101-01-01")),
        lambda: EW.is_working_day(day("1899-12-31")),
        lambda: EW.holiday_name(day("2101-01-01")),
        lambda: EW.next_holiday(day("2101-01-01")),
        lambda: EW.skipped(day("1899-12-31"), day("2026-01-01")),
    ],
)
def test_outside_the_years_covered(ask: Callable[[], object]) -> None:
    with pytest.raises(DateOutOfRange, match=r"outside 1900 to 2100, the years that can be counted\.$"):
        ask()


def test_the_ends_of_all_time() -> None:
    assert WorkingCalendar({}).add(date.min, 1) == day("0001-01-02")
    assert WorkingCalendar({}).add(date.max, -1) == day("9999-12-30")
    with pytest.raises(DateOutOfRange):
        WorkingCalendar({}).add(date.max, 1)
    with pytest.raises(DateOutOfRange):
        WorkingCalendar({}).add(date.min, -1)


def test_a_calendar_needs_a_working_day() -> None:
    with pytest.raises(CalendarRefused, match="at least one working day"):
        WorkingCalendar({}, working_weekdays=())
    with pytest.raises(CalendarRefused, match="numbered from 0"):
        WorkingCalendar({}, working_weekdays={7})


def test_an_unknown_region() -> None:
    with pytest.raises(UnknownRegion, match="no calendar called 'wales'"):
        WorkingCalendar.for_region("wales")


def test_a_moment_is_not_a_date() -> None:
    with pytest.raises(TypeError, match="not moments"):
        EW.add(datetime(2026, 1, 1), 1)  # noqa: DTZ001
    with pytest.raises(TypeError, match="not moments"):
        EW.holiday_name(datetime(2026, 1, 1))  # noqa: DTZ001


# Invariants

DAYS = st.dates(day("2019-12-01"), day("2023-02-01"))
STEPS = st.integers(-200, 200)


WEEKDAYS = st.sets(st.integers(0, 6), min_size=1)
HOLIDAYS = st.sets(st.dates(day("2019-11-01"), day("2023-03-01")), max_size=30)


def calendars() -> st.SearchStrategy[WorkingCalendar]:
    return st.builds(lambda week, days: WorkingCalendar(dict.fromkeys(days, "holiday"), week), WEEKDAYS, HOLIDAYS)


def obvious_add(week: set[int], holidays: set[date], start: date, n: int) -> date:
    at = start
    while n:
        at += ONE_DAY if n > 0 else -ONE_DAY
        if at.weekday() in week and at not in holidays:
            n += -1 if n > 0 else 1
    return at


def obvious_count(week: set[int], holidays: set[date], after: date, upto: date) -> int:
    if upto < after:
        return -obvious_count(week, holidays, upto, after)
    days = [after + timedelta(n) for n in range(1, (upto - after).days + 1)]
    return sum(each.weekday() in week and each not in holidays for each in days)


@settings(max_examples=40, deadline=None)
@given(WEEKDAYS, HOLIDAYS, DAYS, STEPS)
def test_adding_is_what_walking_gives(week: set[int], holidays: set[date], start: date, n: int) -> None:
    calendar = WorkingCalendar(dict.fromkeys(holidays, "holiday"), week)
    first, again = calendar.add(start, n), calendar.add(start, n)
    assert first == again == obvious_add(week, holidays, start, n)


@settings(max_examples=40, deadline=None)
@given(WEEKDAYS, HOLIDAYS, DAYS, DAYS)
def test_counting_is_what_walking_gives(week: set[int], holidays: set[date], after: date, upto: date) -> None:
    calendar = WorkingCalendar(dict.fromkeys(holidays, "holiday"), week)
    assert calendar.count(after, upto) == obvious_count(week, holidays, after, upto) == -calendar.count(upto, after)


@settings(max_examples=40, deadline=None)
@given(calendars(), DAYS, st.integers(0, 200))
def test_counting_what_was_added(calendar: WorkingCalendar, start: date, n: int) -> None:
    assert calendar.count(start, calendar.add(start, n)) == n
    worked = calendar.roll_back(start)
    assert calendar.count(worked, calendar.add(worked, -n)) == -n


@settings(max_examples=40, deadline=None)
@given(calendars(), DAYS, st.integers(-60, 60))
def test_adding_more_is_later(calendar: WorkingCalendar, start: date, n: int) -> None:
    answers = [calendar.add(start, each) for each in range(n, n + 5)]
    assert all(earlier < later for earlier, later in pairwise(answers))


@settings(max_examples=40, deadline=None)
@given(st.sets(DAYS, max_size=20), DAYS, DAYS, st.integers(1, 60))
def test_a_new_holiday_never_brings_a_deadline_forward(known: set[date], announced: date, start: date, n: int) -> None:
    before = WorkingCalendar(dict.fromkeys(known, "known"))
    after = WorkingCalendar(dict.fromkeys(known | {announced}, "known"))
    assert after.add(start, n) >= before.add(start, n)


@settings(max_examples=40, deadline=None)
@given(calendars(), DAYS, st.integers(0, 300))
def test_every_day_is_either_counted_or_skipped(calendar: WorkingCalendar, after: date, length: int) -> None:
    upto = after + timedelta(length)
    assert calendar.count(after, upto) + len(calendar.skipped(after, upto)) == length


@settings(max_examples=40, deadline=None)
@given(calendars(), DAYS, st.integers(-40, 40))
def test_an_explanation_ends_at_the_answer(calendar: WorkingCalendar, start: date, n: int) -> None:
    lines = calendar.explain(start, n)
    assert (lines[-1].day, lines[-1].number) == (calendar.add(start, n), n)
    assert all(abs((later.day - earlier.day).days) == 1 for earlier, later in pairwise(lines))
    assert all((line.number is None) == (line.reason is not None) for line in lines[1:])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.dates(day("2015-01-01"), day("2035-01-01")), st.integers(-900, 900)), max_size=4))
def test_the_order_of_asking_does_not_matter(asked: list[tuple[date, int]]) -> None:
    used = WorkingCalendar({day("2026-05-04"): "May Day"})
    for start, n in asked:
        assert used.add(start, n) == WorkingCalendar({day("2026-05-04"): "May Day"}).add(start, n)
