"""What a clock says at any moment, in words, and when it will next say something else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendars import SHIPPED
from casework.clocks import MARKS, NO_DEADLINE, Signal, ended_reading, judged, next_change, reading, signal
from casework.deadlines import Deadline, deadline
from casework.moments import start_of_date
from casework.standards import Standard, shipped_standards
from tests.desk import moment

STANDARDS = {standard.id: standard for standard in shipped_standards()}
TICK = timedelta(microseconds=1)
PRESSING = (Signal.ON_TRACK, Signal.SOON, Signal.TODAY, Signal.OVERDUE)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def says(standard: str, received: str, now: str) -> tuple[str, str, str]:
    due = deadline(STANDARDS[standard], moment(received), SHIPPED)
    found = reading(SHIPPED.of(STANDARDS[standard]), due.due_at, due.warn_at, moment(now))
    return found.mark, found.words, found.state


@pytest.mark.parametrize(
    ("now", "mark", "words", "state"),
    [
        ("Fri 12 Jun 2026 11:00", "●", "10 days left  Fri 26 Jun", "on track"),
        ("Sat 13 Jun 2026 11:00", "●", "10 days left  Fri 26 Jun", "on track"),
        ("Tue 23 Jun 2026 23:59:59", "●", "3 days left  Fri 26 Jun", "on track"),
        ("Wed 24 Jun 2026 00:00", "◐", "2 days left  Fri 26 Jun", "due soon"),
        ("Thu 25 Jun 2026 23:59:59", "◐", "1 day left  Fri 26 Jun", "due soon"),
        ("Fri 26 Jun 2026 00:00", "◆", "today, 17:00", "due today, 17:00"),
        ("Fri 26 Jun 2026 17:00", "◆", "today, 17:00", "due today, 17:00"),
        ("Fri 26 Jun 2026 17:00:00.000001", "▲", "overdue today", "overdue today"),
        ("Sat 27 Jun 2026 12:00", "▲", "overdue since Fri", "overdue since Fri"),
        ("Mon 29 Jun 2026 09:00", "▲", "overdue 1 day", "overdue 1 day"),
        ("Wed 1 Jul 2026 09:00", "▲", "overdue 3 days", "overdue 3 days"),
    ],
)
def test_the_life_of_a_promise_to_answer(now: str, mark: str, words: str, state: str) -> None:
    assert says("enquiry-reply", "Fri 12 Jun 2026 11:00", now) == (mark, words, state)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("Sun 5 Jul 2026 12:00", "5 days left  Fri 10 Jul"),
        ("Fri 10 Jul 2026 12:00", "today, 17:00"),
        ("Sat 11 Jul 2026 12:00", "overdue since Fri"),
        ("Mon 13 Jul 2026 12:00", "overdue 1 day"),
        ("Wed 15 Jul 2026 12:00", "overdue 3 days"),
    ],
)
def test_a_clock_that_counts_every_day_is_told_in_working_days_too(now: str, words: str) -> None:
    assert says("keep-informed", "Fri 12 Jun 2026 11:00", now)[1] == words


def test_a_statutory_clock_is_due_at_midnight() -> None:
    assert says("foi", "Fri 12 Jun 2026 11:00", "Tue 14 Jul 2026 23:59:59.999999")[2] == "due today, midnight"
    assert says("foi", "Fri 12 Jun 2026 11:00", "Wed 15 Jul 2026 00:00")[2] == "overdue 1 day"


def test_a_clock_far_off_says_the_year() -> None:
    assert says("review-decision", "Fri 12 Jun 2026 11:00", "Mon 1 Sep 2025 09:00")[1].endswith("Fri 31 Jul 2026")


def test_a_stopped_clock_says_met_or_missed_and_nothing_else_needs_a_deadline() -> None:
    assert [(it.mark, it.words, it.state) for it in (ended_reading("met"), ended_reading("missed"), NO_DEADLINE)] == [
        ("✓", "met", "met"),
        ("✗", "missed", "missed"),
        ("·", "no deadline", "no deadline"),
    ]


def test_no_two_signals_share_a_mark() -> None:
    assert set(MARKS) == set(Signal)
    assert len(set(MARKS.values())) == len(Signal)


@given(standard=st.sampled_from(shipped_standards()), received=MOMENTS, away=st.timedeltas(timedelta(-99), timedelta(99)))
def test_a_clock_is_judged_as_it_was_shown(standard: Standard, received: datetime, away: timedelta) -> None:
    due = deadline(standard, received, SHIPPED)
    stopped = due.due_at + away
    shown = signal(due.due_at, due.warn_at, stopped)
    assert (judged(stopped, due.due_at) == "missed") == (shown is Signal.OVERDUE)
    assert shown in PRESSING
    assert reading(SHIPPED.of(standard), due.due_at, due.warn_at, stopped).signal is shown


@given(standard=st.sampled_from(shipped_standards()), received=MOMENTS)
def test_a_clock_grows_more_pressing_step_by_step_and_says_when(standard: Standard, received: datetime) -> None:
    due = deadline(standard, received, SHIPPED)
    now, seen = due.warn_at - timedelta(days=30), []
    while True:
        stands = signal(due.due_at, due.warn_at, now)
        seen.append(stands)
        change = next_change(due.due_at, due.warn_at, now)
        if change is None:
            break
        assert signal(due.due_at, due.warn_at, change - TICK) is stands
        assert signal(due.due_at, due.warn_at, change) is not stands
        now = change
    assert seen == [each for each in PRESSING if each is not Signal.SOON or standard.warn]


def changes_by_trial(due: Deadline, now: datetime) -> datetime | None:
    """The first of every moment at which a clock could change where it does."""
    days = (start_of_date(due.due_day + timedelta(shift)) for shift in range(-45, 3))
    tried = sorted(each + shift for each in (*days, due.due_at, due.warn_at) for shift in (-TICK, timedelta(), TICK))
    before = signal(due.due_at, due.warn_at, now)
    return next((each for each in tried if each > now and signal(due.due_at, due.warn_at, each) is not before), None)


@given(standard=st.sampled_from(shipped_standards()), received=MOMENTS, away=st.timedeltas(timedelta(-40), timedelta(5)))
def test_the_next_change_is_the_first_there_is(standard: Standard, received: datetime, away: timedelta) -> None:
    due = deadline(standard, received, SHIPPED)
    now = due.due_at + away
    assert next_change(due.due_at, due.warn_at, now) == changes_by_trial(due, now)


def test_a_clock_with_no_warning_goes_from_on_track_to_today() -> None:
    due, warn = moment("Fri 26 Jun 2026 17:00"), moment("Fri 26 Jun 2026 00:00")
    assert signal(due, warn, warn - TICK) is Signal.ON_TRACK
    assert signal(due, warn, warn) is Signal.TODAY
