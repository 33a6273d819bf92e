"""Office hours: the published answers of other systems, then invariants against a slow and obvious reference."""

import csv
import json
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.moments import LONDON
from casework.office_hours import HoursRefused, OfficeHours
from casework.working_days import DateOutOfRange, WorkingCalendar

DATA = Path(__file__).parents[1] / "data"
ONE_MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)
EW = WorkingCalendar.for_region("england-wales")
EVERY_DAY = WorkingCalendar({}, range(7))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(text: str) -> date:
    return date.fromisoformat(text)


def clock(text: str) -> time:
    return time.min if text == "24:00" else time.fromisoformat(text)


def frames(*spans: str, weekdays: Sequence[int] = range(7)) -> dict[int, list[tuple[time, time]]]:
    """`09:00-17:00` and so on, for each of the weekdays."""
    read = [(clock(opens), clock(closes)) for opens, closes in (span.split("-") for span in spans)]
    return dict.fromkeys(weekdays, read)


def london_hours(*spans: str) -> OfficeHours:
    return OfficeHours(EW, frames(*spans), LONDON)


NINE_TO_FIVE = london_hours("09:00-17:00")
SPLIT = london_hours("09:00-12:30", "13:30-17:00")
ROUND_THE_CLOCK = OfficeHours(EVERY_DAY, frames("00:00-24:00"), LONDON)

FRIDAY = "2026-06-12T15:20+01:00"
"""An hour and forty minutes before closing."""


# The answers of the public systems that count in office hours


@dataclass(frozen=True, slots=True)
class Office:
    calendar: WorkingCalendar
    hours: OfficeHours
    tz: ZoneInfo


@cache
def named_office(name: str) -> Office:
    described = json.loads((DATA / "calendars.json").read_text(encoding="utf-8"))[name]
    yearly = [f"{year}-{month_day}" for year in range(2000, 2030) for month_day in described["yearly_holidays"]]
    holidays = {day(text): "holiday" for text in [*described["holidays"], *yearly]}
    calendar, tz = WorkingCalendar(holidays, described["working_weekdays"]), ZoneInfo(described["tz"])
    return Office(calendar, OfficeHours(calendar, frames(*map("-".join, described["hours"])), tz), tz)


def with_pauses(text: str) -> tuple[str, list[tuple[datetime, datetime]]]:
    first, *pauses = text.split(";pause=")
    return first, [(moment(start), moment(end)) for start, end in (pause.split("/") for pause in pauses)]


def added(office: Office, start: str, n: str) -> datetime:
    minutes, pauses = with_pauses(n)
    return office.hours.add(moment(start), int(minutes), pauses)


def counted(office: Office, start: str, end: str) -> timedelta:
    upto, pauses = with_pauses(end)
    return office.hours.open_time(moment(start), moment(upto), pauses)


def days_added(office: Office, start: str, n: str) -> datetime:
    local = office.hours.next_open(moment(start)).astimezone(office.tz)
    return datetime.combine(office.calendar.add(local.date(), int(n)), local.timetz())


ANSWERS: dict[str, Callable[[Office, str, str], object]] = {
    "add_wt_min": added,
    "add_wt_date": added,
    "count_wt_min": lambda office, a, b: counted(office, a, b) // ONE_MINUTE,
    "count_wt_sec": lambda office, a, b: counted(office, a, b) // timedelta(seconds=1),
    "first_wt": lambda office, a, _: office.hours.next_open(moment(a)),
    "add_wd_time_roll": days_added,
}


def as_zammad_has_it(office: Office, answer: datetime) -> datetime:
    """Zammad writes a target at closing as the next opening, and drops the seconds."""
    return office.hours.next_open(answer).replace(second=0)


def vectors() -> list[tuple[str, ...]]:
    columns = ("source", "calendar", "operation", "start", "n_or_end", "expected")
    with (DATA / "vectors.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["operation"] in ANSWERS]
    return [tuple(row[column] for column in columns) for row in rows]


@pytest.mark.parametrize(("source", "calendar", "operation", "start", "n_or_end", "expected"), vectors())
def test_other_systems_published_answer(
    source: str, calendar: str, operation: str, start: str, n_or_end: str, expected: str
) -> None:
    office = named_office(calendar)
    answer = ANSWERS[operation](office, start, n_or_end)
    if not isinstance(answer, datetime):
        assert answer == int(expected)
    elif source == "zammad/zammad":
        assert as_zammad_has_it(office, answer) == moment(expected)
    else:
        assert answer == moment(expected)


def test_enough_vectors_are_answered() -> None:
    assert len(vectors()) == 46


# Our own rules


@pytest.mark.parametrize(
    ("start", "minutes", "target"),
    [
        (FRIDAY, 60, "2026-06-12T16:20+01:00"),
        (FRIDAY, 100, "2026-06-12T17:00+01:00"),
        (FRIDAY, 101, "2026-06-15T09:01+01:00"),
        (FRIDAY, 100 + 480, "2026-06-15T17:00+01:00"),
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 0.5, "2026-06-12T15:20:30+01:00"),
        (FRIDAY, 29 / 60_000_000, "2026-06-12T15:20:00.000029+01:00"),
        (FRIDAY, 1 / 60_000_000, "2026-06-12T15:20:00.000001+01:00"),
        (FRIDAY, -380, "2026-06-12T09:00+01:00"),
        (FRIDAY, -381, "2026-06-11T16:59+01:00"),
        (FRIDAY, -380 - 480, "2026-06-11T09:00+01:00"),
        ("2026-06-12T17:00+01:00", 0, "2026-06-15T09:00+01:00"),
        ("2026-06-12T17:00+01:00", -60, "2026-06-12T16:00+01:00"),
        ("2026-06-13T12:00+01:00", 0, "2026-06-15T09:00+01:00"),
        ("2026-06-13T12:00+01:00", 480, "2026-06-15T17:00+01:00"),
        ("2026-06-13T12:00+01:00", -480, "2026-06-12T09:00+01:00"),
        ("2026-12-24T16:30+00:00", 60, "2026-12-29T09:30+00:00"),
        ("2026-06-12T15:20:30.000001+01:00", 60, "2026-06-12T16:20:30.000001+01:00"),
    ],
)
def test_adding_minutes(start: str, minutes: float, target: str) -> None:
    assert NINE_TO_FIVE.add(moment(start), minutes) == moment(target)


@pytest.mark.parametrize(
    ("start", "minutes", "target"),
    [
        ("2026-06-12T12:00+01:00", 30, "2026-06-12T12:30+01:00"),
        ("2026-06-12T12:00+01:00", 31, "2026-06-12T13:31+01:00"),
        ("2026-06-12T12:30+01:00", 0, "2026-06-12T13:30+01:00"),
        ("2026-06-12T14:00+01:00", -30, "2026-06-12T13:30+01:00"),
        ("2026-06-12T14:00+01:00", -31, "2026-06-12T12:29+01:00"),
    ],
)
def test_a_lunch_hour_does_not_count(start: str, minutes: int, target: str) -> None:
    assert SPLIT.add(moment(start), minutes) == moment(target)


@pytest.mark.parametrize(
    ("pauses", "target"),
    [
        ([], "16:20"),
        (["15:30/15:45"], "16:35"),
        (["15:30/15:45", "15:40/15:50"], "16:40"),
        (["15:40/15:50", "15:30/15:45"], "16:40"),
        (["15:30/15:50", "15:35/15:40"], "16:40"),
        (["15:30/15:40", "15:40/15:50"], "16:40"),
        (["16:20/16:50"], "16:20"),
        (["16:19/16:49"], "16:50"),
        (["15:30/15:45", "16:35/16:50"], "16:35"),
        (["15:30/15:45", "16:20/16:30"], "16:45"),
        (["15:30/15:30"], "16:20"),
        (["16:20/16:20"], "16:20"),
        (["14:00/15:30"], "16:30"),
        (["14:00/15:20"], "16:20"),
        (["14:00/15:00"], "16:20"),
        (["16:30/16:40"], "16:20"),
        (["15:20/16:00"], "17:00"),
        (["06:00/06:30"], "16:20"),
    ],
)
def test_pauses_move_a_target(pauses: list[str], target: str) -> None:
    def at(text: str) -> datetime:
        return moment(f"2026-06-12T{text}+01:00")

    left_out = [(at(start), at(end)) for start, end in (pause.split("/") for pause in pauses)]
    answer = NINE_TO_FIVE.add(at("15:20"), 60, left_out)
    assert answer == at(target)
    assert NINE_TO_FIVE.between(at("15:20"), answer, left_out) == 60


@pytest.mark.parametrize(
    ("pause", "target"),
    [
        ("15:00/15:10", "14:10"),
        ("14:20/14:50", "13:50"),
        ("14:00/14:20", "14:20"),
        ("14:00/14:21", "13:59"),
        ("15:10/16:00", "14:10"),
        ("15:20/16:00", "14:20"),
        ("15:00/15:00", "14:20"),
    ],
)
def test_pauses_when_counting_back(pause: str, target: str) -> None:
    start, end = (moment(f"2026-06-12T{text}+01:00") for text in pause.split("/"))
    assert NINE_TO_FIVE.add(moment(FRIDAY), -60, [(start, end)]) == moment(f"2026-06-12T{target}+01:00")


def test_a_pause_moves_a_target_by_its_open_time_only() -> None:
    over_the_weekend = [(moment("2026-06-12T16:30+01:00"), moment("2026-06-15T09:45+01:00"))]
    assert NINE_TO_FIVE.add(moment(FRIDAY), 100, over_the_weekend) == moment("2026-06-15T10:15+01:00")


def test_a_pause_after_a_target_at_closing_moves_nothing() -> None:
    overnight = [(moment("2026-06-12T20:00+01:00"), moment("2026-06-15T12:00+01:00"))]
    assert NINE_TO_FIVE.add(moment(FRIDAY), 100, overnight) == moment("2026-06-12T17:00+01:00")


def test_zero_minutes_in_a_pause_is_now() -> None:
    all_week = [(moment("2026-06-08T00:00+01:00"), moment("2026-06-15T00:00+01:00"))]
    assert NINE_TO_FIVE.add(moment(FRIDAY), 0, all_week) == moment(FRIDAY)


def test_pauses_from_before_all_time_and_beyond_it() -> None:
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    around = [(first, moment("2026-06-12T15:30+01:00")), (moment("2026-06-12T16:00+01:00"), last)]
    assert NINE_TO_FIVE.add(moment(FRIDAY), 30, around) == moment("2026-06-12T16:00+01:00")
    assert NINE_TO_FIVE.add(moment(FRIDAY), 10, [(last, last)]) == moment("2026-06-12T15:30+01:00")
    assert NINE_TO_FIVE.add(moment("2026-06-12T16:10+01:00"), -30, around) == moment("2026-06-12T15:30+01:00")
    with pytest.raises(DateOutOfRange):
        NINE_TO_FIVE.add(moment(FRIDAY), 31, around)


@pytest.mark.parametrize(
    ("a", "b", "minutes"),
    [
        (FRIDAY, "2026-06-12T17:00+01:00", 100),
        (FRIDAY, "2026-06-15T09:00+01:00", 100),
        (FRIDAY, "2026-06-15T09:00:30+01:00", 100.5),
        ("2026-06-13T10:00+01:00", "2026-06-14T10:00+01:00", 0),
        ("2026-06-15T09:00+01:00", FRIDAY, -100),
        (FRIDAY, FRIDAY, 0),
        ("2026-12-24T16:00+00:00", "2026-12-29T10:00+00:00", 120),
    ],
)
def test_open_minutes_between(a: str, b: str, minutes: float) -> None:
    assert NINE_TO_FIVE.between(moment(a), moment(b)) == minutes
    assert NINE_TO_FIVE.open_time(moment(a), moment(b)) == minutes * ONE_MINUTE


def test_pauses_are_left_out_whichever_way_round_the_time_is_asked_for() -> None:
    a, b = moment("2026-06-12T10:00+01:00"), moment("2026-06-12T12:00+01:00")
    pauses = [(a + 90 * ONE_MINUTE, b + ONE_DAY), (a - ONE_DAY, a + 30 * ONE_MINUTE)]
    assert NINE_TO_FIVE.between(a, b, pauses) == 60
    assert NINE_TO_FIVE.between(b, a, pauses) == -60


@pytest.mark.parametrize(
    ("at", "is_open", "next_open"),
    [
        ("2026-06-12T08:59:59.999999+01:00", False, "2026-06-12T09:00+01:00"),
        ("2026-06-12T09:00+01:00", True, "2026-06-12T09:00+01:00"),
        ("2026-06-12T16:59:59.999999+01:00", True, "2026-06-12T16:59:59.999999+01:00"),
        ("2026-06-12T17:00+01:00", False, "2026-06-15T09:00+01:00"),
        ("2026-06-13T10:00+01:00", False, "2026-06-15T09:00+01:00"),
        ("2026-12-25T10:00+00:00", False, "2026-12-29T09:00+00:00"),
    ],
)
def test_open_and_next_open(at: str, is_open: bool, next_open: str) -> None:
    assert NINE_TO_FIVE.is_open(moment(at)) is is_open
    assert NINE_TO_FIVE.next_open(moment(at)) == moment(next_open)


def test_the_hours_of_a_date() -> None:
    assert SPLIT.opening(day("2026-06-12")) == moment("2026-06-12T09:00+01:00")
    assert SPLIT.closing(day("2026-06-12")) == moment("2026-06-12T17:00+01:00")
    assert SPLIT.opening(day("2026-06-13")) is SPLIT.closing(day("2026-06-13")) is None
    assert SPLIT.opening(day("2026-12-25")) is None
    assert ROUND_THE_CLOCK.closing(day("2026-06-12")) == moment("2026-06-13T00:00+01:00")


def test_answers_are_in_utc() -> None:
    opens = NINE_TO_FIVE.opening(day("2026-06-12"))
    assert opens is not None
    answers = [opens, NINE_TO_FIVE.next_open(moment(FRIDAY)), NINE_TO_FIVE.add(moment(FRIDAY).astimezone(LONDON), -1)]
    assert [answer.tzinfo for answer in answers] == [UTC] * 3


def test_adjoining_frames_are_one() -> None:
    adjoining = london_hours("12:00-17:00", "09:00-12:00")
    assert adjoining.is_open(moment("2026-06-12T12:00+01:00"))
    for minutes in (179, 180, 181, -179, -180, -181):
        at_nine, at_three = moment("2026-06-12T09:00+01:00"), moment("2026-06-12T15:00+01:00")
        start = at_nine if minutes > 0 else at_three
        assert adjoining.add(start, minutes) == NINE_TO_FIVE.add(start, minutes)


def test_a_span_of_decades_is_exact() -> None:
    start = moment("2026-06-12T09:00+01:00")
    worked = EW.count(day("2026-06-11"), day("2059-03-05"))
    assert NINE_TO_FIVE.add(start, worked * 480) == moment("2059-03-05T17:00+00:00")
    assert NINE_TO_FIVE.add(moment("2059-03-05T17:00+00:00"), -worked * 480) == start
    assert NINE_TO_FIVE.between(start, moment("2059-03-05T17:00+00:00")) == worked * 480


# When the clocks change


@pytest.mark.parametrize(
    ("zone", "on", "spans", "opening", "closing"),
    [
        ("Europe/London", "2026-03-29", ["00:00-24:00"], "2026-03-29T00:00Z", "2026-03-29T23:00Z"),
        ("Europe/London", "2026-10-25", ["00:00-24:00"], "2026-10-24T23:00Z", "2026-10-26T00:00Z"),
        ("Europe/London", "2026-03-29", ["01:30-02:30"], "2026-03-29T01:00Z", "2026-03-29T01:30Z"),
        ("Europe/London", "2026-03-29", ["00:30-01:30"], "2026-03-29T00:30Z", "2026-03-29T01:00Z"),
        ("Europe/London", "2026-03-29", ["01:10-01:50"], None, None),
        ("Europe/London", "2026-10-25", ["01:30-02:00"], "2026-10-25T00:30Z", "2026-10-25T02:00Z"),
        ("Europe/London", "2026-10-25", ["00:30-01:30"], "2026-10-24T23:30Z", "2026-10-25T00:30Z"),
        ("Australia/Lord_Howe", "2026-10-04", ["00:00-24:00"], "2026-10-03T13:30Z", "2026-10-04T13:00Z"),
        ("Australia/Lord_Howe", "2026-04-05", ["00:00-24:00"], "2026-04-04T13:00Z", "2026-04-05T13:30Z"),
        ("Australia/Lord_Howe", "2026-10-04", ["02:10-03:00"], "2026-10-03T15:30Z", "2026-10-03T16:00Z"),
        ("America/Sao_Paulo", "2017-10-15", ["00:00-01:30"], "2017-10-15T03:00Z", "2017-10-15T03:30Z"),
        ("America/Sao_Paulo", "2018-02-17", ["00:00-24:00"], "2018-02-17T02:00Z", "2018-02-18T03:00Z"),
        ("America/St_Johns", "2010-11-06", ["23:30-24:00"], "2010-11-07T02:00Z", "2010-11-07T02:30Z"),
        ("America/St_Johns", "2010-11-07", ["00:00-01:00"], "2010-11-07T02:30Z", "2010-11-07T04:30Z"),
        ("Pacific/Apia", "2011-12-30", ["00:00-24:00"], None, None),
        ("Pacific/Apia", "2011-12-29", ["00:00-24:00"], "2011-12-29T10:00Z", "2011-12-30T10:00Z"),
        ("Africa/Casablanca", "2026-03-22", ["02:30-04:00"], "2026-03-22T02:00Z", "2026-03-22T03:00Z"),
    ],
)
def test_a_time_is_the_first_moment_the_clocks_reach_it(
    zone: str, on: str, spans: list[str], opening: str | None, closing: str | None
) -> None:
    hours = OfficeHours(EVERY_DAY, frames(*spans), ZoneInfo(zone))
    assert hours.opening(day(on)) == (moment(opening) if opening else None)
    assert hours.closing(day(on)) == (moment(closing) if closing else None)


@pytest.mark.parametrize(("on", "length"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-12", 24)])
def test_a_day_of_24_hours_may_have_23_or_25(on: str, length: int) -> None:
    midnight = datetime.combine(day(on), time.min, LONDON)
    assert ROUND_THE_CLOCK.between(midnight, midnight + ONE_DAY) == length * 60
    assert ROUND_THE_CLOCK.add(midnight, length * 60) == midnight + ONE_DAY


def test_the_week_after_a_date_that_never_was() -> None:
    samoa = ZoneInfo("Pacific/Apia")
    hours = OfficeHours(EVERY_DAY, frames("09:00-17:00"), samoa)
    thursday = datetime(2011, 12, 29, 16, tzinfo=samoa)
    assert hours.add(thursday, 61) == datetime(2011, 12, 31, 9, 1, tzinfo=samoa)


# Refusals


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        (["17:00-09:00"], "On Monday the office would close before it opens."),
        (["09:00-09:00"], "On Monday the office would close before it opens."),
        (["09:00-13:00", "12:59-17:00"], "On Monday the office would open before it has closed."),
        (["12:59-17:00", "09:00-13:00"], "On Monday the office would open before it has closed."),
        (["00:00-24:00", "09:00-17:00"], "On Monday the office would open before it has closed."),
    ],
)
def test_frames_that_cannot_be_kept(spans: list[str], sentence: str) -> None:
    with pytest.raises(HoursRefused) as refused:
        london_hours(*spans)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize("hours", [{}, {0: []}, frames("09:00-17:00", weekdays=[5, 6])])
def test_an_office_that_never_opens(hours: Mapping[int, Sequence[tuple[time, time]]]) -> None:
    with pytest.raises(HoursRefused, match="hours on at least one of its working days"):
        OfficeHours(EW, hours, LONDON)


def test_an_eighth_day_of_the_week() -> None:
    with pytest.raises(HoursRefused, match="numbered from 0, Monday, to 6, Sunday"):
        OfficeHours(EW, frames("09:00-17:00", weekdays=[0, 7]), LONDON)


@pytest.mark.parametrize("minutes", [60, 0, -60])
def test_a_pause_that_runs_backwards(minutes: int) -> None:
    backwards = [(moment("2030-01-02T10:00Z"), moment("2030-01-02T09:59Z"))]
    with pytest.raises(HoursRefused, match="cannot end before it starts"):
        NINE_TO_FIVE.add(moment(FRIDAY), minutes, backwards)
    with pytest.raises(HoursRefused, match="cannot end before it starts"):
        NINE_TO_FIVE.between(moment(FRIDAY), moment(FRIDAY), backwards)


NAIVE = datetime(2026, 6, 12, 9)  # noqa: DTZ001


@pytest.mark.parametrize(
    "ask",
    [
        lambda: NINE_TO_FIVE.is_open(NAIVE),
        lambda: NINE_TO_FIVE.next_open(NAIVE),
        lambda: NINE_TO_FIVE.add(NAIVE, 1),
        lambda: NINE_TO_FIVE.add(moment(FRIDAY), 1, [(NAIVE, NAIVE)]),
        lambda: NINE_TO_FIVE.between(NAIVE, moment(FRIDAY)),
        lambda: NINE_TO_FIVE.open_time(moment(FRIDAY), NAIVE),
    ],
)
def test_a_moment_needs_a_time_zone(ask: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="The moment 2026-06-12T09:00:00 has no time zone"):
        ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda hours: hours.add(moment("2101-01-01T00:00Z"), 1),
        lambda hours: hours.add(moment("1900-01-01T00:00Z"), -1),
        lambda hours: hours.add(moment("2100-12-31T16:59Z"), 2),
        lambda hours: hours.add(moment("2026-01-05T00:00Z"), 10**20),
        lambda hours: hours.add(moment("2026-01-05T00:00Z"), -(10**20)),
        lambda hours: hours.add(moment("2026-01-05T00:00Z"), 10**8),
        lambda hours: hours.between(moment("2026-01-05T00:00Z"), moment("2101-01-01T00:01Z")),
        lambda hours: hours.is_open(moment("2101-01-01T00:00Z")),
        lambda hours: hours.is_open(datetime.max.replace(tzinfo=ZoneInfo("America/New_York"))),
        lambda hours: hours.next_open(moment("2100-12-31T17:00Z")),
        lambda hours: hours.opening(day("2101-01-01")),
    ],
)
def test_outside_the_years_covered(ask: Callable[[OfficeHours], object]) -> None:
    for hours in (london_hours("09:00-17:00"), NINE_TO_FIVE):
        with pytest.raises(DateOutOfRange):
            ask(hours)


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda hours: hours.add(moment("2100-12-31T16:00Z"), 60), moment("2100-12-31T17:00Z")),
        (lambda hours: hours.add(moment("2101-01-01T00:00Z"), -60), moment("2100-12-31T16:00Z")),
        (lambda hours: hours.between(moment("2100-12-31T16:00Z"), moment("2101-01-01T00:00Z")), 60),
        (lambda hours: hours.between(moment("2101-01-01T00:00Z"), moment("2099-12-31T16:00Z")), -(253 * 480 + 60)),
        (lambda hours: hours.is_open(moment("2100-12-31T23:59Z")), False),
        (lambda hours: hours.add(moment("1901-01-01T09:00Z"), -480), moment("1900-12-31T09:00Z")),
        (lambda hours: hours.next_open(moment("1900-01-01T00:00Z")), moment("1900-01-01T09:00Z")),
        (lambda hours: hours.add(moment("1900-01-01T10:00Z"), -60), moment("1900-01-01T09:00Z")),
    ],
)
def test_up_to_the_ends_of_the_years_covered(ask: Callable[[OfficeHours], object], answer: object) -> None:
    for hours in (london_hours("09:00-17:00"), NINE_TO_FIVE):
        assert ask(hours) == answer


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_years_covered_are_those_of_the_zone(zone: str) -> None:
    tz = ZoneInfo(zone)
    hours = OfficeHours(EW, frames("00:00-24:00"), tz)
    evening = datetime(2100, 12, 31, 23, tzinfo=tz)
    assert hours.add(evening, 60) == datetime(2101, 1, 1, tzinfo=tz)
    with pytest.raises(DateOutOfRange):
        hours.add(evening, 61)


def test_the_first_and_last_years_of_all_are_not_counted() -> None:
    for refused in (date.min, date.max):
        with pytest.raises(DateOutOfRange, match=f"as far as the year {refused.year}"):
            ROUND_THE_CLOCK.closing(refused)
        with pytest.raises(DateOutOfRange, match=f"as far as the year {refused.year}"):
            ROUND_THE_CLOCK.is_open(datetime.combine(refused, time(12), UTC))


# Invariants, and what walking minute by minute gives


CHANGES = [
    ("Europe/London", day("2026-03-29")),
    ("Europe/London", day("2026-10-25")),
    ("America/New_York", day("2026-03-08")),
    ("America/New_York", day("2026-11-01")),
    ("Australia/Lord_Howe", day("2026-04-05")),
    ("Australia/Lord_Howe", day("2026-10-04")),
    ("Asia/Kathmandu", day("2026-01-01")),
    ("America/Sao_Paulo", day("2017-10-15")),
    ("America/Sao_Paulo", day("2018-02-18")),
    ("America/St_Johns", day("2010-11-07")),
    ("Pacific/Apia", day("2011-12-30")),
    ("Africa/Casablanca", day("2026-02-15")),
    ("Africa/Casablanca", day("2026-03-22")),
]
WINDOW = 9 * 24 * 60


@cache
def window(zone: str, change: date) -> tuple[datetime, list[datetime]]:
    """Nine days around a change of the clocks: their first moment, and the latest reading so far at each minute."""
    first, tz = datetime.combine(change - 4 * ONE_DAY, time.min, UTC), ZoneInfo(zone)
    readings = ((first + n * ONE_MINUTE).astimezone(tz).replace(tzinfo=None) for n in range(WINDOW))
    return first, list(accumulate(readings, max))


@dataclass(frozen=True, slots=True)
class World:
    """An office for a few days, and each of their minutes: whether it is open. Minutes are numbered from the first."""

    zone: str
    change: date
    weekdays: frozenset[int]
    holidays: frozenset[date]
    minutes_of_day: Mapping[int, Sequence[tuple[int, int]]]

    def hours(self, *more_holidays: date) -> OfficeHours:
        holidays = dict.fromkeys(self.holidays.union(more_holidays), "holiday")
        as_clocks = {
            weekday: [(time(a // 60, a % 60), time(b // 60 % 24, b % 60)) for a, b in spans]
            for weekday, spans in self.minutes_of_day.items()
        }
        return OfficeHours(WorkingCalendar(holidays, self.weekdays), as_clocks, ZoneInfo(self.zone))

    def at(self, minute: int) -> datetime:
        return window(self.zone, self.change)[0] + minute * ONE_MINUTE

    def opened(self) -> list[bool]:
        _, latest = window(self.zone, self.change)
        opened = [False] * WINDOW
        for offset in range(-7, 8):
            on = self.change + offset * ONE_DAY
            if on.weekday() not in self.weekdays or on in self.holidays:
                continue
            midnight = datetime.combine(on, time.min)
            for a, b in self.minutes_of_day.get(on.weekday(), ()):
                start, end = (bisect_left(latest, midnight + n * ONE_MINUTE) for n in (a, b))
                opened[start:end] = [True] * (end - start)
        return opened


def walked(counted: list[bool], start: int, n: int) -> int:
    """The minute reached by counting n minutes of those that count, forwards or back."""
    at = start
    while n > 0:
        n -= counted[at]
        at += 1
    while n < 0:
        at -= 1
        n += counted[at]
    return at


def outside(opened: list[bool], pauses: Sequence[tuple[int, int]]) -> list[bool]:
    counted = list(opened)
    for start, end in pauses:
        counted[start:end] = [False] * (end - start)
    return counted


USUAL_FRAMES = st.sampled_from(
    [[(0, 1440)], [(540, 1020)], [(540, 750), (810, 1020)], [(540, 720), (720, 1020)], [(0, 90), (1410, 1440)], [(90, 150)]]
)
ANY_FRAMES = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(
    lambda cuts: list(zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False))
)
MINUTES = st.integers(0, WINDOW - 1)
PAUSES = st.lists(st.tuples(MINUTES, MINUTES).map(lambda pair: (min(pair), max(pair))), max_size=4)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    zone, change = draw(st.sampled_from(CHANGES))
    always = draw(st.integers(0, 6))
    weekdays = draw(st.frozensets(st.integers(0, 6))) | {always}
    days = st.integers(-5, 5).map(lambda offset: change + offset * ONE_DAY)
    hours = draw(st.dictionaries(st.integers(0, 6), USUAL_FRAMES | ANY_FRAMES)) | {always: draw(USUAL_FRAMES)}
    return World(zone, change, weekdays, draw(st.frozensets(days, max_size=3)), hours)


def moments_near(world: World) -> st.SearchStrategy[datetime]:
    return st.integers(0, WINDOW * 60_000_000).map(lambda n: world.at(0) + timedelta(microseconds=n))


@st.composite
def worlds_and_moments(draw: st.DrawFn) -> tuple[World, datetime]:
    world = draw(worlds())
    return world, draw(moments_near(world))


@settings(max_examples=60, deadline=None)
@given(worlds(), MINUTES, PAUSES, st.data())
def test_adding_is_what_walking_gives(world: World, start: int, pauses: list[tuple[int, int]], data: st.DataObject) -> None:
    counted = outside(world.opened(), pauses)
    n = data.draw(st.integers(-sum(counted[:start]), sum(counted[start:])))
    if n:
        left_out = [(world.at(a), world.at(b)) for a, b in pauses]
        assert world.hours().add(world.at(start), n, left_out) == world.at(walked(counted, start, n))


@settings(max_examples=60, deadline=None)
@given(worlds(), MINUTES, MINUTES, PAUSES)
def test_counting_is_what_walking_gives(world: World, a: int, b: int, pauses: list[tuple[int, int]]) -> None:
    counted = outside(world.opened(), pauses)
    minutes = sum(counted[a:b]) if a <= b else -sum(counted[b:a])
    left_out = [(world.at(start), world.at(end)) for start, end in pauses]
    assert world.hours().between(world.at(a), world.at(b), left_out) == minutes


@settings(max_examples=30, deadline=None)
@given(worlds(), MINUTES)
def test_open_is_what_walking_gives(world: World, start: int) -> None:
    opened, hours = world.opened(), world.hours()
    assert hours.is_open(world.at(start)) is opened[start]
    if any(opened[start:]):
        assert hours.next_open(world.at(start)) == world.at(opened.index(True, start))


@settings(max_examples=30, deadline=None)
@given(worlds_and_moments(), st.integers(0, 5_000), st.integers(0, 59_999_999))
def test_counting_what_was_added(asked: tuple[World, datetime], n: int, micros: int) -> None:
    (world, start), span = asked, n * ONE_MINUTE + timedelta(microseconds=micros)
    hours, minutes = world.hours(), span / ONE_MINUTE
    assert hours.open_time(start, hours.add(start, minutes)) == span
    assert hours.open_time(start, hours.add(start, -minutes)) == -span
    assert hours.between(start, hours.add(start, n)) == n


@settings(max_examples=30, deadline=None)
@given(worlds_and_moments(), st.lists(st.floats(-5_000, 5_000), min_size=2, max_size=6))
def test_adding_more_is_later(asked: tuple[World, datetime], minutes: list[float]) -> None:
    (world, start), hours = asked, asked[0].hours()
    answers = [hours.add(start, each) for each in sorted(minutes)]
    assert all(earlier <= later for earlier, later in pairwise(answers))
    assert world.hours().add(start, max(minutes)) == answers[-1]


@settings(max_examples=30, deadline=None)
@given(worlds_and_moments(), st.integers(-5, 5), st.integers(0, 5_000))
def test_a_new_holiday_never_brings_a_target_forward(asked: tuple[World, datetime], offset: int, n: int) -> None:
    world, start = asked
    assert world.hours(world.change + offset * ONE_DAY).add(start, n) >= world.hours().add(start, n)


@settings(max_examples=30, deadline=None)
@given(worlds_and_moments(), st.data(), st.integers(-3_000, 3_000))
def test_pauses_of_no_length_move_nothing(asked: tuple[World, datetime], data: st.DataObject, n: int) -> None:
    (world, start), hours = asked, asked[0].hours()
    pauses = [(at, at) for at in data.draw(st.lists(moments_near(world), max_size=3))]
    target = hours.add(start, n)
    assert hours.add(start, n, [*pauses, (start, start), (target, target)]) == target


@settings(max_examples=30, deadline=None)
@given(worlds_and_moments(), st.integers(1, 3_000), st.integers(0, 2_999), st.integers(0, 3_000))
def test_a_pause_before_a_target_moves_it_by_its_open_time(
    asked: tuple[World, datetime], n: int, before: int, length: int
) -> None:
    (_, start), hours = asked, asked[0].hours()
    begins = hours.next_open(hours.add(start, min(before, n - 1)))
    ends = hours.add(begins, min(length, n - 1 - min(before, n - 1)))
    paused = hours.open_time(begins, ends)
    assert hours.add(start, n, [(begins, ends)]) == hours.add(start, n + paused / ONE_MINUTE)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5_000_000), st.integers(-300_000, 300_000)), max_size=4))
def test_the_order_of_asking_does_not_matter(asked: list[tuple[int, int]]) -> None:
    used = london_hours("09:00-17:00")
    for minute, n in asked:
        start = moment("2020-01-01T00:00Z") + minute * ONE_MINUTE
        fresh = london_hours("09:00-17:00")
        assert used.add(start, n) == fresh.add(start, n)
        assert used.between(start, used.add(start, n)) == n


def test_threads_may_share_the_hours() -> None:
    shared = london_hours("09:00-17:00")
    asked = [(datetime(year, 6, 12, 9, tzinfo=UTC), n) for year in range(2024, 2034) for n in (-90_000, 90_000)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda each: shared.add(*each), asked))
    assert answers == [NINE_TO_FIVE.add(*each) for each in asked]
