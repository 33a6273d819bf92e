"""The bank holidays of the four nations, by the calendar each kind of case is counted on.

The rules come from the `holidays` library. Importing it takes longer than everything else the program does to start, so
its answers for 1990 to 2050 are kept in `bank_holidays.txt` and the library is asked only about other years. To
write the file again after the library changes: `python -m casework.bank_holidays --write`.
"""

import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from casework.errors import DeskError

PUBLISHED_TO = date(2028, 12, 31)
"""The last date for which GOV.UK has published bank holidays (www.gov.uk/bank-holidays)."""

ENGLAND_AND_WALES = "england-wales"
"""Where the office is: its calendar holds wherever no other is named."""
REGIONS = {
    ENGLAND_AND_WALES: ("ENG", "WLS"),
    "scotland": ("SCT",),
    "northern-ireland": ("NIR",),
    "uk-any": ("ENG", "WLS", "SCT", "NIR"),
}
NATIONS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}
YEARS_KEPT = range(1990, 2051)
FILE = Path(__file__).with_name("bank_holidays.txt")


class UnknownRegion(DeskError):
    """A calendar was asked for by a name it does not have."""


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """One bank holiday and the nations that keep it, named as the library does (`ENG`, `WLS`, `SCT`, `NIR`)."""

    day: date
    nations: tuple[str, ...]
    name: str


def bank_holidays(
    region: str, years: Iterable[int], added: Iterable[BankHoliday] = (), worked: Collection[tuple[date, str]] = ()
) -> dict[date, str]:
    """Each bank holiday of a region in some years, in order, with its name.

    A holiday that falls at a weekend is given as well as its substitute day. One that is not kept in every nation of the
    region says where it is kept: in `uk-any`, the holidays of any part of the United Kingdom (FOIA 2000 section 10(6)),
    and in `england-wales`, should the two ever differ. `added` are further holidays; `worked` names dates and nations
    (`ENG`) whose shipped holiday is not kept after all. Raises UnknownRegion.
    """
    if region not in REGIONS:
        raise UnknownRegion(f"There is no calendar called {region!r}; the calendars are {', '.join(REGIONS)}.")
    asked = REGIONS[region]
    added = tuple(added)
    found: dict[date, str] = {}
    for year in sorted(set(years)):
        shipped = [
            BankHoliday(it.day, tuple(n for n in it.nations if (it.day, n) not in worked), it.name) for it in _of_year(year)
        ]
        known = {(it.day, nation) for it in shipped for nation in it.nations}
        more = (BankHoliday(it.day, tuple(n for n in it.nations if (it.day, n) not in known), it.name) for it in added)
        for holiday in [*shipped, *(it for it in more if it.day.year == year)]:
            kept_in = [nation for nation in holiday.nations if nation in asked]
            if kept_in:
                name = holiday.name if len(kept_in) == len(asked) else _placed(holiday.name, kept_in)
                found[holiday.day] = f"{found[holiday.day]}; {name}" if holiday.day in found else name
    return dict(sorted(found.items()))


def differing_days(one: str, other: str) -> list[date]:
    """The dates that one nation (`ENG`) keeps as a bank holiday and another does not, in the years kept."""
    return [it.day for it in from_file() if (one in it.nations) != (other in it.nations)]


def from_library(years: Iterable[int]) -> Iterator[BankHoliday]:
    """The bank holidays of some years as the `holidays` library has them, in order of date and name."""
    from holidays import country_holidays

    kept_by: dict[tuple[date, str], list[str]] = {}
    years = tuple(years)
    for nation in NATIONS:
        for day, names in country_holidays("GB", subdiv=nation, years=years).items():
            for name in names.split("; "):
                kept_by.setdefault((day, name.replace("(observed)", "(substitute day)")), []).append(nation)
    for (day, name), nations in sorted(kept_by.items()):
        yield BankHoliday(day, tuple(nations), name)


def from_file() -> Iterator[BankHoliday]:
    """The bank holidays kept in the data file, in order of date and name."""
    return (_from_line(line) for lines in _kept().values() for line in lines)


def write_file() -> None:
    """Write the data file again from the installed library."""
    from importlib.metadata import version

    heading = f"# Bank holidays {YEARS_KEPT[0]}-{YEARS_KEPT[-1]} from the Python library holidays {version('holidays')}."
    lines = [f"{it.day} {','.join(it.nations)} {it.name}" for it in from_library(YEARS_KEPT)]
    FILE.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")


@cache
def _of_year(year: int) -> tuple[BankHoliday, ...]:
    if year in YEARS_KEPT:
        return tuple(_from_line(line) for line in _kept()[year])
    return tuple(from_library([year]))


@cache
def _kept() -> dict[int, list[str]]:
    by_year: dict[int, list[str]] = {}
    _heading, *lines = FILE.read_text(encoding="utf-8").splitlines()
    for line in lines:
        by_year.setdefault(int(line[:4]), []).append(line)
    return by_year


def _from_line(line: str) -> BankHoliday:
    day, nations, name = line.split(maxsplit=2)
    return BankHoliday(date.fromisoformat(day), tuple(nations.split(",")), name)


def _placed(name: str, nations: list[str]) -> str:
    *rest, last = [NATIONS[nation] for nation in nations]
    places = f"{', '.join(rest)} and {last}" if rest else last
    return f"{name.removesuffix(')')}, {places})" if name.endswith(")") else f"{name} ({places})"


if __name__ == "__main__" and "--write" in sys.argv:
    write_file()
