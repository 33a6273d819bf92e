"""The forecast: what breaches at the pace of the last working days, and the pace that prevents it."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casework.calendars import Calendars, DayChange
from casework.forecast import (
    Forecast,
    NotAhead,
    Pace,
    forecast,
    left_of_today,
    pace_days,
    usual_day,
    working_days_left,
)
from casework.forecast_words import figure, forecast_as_json, forecast_lines, forecast_table
from casework.moments import LONDON, at_london_time, london_date
from casework.sparkline import sparkline

SHUT = Calendars([DayChange(date(2026, 11, 25), "closure", "Training day")])
MONDAY = date(2026, 11, 16)


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%a %d %b %Y %H:%M").replace(tzinfo=LONDON).astimezone(UTC)


def pace(closed: int, days: int = 20, received: int = 360) -> Pace:
    """So many closed and received in all over the last working days before Friday 20 November."""
    dates = pace_days(Calendars(), date(2026, 11, 20), date(2020, 1, 1))[-days:] if days else ()
    rest = (0,) * (days - 1)
    return Pace(dates, (received, *rest)[:days], (closed, *rest)[:days])


def due(**cases: int) -> list[tuple[datetime, int]]:
    """Cases due at 17:00 on days of November, `d27=3`; `overdue` ones yesterday."""
    return [
        (
            moment("Thu 19 Nov 2026 17:00") if name == "overdue" else at_london_time(date(2026, 11, int(name[1:])), time(17)),
            number,
        )
        for name, number in cases.items()
    ]


def foreseen(at: str, by: date, closed: int = 412, days: int = 20, **cases: int) -> Forecast:
    return forecast(Calendars(), moment(at), due(**cases), pace(closed, days), by)


# What a lead reads


def test_the_arithmetic_of_a_week_can_be_followed() -> None:
    """Nine overdue on a Saturday, and a week that is too full: 25 a day prevent every breach, which 20.6 do not."""
    found = foreseen("Sat 21 Nov 2026 10:00", date(2026, 11, 27), overdue=9, d23=11, d24=30, d26=28, d27=53)
    assert (found.overdue, found.due, found.closed, found.needed, found.tightest) == (9, 131, 103, 27, date(2026, 11, 27))
    assert forecast_lines(found) == [
        "Last 20 working days, Fri 23 Oct to Thu 19 Nov: 412 closed, 20.6 a day; 360 received, 18 a day.",
        "Due by Fri 27 Nov: 131 (9 overdue now).",
        "Working days until its end: 5.",
        "At 20.6 a day 103 are closed by Fri 27 Nov, 9 of them late; 37 more breach.",
        "27 a day prevent it: 131 due by Fri 27 Nov, over 5 working days, is 26.2 a day. Were the overdue ones closed last: 25.",
    ]
    assert forecast_table(found) == [
        "Due on      Cases By then  Days   Pace Breach A day",
        "overdue now     9       9                          ",
        "Mon 23 Nov     11      20     1     20      0    20",
        "Tue 24 Nov     30      50     2     41      9    25",
        "Thu 26 Nov     28      78     4     82      0    20",
        "Fri 27 Nov     53     131     5    103     28    27",
    ]


def test_what_is_left_of_today_counts_as_a_part_of_a_day() -> None:
    found = foreseen("Fri 20 Nov 2026 15:00", date(2026, 11, 23), closed=80, overdue=1, d20=2, d23=6)
    assert (found.left_today, found.working_days) == (Fraction(1, 4), Fraction(5, 4))
    assert [(day.closed, day.breach, day.needed) for day in found.days] == [(1, 2, 12), (5, 4, 8)]
    assert forecast_lines(found)[2:] == [
        "Working days until its end: 1.25, of which 0.25 is what is left of today's office hours.",
        "At 4 a day 5 are closed by Mon 23 Nov, 2 of them late; 6 more breach.",
        "12 a day prevent it: 3 due by the end of today, over 0.25 working days, is 12 a day. "
        "Were the overdue ones closed last: 8.",
        "That is 3 more closed today, or 2 if the overdue ones are closed last. "
        "From tomorrow on 9 a day prevent those of later days.",
    ]


def test_what_is_due_before_the_office_opens_again_is_beyond_any_pace() -> None:
    sunday = (at_london_time(date(2026, 11, 22), time(12)), 2)
    found = forecast(Calendars(), moment("Fri 20 Nov 2026 17:00"), [sunday, *due(d23=3)], pace(412), date(2026, 11, 27))
    assert (found.too_late, found.needed, found.breaches) == (2, 5, 2)
    assert forecast_lines(found)[3:] == [
        "At 20.6 a day 5 are closed by Fri 27 Nov, 2 of them late; 2 more breach.",
        "2 are due before the office opens again: no pace prevents those.",
        "5 a day are enough: 5 due by Mon 23 Nov, over 1 working day, is 5 a day.",
    ]


def test_a_record_without_pace_or_work_is_told_of_honestly() -> None:
    friday = date(2026, 11, 27)
    new = forecast_lines(foreseen("Sat 21 Nov 2026 10:00", friday, days=0, d27=10))
    assert new[0] == "There is no whole working day in the record yet, so there is no pace to go by."
    assert new[3:] == [
        "What breaches by then can't be foretold without a pace.",
        "2 a day prevent any breach: 10 due by Fri 27 Nov, over 5 working days, is 2 a day.",
    ]
    young = forecast_lines(foreseen("Sat 21 Nov 2026 10:00", friday, closed=7, days=7, d27=10))
    assert young[0].endswith(
        "7 closed, 1 a day; 360 received, 51.4 a day. The record is no older, so the pace is that of 7 days."
    )
    none = forecast_lines(foreseen("Sat 21 Nov 2026 10:00", friday, closed=0, overdue=1, d27=10))
    assert "No case was closed on those days: at that pace none of those due is closed by then; 10 more breach." in none
    idle = foreseen("Sat 21 Nov 2026 10:00", friday)
    assert forecast_lines(idle)[1:] == ["Due by Fri 27 Nov: none. No open case is overdue or has a deadline by then."]
    assert (forecast_table(idle), forecast_as_json(idle)["needed_a_day"]) == ([], 0)
    enough = forecast_lines(foreseen("Sat 21 Nov 2026 10:00", friday, overdue=4))
    assert enough[3:] == ["At 20.6 a day 4 are closed by then; no more breach."]


def test_a_day_that_has_gone_by_is_refused() -> None:
    with pytest.raises(NotAhead, match="Thu 19 Nov 2026 has gone by"):
        foreseen("Fri 20 Nov 2026 10:00", date(2026, 11, 19))


# Days


@pytest.mark.parametrize(
    ("at", "friday"),
    [
        ("Mon 16 Nov 2026 09:00", 20),
        ("Fri 20 Nov 2026 16:59", 20),
        ("Fri 20 Nov 2026 17:00", 27),
        ("Sat 21 Nov 2026 00:00", 27),
        ("Sun 22 Nov 2026 23:59", 27),
    ],
)
def test_the_usual_day_is_the_friday_that_is_not_over(at: str, friday: int) -> None:
    assert usual_day(Calendars(), moment(at)) == date(2026, 11, friday)


def test_good_friday_is_over_before_it_begins() -> None:
    assert usual_day(Calendars(), moment("Thu 2 Apr 2026 10:00")) == date(2026, 4, 3)
    assert usual_day(Calendars(), moment("Fri 3 Apr 2026 10:00")) == date(2026, 4, 10)


def test_closures_and_the_offices_own_hours_are_left_out_of_the_working_days() -> None:
    at = moment("Tue 24 Nov 2026 13:00")
    assert working_days_left(SHUT, at, date(2026, 11, 27)) == Fraction(1, 2) + 2
    assert left_of_today(SHUT, moment("Wed 25 Nov 2026 10:00")) == 0
    assert [left_of_today(SHUT, moment(f"Tue 24 Nov 2026 {clock}")) for clock in ("08:00", "17:00")] == [1, 0]


def test_the_pace_is_of_the_last_twenty_working_days_that_the_record_has() -> None:
    days = pace_days(SHUT, date(2026, 11, 27), date(2020, 1, 1))
    assert (len(days), days[0], days[-1]) == (20, date(2026, 10, 29), date(2026, 11, 26))
    assert date(2026, 11, 25) not in days
    assert pace_days(SHUT, date(2026, 11, 27), date(2026, 11, 24)) == (date(2026, 11, 24), date(2026, 11, 26))
    assert pace_days(SHUT, date(2026, 11, 27), None) == ()


# The rule


def breaching(now: datetime, cases: list[datetime], by: date, a_day: Fraction, calendars: Calendars) -> int:
    """How many breach when each is closed in its turn, worked out a day and a case at a time."""
    waiting = sorted(cases)
    found, done, day = 0, Fraction(0), london_date(now)
    found_late = {case for case in waiting if case < now}
    while day <= by:
        done += left_of_today(calendars, now) if day == london_date(now) else calendars.named("england-wales").is_working_day(day)
        closed = int(done * a_day)
        found += sum(london_date(case) == day and case not in found_late for case in waiting[closed:])
        day += timedelta(1)
    return found


minutes = st.integers(-2 * 1440, 14 * 1440)


@given(
    start=st.integers(0, 7 * 1440),
    cases=st.lists(minutes, max_size=60),
    closed=st.integers(0, 200),
    days=st.integers(1, 20),
    ahead=st.integers(0, 12),
)
@example(start=990, cases=[-60, 5, 10, 1500], closed=20, days=20, ahead=0)
def test_the_forecast_agrees_with_closing_case_by_case(start: int, cases: list[int], closed: int, days: int, ahead: int) -> None:
    now = at_london_time(MONDAY, time.min) + timedelta(minutes=start)
    moments = [now + timedelta(minutes=case) for case in cases]
    by, given_ = london_date(now) + timedelta(ahead), pace(closed, days)
    found = forecast(SHUT, now, Counter(moments).items(), given_, by)

    def more_breaches(a_day: int | Fraction) -> int:
        return breaching(now, moments, by, Fraction(a_day), SHUT)

    assert given_.closed_a_day is not None
    assert found.breaches == more_breaches(given_.closed_a_day)
    assert more_breaches(found.needed) == found.too_late, "the pace named prevents all that can be prevented"
    if found.needed:
        assert more_breaches(found.needed - 1) > found.too_late, "and no lower one does"
    without = forecast(SHUT, now, Counter(case for case in moments if case >= now).items(), given_, by)
    assert found.needed_if_overdue_wait == without.needed <= found.needed
    assert found.due == sum(london_date(case) <= by or case < now for case in moments)
    assert found.closed is not None
    assert 0 <= found.closed <= found.due
    assert forecast_lines(found)
    assert len({len(row) for row in forecast_table(found)}) <= 1, "the table's columns stay under their headings"


# Numbers and sparklines


def test_figures_are_short_and_nothing_is_rounded_to_none() -> None:
    assert [figure(it) for it in (Fraction(206, 10), Fraction(18), Fraction(0), Fraction(1, 400), Fraction(9, 4), None)] == [
        *("20.6", "18", "0", "under 0.01", "2.25", "-"),
    ]
    assert figure(Fraction(20000)) == "20,000"


@given(st.lists(st.integers(0, 10_000), max_size=30), st.none() | st.integers(0, 10_000))
def test_a_sparkline_has_a_block_for_each_number_and_none_looks_like_none_but_none(numbers: list[int], top: int | None) -> None:
    line = sparkline(numbers, top)
    assert len(line) == len(numbers)
    assert [block == "▁" for block in line] == [number == 0 for number in numbers]
    heights = ["▁▂▃▄▅▆▇█".index(block) for block in line]
    assert all((a <= b) for a, x in zip(heights, numbers, strict=True) for b, y in zip(heights, numbers, strict=True) if x <= y)
    if any(numbers) and top is None:
        assert "█" in line
