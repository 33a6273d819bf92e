"""Office hours as an administrator types them: read loosely, written one way, refused in a sentence."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendars import Calendars
from casework.deadlines import deadline
from casework.moments import at_london_time
from casework.office_week import WORKED, OfficeWeek, WeekNotRead, read_week, week_words
from casework.standards import shipped_standards

EARLY_FRIDAY = "Mon-Thu 09:00-17:00; Fri 09:00-16:30"
ENQUIRY = next(it for it in shipped_standards() if it.id == "enquiry-reply")


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("9-5", "Mon-Fri 09:00-17:00"),
        ("9am-5pm", "Mon-Fri 09:00-17:00"),
        ("weekdays 0830 to 18.15", "Mon-Fri 08:30-18:15"),
        ("Mon–Fri: 9:00–17:00", "Mon-Fri 09:00-17:00"),
        ("mon - thu 9-5; FRIDAY 9-4:30", EARLY_FRIDAY),
        ("fri 9am - 4.30pm;  monday to thursday 9-5;", EARLY_FRIDAY),
        ("9-12, 1-5", "Mon-Fri 09:00-12:00, 13:00-17:00"),
        ("9-12:30, 1:30-5", "Mon-Fri 09:00-12:30, 13:30-17:00"),
        ("13-17, 9-12", "Mon-Fri 09:00-12:00, 13:00-17:00"),
        ("tues-fri 9-5; mon 10-4", "Mon 10:00-16:00; Tue-Fri 09:00-17:00"),
        ("0-24", "Mon-Fri 00:00-24:00"),
        ("12-1", "Mon-Fri 12:00-13:00"),
    ],
)
def test_hours_are_read_as_they_are_said(typed: str, hours: str) -> None:
    assert week_words(read_week(typed)) == hours


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the hours, such as"),
        ("tea", "'tea' can't be read as hours"),
        ("mon-fri nine", "can't be read as hours"),
        ("moonday 9-5", "'moonday' is no weekday"),
        ("9-25", "'9-25' has a time that no clock shows"),
        ("13pm-5", "has a time that no clock shows"),
        ("17-9", "'17-9' would close before it opens"),
        ("9-12, 11-13", "The hours of Monday overlap"),
        ("9-5; sat 10-12", "Saturday is not a working day"),
        ("fri-mon 9-5", "Friday to Monday runs backwards"),
        ("mon 9-5", "Tuesday has no hours. Each weekday needs some; a day the office is shut is a closure."),
        ("9-5; tue 9-4", "Tuesday is there twice"),
        ("[/]\x1b[31m", "can't be read as hours"),
    ],
)
def test_what_cannot_be_kept_is_said(typed: str, sentence: str) -> None:
    with pytest.raises(WeekNotRead, match=sentence.replace("(", r"\(")):
        read_week(typed)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(typed: str) -> None:
    try:
        read = week_words(read_week(typed))
    except WeekNotRead as refused:
        read = str(refused)
    assert read.endswith(".") or week_words(read_week(read)) == read


_MINUTES = st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True).map(sorted)


@given(st.fixed_dictionaries(dict.fromkeys(WORKED, _MINUTES)))
def test_hours_written_are_read_back(quarters: dict[int, list[int]]) -> None:
    def clock(quarter: int) -> time:
        return time(quarter // 4 % 24, quarter % 4 * 15)

    frames = {day: tuple((clock(a), clock(b)) for a, b in zip(at[::2], at[1::2], strict=False)) for day, at in quarters.items()}
    assert read_week(week_words(frames)) == frames


def test_each_day_goes_by_the_hours_of_its_date() -> None:
    calendars = Calendars(
        weeks=[OfficeWeek(read_week(EARLY_FRIDAY), date(2026, 6, 15)), OfficeWeek(read_week("8-4"), date(2026, 7, 1))]
    )
    closing = {day: calendars.closes(date(2026, *day)) for day in ((6, 12), (6, 15), (6, 19), (7, 3))}
    assert list(closing.values()) == [time(17), time(17), time(16, 30), time(16)]
    hours = calendars.hours("england-wales")
    assert [hours.closing(date(2026, *day)) for day in closing] == [at_london_time(date(2026, *d), t) for d, t in closing.items()]
    assert hours.between(at_london_time(date(2026, 6, 30), time(8)), at_london_time(date(2026, 7, 1), time(18))) == 16 * 60


def test_a_contact_after_the_new_closing_counts_as_the_next_day() -> None:
    calendars = Calendars(weeks=[OfficeWeek(read_week(EARLY_FRIDAY), date(2026, 6, 15))])
    before, after = (deadline(ENQUIRY, at_london_time(date(2026, 6, day), time(16, 45)), calendars) for day in (12, 19))
    assert (before.day_zero, after.day_zero) == (date(2026, 6, 12), date(2026, 6, 22))
    assert before.due_at == at_london_time(date(2026, 6, 26), time(16, 30))
    assert after.due_at == at_london_time(date(2026, 7, 6), time(17))
