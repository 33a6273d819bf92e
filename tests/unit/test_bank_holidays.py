"""Bank holidays: the kept file is what the library says, and each says where it is kept when that is not everywhere."""

from datetime import date
from functools import cache

import pytest

from casework.bank_holidays import YEARS_KEPT, BankHoliday, UnknownRegion, bank_holidays, from_file, from_library

PARTS = ("england-wales", "scotland", "northern-ireland")
JUBILEE, MAY_DAY = date(2026, 6, 1), date(2026, 5, 4)


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
    parts = [bank_holidays(region, years) for region in PARTS]
    assert set(bank_holidays("uk-any", years)) == set().union(*parts)


def test_a_region_by_itself_does_not_say_where() -> None:
    assert bank_holidays("england-wales", [2026])[date(2026, 4, 6)] == "Easter Monday"
    assert bank_holidays("scotland", [2026])[date(2026, 11, 30)] == "Saint Andrew's Day"


def test_a_holiday_of_one_nation_of_a_region_says_which() -> None:
    welsh = BankHoliday(JUBILEE, ("WLS",), "Jubilee")
    assert bank_holidays("england-wales", [2026], [welsh])[JUBILEE] == "Jubilee (Wales)"
    assert bank_holidays("uk-any", [2026], [welsh])[JUBILEE] == "Jubilee (Wales)"
    assert JUBILEE not in bank_holidays("scotland", [2026], [welsh])
    both = BankHoliday(JUBILEE, ("ENG", "WLS"), "Jubilee")
    assert bank_holidays("england-wales", [2026], [both])[JUBILEE] == "Jubilee"


def test_a_holiday_added_is_in_its_year_and_its_place() -> None:
    added = [BankHoliday(JUBILEE, ("ENG", "WLS"), "Jubilee")]
    found = bank_holidays("england-wales", [2026, 2027], added)
    assert list(found) == sorted(found)
    assert found.keys() - bank_holidays("england-wales", [2026, 2027]).keys() == {JUBILEE}
    assert JUBILEE not in bank_holidays("england-wales", [2027], added)


def test_a_holiday_added_twice_keeps_its_shipped_name() -> None:
    shipped = bank_holidays("uk-any", [2026])
    again = BankHoliday(MAY_DAY, ("ENG", "WLS", "SCT", "NIR"), "Labour Day")
    assert bank_holidays("uk-any", [2026], [again]) == shipped


def test_a_holiday_not_kept_after_all_stays_where_it_is() -> None:
    not_here = {(MAY_DAY, "ENG"), (MAY_DAY, "WLS")}
    assert MAY_DAY not in bank_holidays("england-wales", [2026], worked=not_here)
    assert MAY_DAY in bank_holidays("scotland", [2026], worked=not_here)
    assert bank_holidays("uk-any", [2026], worked=not_here)[MAY_DAY].endswith("(Scotland and Northern Ireland)")
    wales_only = bank_holidays("england-wales", [2026], worked={(MAY_DAY, "ENG")})
    assert wales_only[MAY_DAY].endswith("(Wales)")


def test_an_unknown_region_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownRegion, match=r"'wales'; the calendars are england-wales, scotland"):
        bank_holidays("wales", [2026])
