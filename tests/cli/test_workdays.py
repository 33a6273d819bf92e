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
        "Wednesday 31 December 2025\n"
        "5 working days after Fri 19 Dec 2025, 17:40, when the office was shut:\n"
        "counts as Mon 22 Dec 2025 (day 0).\n"
        "(England & Wales, office hours)\n"
        "Not counted:\n"
        "  Thu 25 Dec 2025  Christmas Day\n"
        "  Fri 26 Dec 2025  Boxing Day\n"
        "  Sat 27 Dec 2025, Sun 28 Dec 2025\n"
    )


def test_a_count_is_explained_day_by_day_with_a_sentence_to_say(here: Here) -> None:
    assert here("workdays", "explain", "fri 19 dec 2025 17:40", "5", "--receipt", "office hours").out == (
        "Wednesday 31 December 2025\n"
        "5 working days after Fri 19 Dec 2025, 17:40, when the office was shut:\n"
        "counts as Mon 22 Dec 2025 (day 0).\n"
        "(England & Wales, office hours)\n"
        "\n"
        " 1  Tue 23 Dec   -  Thu 25 Dec  Christmas Day   3  Mon 29 Dec\n"
        " 2  Wed 24 Dec   -  Fri 26 Dec  Boxing Day      4  Tue 30 Dec\n"
        "                 -  Sat 27, Sun 28              5  Wed 31 Dec   due by 17:00\n"
        "\n"
        "           Mon      Tue      Wed      Thu      Fri      Sat      Sun\n"
        "Dec 2025   22 (0)   23 (1)   24 (2)   25  -    26  -    27  -    28  -\n"
        "           29 (3)   30 (4)   31 [5]    1        2        3        4\n"
        "\n"
        "You will hear from us by Wednesday 31 December 2025. That is five working\n"
        "days: we count from Monday 22 December, because the office was shut when it\n"
        "reached us, and weekends, Christmas Day and Boxing Day do not count.\n"
    )
    found = here("workdays", "explain", "19 dec 2025 17:40", "5", "--receipt", "office hours", "--json").json
    assert found["says"].startswith("You will hear from us by Wednesday 31 December 2025.")
    assert [day["number"] for day in found["days"]] == [0, 1, 2, None, None, None, None, 3, 4, 5]


@pytest.mark.parametrize(
    ("length", "due"),
    [("28d", "2026-12-18"), ("1 month", "2026-12-21"), ("16h", "2026-11-23"), ("20 working days", "2026-12-18")],
)
def test_lengths_of_other_units(here: Here, length: str, due: str) -> None:
    assert here("workdays", "add", "today", length, "--json").json["due"] == due


def test_the_last_day_to_send_something(here: Here) -> None:
    ran = here("workdays", "send-by", "24 dec 2026", "2")
    assert ran.out.splitlines()[0] == "Tuesday 22 December 2026"
    found = here("workdays", "send-by", "27 dec", "2", "--json").json
    assert (found["send_by"], found["arrives_by"]) == ("2026-12-22", "2026-12-27")


def test_a_month(here: Here) -> None:
    out = here("workdays", "month", "dec 2026").out
    assert out.startswith("December 2026: 21 working days\n(England & Wales)\n")
    assert "           28  -    29 (19)  30 (20)  31 (21)   1        2        3\n" in out
    assert "  Mon 28 Dec 2026  Boxing Day (substitute day)\n" in out
    found = here("workdays", "month", "--calendar", "scotland", "--json").json
    assert (found["month"], found["working_days"], found["holidays"]) == (
        "2026-11",
        20,
        [{"date": "2026-11-30", "name": "Saint Andrew's Day"}],
    )


def test_what_every_standard_would_promise(here: Here) -> None:
    out = here("workdays", "standards", "fri 19 dec 2025 17:40").out
    assert out.startswith("Received Fri 19 Dec 2025, 17:40:\n  Thu 8 Jan 2026, 17:00")
    assert "Acknowledge a review application: 5 working days, local example\n" in out
    assert "Answer a freedom of information request: 20 working days, statutory\n" in out
    found = here("workdays", "standards", "19 dec 2025 17:40", "--kind", "review", "--json").json
    due = {it["standard"]: it["due"] for it in found["standards"]}
    assert due == {
        "review-acknowledge": "2025-12-31",
        "review-papers": "2025-12-30",
        "review-decision": "2026-02-11",
        "keep-informed": "2026-01-16",
        "callback": "2025-12-23",
    }


def test_the_doctor_counts_known_dates_again(here: Here) -> None:
    ran = here("doctor", "dates")
    assert (ran.code, ran.err) == (0, "")
    assert "dates with known answers counted again: all as expected." in ran.out
    assert "England and Wales keep the same bank holidays, 1990 to 2050." in ran.out
    assert here("doctor", "dates", "--json").json["sound"] is True


def test_many_weekends_are_summed_and_holidays_still_named(here: Here) -> None:
    out = here("workdays", "add", "2026-01-02", "250").out
    assert "  Mon 25 May 2026  Spring Bank Holiday\n" in out
    assert out.endswith(" Saturdays and Sundays\n")


def test_past_the_published_holidays_it_is_provisional(here: Here) -> None:
    assert "Provisional: bank holidays for that year" in here("workdays", "add", "20 Dec 2028", "8").out
    assert here("workdays", "add", "20 Dec 2028", "8", "--json").json["provisional"] is True
    assert "Provisional" not in here("workdays", "add", "1 Dec 2028", "8").out


def test_between(here: Here) -> None:
    found = here("workdays", "between", "12/6/2026", "10/7/2026", "--json").json
    assert (found["working_days"], found["calendar_days"], found["start"]) == (20, 28, "2026-06-12")
    assert here("workdays", "between", "10/7/2026", "12/6/2026", "--json").json["working_days"] == -20
    out = here("workdays", "between", "24 Dec 2026", "29 Dec 2026").out
    assert out.splitlines()[:2] == [
        "1 working day",
        "after Thu 24 Dec 2026, up to and including Tue 29 Dec 2026: 5 calendar days.",
    ]
    assert "  Fri 25 Dec 2026  Christmas Day" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "31/2", "5"), '"31/2" names a day that does not exist; try "19 Dec 17:40", "fri 9am" or "now".'),
        (("between", "today", "soonish"), '"soonish" is not a date we can read; try "19 Dec", "fri" or "+5wd".'),
        (("add", "today", "five"), "How long? Type 20 for working days, or 28d, 1 month, 8h; -5 counts back."),
        (("add", "today", "9" * 30), "How long?"),
        (("add", "today", "9" * 5000), "How long?"),
        (("add", "today", "99999"), "That is more than 20,000; type a shorter length."),
        (("add", "2099-12-01", "300"), "outside 1900 to 2100"),
        (("send-by", "24 dec", "soon"), "How many working days does it take? Type a number from 0, such as 2."),
        (("month", "2026-13"), '"2026-13" is not a month we can read; try "Dec 2026" or "next month".'),
        (("standards", "whenever"), '"whenever" is not a date we can read'),
        (("standards", "--kind", "zebra"), "There is no kind of case called 'zebra'."),
        (
            ("add", "today", "5", "--calendar", "france"),
            "There is no calendar called 'france'. Use one of: england-wales, scotland,",
        ),
        (("add", "today", "5", "--receipt", "never"), "There is no receipt rule 'never'. Use 'actual day' or 'office hours'."),
        (("add", "today", "5", "6"), "Got unexpected extra argument"),
        (("add", "today"), "Missing argument 'LENGTH'."),
    ],
)
def test_bad_use_is_one_plain_sentence_and_exit_2(here: Here, arguments: tuple[str, ...], sentence: str) -> None:
    ran = here("workdays", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
