"""Files of bank holidays: what is read of GOV.UK's JSON and of an iCalendar, and the sentence each other file gets."""

import json
import os
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casework.bank_holidays import bank_holidays
from casework.foreign.holiday_files import LARGEST, LONGEST_NAME, MOST_DAYS, HolidayFile, HolidayFileRefused, read_holiday_file
from casework.foreign.icalendar_holidays import MOST_RULES
from casework.visible_text import visible

DATA = Path(__file__).parents[1] / "data"
JSON = DATA / "bank-holidays.json"
ICALENDAR = DATA / "england-and-wales.ics"
CHRISTMAS = {"title": "Christmas Day", "date": "2026-12-25", "notes": "", "bunting": True}

Read = Callable[[str | bytes], HolidayFile]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a file that holds this; an iCalendar is of England & Wales."""

    def reads(content: str | bytes) -> HolidayFile:
        path = tmp_path / "holidays"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_holiday_file(path, "england-wales")

    return reads


def refusal(read: Read, content: str | bytes) -> str:
    with pytest.raises(HolidayFileRefused) as refused:
        read(content)
    return refused.value.sentence


def published(*events: object) -> dict[str, Any]:
    divisions = ("england-and-wales", "scotland", "northern-ireland")
    return {name: {"division": name, "events": [CHRISTMAS, *events]} for name in divisions}


def icalendar(*events: str) -> str:
    """An iCalendar of events given by their lines, divided by bars."""
    lines = [line for event in events for line in ("BEGIN:VEVENT", *event.split("|"), "END:VEVENT")]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def days_of(found: HolidayFile) -> list[str]:
    return [day.isoformat() for day in found.days["england-wales"]]


def test_govuk_json_is_read_whole() -> None:
    found = read_holiday_file(JSON)
    assert (found.shape, found.first_year, found.last_year) == ("GOV.UK JSON", 2012, 2028)
    assert found.sha256 == sha256(JSON.read_bytes()).hexdigest()
    assert {region: len(days) for region, days in found.days.items()} == {
        "england-wales": 140,
        "scotland": 157,
        "northern-ireland": 174,
    }
    assert found.days["england-wales"][date(2026, 12, 28)] == "Boxing Day (substitute day)"
    assert found.days["england-wales"][date(2026, 1, 1)] == "New Year’s Day"
    assert found.days["scotland"][date(2012, 6, 5)] == "Queen’s Diamond Jubilee"
    assert all(list(days) == sorted(days) for days in found.days.values())


def test_govuk_icalendar_is_read_whole() -> None:
    found = read_holiday_file(ICALENDAR, "england-wales")
    assert (found.shape, found.first_year, found.last_year) == ("iCalendar", 2025, 2028)
    ours = bank_holidays("england-wales", range(2025, 2029))
    assert list(found.days) == ["england-wales"]
    assert list(found.days["england-wales"]) == [day for day in ours if day.weekday() < 5]
    assert found.days["england-wales"][date(2025, 1, 1)] == "New Year’s Day"


def test_the_name_of_the_file_does_not_matter(tmp_path: Path) -> None:
    misnamed = tmp_path / "holidays.json"
    misnamed.write_bytes(b"\xef\xbb\xbf\r\n" + ICALENDAR.read_bytes())
    assert read_holiday_file(misnamed, "scotland").shape == "iCalendar"
    misnamed = tmp_path / "holidays.ics"
    misnamed.write_bytes(JSON.read_bytes())
    assert read_holiday_file(misnamed, "nowhere").shape == "GOV.UK JSON"


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ({"title": " Boxing Day ", "notes": "Substitute day"}, "Boxing Day (substitute day)"),
        ({"title": "Boxing Day", "notes": "SUBSTITUTE DAY "}, "Boxing Day (substitute day)"),
        ({"title": "Boxing Day (substitute day)", "notes": "Substitute day"}, "Boxing Day (substitute day)"),
        ({"title": "Jubilee", "notes": "Extra bank holiday"}, "Jubilee"),
        ({"title": "Jubilee", "notes": None}, "Jubilee"),
        ({"title": "Jubilee"}, "Jubilee"),
        ({"title": "[red]\x1b[31m<b>&amp;\u202e"}, "[red]\x1b[31m<b>&amp;\u202e"),
        ({"title": "x" * 201}, "x" * 200),
        ({"title": "Christmas Day", "date": "2026-12-25"}, "Christmas Day"),
        ({"title": "Extra", "date": "2026-12-25"}, "Christmas Day; Extra"),
    ],
)
def test_names_in_json(read: Read, event: dict[str, object], name: str) -> None:
    event = {"date": "2026-12-28", **event}
    found = read(json.dumps(published(event)))
    assert found.days["scotland"][date.fromisoformat(str(event["date"]))] == name


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file holidays is empty."),
        ("\ufeff \r\n\t", "The file holidays is empty."),
        ("hello", "The file holidays is neither GOV.UK's bank holidays in JSON nor an iCalendar."),
        ("date,name\n2026-12-25,Christmas", "The file holidays is neither GOV.UK's bank holidays in JSON nor an iCalendar."),
        (b"PK\x03\x04\x00", "The file holidays is neither GOV.UK's bank holidays in JSON nor an iCalendar."),
        ("\x00\x00", "The file holidays is neither GOV.UK's bank holidays in JSON nor an iCalendar."),
        (b"{\xff\xfe", "The file holidays is not text in UTF-8, as a file of bank holidays is."),
        ("{}".encode("utf-16"), "The file holidays is not text in UTF-8, as a file of bank holidays is."),
        (b" " * (LARGEST + 1), "The file holidays is larger than 5 MB, too large for bank holidays."),
        ('{\n"scotland": ', "The file is not whole JSON: it goes wrong at line 2."),
        ("{\x00}", "The file is not whole JSON: it goes wrong at line 1."),
    ],
)
def test_files_of_no_known_shape(read: Read, content: str | bytes, sentence: str) -> None:
    assert refusal(read, content) == sentence


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ([], "JSON of another shape"),
        ({}, "no division england-and-wales"),
        ({"england-and-wales": {"events": [CHRISTMAS]}}, "no division scotland"),
        (published() | {"scotland": None}, "The division scotland has no list of events"),
        (published() | {"scotland": {"events": {}}}, "The division scotland has no list of events"),
        (published() | {"scotland": {"events": []}}, "The division scotland has no events at all."),
        (published("Christmas"), "Event 2 of england-and-wales is not an event with a title and a date."),
        (published({"date": "2026-12-28"}), "Event 2 of england-and-wales has no title that is text."),
        (published({"date": "2026-12-28", "title": 3}), "Event 2 of england-and-wales has no title that is text."),
        (published({"date": "2026-12-28", "title": " "}), "Event 2 of england-and-wales has no title that is text."),
        (published({"date": "2026-12-28", "title": "x", "notes": [1]}), "has notes that are not text."),
        (published({"title": "x"}), "Event 2 of england-and-wales has no date."),
        (published({"title": "x", "date": 20261228}), "has a date that is none: not text, where one such as 2026-12-25 was"),
        (published({"title": "x", "date": "28/12/2026"}), "has a date that is none: 28/12/2026, where"),
        (published({"title": "x", "date": "20261228"}), "has a date that is none: 20261228, where"),
        (published({"title": "x", "date": "2026-02-30"}), "has a date that is none: 2026-02-30, where"),
        (published({"title": "x", "date": "\x1b[2J" + "9" * 9000}), "has a date that is none: ␛[2J99999999999999999999999999"),
        (published({"title": "x", "date": "1899-12-25"}), "A day of x is in 1899; bank holidays can be from 1900 to 2100."),
        (published({"title": "x", "date": "2101-01-01"}), "A day of x is in 2101; bank holidays can be from 1900 to 2100."),
        (published({"title": "a\x00b", "date": "2026-12-28"}), "The name a␀b holds a character that can't be kept."),
        (published({"title": "a\ud800b", "date": "2026-12-28"}), "The name a␦b holds a character that can't be kept."),
        (published(*[CHRISTMAS] * MOST_DAYS), "names more than 20,000 days"),
    ],
)
def test_json_that_is_refused(read: Read, content: object, says: str) -> None:
    sentence = refusal(read, json.dumps(content))
    assert says in sentence
    assert_plain(sentence)


@pytest.mark.parametrize("content", ["[" * 100_000, '{"a":' * 100_000, '{"scotland": ' + "9" * 5000 + "}"])
def test_json_that_overcomes_its_reader(read: Read, content: str) -> None:
    assert refusal(read, content).startswith("The file is JSON that can't be read: GOV.UK's bank holidays have")


@pytest.mark.parametrize(
    ("event", "days"),
    [
        ("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261226", ["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261225", ["2026-12-25"]),
        ("DTSTART:20261225", ["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261225", ["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261228", ["2026-12-25", "2026-12-26", "2026-12-27"]),
        ("DTSTART;VALUE=DATE:20261225|DURATION:P2D", ["2026-12-25", "2026-12-26"]),
        ("DTSTART;VALUE=DATE:20261225|DURATION:PT24H", ["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261225|DURATION:PT25H", ["2026-12-25", "2026-12-26"]),
        ("DTSTART:20261225T000000Z|DTEND:20261226T000000Z", ["2026-12-25"]),
        ("DTSTART:20260703T230000Z|DTEND:20260704T230000Z", ["2026-07-04"]),
        ("DTSTART:20260703T233000Z", ["2026-07-04"]),
        ("DTSTART;TZID=Europe/London:20260703T233000", ["2026-07-03"]),
        ("DTSTART;TZID=America/New_York:20260703T200000|DURATION:PT2H", ["2026-07-04"]),
        ("DTSTART;TZID=GMT Standard Time:20260703T233000", ["2026-07-03"]),
        ("DTSTART;TZID=/vendor.example/Europe/London:20260703T233000", ["2026-07-03"]),
        ("DTSTART;TZID=Our own time:20260703T233000", ["2026-07-03"]),
        ("DTSTART:20260703T180000|DURATION:PT12H", ["2026-07-03", "2026-07-04"]),
        ("DTSTART;VALUE=DATE:20301225", ["2030-12-25"]),
        ("DTSTART;VALUE=DATE:20251225|RRULE:FREQ=YEARLY", ["2025-12-25", "2026-12-25", "2027-12-25", "2028-12-25"]),
        ("DTSTART;VALUE=DATE:20240229|RRULE:FREQ=YEARLY", ["2024-02-29", "2028-02-29"]),
        ("DTSTART;VALUE=DATE:20251225|RRULE:FREQ=YEARLY;COUNT=2", ["2025-12-25", "2026-12-25"]),
        ("DTSTART;VALUE=DATE:20251225|RRULE:FREQ=YEARLY;UNTIL=20261225", ["2025-12-25", "2026-12-25"]),
        ("DTSTART;VALUE=DATE:20251225|RRULE:FREQ=YEARLY;UNTIL=20261224", ["2025-12-25"]),
        ("DTSTART:20251225T090000|RRULE:FREQ=YEARLY;UNTIL=20261225T080000Z", ["2025-12-25"]),
        ("DTSTART:20251225T090000|RRULE:FREQ=YEARLY;UNTIL=20261225T090000Z", ["2025-12-25", "2026-12-25"]),
        ("DTSTART;VALUE=DATE:20271225|RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z", ["2027-12-25", "2028-12-25"]),
        ("DTSTART;VALUE=DATE:20260504|RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", ["2026-05-04", "2027-05-03", "2028-05-01"]),
        ("DTSTART;VALUE=DATE:20260831|RRULE:FREQ=YEARLY;BYMONTH=8;BYDAY=-1MO", ["2026-08-31", "2027-08-30", "2028-08-28"]),
        ("DTSTART;VALUE=DATE:20281002|RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", ["2028-10-02", "2028-11-06", "2028-12-04"]),
        ("DTSTART;VALUE=DATE:20281212|RRULE:FREQ=WEEKLY;INTERVAL=2", ["2028-12-12", "2028-12-26"]),
        ("DTSTART;VALUE=DATE:20281215|RRULE:FREQ=WEEKLY;BYDAY=MO,FR;COUNT=3", ["2028-12-15", "2028-12-18", "2028-12-22"]),
        ("DTSTART;VALUE=DATE:20261224|RRULE:FREQ=DAILY;COUNT=3", ["2026-12-24", "2026-12-25", "2026-12-26"]),
        ("DTSTART;TZID=America/New_York:20281222T200000|RRULE:FREQ=WEEKLY;BYDAY=FR", ["2028-12-23", "2028-12-30"]),
        ("DTSTART;VALUE=DATE:20300101|RRULE:FREQ=YEARLY", ["2030-01-01"]),
        ("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ["2026-01-01"]),
        ("DTSTART;VALUE=DATE:20271224|DURATION:P2D|RRULE:FREQ=YEARLY", ["2027-12-24", "2027-12-25", "2028-12-24", "2028-12-25"]),
        ("DTSTART;VALUE=DATE:20261225|RDATE;VALUE=DATE:20261228,20270105", ["2026-12-25", "2026-12-28", "2027-01-05"]),
        ("DTSTART:20261225T090000Z|RDATE;VALUE=PERIOD:20270101T090000Z/P1D", ["2026-12-25", "2027-01-01", "2027-01-02"]),
        ("DTSTART;VALUE=DATE:20261225|RDATE:", ["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY|EXDATE;VALUE=DATE:20271225", ["2026-12-25", "2028-12-25"]),
        ("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY|EXDATE;VALUE=DATE:20261225", ["2027-12-25", "2028-12-25"]),
        ("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY|EXDATE:20271225T000000Z", ["2026-12-25", "2028-12-25"]),
        ("DTSTART;VALUE=DATE:20261225|BEGIN:VALARM|DTSTART:20200101|DURATION:PT1H|END:VALARM", ["2026-12-25"]),
        ("DT\r\n START;VALUE=DA\r\n\tTE:20261225", ["2026-12-25"]),
        ("dtstart;value=date:20261225|X-SOMETHING;A=\"b:c\":d", ["2026-12-25"]),
    ],
)  # fmt: skip
def test_days_of_an_event(read: Read, event: str, days: list[str]) -> None:
    assert days_of(read(icalendar(event))) == days


def test_repeats_end_when_they_are_asked_to() -> None:
    found = read_holiday_file_of(icalendar("DTSTART;VALUE=DATE:20241225|RRULE:FREQ=YEARLY"), until=date(2025, 12, 25))
    assert days_of(found) == ["2024-12-25", "2025-12-25"]
    found = read_holiday_file_of(icalendar("DTSTART;VALUE=DATE:20981225|RRULE:FREQ=YEARLY"), until=date.max)
    assert days_of(found) == ["2098-12-25", "2099-12-25", "2100-12-25"]


def test_an_event_that_takes_the_place_of_one_occurrence(read: Read) -> None:
    yearly = "UID:1|SUMMARY:Spring|DTSTART;VALUE=DATE:20260525|RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"
    other = "UID:2|SUMMARY:Fair|DTSTART;VALUE=DATE:20270531"
    moved = "UID:1|SUMMARY:Spring, moved|RECURRENCE-ID;VALUE=DATE:20270531|DTSTART;VALUE=DATE:20270603"
    assert read(icalendar(yearly, other, moved)).days["england-wales"] == {
        date(2026, 5, 25): "Spring",
        date(2027, 5, 31): "Fair",
        date(2027, 6, 3): "Spring, moved",
        date(2028, 5, 29): "Spring",
    }
    assert days_of(read(icalendar(yearly, f"{moved}|STATUS:CANCELLED"))) == ["2026-05-25", "2028-05-29"]


@pytest.mark.parametrize(
    ("events", "names"),
    [
        (["SUMMARY:Christmas Day"], "Christmas Day"),
        (["SUMMARY;LANGUAGE=en-GB:Christmas\\, and more\\nof it"], "Christmas, and more\nof it"),
        (["SUMMARY: Christ\r\n mas "], "Christmas"),
        (["SUMMARY:"], "Holiday"),
        ([""], "Holiday"),
        (["SUMMARY:One|SUMMARY:Two"], "One"),
        (["SUMMARY:[b]\x1b]0;x\x07"], "[b]\x1b]0;x\x07"),
        (["SUMMARY:" + "é" * 300], "é" * 200),
        (["SUMMARY:Christmas Day", "SUMMARY:Staff day", "SUMMARY:Christmas Day"], "Christmas Day; Staff day"),
        (["SUMMARY:" + letter * 150 for letter in "abc"], "a" * 150 + "; " + "b" * 48),
        (["SUMMARY:Christmas Day", "SUMMARY:Party|STATUS:CANCELLED"], "Christmas Day"),
        (["SUMMARY:Christmas Day|STATUS:CONFIRMED", "SUMMARY:Party|status:cancelled"], "Christmas Day"),
    ],
)
def test_names_in_an_icalendar(read: Read, events: list[str], names: str) -> None:
    found = read(icalendar(*[f"DTSTART;VALUE=DATE:20261225|{event}" for event in events]))
    assert found.days["england-wales"] == {date(2026, 12, 25): names}


def test_a_time_zone_of_the_file_is_never_worked_out(read: Read) -> None:
    zone = "BEGIN:VTIMEZONE|TZID:Own|BEGIN:STANDARD|DTSTART:19700101T000000|RRULE:FREQ=SECONDLY|END:STANDARD|END:VTIMEZONE"
    whole = icalendar("DTSTART;TZID=Own:20260703T233000").replace("BEGIN:VEVENT", f"{zone}|BEGIN:VEVENT", 1)
    assert days_of(read(whole.replace("|", "\r\n"))) == ["2026-07-03"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("BEGIN:VCALENDAR", "The iCalendar is cut short: its VCALENDAR is not ended."),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "The iCalendar has no events at all."),
        ("BEGIN:VCALENDAR\nEND:VEVENT", "The iCalendar is not whole: it ends a VEVENT that is not open."),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:\x1b" + "X" * 90, "it ends a ␛XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX… that"),
        (ICALENDAR.read_text("utf-8")[:3000], "The iCalendar is cut short: its VEVENT is not ended."),
        ("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 99_999, "The iCalendar is cut short"),
        (icalendar("SUMMARY:Christmas"), "Event 1 has no date: a DTSTART such as 20261225 was expected."),
        (icalendar("DTSTART:20261225", "SUMMARY:Christmas"), "Event 2 has no date"),
        (icalendar("DTSTART:Christmas"), "Event 1 can't be read: its DTSTART is not as RFC 5545 has it."),
        (icalendar("DTSTART:20260230"), "Event 1 can't be read: its DTSTART is not as RFC 5545 has it."),
        (icalendar("DTSTART;=:20261225"), "Event 1 can't be read: its text is not as RFC 5545 has it."),
        (icalendar("DTSTART:P1D"), "Event 1 has a date that is none; one such as 20261225 was expected."),
        (icalendar("DTSTART:101500"), "Event 1 has a date that is none; one such as 20261225 was expected."),
        (icalendar("DTSTART:18991231"), "Event 1 is in 1899; bank holidays can be from 1900 to 2100."),
        (icalendar("DTSTART:00010101T000000Z"), "Event 1 is in 0001; bank holidays can be from 1900 to 2100."),
        (icalendar("DTSTART:21001231|DURATION:P2D"), "A day of Holiday is in 2101; bank holidays can be from 1900 to 2100."),
        (icalendar("DTSTART:20261225|DTSTART:20261226"), "Event 1 has DTSTART 2 times; once was expected."),
        (icalendar("DTSTART:20261225|DTEND:20261224"), "Event 1 ends before it starts."),
        (icalendar("DTSTART:20261225|DURATION:-P1D"), "Event 1 ends before it starts."),
        (icalendar("DTSTART:20260101|DTEND:20260303"), "Event 1 lasts over 60 days, too long for a bank holiday."),
        (icalendar("DTSTART:20260101|DURATION:P61D"), "Event 1 lasts over 60 days, too long for a bank holiday."),
        (icalendar("DTSTART:20260101|DURATION:P99999999999999D"), "Event 1 can't be read"),
        (icalendar("DTSTART:20261225|EXDATE:"), "Event 1 can't be read: its EXDATE is not as RFC 5545 has it."),
        (icalendar("DTSTART:20261225|RRULE:FREQ=NEVER"), "Event 1 can't be read: its RRULE is not as RFC 5545 has it."),
        (icalendar("DTSTART:20261225|RRULE:COUNT=3"), "Event 1 repeats in a way that bank holidays don't; every year"),
        (icalendar("DTSTART:20261225|RRULE:FREQ=SECONDLY;BYMONTHDAY=31"), "Event 1 repeats in a way that bank holidays don't"),
        (icalendar("DTSTART:20261225|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), "Event 1 repeats in a way"),
        (icalendar("DTSTART:20261225|RRULE:FREQ=YEARLY;BYHOUR=9"), "Event 1 repeats in a way that bank holidays don't"),
        (icalendar("DTSTART:20261225|RRULE:FREQ=YEARLY;INTERVAL=0"), "Event 1 repeats in a way that bank holidays don't"),
        (icalendar("DTSTART:20261225|RRULE:FREQ=YEARLY;COUNT=0"), "Event 1 repeats in a way that bank holidays don't"),
        (icalendar("DTSTART:20261225|RRULE:FREQ=YEARLY;UNTIL=P1D"), "Event 1 can't be read"),
        (icalendar("UID:1|DTSTART:20261225|RECURRENCE-ID;RANGE=THISANDFUTURE:20261225"), "Event 1 changes every later"),
        (icalendar("DTSTART;TZID=Europe:20261225T090000"), "Event 1 can't be read"),
        (icalendar("DTSTART;TZID=../../etc/passwd:20261225T090000|RRULE:x"), "Event 1"),
        (icalendar("DTSTART:20261225|SUMMARY:a\x00b"), "The name a␀b holds a character that can't be kept."),
        (icalendar("DTSTART:20261225|STATUS:CANCELLED"), "The file holidays has no bank holidays that are kept."),
        (icalendar("DTSTART:20261225|EXDATE;VALUE=DATE:20261225"), "The file holidays has no bank holidays that are kept."),
        (icalendar(*["DTSTART:19000101|RRULE:FREQ=DAILY"]), "names more than 20,000 days"),
        (icalendar(*["DTSTART:20260101|DURATION:P60D"] * 400), "names more than 20,000 days"),
        (icalendar("DTSTART:20261225|RDATE:" + ",".join(["20270101"] * 120_000)), "tells more of its events than bank holidays"),
        (icalendar("DTSTART:20261225" + "|RRULE:FREQ=YEARLY" * (MOST_RULES + 1)), "tells more of its events"),
        (icalendar("DTSTART:20261225" + "|SUMMARY:x" * 20_000), "tells more of its events"),
    ],
)  # fmt: skip
def test_icalendars_that_are_refused(read: Read, content: str, says: str) -> None:
    sentence = refusal(read, content)
    assert says in sentence
    assert_plain(sentence)


def test_an_icalendar_needs_a_region() -> None:
    with pytest.raises(HolidayFileRefused) as refused:
        read_holiday_file(ICALENDAR)
    assert refused.value.sentence == (
        "The iCalendar england-and-wales.ics does not say which region it is for; "
        "give one of england-wales, scotland, northern-ireland."
    )


@pytest.mark.parametrize("region", ["", "wales", "uk-any", "\x1b[2J" + "x" * 99])
def test_a_region_must_be_one_that_has_its_own_holidays(region: str) -> None:
    with pytest.raises(HolidayFileRefused, match="give one of england-wales, scotland, northern-ireland") as refused:
        read_holiday_file(ICALENDAR, region)
    assert_plain(refused.value.sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing.json", "There is no file missing.json."),
        ("folder", "folder is a folder, not a file of bank holidays."),
        ("pipe", "pipe is a device or a pipe, not a file of bank holidays."),
        ("null\x00", "The file null␀ can't be opened: its name can't be one."),
        ("x" * 300, "The file " + "x" * 39 + "… can't be opened: File name too long."),
        ("loop", "The file loop can't be opened: Too many levels of symbolic links."),
    ],
)
def test_files_that_cannot_be_opened(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(HolidayFileRefused) as refused:
        read_holiday_file(tmp_path / name)
    assert refused.value.sentence == sentence


def test_a_file_whose_reading_fails() -> None:
    with pytest.raises(HolidayFileRefused, match=r"The file mem can't be opened: Input/output error\."):
        read_holiday_file(Path("/proc/self/mem"))


def test_a_folder_without_a_name_is_told_by_its_path() -> None:
    with pytest.raises(HolidayFileRefused, match=r"^/ is a folder, not a file of bank holidays\.$"):
        read_holiday_file(Path("/"))


def assert_plain(sentence: str) -> None:
    assert visible(sentence) == sentence
    assert sentence.endswith(".")
    assert len(sentence) < 250


def assert_sound(found: HolidayFile) -> None:
    years = [day.year for days in found.days.values() for day in days]
    assert (found.first_year, found.last_year) == (min(years), max(years))
    assert 1900 <= found.first_year <= found.last_year <= 2100
    for days in found.days.values():
        assert list(days) == sorted(days)
        assert all(0 < len(name) <= LONGEST_NAME and name.strip() == name for name in days.values())
        assert all(name.encode() for name in days.values())


def read_holiday_file_of(content: str | bytes, until: date = date(2028, 12, 31)) -> HolidayFile:
    path = scratch()
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return read_holiday_file(path, "england-wales", until)


@cache
def scratch() -> Path:
    from tempfile import mkdtemp

    return Path(mkdtemp()) / "holidays"


def assert_read_or_refused(content: str | bytes) -> None:
    try:
        found = read_holiday_file_of(content)
    except HolidayFileRefused as refused:
        assert_plain(refused.sentence)
    else:
        assert_sound(found)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([b"", b"{", b"[", b"BEGIN:VCALENDAR\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n"]), st.binary())
def test_any_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    assert_read_or_refused(start + rest)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([JSON, ICALENDAR]), st.integers(0, 6000), st.integers(0, 40), st.binary(max_size=40))
def test_a_real_file_with_a_piece_of_it_changed_is_read_or_refused(path: Path, at: int, length: int, put: bytes) -> None:
    content = path.read_bytes()
    assert_read_or_refused(content[:at] + put + content[at + length :])


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)) | st.dates().map(date.isoformat),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "date", "notes", "events"]), inner),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["", "events", "event", "title", "date", "notes"]), any_json)
def test_any_json_is_read_or_refused(place: str, value: object) -> None:
    content = published(deepcopy(CHRISTMAS))
    if place == "":
        content["scotland"] = value
    elif place == "events":
        content["scotland"]["events"] = value
    elif place == "event":
        content["scotland"]["events"].append(value)
    else:
        content["scotland"]["events"][1][place] = value
    assert_read_or_refused(json.dumps(content))


MOMENTS = st.dates().map(lambda day: f"{day:%Y%m%d}".zfill(8)) | st.sampled_from(
    ["20261225", "20270101", "20261225T090000", "20261225T233000Z", "20261225T090000Z/P1D", "99991231T235959Z", "00010101T000000"]
)
PARAMETERS = st.sampled_from(
    ["", ";VALUE=DATE", ";VALUE=PERIOD", ";TZID=Europe/London", ";TZID=Asia", ";TZID=", ';X="', ";RANGE=x"]
)
NAMES = st.sampled_from(["DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE", "RECURRENCE-ID", "RRULE", "STATUS", "SUMMARY", "UID"])
RULE_PARTS = st.builds(
    "{}={}".format,
    st.sampled_from(
        ["INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"]
    ),
    st.integers(-400, 400).map(str) | MOMENTS | st.sampled_from(["", "MO", "-1FR", "MO,TU", "0SU", "5L", "1,2,3", "99999999999"]),
)
RULES = st.builds(
    lambda often, parts: ";".join([f"FREQ={often}", *parts]),
    st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "", "yearly"]),
    st.lists(RULE_PARTS, max_size=3),
)
VALUES = MOMENTS | RULES | st.sampled_from(["P1D", "-P1D", "P60D", "PT999999999999H", "CANCELLED", ""]) | st.text(max_size=20)
LINES = st.builds("{}{}:{}".format, NAMES, PARAMETERS, VALUES)
RIGHT_LINES = (
    st.builds("RRULE:{}".format, RULES)
    | st.builds("{}:{}".format, st.sampled_from(["DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"]), MOMENTS)
    | st.builds("SUMMARY:{}".format, st.text(max_size=20))
)
EVENTS = st.lists(LINES, max_size=4).map("|".join) | st.builds(
    lambda start, lines: "|".join([f"DTSTART:{start}", *lines]), MOMENTS, st.lists(RIGHT_LINES, max_size=3)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(EVENTS, max_size=3))
@example(["DTSTART:20260101|RRULE:FREQ=WEEKLY;WKST=99"])
@example(["DTSTART:20260101|RRULE:FREQ=YEARLY;BYMONTHDAY=0"])
def test_any_icalendar_is_read_or_refused(events: list[str]) -> None:
    assert_read_or_refused(icalendar(*events))


@settings(max_examples=100, deadline=None)
@given(
    st.dates(date(1950, 1, 1), date(2030, 12, 31)),
    st.sampled_from(
        [
            "FREQ=YEARLY",
            "FREQ=YEARLY;BYDAY=20MO",
            "FREQ=YEARLY;BYMONTH=5,8;BYDAY=1MO,-1MO",
            "FREQ=YEARLY;BYMONTHDAY=29,-1",
            "FREQ=YEARLY;BYYEARDAY=1,366",
            "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO",
            "FREQ=MONTHLY",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "FREQ=WEEKLY;BYDAY=TU,SU;WKST=SU",
            "FREQ=DAILY",
        ]
    ),
    st.integers(1, 5),
    st.none() | st.integers(1, 30),
)
def test_repeats_are_those_of_dateutil(start: date, rule: str, interval: int, count: int | None) -> None:
    until = start + timedelta(3000)
    rule = f"{rule};INTERVAL={interval}" + (f";COUNT={count}" if count else "")
    found = read_holiday_file_of(icalendar(f"DTSTART;VALUE=DATE:{start:%Y%m%d}|RRULE:{rule}"), until)
    moments = rrulestr(rule, dtstart=datetime.combine(start, datetime.min.time()))
    expected = set(takewhile(until.__ge__, (moment.date() for moment in moments)))
    assert set(found.days["england-wales"]) == expected | {start}
