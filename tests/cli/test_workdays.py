"""Counting working days from the command line."""

import pytest

from tests.cli.conftest import Here
from tests.cli.program import Program


def test_the_one_in_the_guide(program: Program) -> None:
    ran = program.run("workdays", "add", "2020-01-04", "20", "--json", at=None)
    assert (ran.code, ran.json["due"], ran.err) == (0, "2020-01-31", "")
    assert not program.db.exists()


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (("2020-01-04", "20", "--receipt", "office hours"), "2020-02-03"),
        (("2020-01-04", "20", "--receipt", "actual day"), "2020-01-31"),
        (("19 Dec 2025 17:40", "5", "--receipt", "office-hours"), "2025-12-31"),
        (("19 Dec 2025 16:59", "5", "--receipt", "office hours"), "2025-12-30"),
        (("19 Dec 2025", "5", "--receipt", "office hours"), "2025-12-30"),
        (("12 Jun 2026", "20", "--calendar", "uk-any"), "2026-07-14"),
        (("12 Jun 2026", "20"), "2026-07-10"),
        (("12 Jun 2026", "20", "--calendar", "scotland"), "2026-07-13"),
        (("8 Dec 2025", "-5"), "2025-12-01"),
        (("8 Dec 2025", "--", "-5"), "2025-12-01"),
        (("--calendar", "england-wales", "8 Dec 2025", "-15"), "2025-11-17"),
        (("2020-01-04", "0"), "2020-01-04"),
        (("fri", "1"), "2026-11-23"),
    ],
)
def test_adding(here: Here, arguments: tuple[str, ...], due: str) -> None:
    assert here("workdays", "add", "--json", *arguments).json["due"] == due


def test_the_answer_in_words_says_the_reading_and_names_each_day_skipped(here: Here) -> None:
    assert here("workdays", "add", "fri 19 dec 2025 17:40", "5", "--receipt", "office hours").out == (
        "Fri 19 Dec 2025, 17:40 + 5 working days (England and Wales, office hours)\n"
        "Received when the office was shut: counts as Mon 22 Dec 2025 (day 0)\n"
        "Due Wednesday 31 December 2025\n"
        "Not counted:\n"
        "  Thu 25 Dec 2025  Christmas Day\n"
        "  Fri 26 Dec 2025  Boxing Day\n"
        "  Sat 27 Dec 2025, Sun 28 Dec 2025\n"
    )


def test_many_weekends_are_summed_and_holidays_still_named(here: Here) -> None:
    out = here("workdays", "add", "2026-01-02", "250").out
    assert "  Mon 25 May 2026  Spring Bank Holiday\n" in out
    assert out.endswith(" Saturdays and Sundays\n")


def test_past_the_published_holidays_it_is_provisional(here: Here) -> None:
    assert "provisional" in here("workdays", "add", "20 Dec 2028", "8").out
    assert here("workdays", "add", "20 Dec 2028", "8", "--json").json["provisional"] is True
    assert "provisional" not in here("workdays", "add", "1 Dec 2028", "8").out


def test_between(here: Here) -> None:
    found = here("workdays", "between", "12/6/2026", "10/7/2026", "--json").json
    assert (found["working_days"], found["calendar_days"], found["start"]) == (20, 28, "2026-06-12")
    assert here("workdays", "between", "10/7/2026", "12/6/2026", "--json").json["working_days"] == -20
    out = here("workdays", "between", "24 Dec 2026", "29 Dec 2026").out
    assert out.splitlines()[:2] == [
        "After Thu 24 Dec 2026, up to and including Tue 29 Dec 2026 (England and Wales)",
        "1 working day",
    ]
    assert "  Fri 25 Dec 2026  Christmas Day" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "31/2", "5"), '"31/2" names a day that does not exist; try "19 Dec 17:40", "fri 9am" or "now".'),
        (("between", "today", "soonish"), '"soonish" is not a date we can read; try "19 Dec", "fri" or "+5wd".'),
        (("add", "today", "five"), "'five' is not a number of days; try 20 or -5."),
        (("add", "today", "9" * 30), "outside 1900 to 2100"),
        (("add", "today", "9" * 5000), "is not a number of days"),
        (
            ("add", "today", "5", "--calendar", "wales"),
            "There is no calendar called 'wales'; the calendars are england-wales, scotland,",
        ),
        (("add", "today", "5", "--receipt", "never"), "There is no receipt rule 'never'. Use 'actual day' or 'office hours'."),
        (("add", "today", "5", "6"), "Got unexpected extra argument"),
        (("add", "today"), "Missing argument 'N'."),
    ],
)
def test_bad_use_is_one_plain_sentence_and_exit_2(here: Here, arguments: tuple[str, ...], sentence: str) -> None:
    ran = here("workdays", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
