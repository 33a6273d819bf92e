"""Bank holidays from a file: GOV.UK's JSON or an iCalendar, told apart by what it holds and not by its name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from types import MappingProxyType
from typing import Literal

from casework.bank_holidays import PUBLISHED_TO
from casework.calendars import DIVISIONS
from casework.errors import DeskError
from casework.visible_text import visible
from casework.working_days import YEARS_OF_REGIONS

LARGEST = 5_000_000
MOST_DAYS = 20_000
LONGEST_NAME = 200
END_OF_PUBLISHED = date(PUBLISHED_TO.year, 12, 31)
_LONGEST_SHOWN = 40

Shape = Literal["GOV.UK JSON", "iCalendar"]
NamedDay = tuple[str, date, str]
"""A region, a day that is a holiday there, and the holiday's name."""


class HolidayFileRefused(DeskError):
    """The file can't be opened, or is not a list of bank holidays that can be read."""


@dataclass(frozen=True, slots=True)
class HolidayFile:
    """What a file says of bank holidays: each region's days, in order, with their names as they are in the file.

    `sha256` is of the file's bytes, in hexadecimal. It speaks for the years from `first_year` to `last_year`, those of its
    first and last holidays.
    """

    shape: Shape
    sha256: str
    days: Mapping[str, Mapping[date, str]]
    first_year: int
    last_year: int


def read_holiday_file(path: Path, region: str | None = None, until: date = END_OF_PUBLISHED) -> HolidayFile:
    """Read a file of bank holidays.

    An iCalendar does not say which region it is for, so `region`, one of DIVISIONS, must; GOV.UK's JSON has every
    region and ignores it. What an iCalendar repeats is followed to `until`. Raises HolidayFileRefused.
    """
    content = _content(path)
    text = _text(content, path)
    shape = _shape(text, path)
    until = min(until, date(YEARS_OF_REGIONS[-1], 12, 31))
    days = _by_region(_govuk(text) if shape == "GOV.UK JSON" else _icalendar(text, path, region, until))
    years = [day.year for named in days.values() for day in named]
    if not years:
        raise HolidayFileRefused(f"The file {shown(path.name)} has no bank holidays that are kept.")
    return HolidayFile(shape, sha256(content).hexdigest(), days, min(years), max(years))


def shown(text: str) -> str:
    """A piece of a file as a sentence may quote it: in one line, short, its control characters as marks."""
    seen = visible(text[: _LONGEST_SHOWN + 1])
    return seen if len(seen) <= _LONGEST_SHOWN else seen[: _LONGEST_SHOWN - 1] + "…"


def within_years(day: date, what: str) -> None:
    """Raise HolidayFileRefused for a day no calendar covers."""
    if day.year not in YEARS_OF_REGIONS:
        raise HolidayFileRefused(
            f"{what} is in {day.year:04}; bank holidays can be from {YEARS_OF_REGIONS[0]} to {YEARS_OF_REGIONS[-1]}."
        )


def within_most_days(count: int) -> None:
    """Raise HolidayFileRefused for a file of more days than bank holidays can be."""
    if count > MOST_DAYS:
        raise HolidayFileRefused(f"The file names more than {MOST_DAYS:,} days, too many for bank holidays.")


def _content(path: Path) -> bytes:
    name = shown(path.name or str(path))
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            raise HolidayFileRefused(f"{name} is a folder, not a file of bank holidays.")
        if not S_ISREG(mode):
            raise HolidayFileRefused(f"{name} is a device or a pipe, not a file of bank holidays.")
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except FileNotFoundError:
        raise HolidayFileRefused(f"There is no file {name}.") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "its name can't be one"
        raise HolidayFileRefused(f"The file {name} can't be opened: {reason}.") from None
    if len(content) > LARGEST:
        raise HolidayFileRefused(f"The file {name} is larger than {LARGEST // 1_000_000} MB, too large for bank holidays.")
    return content


def _text(content: bytes, path: Path) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HolidayFileRefused(f"The file {shown(path.name)} is not text in UTF-8, as a file of bank holidays is.") from None
    if not text.strip():
        raise HolidayFileRefused(f"The file {shown(path.name)} is empty.")
    return text


def _shape(text: str, path: Path) -> Shape:
    start = text.lstrip()[:15].upper()
    if start[0] in "{[":
        return "GOV.UK JSON"
    if start == "BEGIN:VCALENDAR":
        return "iCalendar"
    raise HolidayFileRefused(f"The file {shown(path.name)} is neither GOV.UK's bank holidays in JSON nor an iCalendar.")


def _govuk(text: str) -> Iterable[NamedDay]:
    from casework.foreign.govuk_holidays import govuk_holidays

    return govuk_holidays(text)


def _icalendar(text: str, path: Path, region: str | None, until: date) -> Iterable[NamedDay]:
    from casework.foreign.icalendar_holidays import icalendar_holidays

    known = ", ".join(DIVISIONS)
    if region is None:
        raise HolidayFileRefused(f"The iCalendar {shown(path.name)} does not say which region it is for; give one of {known}.")
    if region not in DIVISIONS:
        raise HolidayFileRefused(f"There is no region {shown(region)} of bank holidays; give one of {known}.")
    return ((region, day, name) for day, name in icalendar_holidays(text, until))


def _by_region(named_days: Iterable[NamedDay]) -> Mapping[str, Mapping[date, str]]:
    found: dict[str, dict[date, list[str]]] = {}
    for count, (region, day, name) in enumerate(named_days, 1):
        within_years(day, f"A day of {shown(name)}")
        within_most_days(count)
        names = found.setdefault(region, {}).setdefault(day, [])
        kept = _name(name)
        if kept not in names and sum(map(len, names)) < LONGEST_NAME:
            names.append(kept)
    return MappingProxyType({region: MappingProxyType(_joined(days)) for region, days in found.items()})


def _joined(days: Mapping[date, list[str]]) -> dict[date, str]:
    return {day: "; ".join(names)[:LONGEST_NAME].rstrip() for day, names in sorted(days.items())}


def _name(name: str) -> str:
    kept = name.strip()[:LONGEST_NAME].rstrip()
    if "\x00" in kept or any("\ud800" <= character <= "\udfff" for character in kept):
        raise HolidayFileRefused(f"The name {shown(kept)} holds a character that can't be kept.")
    return kept
