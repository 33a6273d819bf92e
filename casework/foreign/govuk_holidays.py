"""Bank holidays as GOV.UK publishes them in JSON (www.gov.uk/bank-holidays.json)."""

import re
from collections.abc import Iterator
from datetime import date

from casework.bank_holidays import ENGLAND_AND_WALES
from casework.foreign.holiday_files import HolidayFileRefused, NamedDay, shown

REGION_OF_DIVISION = {
    "england-and-wales": ENGLAND_AND_WALES,
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
}
SUBSTITUTE = "substitute day"

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXPECTED = "GOV.UK's bank holidays have the divisions england-and-wales, scotland and northern-ireland, each with its events"


def govuk_holidays(text: str) -> Iterator[NamedDay]:
    """Each holiday of every division, a substitute day named as ours are: `Boxing Day (substitute day)`.

    Raises HolidayFileRefused.
    """
    published = _parsed(text)
    if not isinstance(published, dict):
        raise HolidayFileRefused(f"The file is JSON of another shape: {_EXPECTED}.")
    for division, region in REGION_OF_DIVISION.items():
        for number, event in enumerate(_events(published, division), 1):
            yield region, *_holiday(event, f"Event {number:,} of {division}")


def _parsed(text: str) -> object:
    import json

    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise HolidayFileRefused(f"The file is not whole JSON: it goes wrong at line {error.lineno:,}.") from None
    except (ValueError, RecursionError):
        raise HolidayFileRefused(f"The file is JSON that can't be read: {_EXPECTED}.") from None


def _events(published: dict[str, object], division: str) -> list[object]:
    if division not in published:
        raise HolidayFileRefused(f"The file has no division {division}: {_EXPECTED}.")
    part = published[division]
    events = part.get("events") if isinstance(part, dict) else None
    if not isinstance(events, list):
        raise HolidayFileRefused(f"The division {division} has no list of events: {_EXPECTED}.")
    if not events:
        raise HolidayFileRefused(f"The division {division} has no events at all.")
    return events


def _holiday(event: object, which: str) -> tuple[date, str]:
    if not isinstance(event, dict):
        raise HolidayFileRefused(f"{which} is not an event with a title and a date.")
    title, said, notes = event.get("title"), event.get("date"), event.get("notes") or ""
    if not isinstance(title, str) or not title.strip():
        raise HolidayFileRefused(f"{which} has no title that is text.")
    if not isinstance(notes, str):
        raise HolidayFileRefused(f"{which} has notes that are not text.")
    if said is None:
        raise HolidayFileRefused(f"{which} has no date.")
    title = title.strip()
    if notes.strip().casefold() == SUBSTITUTE and SUBSTITUTE not in title.casefold():
        title = f"{title} ({SUBSTITUTE})"
    return _day(said, which), title


def _day(said: object, which: str) -> date:
    if isinstance(said, str) and _ISO.fullmatch(said):
        try:
            return date.fromisoformat(said)
        except ValueError:
            pass
    told = shown(said) if isinstance(said, str) else "not text"
    raise HolidayFileRefused(f"{which} has a date that is none: {told}, where one such as 2026-12-25 was expected.")
