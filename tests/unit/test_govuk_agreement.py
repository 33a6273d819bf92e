"""Every weekday of 2012 to 2028 is worked or not as GOV.UK published it, as the package govuk-bank-holidays keeps it."""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import pytest

from casework.bank_holidays import YEARS_KEPT, differing_days, from_file
from casework.date_words import day_words
from casework.working_days import WorkingCalendar

DIVISIONS = {"england-wales": "england-and-wales", "scotland": "scotland", "northern-ireland": "northern-ireland"}
PROCLAIMED_SINCE: Mapping[str, Mapping[date, str]] = {
    "scotland": {date(2026, 6, 15): "for the FIFA World Cup, proclaimed after the package's data"}
}
FIRST, LAST = date(2012, 1, 1), date(2028, 12, 31)
EVERY_DAY = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
WEEKDAYS = [day for day in EVERY_DAY if day.weekday() < 5]


@cache
def published(region: str) -> Mapping[date, str]:
    """The holidays of a region as GOV.UK has them, with their titles."""
    divisions = json.loads((files("govuk_bank_holidays") / "bank-holidays.json").read_text(encoding="utf-8"))
    events = {date.fromisoformat(event["date"]): event["title"] for event in divisions[DIVISIONS[region]]["events"]}
    return {**PROCLAIMED_SINCE.get(region, {}), **events}


def differing(region: str, holiday: Callable[[date], str | None]) -> str:
    """The weekdays that are worked here and holidays there, or the other way round, a line each."""
    calendar = WorkingCalendar.for_region(region)
    found = [
        f"{day_words(day)}: here {calendar.holiday_name(day) or 'worked'}, there {holiday(day) or 'worked'}"
        for day in WEEKDAYS
        if calendar.is_working_day(day) == (holiday(day) is not None)
    ]
    return "\n".join(found)


@pytest.mark.parametrize("region", DIVISIONS)
def test_a_division_agrees(region: str) -> None:
    assert {day.year for day in published(region)} >= set(range(FIRST.year, LAST.year + 1))
    days = differing(region, published(region).get)
    assert not days, f"{region} and GOV.UK differ:\n{days}"


def test_any_part_of_the_uk_is_its_divisions_together() -> None:
    anywhere = {day: title for region in DIVISIONS for day, title in published(region).items()}
    days = differing("uk-any", anywhere.get)
    assert not days, f"uk-any and the divisions of GOV.UK differ:\n{days}"


def test_england_and_wales_keep_the_same_days() -> None:
    kept = {nation: {it.day for it in from_file() if nation in it.nations} for nation in ("ENG", "WLS")}
    assert not sorted(kept["ENG"] ^ kept["WLS"])
    assert {day.year for day in kept["WLS"]} == set(YEARS_KEPT)
    assert not differing_days("ENG", "WLS")


def test_the_days_two_nations_do_not_share_are_told() -> None:
    apart = {day for day in differing_days("ENG", "SCT") if day.year == 2026}
    assert apart == {
        date(2026, 1, 2),
        date(2026, 4, 6),
        date(2026, 6, 15),
        date(2026, 8, 3),
        date(2026, 8, 31),
        date(2026, 11, 30),
    }
