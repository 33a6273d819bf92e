"""Working days: the published answers of other systems, then invariants against a slow and obvious reference."""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.bank_holidays import PUBLISHED_TO, UnknownRegion
from casework.calendars import SHIPPED
from casework.deadlines import Pause, deadline
from casework.moments import london, london_date, office_open
from casework.standards import Standard, Unit, shipped_standards
from casework.working_days import A_LONG_COLUMN, CalendarRefused, DateOutOfRange, DayLine, SkippedDay, WorkingCalendar
from tests.unit.vectors import OF_HOURS, OUR_REGIONS, Vector, named_calendar, vectors, vectors_of

ONE_DAY = timedelta(days=1)
EW = WorkingCalendar.for_region("england-wales")
FOI = WorkingCalendar.for_region("uk-any")


def day(text: str) -> date:
    return date.fromisoformat(text)


# The answers of fifteen public systems


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


def after_a_pause(calendar: WorkingCalendar, due: str, pause: str) -> date:
    stop, restart = (day(text.partition("=")[2]) for text in pause.split(";"))
    return calendar.roll_forward(day(due) + (restart - stop))


def holiday_day(found: tuple[date, str] | None) -> str:
    assert found is not None
    return str(found[0])


ANSWERS: dict[str, Callable[[WorkingCalendar, str, str], object]] = {
    "add_wd": lambda c, a, n: c.add(day(a), int(n)),
    "add_wd_roll": lambda c, a, n: c.add(rolled(c, day(a), int(n)), int(n)),
    "add_wd_zero_rolls": lambda c, a, n: c.add(c.roll_forward(day(a)), int(n)),
    "add_wd_start_is_day1": lambda c, a, n: c.add(day(a) - ONE_DAY, int(n)),
    "add_cd": lambda _, a, n: day(a) + timedelta(int(n)),
    "add_cd_roll": lambda c, a, n: c.roll_forward(day(a) + timedelta(int(n))),
    "add_cm_roll": lambda c, a, n: c.roll_forward(day(a) + relativedelta(months=int(n))),
    "pause_shift_cd_roll": after_a_pause,
    "count_cd": lambda _, a, b: (day(b) - day(a)).days,
    "count_cd_incl": lambda _, a, b: (day(b) - day(a)).days + 1,
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


@pytest.mark.parametrize("vector", vectors_of(ANSWERS), ids=str)
def test_other_systems_published_answer(vector: Vector) -> None:
    answer = ANSWERS[vector.operation]
    assert str(answer(named_calendar(vector.calendar), vector.start, vector.n_or_end)) == vector.expected
    if vector.calendar in OUR_REGIONS:
        ours = WorkingCalendar.for_region(OUR_REGIONS[vector.calendar])
        assert str(answer(ours, vector.start, vector.n_or_end)) == vector.expected


def test_with_those_of_office_hours_every_published_answer_is_met() -> None:
    assert {vector.operation for vector in vectors()} == set(ANSWERS) | OF_HOURS
    assert (len(vectors_of(ANSWERS)), len(vectors_of(OF_HOURS)), len(vectors())) == (114, 46, 160)


UNITS: dict[str, Unit] = {"add_wd": "working days", "add_cd": "calendar days", "add_cm_roll": "calendar months"}
CLOCKS = [vector for vector in vectors_of(UNITS) if vector.calendar in OUR_REGIONS or vector.operation == "add_cd"]


def standard(length: int, unit: Unit, region: str) -> Standard:
    return replace(shipped_standards()[0], length=length, unit=unit, calendar=region, receipt="actual day", warn=0)


@pytest.mark.parametrize("vector", CLOCKS, ids=str)
def test_a_clock_is_due_on_the_published_day(vector: Vector) -> None:
    region = OUR_REGIONS.get(vector.calendar, "england-wales")
    clock = standard(int(vector.n_or_end), UNITS[vector.operation], region)
    assert str(deadline(clock, office_open(day(vector.start)), SHIPPED).due_day) == vector.expected


def test_a_pause_of_no_days_does_not_move_a_date_counted_on_one_calendar() -> None:
    """The peer's own test has 2 December: it counts on England and Wales, and after a pause on the whole United Kingdom."""
    due, nothing = day("2025-12-01"), "stop=2025-11-06;restart=2025-11-06"
    assert after_a_pause(FOI, str(due), nothing) == day("2025-12-02")
    assert after_a_pause(EW, str(due), nothing) == due
    month, received, paused = standard(1, "calendar months", "england-wales"), day("2025-11-01"), office_open(day("2025-11-06"))
    for pauses in ([], [Pause(paused, paused + timedelta(hours=2))]):
        assert deadline(month, office_open(received), SHIPPED, pauses).due_day == due


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


@pytest.mark.parametrize("weekdays", [range(5), range(7), {0}])
@pytest.mark.parametrize("weeks", [1, 53, 5_000, -5_000])
def test_so_many_weeks_away(weekdays: Collection[int], weeks: int) -> None:
    monday = day("2026-01-05")
    assert WorkingCalendar({}, weekdays).add(monday, weeks * len(weekdays)) == monday + timedelta(weeks=weeks)


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


def test_walking_a_count_forwards_and_back() -> None:
    assert EW.walk(day("2026-12-24"), day("2026-12-27")) == [
        DayLine(day("2026-12-24"), 0, None),
        DayLine(day("2026-12-25"), None, "Christmas Day"),
        DayLine(day("2026-12-26"), None, "Boxing Day"),
        DayLine(day("2026-12-27"), None, "Sunday"),
    ]
    assert EW.walk(day("2026-12-26"), day("2026-12-23")) == [
        DayLine(day("2026-12-26"), 0, "Boxing Day"),
        DayLine(day("2026-12-25"), None, "Christmas Day"),
        DayLine(day("2026-12-24"), -1, None),
        DayLine(day("2026-12-23"), -2, None),
    ]
    assert EW.walk(day("2026-12-24"), day("2026-12-24")) == [DayLine(day("2026-12-24"), 0, None)]


@pytest.mark.parametrize(
    ("arrives", "takes", "sent"),
    [
        ("2026-12-29", 0, "2026-12-29"),
        ("2026-12-29", 1, "2026-12-24"),
        ("2026-12-27", 0, "2026-12-24"),
        ("2026-12-27", 1, "2026-12-23"),
        ("2026-06-15", 2, "2026-06-11"),
    ],
)
def test_the_last_day_to_send_something(arrives: str, takes: int, sent: str) -> None:
    assert EW.send_by(day(arrives), takes) == day(sent)


def test_holidays_are_asked_for_once_a_year_and_only_for_the_years_needed() -> None:
    asked: list[int] = []

    def founders_day(year: int) -> dict[date, str]:
        asked.append(year)
        return {date(year, 6, 10): "Founder's Day"}

    calendar = WorkingCalendar.by_year(founders_day, range(2020, 2031), day("2027-12-31"), "ours")
    assert asked == []
    assert calendar.add(day("2026-06-09"), 1) == day("2026-06-11")
    assert asked == [2026]
    assert calendar.count(day("2024-06-09"), day("2024-06-11")) == 1
    assert calendar.holiday_name(day("2025-06-10")) == "Founder's Day"
    assert calendar.next_holiday(day("2026-06-10")) == (day("2027-06-10"), "Founder's Day")
    assert sorted(asked) == [2024, 2025, 2026, 2027]
    assert calendar.name == "ours"
    assert [calendar.is_provisional(day(text)) for text in ("2027-12-31", "2028-01-01")] == [False, True]
    assert not calendar.is_working_day(day("2026-06-13"))


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


def test_a_calendar_by_years_ends_with_them() -> None:
    calendar = WorkingCalendar.by_year(lambda year: {}, range(2020, 2031), None, "")
    assert calendar.add(day("2020-01-01"), 1) == day("2020-01-02")
    for outside in ("2030-12-31", "2019-12-31"):
        with pytest.raises(DateOutOfRange, match="outside 2020 to 2030"):
            calendar.add(day(outside), 1)


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


@pytest.mark.parametrize(
    "ask", [lambda at: EW.count(at, at), EW.is_working_day, EW.roll_forward, lambda at: EW.add_each([at], 1)]
)
def test_no_question_takes_a_moment(ask: Callable[[datetime], object]) -> None:
    EW.is_working_day(day("2026-01-01"))
    with pytest.raises(TypeError, match="not moments"):
        ask(datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_moment_is_not_a_date() -> None:
    with pytest.raises(TypeError, match="not moments"):
        EW.add(datetime(2026, 1, 1), 1)  # noqa: DTZ001
    with pytest.raises(TypeError, match="not moments"):
        EW.holiday_name(datetime(2026, 1, 1))  # noqa: DTZ001


# Columns of dates


def long(column: Iterable[date]) -> list[date]:
    """The same dates over and over, enough of them to be a long column."""
    column = list(column)
    return column * (A_LONG_COLUMN // len(column) + 1)


def test_no_dates_have_no_answers() -> None:
    assert EW.add_each([], 20) == EW.add_each(iter(()), 20) == []
    assert EW.count_each([], []) == EW.count_each(iter(()), iter(())) == []


@pytest.mark.parametrize("given", [list, tuple, iter, dict.fromkeys])
def test_a_column_is_any_run_of_dates(given: Callable[[list[date]], Iterable[date]]) -> None:
    days = [day("2026-12-23"), day("2026-06-12"), day("2026-11-28")]
    assert EW.add_each(given(days), 5) == [day("2027-01-04"), day("2026-06-19"), day("2026-12-04")]
    assert EW.count_each(given(days), given(days)) == [0, 0, 0]
    many = [day("1990-01-01") + timedelta(n) for n in range(A_LONG_COLUMN)]
    assert EW.add_each(given(many), 5) == [EW.add(each, 5) for each in many]


def test_columns_of_different_lengths_are_refused() -> None:
    one, two = [day("2026-06-12")], [day("2026-06-12"), day("2126-06-12")]
    for after, upto in ((one, two), (two, one), ([], one)):
        with pytest.raises(ValueError, match="zip"):
            EW.count_each(iter(after), iter(upto))


@pytest.mark.parametrize("column", [list, long])
def test_one_bad_date_in_a_column_is_refused_as_it_would_be_alone(column: Callable[[list[date]], list[date]]) -> None:
    fine, moment, late = day("2026-06-12"), datetime(2026, 6, 12), day("2101-01-01")  # noqa: DTZ001
    for n in (0, 1, -1):
        with pytest.raises(TypeError, match="not moments"):
            EW.add_each(column([fine, moment]), n)
        with pytest.raises(DateOutOfRange, match="outside 1900 to 2100"):
            EW.add_each(column([fine, late]), n)
    with pytest.raises(DateOutOfRange, match=r"answer to \+1 working days from Friday 31 December 2100"):
        EW.add_each(column([fine, day("2100-12-31")]), 1)
    with pytest.raises(TypeError, match="not moments"):
        EW.count_each(column([fine, fine]), column([fine, moment]))
    with pytest.raises(DateOutOfRange, match="outside 1900 to 2100"):
        EW.count_each(column([late, fine]), column([fine, fine]))


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
@given(WEEKDAYS, HOLIDAYS, st.lists(DAYS, max_size=30), STEPS)
def test_a_short_column_is_answered_as_its_dates_are(week: set[int], holidays: set[date], days: list[date], n: int) -> None:
    calendar = WorkingCalendar(dict.fromkeys(holidays, "holiday"), week)
    given, answers = list(days), calendar.add_each(days, n)
    assert answers == calendar.add_each(days, n) == [obvious_add(week, holidays, each, n) for each in given]
    assert days == given


@settings(max_examples=20, deadline=None)
@given(calendars(), st.lists(st.dates(day("1990-01-01"), day("2040-12-31")), min_size=1, max_size=30), STEPS)
def test_a_long_column_is_answered_as_its_dates_are(calendar: WorkingCalendar, days: list[date], n: int) -> None:
    answers = calendar.add_each(long(days), n)
    assert answers == long(WorkingCalendar.add(calendar, each, n) for each in days)


@settings(max_examples=40, deadline=None)
@given(WEEKDAYS, HOLIDAYS, st.lists(st.tuples(DAYS, DAYS), max_size=30))
def test_a_column_is_counted_as_its_pairs_are(week: set[int], holidays: set[date], pairs: list[tuple[date, date]]) -> None:
    calendar = WorkingCalendar(dict.fromkeys(holidays, "holiday"), week)
    after, upto = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    expected = [obvious_count(week, holidays, *pair) for pair in pairs]
    assert calendar.count_each(after, upto) == calendar.count_each(iter(after), iter(upto)) == expected


@settings(max_examples=40, deadline=None)
@given(WEEKDAYS, HOLIDAYS, DAYS)
def test_a_day_is_worked_or_not_as_it_was_described(week: set[int], holidays: set[date], asked: date) -> None:
    calendar = WorkingCalendar(dict.fromkeys(holidays, "holiday"), week)
    worked = asked.weekday() in week and asked not in holidays
    assert calendar.is_working_day(asked) is calendar.is_working_day(asked) is worked


@settings(max_examples=40, deadline=None)
@given(WEEKDAYS, HOLIDAYS, DAYS, st.integers(0, 60))
def test_nothing_can_be_sent_later_than_the_last_day_to_send_it(
    week: set[int], holidays: set[date], arrives: date, takes: int
) -> None:
    sent = arrives
    while not (sent.weekday() in week and sent not in holidays and obvious_add(week, holidays, sent, takes) <= arrives):
        sent -= ONE_DAY
    assert WorkingCalendar(dict.fromkeys(holidays, "holiday"), week).send_by(arrives, takes) == sent


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


@settings(max_examples=40, deadline=None)
@given(calendars(), DAYS, st.integers(-300, 300))
def test_a_walk_numbers_each_day_as_it_is_counted(calendar: WorkingCalendar, after: date, length: int) -> None:
    lines = calendar.walk(after, after + timedelta(length))
    step = -1 if length < 0 else 1
    assert [line.day for line in lines] == [after + timedelta(n) for n in range(0, length + step, step)]
    for line in lines:
        assert (line.reason is None) == calendar.is_working_day(line.day)
    counted = [line for line in lines[1:] if line.number is not None]
    assert [line.number for line in counted] == [step * n for n in range(1, len(counted) + 1)]
    assert all(line.reason is None for line in counted)
    assert calendar.add(after, step * len(counted)) == (counted[-1].day if counted else after)


def test_threads_may_share_a_calendar() -> None:
    holidays = {date(year, 5, 1): "May Day" for year in range(2000, 2041)}
    shared, alone = WorkingCalendar(holidays), WorkingCalendar(holidays)
    asked = [(date(2000 + 17 * n % 40, 4, 30), n % 11 - 5) for n in range(400)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda pair: shared.add(*pair), asked))
    assert answers == [alone.add(*pair) for pair in asked]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.dates(day("2015-01-01"), day("2035-01-01")), st.integers(-900, 900)), max_size=4))
def test_the_order_of_asking_does_not_matter(asked: list[tuple[date, int]]) -> None:
    used = WorkingCalendar({day("2026-05-04"): "May Day"})
    for start, n in asked:
        assert used.add(start, n) == WorkingCalendar({day("2026-05-04"): "May Day"}).add(start, n)
