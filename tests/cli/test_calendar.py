"""Closures and bank holidays from the command line: entered, previewed, withdrawn, compared with a file and taken from one."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Here

DATA = Path(__file__).parents[1] / "data"
GOVUK = DATA / "bank-holidays.json"
EVE = ("calendar", "add", "24 dec 2026", "Christmas Eve closing", "--source", "Staff notice 12")


def govuk(tmp_path: Path, change: Any) -> Path:
    """GOV.UK's file with something changed in it."""
    data = json.loads(GOVUK.read_text(encoding="utf-8"))
    change(data)
    path = tmp_path / "bank-holidays.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def jubilee(data: Any) -> None:
    data["england-and-wales"]["events"].append({"title": "Jubilee [/]", "date": "2026-12-29", "notes": "", "bunting": True})


@pytest.fixture
def case(here: Here) -> str:
    """An enquiry whose answer is due across Christmas."""
    return str(here("add", "enquiry", "--subject", "hello", "--received", "20 nov 2026 10:00", "--json").json["reference"])


def due(here: Here, case: str) -> str:
    return str(here("show", case, "--json").json["clocks"][0]["due_at"])[:10]


def test_a_closure_moves_deadlines_and_its_withdrawal_puts_them_back(here: Here) -> None:
    late = str(here("add", "review", "--subject", "letter", "--json").json["reference"])
    before = here("show", late, "--json").json["clocks"]
    preview = here(*EVE, "--preview")
    assert preview.out.startswith(
        "Thu 24 Dec 2026 is an office closure: Christmas Eve closing.\n1 running deadline on 1 case would move:"
    )
    assert here("show", late, "--json").json["clocks"] == before
    done = here(*EVE)
    assert "1 running deadline on 1 case moved:" in done.out
    assert "deadline moved" in here("show", late).out
    assert here("show", late, "--json").json["clocks"] != before
    gone = here("calendar", "remove", "24 dec 2026")
    assert "is no longer an office closure" in gone.out
    assert here("show", late, "--json").json["clocks"] == before


def test_a_withdrawal_can_be_looked_at_first(here: Here) -> None:
    late = str(here("add", "review", "--subject", "letter", "--json").json["reference"])
    here(*EVE)
    gone, clocks = ("calendar", "remove", "24 dec 2026"), here("show", late, "--json").json["clocks"]
    assert here(*gone, "--preview").out.startswith(
        "Thu 24 Dec 2026 is no longer an office closure.\n1 running deadline on 1 case would move:\n"
    )
    told = here(*gone, "--preview", "--json").json
    assert (told["applied"], len(told["moves"])) == (False, 1)
    assert here("show", late, "--json").json["clocks"] == clocks
    assert here(*gone, "--json").json == told | {"applied": True}
    assert here("show", late, "--json").json["clocks"] != clocks


def test_the_calculator_and_the_doctor_go_by_it(here: Here) -> None:
    assert here("workdays", "add", "23 dec 2026", "1", "--json").json["due"] == "2026-12-24"
    here(*EVE)
    assert here("workdays", "add", "23 dec 2026", "1", "--json").json["due"] == "2026-12-29"
    assert "(England & Wales, with our own closures, actual day)" in here("workdays", "add", "23 dec 2026", "1").out
    assert here("workdays", "add", "23 dec 2026", "1", "--calendar", "uk-any", "--json").json["due"] == "2026-12-24"
    assert "Christmas Eve closing" in here("workdays", "month", "dec 2026").out
    ran = here("doctor", "dates")
    assert ran.code == 0
    assert "moved by what was entered here" in ran.out
    assert "Entered here: closure Thu 24 Dec 2026, Christmas Eve closing." in ran.out


def test_the_list_says_who_when_and_on_whose_word(here: Here) -> None:
    assert here("calendar", "list").out == "No closure or holiday has been entered here.\n"
    here(*EVE)
    assert here("calendar", "list").out == (
        "Thu 24 Dec 2026 is an office closure: Christmas Eve closing.\n"
        "  entered by ada, Fri 20 Nov 2026, 16:45, Staff notice 12\n"
    )
    here("calendar", "remove", "24 dec 2026")
    assert here("calendar", "list", "--json").json == []
    (gone,) = here("calendar", "list", "--all", "--json").json
    assert (gone["date"], gone["withdrawn_by"]) == ("2026-12-24", "ada")


def test_our_bank_holidays_agree_with_govuk_but_for_one_announced_since(here: Here) -> None:
    ran = here("calendar", "check", str(GOVUK))
    days = [line for line in ran.out.splitlines()[1:] if "named" not in line]
    assert (ran.code, len(days)) == (1, 1)
    assert days[0].startswith("  Mon 15 Jun 2026, Scotland: we have")


def test_a_holiday_in_a_file_is_taken_in_once(here: Here, tmp_path: Path) -> None:
    path = govuk(tmp_path, jubilee)
    ran = here("calendar", "check", str(path))
    assert "  Tue 29 Dec 2026, England & Wales: the file has Jubilee [/], we work.\n" in ran.out
    assert ran.code == 1
    first = here("calendar", "import", str(path))
    assert first.out.startswith("Tue 29 Dec 2026 is a bank holiday in England & Wales: Jubilee [/].\n")
    assert "Kept: Mon 15 Jun 2026, Scotland" in first.err
    assert here("workdays", "add", "24 dec 2026", "1", "--json").json["due"] == "2026-12-30"
    assert here("calendar", "import", str(path)).out == "There is nothing in the file to change here.\n"
    assert "GOV.UK JSON file bank-holidays.json, sha256 " in here("calendar", "list").out


def test_a_file_that_lacks_a_holiday_takes_it_away_only_when_told_to(here: Here) -> None:
    ran = here("calendar", "import", str(GOVUK), "--drop-missing", "--preview")
    assert ran.out.startswith("Mon 15 Jun 2026 is worked after all in Scotland.\n")
    here("calendar", "import", str(GOVUK), "--drop-missing")
    assert here("calendar", "check", str(GOVUK)).code == 0
    assert here("workdays", "add", "12 jun 2026", "1", "--calendar", "scotland", "--json").json["due"] == "2026-06-15"
    here("calendar", "remove", "15 jun 2026", "--worked", "scotland")
    assert here("workdays", "add", "12 jun 2026", "1", "--calendar", "scotland", "--json").json["due"] == "2026-06-16"


def test_a_file_of_later_years_makes_their_dates_certain(here: Here, tmp_path: Path) -> None:
    def next_year(data: Any) -> None:
        for region in data.values():
            region["events"].append({"title": "New Year’s Day", "date": "2029-01-01", "notes": "", "bunting": True})

    assert here("workdays", "add", "8 jan 2029", "5", "--json").json["provisional"] is True
    ran = here("calendar", "import", str(govuk(tmp_path, next_year)))
    assert "Bank holidays count as published up to Mon 31 Dec 2029." in ran.out
    assert here("workdays", "add", "8 jan 2029", "5", "--json").json["provisional"] is False


def test_closures_from_an_icalendar(here: Here, tmp_path: Path) -> None:
    path = tmp_path / "closures.ics"
    event = ("UID:1", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261230", "SUMMARY:Winter closing")
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", *event, "END:VEVENT", "END:VCALENDAR", "")
    path.write_text("\r\n".join(lines), encoding="utf-8")
    ran = here("calendar", "import", str(path), "--closures")
    assert [line for line in ran.out.splitlines() if "closure" in line] == [
        "Thu 24 Dec 2026 is an office closure: Winter closing.",
        "Tue 29 Dec 2026 is an office closure: Winter closing.",
    ]
    assert here("workdays", "add", "23 dec 2026", "1", "--json").json["due"] == "2026-12-30"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("add", "26 dec 2026", "x"), 2, "Sat 26 Dec 2026 is not worked anyway: it is a Saturday."),
        (("add", "24 dec 2026"), 2, "Give the closure on Thu 24 Dec 2026 a name that staff will know it by."),
        (("add", "soon", "x"), 2, '"soon" is not a date we can read'),
        (
            ("add", "24 dec 2026", "x", "--bank-holiday", "uk-any"),
            2,
            "Bank holidays are published for england-wales, scotland and",
        ),
        (("add", "24 dec 2026", "x", "--bank-holiday", "ni", "--worked", "ni"), 2, "not both"),
        (("add", "24 dec 2026", "--worked", "ni"), 2, "keeps no bank holiday on Thu 24 Dec 2026"),
        (("remove", "24 dec 2026"), 2, "The closure on Thu 24 Dec 2026 is not entered"),
        (("check", "nowhere.json"), 2, "There is no file nowhere.json."),
        (("import", str(DATA / "england-and-wales.ics")), 2, "does not say which region it is for"),
        (("import", str(DATA / "vectors.csv")), 2, "is neither GOV.UK's bank holidays in JSON nor an iCalendar."),
    ],
)
def test_bad_use_is_one_plain_sentence(here: Here, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    here("list")
    ran = here("calendar", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1


def test_only_an_administrator_changes_the_calendar(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here("staff", "add", "tom", "--name", "Tom", "--role", "supervisor")
    monkeypatch.setenv("LOGNAME", "tom")
    ran = here(*EVE)
    assert ran.code == 1
    assert ran.err == "Your role does not allow you to change the calendar. Ask an administrator.\n"
