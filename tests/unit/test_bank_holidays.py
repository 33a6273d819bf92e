"""Bank holidays: the kept file is what the library says, and the library says what GOV.UK published."""

import json
from datetime import date
from functools import cache
from importlib.resources import files

import pytest

from casework.bank_holidays import YEARS_KEPT, BankHoliday, UnknownRegion, bank_holidays, from_file, from_library

GOVUK_NAMES = {
    "england-wales": "england-and-wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
}
PROCLAIMED_SINCE_GOVUK_DATA = {"scotland": {date(2026, 6, 15)}}


@cache
def library() -> list[BankHoliday]:
    return list(from_library(range(1900, 2101)))


def test_the_file_is_what_the_library_says() -> None:
    assert list(from_file()) == [holiday for holiday in library() if holiday.day.year in YEARS_KEPT]


def test_wales_and_england_never_differ() -> None:
    assert [holiday for holiday in library() if ("ENG" in holiday.nations) != ("WLS" in holiday.nations)] == []
    assert set(range(1900, 2101)) == {it.day.year for it in library() if "WLS" in it.nations}


def test_years_outside_the_file_come_from_the_library() -> None:
    assert bank_holidays("england-wales", [1989])[date(1989, 12, 25)] == "Christmas Day"
    assert bank_holidays("england-wales", [2051])[date(2051, 3, 31)] == "Good Friday"


@pytest.mark.parametrize("region", GOVUK_NAMES)
def test_weekdays_agree_with_govuk(region: str) -> None:
    published = json.loads((files("govuk_bank_holidays") / "bank-holidays.json").read_text(encoding="utf-8"))
    theirs = {date.fromisoformat(event["date"]) for event in published[GOVUK_NAMES[region]]["events"]}
    years = range(min(theirs).year, max(theirs).year + 1)
    ours = {day for day in bank_holidays(region, years) if day.weekday() < 5}
    assert set(range(2012, 2029)) <= set(years)
    assert ours - PROCLAIMED_SINCE_GOVUK_DATA.get(region, set()) == theirs


def test_only_the_years_asked_for_in_order() -> None:
    found = bank_holidays("england-wales", [2026, 2024, 2026])
    assert list(found) == sorted(found)
    assert {day.year for day in found} == {2024, 2026}
    assert bank_holidays("england-wales", []) == {}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2026, 3, 17), "Saint Patrick's Day (Northern Ireland)"),
        (date(2026, 4, 6), "Easter Monday (England, Wales and Northern Ireland)"),
        (date(2026, 7, 13), "Battle of the Boyne (substitute day, Northern Ireland)"),
        (date(2023, 1, 2), "New Year Holiday (Scotland); New Year's Day (substitute day)"),
    ],
)
def test_a_holiday_of_any_part_says_where_it_is_kept(day: date, name: str) -> None:
    assert bank_holidays("uk-any", [day.year])[day] == name


def test_any_part_is_all_the_parts() -> None:
    years = range(2000, 2040)
    parts = [bank_holidays(region, years) for region in GOVUK_NAMES]
    assert set(bank_holidays("uk-any", years)) == set().union(*parts)


def test_a_region_by_itself_does_not_say_where() -> None:
    assert bank_holidays("england-wales", [2026])[date(2026, 4, 6)] == "Easter Monday"
    assert bank_holidays("scotland", [2026])[date(2026, 11, 30)] == "Saint Andrew's Day"


def test_an_unknown_region_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownRegion, match=r"'wales'; the calendars are england-wales, scotland"):
        bank_holidays("wales", [2026])
