"""Where a file of bank holidays and our calendars differ: which days, told how, and which names are the same."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.calendars import DIVISIONS, SHIPPED, Calendars, DayChange
from casework.foreign.holiday_differences import Difference, differences, same_holiday
from casework.foreign.holiday_files import HolidayFile, read_holiday_file
from casework.visible_text import visible
from casework.working_days import WorkingCalendar

DATA = Path(__file__).parents[1] / "data"
WORLD_CUP = "Scotland's participation in the FIFA World Cup final"


def shipped(region: str) -> WorkingCalendar:
    return SHIPPED.region(region, closures=False)


def calendar(holidays: Mapping[date, str]) -> Callable[[str], WorkingCalendar]:
    return lambda region: WorkingCalendar(holidays, name=region)


def file_of(days: Mapping[date, str], region: str = "scotland") -> HolidayFile:
    years = [day.year for day in days]
    return HolidayFile("iCalendar", "", {region: days}, min(years), max(years))


def sentences(theirs: Mapping[date, str], ours: Mapping[date, str], region: str = "scotland") -> list[str]:
    return [it.sentence for it in differences(file_of(theirs, region), calendar(ours))]


def test_govuk_publishes_what_we_ship_but_for_a_day_proclaimed_since() -> None:
    found = differences(read_holiday_file(DATA / "bank-holidays.json"), shipped)
    assert found == [Difference("scotland", date(2026, 6, 15), None, WORLD_CUP)]


def test_govuk_icalendar_has_what_we_ship() -> None:
    assert differences(read_holiday_file(DATA / "england-and-wales.ics", "england-wales"), shipped) == []


def test_a_calendar_that_was_changed_differs_by_the_change() -> None:
    changes = [
        DayChange(date(2026, 6, 15), "worked", WORLD_CUP, "scotland"),
        DayChange(date(2027, 6, 2), "bank holiday", "Jubilee", "northern-ireland"),
        DayChange(date(2027, 6, 3), "closure", "Staff day"),
    ]
    changed = Calendars(changes)
    found = differences(read_holiday_file(DATA / "bank-holidays.json"), lambda region: changed.region(region, closures=False))
    assert [it.sentence for it in found] == ["Wed 2 Jun 2027, Northern Ireland: we have Jubilee, the file has none."]


@pytest.mark.parametrize(
    ("theirs", "ours", "kind", "sentence"),
    [
        ("Special Day", None, "missing here", "Fri 8 May 2026, Scotland: the file has Special Day, we work."),
        (None, "May Day", "missing in the file", "Fri 8 May 2026, Scotland: we have May Day, the file has none."),
        ("VE Day", "May Day", "named differently", "Fri 8 May 2026, Scotland: named VE Day in the file, May Day here."),
        ("a\x1b[2J\nb", None, "missing here", "Fri 8 May 2026, Scotland: the file has a␛[2J⏎b, we work."),
    ],
)
def test_a_difference_in_words(theirs: str | None, ours: str | None, kind: str, sentence: str) -> None:
    found = Difference("scotland", date(2026, 5, 8), theirs, ours)
    assert (found.kind, found.sentence) == (kind, sentence)


def test_every_region_is_told_in_its_own_name() -> None:
    said = [Difference(region, date(2020, 5, 4), None, "May Day").sentence for region in DIVISIONS]
    assert said == [
        "Mon 4 May 2020, England & Wales: we have May Day, the file has none.",
        "Mon 4 May 2020, Scotland: we have May Day, the file has none.",
        "Mon 4 May 2020, Northern Ireland: we have May Day, the file has none.",
    ]


def test_differences_are_in_order_of_day() -> None:
    theirs = {date(2026, 5, 8): "Special Day", date(2026, 12, 25): "Christmas Day"}
    ours = {date(2026, 4, 3): "Good Friday", date(2026, 12, 25): "Boxing Day"}
    assert sentences(theirs, ours) == [
        "Fri 3 Apr 2026, Scotland: we have Good Friday, the file has none.",
        "Fri 8 May 2026, Scotland: the file has Special Day, we work.",
        "Fri 25 Dec 2026, Scotland: named Christmas Day in the file, Boxing Day here.",
    ]


def test_a_weekend_takes_no_day_away() -> None:
    monday = {date(2026, 12, 28): "Boxing Day (substitute day)"}
    assert sentences(monday, monday | {date(2026, 12, 26): "Boxing Day"}) == []
    assert sentences(monday | {date(2026, 12, 27): "Sunday fair"}, monday) == []


def test_only_the_years_of_the_file_are_compared() -> None:
    ours = {date(year, 12, 25): "Christmas Day" for year in range(2020, 2032)}
    assert sentences({date(2024, 12, 25): "Christmas", date(2026, 12, 25): "Christmas"}, ours) == [
        "Thu 25 Dec 2025, Scotland: we have Christmas Day, the file has none."
    ]


def test_each_region_is_compared_in_its_own_years() -> None:
    ours = {date(year, 12, 25): "Christmas Day" for year in range(2020, 2032)}
    days = {"scotland": {date(2025, 12, 25): "Christmas"}, "england-wales": {date(2026, 12, 25): "Christmas"}}
    assert differences(HolidayFile("GOV.UK JSON", "", days, 2025, 2026), calendar(ours)) == []


def test_the_first_and_last_years_that_can_be_counted_are_compared() -> None:
    theirs = {date(1900, 12, 25): "Christmas Day", date(2100, 12, 24): "Christmas Eve"}
    found = differences(file_of(theirs, "england-wales"), shipped)
    assert found[-1] == Difference("england-wales", date(2100, 12, 28), None, "Boxing Day (substitute day)")
    assert Difference("england-wales", date(2100, 12, 24), "Christmas Eve", None) in found


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Christmas Day", "christmas day"),
        ("New Year’s Day", "New Year's Day"),
        ("New Years Day", "New Year's Day"),
        ("New Year’s Day", "New Year's Day (substitute day)"),
        ("Boxing Day (substitute day)", "Boxing Day"),
        ("Early May bank holiday", "May Day"),
        ("Early May bank holiday (VE day)", "May Day"),
        ("Summer bank holiday", "Late Summer Bank Holiday"),
        ("St Patrick’s Day", "Saint Patrick's Day"),
        ("St. Andrew’s Day", "Saint Andrew's Day (substitute day)"),
        ("Battle of the Boyne (Orangemen’s Day)", "Battle of the Boyne"),
        ("2nd January", "New Year Holiday"),
        ("2 January (substitute day)", "New Year Holiday"),
        ("2nd January", "New Year Holiday; New Year's Day (substitute day)"),
        ("Queen’s Diamond Jubilee", "Diamond Jubilee of Elizabeth II"),
        ("Platinum Jubilee bank holiday", "Platinum Jubilee of Elizabeth II"),
        ("Bank Holiday for the State Funeral of Queen Elizabeth II", "State Funeral of Queen Elizabeth II"),
        ("Bank holiday for the coronation of King Charles III", "Coronation of Charles III"),
        ("Staff day; Christmas Day", "Christmas Day"),
        ("Holiday", "Christmas Day"),
        ("Public holidays", "Christmas Day"),
    ],
)
def test_names_of_the_same_holiday(theirs: str, ours: str) -> None:
    assert same_holiday(theirs, ours)
    assert same_holiday(ours, theirs)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Christmas Day", "Boxing Day"),
        ("Christmas Day (substitute day)", "Boxing Day (substitute day)"),
        ("Spring bank holiday", "Summer Bank Holiday"),
        ("Early May bank holiday", "Spring Bank Holiday"),
        ("Good Friday", "Easter Monday"),
        ("St Andrew’s Day", "Saint Patrick's Day"),
        ("Queen’s Diamond Jubilee", "Platinum Jubilee of Elizabeth II"),
        ("State Funeral of Queen Elizabeth II", "Platinum Jubilee of Elizabeth II"),
        ("2nd January", "Christmas Day"),
        ("Boxing Day; Staff day", "Christmas Day; Fair"),
    ],
)
def test_names_of_different_holidays(theirs: str, ours: str) -> None:
    assert not same_holiday(theirs, ours)
    assert not same_holiday(ours, theirs)


DAYS = st.dictionaries(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.sampled_from(["One", "Two"]), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(DAYS, DAYS)
def test_what_is_worked_differs_on_just_the_days_told_of(theirs: dict[date, str], ours: dict[date, str]) -> None:
    found = differences(file_of(theirs), calendar(ours))
    covered = range(min(theirs).year, max(theirs).year + 1)
    both = {day for day in {*theirs, *ours} if day.year in covered and day.weekday() < 5}
    assert [it.day for it in found] == sorted(day for day in both if theirs.get(day) != ours.get(day))
    assert all((it.theirs, it.ours) == (theirs.get(it.day), ours.get(it.day)) for it in found)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert same_holiday(name, name)
    sentence = Difference("scotland", date(2026, 5, 8), name, None).sentence
    assert visible(sentence) == sentence
