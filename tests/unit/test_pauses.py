"""Pauses and extensions: what they add to a deadline, and what they can never do."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casework.calendars import DIVISIONS, SHIPPED, Calendars, DayChange
from casework.date_words import moment_words
from casework.deadlines import Pause, deadline, merged, recurring, start_day
from casework.moments import at_london_time, end_of_date, london_date
from casework.standards import Standard, shipped_standards
from tests.desk import moment

STANDARDS = {standard.id: standard for standard in shipped_standards()}
HOURLY = replace(STANDARDS["enquiry-reply"], id="urgent", length=12, unit="working hours", warn=2)
ALL = [*STANDARDS.values(), HOURLY]
RECEIVED = moment("Mon 15 Jun 2026 10:00")
ONE_DAY = timedelta(days=1)
TUE_TO_THU = ("Tue 16 Jun 2026 12:00", "Thu 18 Jun 2026 12:00")


def pause(paused: str, resumed: str) -> Pause:
    return Pause(moment(paused), moment(resumed))


def due(standard: str, *pauses: Pause, received: datetime = RECEIVED, extension: int = 0) -> str:
    return moment_words(deadline(STANDARDS[standard], received, SHIPPED, pauses, extension).due_at)


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ((), "Mon 22 Jun 2026, 17:00"),
        ((("Tue 16 Jun 2026 09:00", "Tue 16 Jun 2026 16:00"),), "Mon 22 Jun 2026, 17:00"),
        ((("Tue 16 Jun 2026 16:00", "Wed 17 Jun 2026 09:00"),), "Tue 23 Jun 2026, 17:00"),
        ((("Tue 16 Jun 2026 16:00", "Tue 16 Jun 2026 16:00"),), "Mon 22 Jun 2026, 17:00"),
        ((("Fri 19 Jun 2026 12:00", "Sun 21 Jun 2026 12:00"),), "Mon 22 Jun 2026, 17:00"),
        ((("Fri 19 Jun 2026 12:00", "Mon 22 Jun 2026 09:00"),), "Tue 23 Jun 2026, 17:00"),
        ((TUE_TO_THU, ("Wed 17 Jun 2026 12:00", "Fri 19 Jun 2026 12:00")), "Thu 25 Jun 2026, 17:00"),
        ((TUE_TO_THU, ("Thu 25 Jun 2026 12:00", "Fri 26 Jun 2026 12:00")), "Wed 24 Jun 2026, 17:00"),
        ((("Mon 22 Jun 2026 16:59", "Wed 24 Jun 2026 12:00"),), "Wed 24 Jun 2026, 17:00"),
        ((("Mon 22 Jun 2026 17:01", "Wed 24 Jun 2026 12:00"),), "Mon 22 Jun 2026, 17:00"),
        ((("Mon 22 Jun 2026 16:59", "Wed 24 Jun 2026 17:01"),), "Thu 25 Jun 2026, 17:00"),
        ((("Mon 22 Jun 2026 12:00", "Sat 27 Jun 2026 12:00"),), "Mon 29 Jun 2026, 17:00"),
        ((("Mon 1 Jun 2026 12:00", "Tue 9 Jun 2026 12:00"),), "Mon 22 Jun 2026, 17:00"),
        ((("Mon 1 Jun 2026 12:00", "Wed 17 Jun 2026 12:00"),), "Wed 24 Jun 2026, 17:00"),
    ],
)  # fmt: skip
def test_a_pause_adds_the_working_days_after_it_began_up_to_its_end(pauses: tuple[tuple[str, str], ...], expected: str) -> None:
    assert due("complaint-notify", *(pause(*each) for each in pauses)) == expected


def test_a_calendar_day_clock_gains_calendar_days() -> None:
    weekend = pause("Fri 19 Jun 2026 12:00", "Mon 22 Jun 2026 09:00")
    assert due("keep-informed") == "Mon 13 Jul 2026, 17:00"
    assert due("keep-informed", weekend) == "Thu 16 Jul 2026, 17:00"


def test_a_monthly_clock_gains_calendar_days_and_then_rolls() -> None:
    assert due("sar") == "end of Wed 15 Jul 2026"
    assert due("sar", pause("Fri 19 Jun 2026 12:00", "Mon 22 Jun 2026 09:00")) == "end of Mon 20 Jul 2026"


def test_an_hourly_clock_gains_working_minutes() -> None:
    two_hours = pause("Mon 15 Jun 2026 16:00", "Tue 16 Jun 2026 10:00")
    assert moment_words(deadline(HOURLY, RECEIVED, SHIPPED).due_at) == "Tue 16 Jun 2026, 14:00"
    assert moment_words(deadline(HOURLY, RECEIVED, SHIPPED, [two_hours]).due_at) == "Tue 16 Jun 2026, 16:00"
    assert moment_words(deadline(HOURLY, RECEIVED, SHIPPED).warn_at) == "Tue 16 Jun 2026, 12:00"


def test_stopping_and_restarting_on_one_day_does_not_move_a_date_another_system_moves() -> None:
    """A peer's tests assert 2 December: it restarts on all-UK holidays a clock it began on those of England and Wales."""
    sar = replace(STANDARDS["sar"], unit="calendar days", length=30)
    received, same_day = moment("Sat 1 Nov 2025 12:00"), pause("Thu 6 Nov 2025 12:00", "Thu 6 Nov 2025 12:00")
    assert deadline(sar, received, SHIPPED).due_day == date(2025, 12, 1)
    assert deadline(sar, received, SHIPPED, [same_day]).due_day == date(2025, 12, 1)


def test_an_extension_counts_from_receipt() -> None:
    received = moment("Sat 31 Jan 2026 12:00")
    assert due("sar", received=received) == "end of Mon 2 Mar 2026"
    assert due("sar", received=received, extension=2) == "end of Thu 30 Apr 2026"
    assert due("foi", received=moment("Thu 18 May 2017 12:00"), extension=10) == "end of Fri 30 Jun 2017"


def test_recurring_deadlines_are_each_counted_from_the_start() -> None:
    found = recurring(STANDARDS["keep-informed"], RECEIVED, SHIPPED)
    assert [str(next(found).due_day) for _ in range(3)] == ["2026-07-13", "2026-08-10", "2026-09-07"]


def test_pauses_that_touch_or_overlap_are_one() -> None:
    one, two = pause("Tue 16 Jun 2026 12:00", "Thu 18 Jun 2026 12:00"), pause("Wed 17 Jun 2026 12:00", "Fri 19 Jun 2026 12:00")
    assert merged([two, one]) == [pause("Tue 16 Jun 2026 12:00", "Fri 19 Jun 2026 12:00")]
    assert merged([]) == []


# Whatever the standard, the receipt, the pauses and the changes of the calendar

STANDARD = st.sampled_from(ALL)
NAIVE = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 20))  # noqa: DTZ001
MOMENT = NAIVE.map(lambda naive: at_london_time(naive.date(), naive.time()))
PAUSE = st.tuples(MOMENT, st.timedeltas(timedelta(), timedelta(days=20))).map(lambda it: Pause(it[0], it[0] + it[1]))
PAUSES = st.lists(PAUSE, max_size=4)
DAY = st.dates(date(2026, 1, 1), date(2027, 6, 1))
CLOSURE = DAY.map(lambda day: DayChange(day, "closure", "shut"))
HOLIDAY = st.tuples(DAY, st.sampled_from(DIVISIONS)).map(lambda it: DayChange(it[0], "bank holiday", "new", it[1]))
CHANGES = st.lists(st.one_of(CLOSURE, HOLIDAY), max_size=6)


def obvious(standard: Standard, received: datetime, calendars: Calendars, pauses: list[Pause], extension: int) -> date:
    """The due day by walking from day 0, one day at a time."""
    calendar = calendars.of(standard)

    def ends(day: date) -> datetime:
        return end_of_date(day) if standard.due == "end of date" else at_london_time(day, calendars.closes(day))

    waited = [(london_date(it.paused_at), london_date(it.resumed_at)) for it in merged(pauses)]
    day, left = start_day(standard, received, calendars), standard.length + extension
    while left:
        day += ONE_DAY
        counts = standard.unit == "calendar days" or calendar.is_working_day(day)
        left -= counts and not any(began < day <= ended for began, ended in waited)
    while any(it.paused_at <= ends(day) < it.resumed_at for it in pauses) or (
        standard.unit == "working days" and not calendar.is_working_day(day)
    ):
        day += ONE_DAY
    return day


@settings(max_examples=300, deadline=None)
@given(STANDARD.filter(lambda it: it.unit in ("working days", "calendar days")), MOMENT, PAUSES, CHANGES, st.integers(0, 10))
def test_it_is_what_walking_the_days_gives(
    standard: Standard, received: datetime, pauses: list[Pause], changes: list[DayChange], extension: int
) -> None:
    calendars = Calendars(changes)
    found = deadline(standard, received, calendars, pauses, extension)
    assert found.due_day == obvious(standard, received, calendars, pauses, extension)


@settings(max_examples=150, deadline=None)
@given(STANDARD, MOMENT, PAUSES, CHANGES, st.integers(0, 40))
def test_counting_again_gives_the_same_and_taking_an_extension_back_restores_the_date(
    standard: Standard, received: datetime, pauses: list[Pause], changes: list[DayChange], extension: int
) -> None:
    first = deadline(standard, received, Calendars(changes), pauses)
    longer = deadline(standard, received, Calendars(changes), pauses, extension)
    assert longer.due_at >= first.due_at
    assert deadline(standard, received, Calendars(reversed(changes)), pauses[::-1]) == first


@settings(max_examples=150, deadline=None)
@given(STANDARD, MOMENT, st.lists(MOMENT, max_size=4), CHANGES)
def test_a_pause_of_no_length_moves_nothing(
    standard: Standard, received: datetime, at: list[datetime], changes: list[DayChange]
) -> None:
    calendars = Calendars(changes)
    assert deadline(standard, received, calendars, [Pause(each, each) for each in at]) == deadline(standard, received, calendars)


@settings(max_examples=300, deadline=None)
@given(STANDARD, MOMENT, PAUSES, CHANGES, st.one_of(CLOSURE, HOLIDAY), st.integers(0, 10))
def test_a_holiday_announced_never_brings_a_deadline_forward(
    standard: Standard, received: datetime, pauses: list[Pause], changes: list[DayChange], announced: DayChange, extension: int
) -> None:
    before = deadline(standard, received, Calendars(changes), pauses, extension)
    after = deadline(standard, received, Calendars([*changes, announced]), pauses, extension)
    assert after.due_at >= before.due_at


@settings(max_examples=150, deadline=None)
@given(STANDARD, MOMENT, PAUSES)
def test_no_clock_is_due_while_it_waits(standard: Standard, received: datetime, pauses: list[Pause]) -> None:
    found = deadline(standard, received, SHIPPED, pauses)
    assume(standard.unit != "working hours")
    assert not any(it.paused_at <= found.due_at < it.resumed_at for it in pauses)


@settings(max_examples=100, deadline=None)
@given(STANDARD.filter(lambda it: it.unit != "calendar days"), MOMENT, st.dates(date(2026, 1, 1), date(2027, 6, 1)))
def test_a_date_past_the_published_holidays_is_always_provisional(
    standard: Standard, received: datetime, published: date
) -> None:
    found = deadline(standard, received, Calendars(published_to=published))
    assert found.provisional == (found.due_day > published)
