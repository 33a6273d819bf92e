"""When a clock is due: receipt rules, the counting of each unit, the due moment and the warning before it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendars import SHIPPED
from casework.date_words import day_words
from casework.deadlines import day_zero, deadline
from casework.moments import OFFICE_CLOSES, at_london_time, end_of_date, london, london_date, office_close, start_of_date
from casework.standards import Standard, shipped_standards
from tests.desk import moment

STANDARDS = {standard.id: standard for standard in shipped_standards()}
EW = SHIPPED.named("england-wales")
MOMENTS = st.datetimes(datetime(1995, 1, 1), datetime(2045, 1, 1)).map(  # noqa: DTZ001
    lambda naive: at_london_time(naive.date(), naive.time())
)


@pytest.mark.parametrize(
    ("received", "office_hours", "actual_day"),
    [
        ("Fri 12 Jun 2026 08:59", "Fri 12 Jun 2026", "Fri 12 Jun 2026"),
        ("Fri 12 Jun 2026 00:00", "Fri 12 Jun 2026", "Fri 12 Jun 2026"),
        ("Fri 12 Jun 2026 16:59:59.999999", "Fri 12 Jun 2026", "Fri 12 Jun 2026"),
        ("Fri 12 Jun 2026 17:00", "Mon 15 Jun 2026", "Fri 12 Jun 2026"),
        ("Fri 12 Jun 2026 23:59:59", "Mon 15 Jun 2026", "Fri 12 Jun 2026"),
        ("Sat 13 Jun 2026 10:00", "Mon 15 Jun 2026", "Sat 13 Jun 2026"),
        ("Sun 14 Jun 2026 18:00", "Mon 15 Jun 2026", "Sun 14 Jun 2026"),
        ("Thu 11 Jun 2026 17:00", "Fri 12 Jun 2026", "Thu 11 Jun 2026"),
        ("Thu 2 Apr 2026 17:30", "Tue 7 Apr 2026", "Thu 2 Apr 2026"),
        ("Fri 3 Apr 2026 11:00", "Tue 7 Apr 2026", "Fri 3 Apr 2026"),
        ("Thu 24 Dec 2026 17:00", "Tue 29 Dec 2026", "Thu 24 Dec 2026"),
        ("Mon 28 Dec 2026 12:00", "Tue 29 Dec 2026", "Mon 28 Dec 2026"),
        ("Sat 28 Mar 2026 23:59", "Mon 30 Mar 2026", "Sat 28 Mar 2026"),
        ("Sun 29 Mar 2026 01:30", "Mon 30 Mar 2026", "Sun 29 Mar 2026"),
        ("Mon 30 Mar 2026 16:59:59", "Mon 30 Mar 2026", "Mon 30 Mar 2026"),
        ("Mon 30 Mar 2026 17:00", "Tue 31 Mar 2026", "Mon 30 Mar 2026"),
        ("Sun 25 Oct 2026 01:30", "Mon 26 Oct 2026", "Sun 25 Oct 2026"),
        ("Fri 23 Oct 2026 17:00", "Mon 26 Oct 2026", "Fri 23 Oct 2026"),
        ("Mon 26 Oct 2026 16:59:59", "Mon 26 Oct 2026", "Mon 26 Oct 2026"),
        ("Mon 26 Oct 2026 17:00", "Tue 27 Oct 2026", "Mon 26 Oct 2026"),
    ],
)
def test_the_day_that_counts_as_the_day_of_receipt(received: str, office_hours: str, actual_day: str) -> None:
    assert day_words(day_zero(moment(received), "office hours", EW, OFFICE_CLOSES)) == office_hours
    assert day_words(day_zero(moment(received), "actual day", EW, OFFICE_CLOSES)) == actual_day


def due(standard: Standard, received: str) -> str:
    return day_words(deadline(standard, moment(received), SHIPPED).due_day)


FIVE, TWENTY = STANDARDS["review-papers"], replace(STANDARDS["service-complaint-reply"], receipt="actual day")


@pytest.mark.parametrize(
    ("received", "five", "twenty", "foi"),
    [
        ("Fri 12 Jun 2026 10:00", "Fri 19 Jun 2026", "Fri 10 Jul 2026", "Tue 14 Jul 2026"),
        ("Sat 28 Nov 2026 10:00", "Fri 4 Dec 2026", "Tue 29 Dec 2026", "Wed 30 Dec 2026"),
        ("Wed 23 Dec 2026 10:00", "Mon 4 Jan 2027", "Mon 25 Jan 2027", "Tue 26 Jan 2027"),
    ],
)
def test_the_three_days_of_the_desks_handbook(received: str, five: str, twenty: str, foi: str) -> None:
    assert [due(standard, received) for standard in (FIVE, TWENTY, STANDARDS["foi"])] == [five, twenty, foi]


def test_the_two_receipt_rules_of_a_saturday() -> None:
    saturday = "Sat 4 Jan 2020 10:00"
    assert due(TWENTY, saturday) == "Fri 31 Jan 2020"
    assert due(STANDARDS["service-complaint-reply"], saturday) == "Mon 3 Feb 2020"


@pytest.mark.parametrize("holiday", ["Fri 2 Jan", "Tue 17 Mar", "Mon 15 Jun", "Mon 13 Jul", "Mon 3 Aug", "Mon 30 Nov"])
def test_a_holiday_of_one_part_of_the_country_lengthens_a_request_for_information(holiday: str) -> None:
    day = london_date(moment(f"{holiday} 2026 12:00"))
    assert not SHIPPED.of(STANDARDS["foi"]).is_working_day(day)
    assert EW.is_working_day(day)


@pytest.mark.parametrize(
    ("received", "answer_by"),
    [
        ("Sat 31 Jan 2026 10:00", "Mon 2 Mar 2026"),
        ("Wed 25 Nov 2026 10:00", "Tue 29 Dec 2026"),
        ("Thu 1 Jan 2026 10:00", "Mon 2 Feb 2026"),
        ("Mon 31 Mar 2025 10:00", "Wed 30 Apr 2025"),
        ("Mon 29 Jan 2024 10:00", "Thu 29 Feb 2024"),
        ("Wed 31 Jan 2024 10:00", "Thu 29 Feb 2024"),
        ("Tue 3 Mar 2026 10:00", "Tue 7 Apr 2026"),
        ("Wed 10 Jun 2026 23:59", "Fri 10 Jul 2026"),
        ("Wed 31 Dec 2025 10:00", "Mon 2 Feb 2026"),
    ],
)
def test_a_month_ends_on_the_same_date_or_the_last_and_then_on_a_working_day(received: str, answer_by: str) -> None:
    assert due(STANDARDS["sar"], received) == answer_by


@pytest.mark.parametrize(
    ("begun", "update_by"),
    [
        ("Wed 1 Apr 2026 10:00", "Wed 29 Apr 2026"),
        ("Fri 27 Nov 2026 10:00", "Fri 25 Dec 2026"),
        ("Sat 6 Jun 2026 10:00", "Sat 4 Jul 2026"),
    ],
)
def test_calendar_days_are_never_rolled(begun: str, update_by: str) -> None:
    assert due(STANDARDS["keep-informed"], begun) == update_by


@pytest.mark.parametrize(
    ("standard", "warned"),
    [
        ("enquiry-reply", "Wed 24 Jun 2026 00:00"),
        ("complaint-acknowledge", "Tue 16 Jun 2026 00:00"),
        ("keep-informed", "Sun 5 Jul 2026 00:00"),
        ("foi", "Wed 8 Jul 2026 00:00"),
        ("sar", "Wed 8 Jul 2026 00:00"),
    ],
)
def test_the_warning_comes_its_days_before_in_the_clocks_own_counting(standard: str, warned: str) -> None:
    found = deadline(STANDARDS[standard], moment("Fri 12 Jun 2026 11:00"), SHIPPED)
    assert found.warn_at == moment(warned)


def test_a_clock_of_hours_with_no_warning_never_warns_after_it_is_due() -> None:
    by_the_hour = replace(STANDARDS["enquiry-reply"], length=8, unit="working hours", warn=0, receipt="actual day")
    found = deadline(by_the_hour, moment("Mon 15 Jun 2026 09:00"), SHIPPED)
    assert found.warn_at == found.due_at == moment("Mon 15 Jun 2026 17:00")


def test_the_due_moment_keeps_londons_clocks() -> None:
    days = [moment("Mon 19 Jan 2026 10:00"), moment("Mon 15 Jun 2026 10:00")]
    assert [deadline(STANDARDS["enquiry-reply"], day, SHIPPED).due_at.hour for day in days] == [17, 16]
    assert deadline(STANDARDS["foi"], moment("Mon 15 Jun 2026 10:00"), SHIPPED).due_day == date(2026, 7, 14)


def test_a_date_past_the_published_holidays_may_move_but_never_one_that_counts_every_day() -> None:
    assert not deadline(STANDARDS["enquiry-reply"], moment("Mon 4 Dec 2028 10:00"), SHIPPED).provisional
    assert deadline(STANDARDS["enquiry-reply"], moment("Thu 21 Dec 2028 10:00"), SHIPPED).provisional
    assert not deadline(STANDARDS["keep-informed"], moment("Thu 21 Dec 2028 10:00"), SHIPPED).provisional


@given(standard=st.sampled_from(shipped_standards()), received=MOMENTS)
def test_what_is_true_of_every_deadline(standard: Standard, received: datetime) -> None:
    found, calendar = deadline(standard, received, SHIPPED), SHIPPED.of(standard)
    zero = found.day_zero
    assert zero >= london_date(received)
    if standard.unit == "working days":
        assert calendar.count(zero, found.due_day) == standard.length
        assert calendar.is_working_day(found.due_day)
        assert calendar.count(london_date(found.warn_at), found.due_day) == standard.warn
    elif standard.unit == "calendar days":
        assert (found.due_day - zero).days == standard.length
    else:
        assert calendar.is_working_day(found.due_day)
        assert 28 <= (found.due_day - zero).days <= 31 + 5
    closing = office_close(found.due_day) if standard.due == "end of office day" else end_of_date(found.due_day)
    assert found.due_at == closing
    assert received <= found.due_at
    assert found.warn_at == start_of_date(london(found.warn_at).date()) < found.due_at


@given(standard=st.sampled_from(shipped_standards()), received=MOMENTS, later=st.timedeltas(timedelta(), timedelta(days=40)))
def test_who_comes_later_is_never_due_earlier(standard: Standard, received: datetime, later: timedelta) -> None:
    assert deadline(standard, received, SHIPPED).due_at <= deadline(standard, received + later, SHIPPED).due_at


@given(standard=st.sampled_from(shipped_standards()), received=MOMENTS, ahead=st.integers(-60, 60))
def test_the_days_left_count_down_to_the_day_it_is_due_and_then_below(standard: Standard, received: datetime, ahead: int) -> None:
    due_day = deadline(standard, received, SHIPPED).due_day
    left = SHIPPED.of(standard).count(due_day - timedelta(ahead), due_day)
    assert left * ahead >= 0
    assert abs(left) <= abs(ahead)
