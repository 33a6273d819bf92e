"""The calendars in force at an office: shipped holidays, closures, and holidays moved."""

from datetime import date, time

import pytest

from casework.bank_holidays import UnknownRegion
from casework.calendars import SHIPPED, Calendars, DayChange, region_named
from casework.office_week import OfficeWeek
from casework.standards import shipped_standards
from casework.working_days import WorkingCalendar

STANDARDS = {standard.id: standard for standard in shipped_standards()}
TUESDAY, NOT_MAY_DAY = date(2026, 12, 29), date(2026, 5, 4)
SHUT = DayChange(TUESDAY, "closure", "Moving office")


def holiday(day: date, region: str, name: str = "Jubilee") -> DayChange:
    return DayChange(day, "bank holiday", name, region)


def test_nothing_changed_is_what_ships() -> None:
    for region in ("england-wales", "scotland", "northern-ireland", "uk-any"):
        ours, shipped = SHIPPED.named(region), WorkingCalendar.for_region(region)
        assert [day for year in (2026, 2040, 2060) for day in ours.skipped(date(year, 1, 1), date(year, 12, 31))] == [
            day for year in (2026, 2040, 2060) for day in shipped.skipped(date(year, 1, 1), date(year, 12, 31))
        ]


def test_a_closure_takes_a_day_from_our_own_clocks_and_not_from_the_statutory_ones() -> None:
    calendars = Calendars([SHUT])
    assert calendars.region("england-wales").holiday_name(TUESDAY) == "Moving office"
    assert not calendars.of(STANDARDS["enquiry-reply"]).is_working_day(TUESDAY)
    assert calendars.of(STANDARDS["foi"]).is_working_day(TUESDAY)
    assert calendars.of(STANDARDS["sar"]).is_working_day(TUESDAY)
    assert calendars.named("uk-any").is_working_day(TUESDAY)
    assert not calendars.hours("england-wales").opening(TUESDAY)
    assert calendars.hours_of(STANDARDS["sar"]).opening(TUESDAY)


def test_a_holiday_of_one_nation_counts_there_and_for_any_part_of_the_uk() -> None:
    calendars = Calendars([holiday(TUESDAY, "scotland")])
    assert not calendars.region("scotland").is_working_day(TUESDAY)
    assert calendars.region("england-wales").is_working_day(TUESDAY)
    assert calendars.region("uk-any").holiday_name(TUESDAY) == "Jubilee (Scotland)"
    everywhere = Calendars(holiday(TUESDAY, region) for region in ("england-wales", "scotland", "northern-ireland"))
    assert not everywhere.region("uk-any").is_working_day(TUESDAY)


def test_a_holiday_moved_is_worked_on_its_old_day_where_it_moved() -> None:
    moved = Calendars([DayChange(NOT_MAY_DAY, "worked", "", "england-wales"), holiday(date(2026, 5, 8), "england-wales")])
    assert moved.region("england-wales").is_working_day(NOT_MAY_DAY)
    assert moved.region("england-wales").holiday_name(NOT_MAY_DAY) is None
    assert not moved.region("england-wales").is_working_day(date(2026, 5, 8))
    assert not moved.region("scotland").is_working_day(NOT_MAY_DAY)
    assert "(Scotland and Northern Ireland)" in str(moved.region("uk-any").holiday_name(NOT_MAY_DAY))


def test_a_holiday_already_kept_changes_nothing() -> None:
    again = Calendars([holiday(NOT_MAY_DAY, "england-wales", "May Day")])
    assert again.region("england-wales").holiday_name(NOT_MAY_DAY) == SHIPPED.region("england-wales").holiday_name(NOT_MAY_DAY)


def test_later_publication_moves_the_horizon() -> None:
    assert SHIPPED.region("scotland").is_provisional(date(2029, 1, 1))
    assert not Calendars(published_to=date(2029, 12, 31)).region("scotland").is_provisional(date(2029, 1, 1))


def test_closing_time_by_weekday() -> None:
    frames = {0: [(time(9), time(12)), (time(13), time(16, 30))], 4: [(time(0), time(0))]}
    calendars = Calendars(weeks=[OfficeWeek(frames, date(2026, 6, 15))])
    assert [calendars.closes(date(2026, 6, 15 + n)) for n in (0, 1, 4)] == [time(16, 30), time(17), time.max]


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("england-wales", "england-wales"),
        ("E&W", "england-wales"),
        ("England & Wales", "england-wales"),
        ("Wales", "england-wales"),
        ("Northern Ireland", "northern-ireland"),
        ("NI", "northern-ireland"),
        ("Scotland", "scotland"),
        ("foi", "uk-any"),
        ("any part of the UK", "uk-any"),
    ],
)
def test_regions_by_the_names_people_use(typed: str, region: str) -> None:
    assert region_named(typed) == region


def test_a_region_nobody_knows() -> None:
    with pytest.raises(UnknownRegion, match=r"no calendar called 'France'\. Use one of: england-wales, scotland"):
        region_named("France")
    with pytest.raises(UnknownRegion):
        SHIPPED.region("france")
