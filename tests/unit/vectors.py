"""The answers that fifteen public systems publish, and the calendars they count by."""

import csv
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from casework.working_days import WorkingCalendar

DATA = Path(__file__).parents[1] / "data"

OUR_REGIONS = {
    "england-wales": "england-wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
    "uk-any-part": "uk-any",
}
"""The calendars that are also regions of ours, by our name for them."""

OF_HOURS = frozenset({"add_wt_min", "count_wt_min", "count_wt_sec", "first_wt", "add_wd_time_roll"})
"""The operations on office hours, which `test_office_hours.py` answers; `test_working_days.py` answers all the others."""


@dataclass(frozen=True, slots=True)
class Vector:
    """One question to a system, as its columns have it, and the answer that system's own tests expect."""

    source: str
    calendar: str
    operation: str
    start: str
    n_or_end: str
    expected: str

    def __str__(self) -> str:
        return f"{self.operation} {self.start} {self.n_or_end} {self.calendar}"


@cache
def vectors() -> tuple[Vector, ...]:
    """Every row of the file."""
    with (DATA / "vectors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Vector(*(row[column] for column in Vector.__slots__)) for row in rows)


def vectors_of(operations: Collection[str]) -> list[Vector]:
    """The rows that ask one of some operations."""
    return [vector for vector in vectors() if vector.operation in operations]


@cache
def described(calendar: str) -> dict[str, Any]:
    """What a calendar the rows name is made of: `holidays`, `working_weekdays`, `hours`, `tz`."""
    found: dict[str, dict[str, Any]] = json.loads((DATA / "calendars.json").read_text(encoding="utf-8"))
    return found[calendar]


@cache
def named_calendar(name: str) -> WorkingCalendar:
    """A calendar the rows name."""
    made_of = described(name)
    yearly = [f"{year}-{month_day}" for year in range(2000, 2030) for month_day in made_of["yearly_holidays"]]
    holidays = {date.fromisoformat(text): "holiday" for text in [*made_of["holidays"], *yearly]}
    return WorkingCalendar(holidays, made_of["working_weekdays"])
