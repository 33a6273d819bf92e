"""When call-backs and tasks are due, how what was typed is read, and what a queue and an alert say of them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.alerts import Alert, AlertKind, latest_of_each, summed_up
from casework.calendars import SHIPPED
from casework.clocks import Signal, standing
from casework.date_reading import UnreadableDate
from casework.date_words import moment_words
from casework.rules import Rules
from casework.tasks import CALL_BACK, LONGEST_WARNING, TASK, Promised, moment_in, passed, read_due, task_words, warns_at
from casework.timeline_words import happened
from screens.alert_words import alert_pick
from tests.desk import moment

NOW = moment("Mon 12 Jan 2026 10:00")
RULES = Rules({}, SHIPPED)
MINUTES = st.integers(1, 60 * 24 * 400)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorrow 10:00", "Tue 13 Jan 2026, 10:00"),
        ("fri 9am", "Fri 16 Jan 2026, 09:00"),
        ("10:01", "Mon 12 Jan 2026, 10:01"),
        ("fri", "Fri 16 Jan 2026, 17:00"),
        ("+2wd", "Wed 14 Jan 2026, 17:00"),
        ("sat", "Sat 17 Jan 2026, 17:00"),
    ],
)
def test_a_moment_still_to_come_is_read_and_a_day_alone_is_its_closing(typed: str, meant: str) -> None:
    assert moment_words(read_due(typed, NOW, SHIPPED)) == meant


@pytest.mark.parametrize("typed", ["", "soon", "07700 900123", "25:00"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableDate):
        read_due(typed, NOW, SHIPPED)


def test_a_moment_that_has_passed_is_refused_in_words() -> None:
    assert passed(NOW, NOW) == "Mon 12 Jan 2026, 10:00 has passed. Give a moment still to come, such as tomorrow 10:00 or +2wd."
    assert passed(NOW + timedelta(microseconds=1), NOW) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("tomorrow 10:00, 07700 900123", "Tue 13 Jan 2026, 10:00"),
        ("3pm", "Mon 12 Jan 2026, 15:00"),
        ("tomorrow, 07700 900123", None),
        ("9:00, the landline", None),
        ("07700 900123", None),
        ("Monday at ten, 07700 900123", None),
        ("", None),
    ],
)
def test_words_that_begin_with_a_moment_name_it(words: str, meant: str | None) -> None:
    found = moment_in(words, NOW, NOW, SHIPPED)
    assert (moment_words(found) if found else None) == meant


def test_words_are_meant_as_of_when_they_were_said() -> None:
    said = moment("Sun 11 Jan 2026 19:00")
    found = moment_in("tomorrow 10:30", said, NOW, SHIPPED)
    assert found == moment("Mon 12 Jan 2026 10:30")
    assert moment_in("tomorrow 9:30", said, NOW, SHIPPED) is None


@given(minutes=MINUTES, kind=st.sampled_from([CALL_BACK, TASK]))
def test_nothing_warns_before_it_was_made_after_it_is_due_or_longer_than_the_longest_warning(minutes: int, kind: str) -> None:
    due = NOW + timedelta(minutes=minutes)
    warns = warns_at(kind, due, NOW)
    assert NOW <= warns <= due
    assert due - warns < LONGEST_WARNING


def test_a_call_back_warns_an_hour_before_and_a_task_on_its_day() -> None:
    due = moment("Wed 14 Jan 2026 10:00")
    assert warns_at(CALL_BACK, due, NOW) == moment("Wed 14 Jan 2026 09:00")
    assert warns_at(TASK, due, NOW) == moment("Wed 14 Jan 2026 00:00")


def test_a_promise_later_than_the_standard_says_so() -> None:
    ten, closing = moment("Tue 13 Jan 2026 10:00"), moment("Tue 13 Jan 2026 17:00")
    assert Promised(1, ten, closing).words == "Call back by Tue 13 Jan 2026, 10:00."
    assert Promised(1, closing, closing).words == Promised(1, closing, None).words
    assert Promised(1, closing, ten).words == (
        "Call back by Tue 13 Jan 2026, 17:00; the standard's clock is due Tue 13 Jan 2026, 10:00."
    )


def test_what_is_due_without_a_standard_is_read_by_england_and_wales_and_does_not_wait_with_the_case() -> None:
    due, warn = moment("Wed 14 Jan 2026 10:00"), moment("Wed 14 Jan 2026 09:00")

    def says(now: str, paused: str | None = None) -> tuple[Signal, str]:
        found = standing(RULES, None, due, warn, moment(paused) if paused else None, moment(now))
        return found.signal, found.words

    assert says("Mon 12 Jan 2026 10:00") == (Signal.ON_TRACK, "2 days left  Wed 14 Jan")
    assert says("Wed 14 Jan 2026 10:00", paused="Mon 12 Jan 2026 11:00") == (Signal.TODAY, "today, 10:00")
    assert says("Wed 14 Jan 2026 10:00:00.000001") == (Signal.OVERDUE, "overdue today")
    assert standing(RULES, None, None, None, NOW, NOW).signal is Signal.PAUSED
    assert standing(RULES, None, None, None, None, NOW).signal is Signal.NONE


def alert(kind: AlertKind, task: int, of: str = CALL_BACK) -> Alert:
    due = moment("Mon 12 Jan 2026 11:00")
    return Alert(NOW, kind, 1, "E26-000001", "enquiry", "Call back by", due, "Priya", None, task, of)


def test_alerts_of_tasks_are_told_each_and_say_what_they_are() -> None:
    one, other, task = alert("due soon", 1), alert("overdue", 2), alert("overdue", 3, TASK)
    assert set(latest_of_each([one, other, task])) == {one, other, task}
    assert summed_up([one, other, task, alert("overdue", 4, TASK)], NOW) == (
        "1 call-back is due at 11:00: E26-000001. 1 call-back is overdue: E26-000001. 2 tasks are overdue."
    )
    assert alert_pick(one, NOW, new=True).row(70).startswith("! ◐ due soon  E26-000001  Call back by 11:00 today")


def test_each_line_of_the_timeline_says_what_it_is_about() -> None:
    assert happened("task", "", TASK) == "task added"
    assert happened("task done", "", TASK, withdrawn=True) == "task done (taken back)"
    assert happened("task moved", "", CALL_BACK) == "call-back moved"
    assert task_words(CALL_BACK, "[/] 07700", NOW) == "Call back by Mon 12 Jan 2026, 10:00: [/] 07700"
    assert task_words(TASK, " ", NOW, "Priya Shah") == "Task by Mon 12 Jan 2026, 10:00 (Priya Shah)"
