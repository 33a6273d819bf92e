"""Judging a review application from the command line."""

import pytest

from tests.cli.conftest import Here


def test_the_window_in_words(here: Here) -> None:
    ran = here("review", "window", "27 Oct 2026", "--letter", "26 Oct 2026")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "In time: the last day is Tuesday 24 November 2026\n"
        "Why    In time. The 28 days start the day after the outcome was provided\n"
        "       (Tue 27 Oct 2026) and end on Tue 24 Nov 2026. It has not been made;\n"
        "       today is Fri 20 Nov 2026: 4 days left. Regulation 29(2), SI 2020/2.\n"
        "Say    You are still in time. The last day to apply for a review is Tuesday\n"
        "       24 November 2026, four days from now.\n"
        "Now    Tell them the last day, and that an application is made in writing.\n"
        "       Record the date on the letter and the date the outcome was provided.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        (("1 Apr 2026", "--made", "29 Apr 2026"), {"last_day": "2026-04-29", "in_time": True, "days_left": 0}),
        (("1 Apr 2026", "--made", "30 Apr 2026"), {"in_time": False, "days_late": 1, "days_left": None}),
        (("27 Nov 2025",), {"last_day": "2025-12-25", "in_time": False}),
        (("1 Apr 2026", "--with-policing-body", "29 Apr 2026 to 5 May 2026"), {"in_time": True, "made": "2026-05-05"}),
        (("1 Nov 2026", "--with-iopc", "5 Nov 2026"), {"last_day": "2026-12-14", "made": None}),
        (
            ("1 Sep 2026", "--made", "10 Oct 2026", "--with-force", "20 Sep 2026 to 30 Sep 2026"),
            {"left_out": [], "days_late": 11},
        ),
        (("--letter", "10 Nov 2026"), {"in_time": None, "last_day": None, "earliest_last_day": "2026-12-08"}),
        ((), {"in_time": None, "earliest_last_day": None}),
    ],
)
def test_the_window_as_values(here: Here, arguments: tuple[str, ...], values: dict[str, object]) -> None:
    found = here("review", "window", *arguments, "--json").json
    assert {name: found[name] for name in values} == values
    assert found["say"]


def test_odd_dates_are_told_to_be_checked(here: Here) -> None:
    out = here("review", "window", "2 Nov 2026", "--letter", "5 Nov 2026").out
    assert out.startswith("In time: the last day is Monday 30 November 2026\n")
    assert "\nCheck  It was provided on Mon 2 Nov 2026, before the date on the letter, Thu\n       5 Nov 2026." in out


@pytest.mark.parametrize(
    ("arguments", "decision", "ours"),
    [
        (("kent", "--no", "all"), "local policing body", False),
        (("kent", "--yes", "2", "--no", "all"), "IOPC", True),
        (("kent", "--yes", "same-incident"), "IOPC", True),
        (("kent", "--no", "2", "--no", "3"), "ask for the letter", None),
        (("kent", "--letter-names", "policing-body"), "local policing body", False),
        (("kent", "--no", "all", "--letter-names", "IOPC"), "check the letter", None),
        (("nca", "--yes", "5"), "test does not apply", None),
        (("psni",), "signpost", False),
        (("--no-right", "not-eligible"), "no right of review", False),
        (("pcc",), "IOPC", True),
    ],
)
def test_the_body_as_values(here: Here, arguments: tuple[str, ...], decision: str, ours: bool | None) -> None:
    found = here("review", "body", *arguments, "--json").json
    assert (found["decision"], found["for_us"]) == (decision, ours)


def test_the_body_in_words(here: Here) -> None:
    out = here("review", "body", "kent", "--no", "all").out
    assert out.startswith("Not for us: the local policing body decides this review\nWhy    Not for us: every question is ")
    assert "\nNow    Forward the application to the local policing body for Kent Police\n       and tell the applicant." in out


def test_the_questions(here: Here) -> None:
    out = here("review", "questions").out
    assert out.startswith("1  Was the complaint handled by a local policing body")
    assert max(len(line) for line in out.splitlines()) <= 80
    assert len(here("review", "questions", "--json").json) == 7


def test_a_legacy_appeal(here: Here) -> None:
    arguments = ("review", "appeal", "investigation", "--complaint", "5 Jan 2020")
    assert here(*arguments, "--decision", "2 Nov 2026").out.startswith("In time: the last day is Monday 30 November 2026\n")
    found = here(*arguments, "--decision", "2 Nov 2026", "--received", "18 Nov 2026", "--json").json
    assert (found["right"], found["kind"], found["days_left"]) == ("appeal", "appeal-investigation", 12)
    assert here("review", "appeal", "non", "--complaint", "1 Feb 2020").out.startswith("A right of review\n")
    assert here("review", "appeal", "non", "--json").json["right"] == "not known"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("window", "31/2"), '"31/2" names a day that does not exist; try "19 Dec", "fri" or "+5wd".'),
        (("body", "kent", "--yes", "9"), "There is no question '9'."),
        (("body", "kent", "--yes", "2", "--no", "2"), "Question 2 is answered both yes and no."),
        (("body", "kent", "--letter-names", "ombudsman"), "A letter can't name 'ombudsman'."),
        (("body", "kent", "--no-right", "because"), "There is no reason 'because'."),
        (("body", "atlantis"), "No force or body matches 'atlantis'."),
        (("appeal", "dis"), "'dis' is not one kind of appeal."),
    ],
)
def test_bad_use_is_one_sentence(here: Here, arguments: tuple[str, ...], sentence: str) -> None:
    ran = here("review", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(sentence)


@pytest.mark.parametrize("command", ["window", "body", "questions", "appeal"])
def test_help_has_an_example(here: Here, command: str) -> None:
    assert f"Example: iopc review {command}" in here("review", command, "--help").out
