"""Logging a contact from the command line."""

import pytest

from tests.cli.conftest import Here
from tests.cli.program import Program


def test_it_prints_the_reference_and_the_promised_dates(program: Program) -> None:
    ran = program.run("add", "enquiry", "--name", "Okafor, Ada", "--subject", "how to complain")
    assert ran.code == 0
    assert ran.out == "Logged E26-000001R, R for Romeo.\n  Answer by  Fri 4 Dec 2026, 17:00  (10 working days, local example)\n"
    assert ran.err == (
        f"This is a new store, {program.db}, and you (ada) are its administrator. "
        "Add others with: iopc staff add LOGIN --name NAME\n"
    )
    assert program.db.stat().st_mode & 0o777 == 0o600


def test_json_gives_each_clock_with_its_standard_due_moment_and_state(here: Here) -> None:
    found = here("add", "review", "--name", "A", "--subject", "outcome letter", "--received", "fri 12 jun", "--json").json
    assert found["reference"] == "R26-000001K"
    clocks = {clock["standard"]: (clock["due"], clock["state"]) for clock in found["clocks"]}
    assert clocks == {
        "review-acknowledge": ("2026-06-19T17:00:00+01:00", "overdue 109 days"),
        "keep-informed": ("2026-07-10T17:00:00+01:00", "overdue 94 days"),
        "review-decision": ("2026-07-31T17:00:00+01:00", "overdue 79 days"),
    }


@pytest.mark.parametrize(
    ("typed", "received"),
    [
        ("fri 09:10", "2026-11-20T09:10:00+00:00"),
        ("thu 17:40", "2026-11-19T17:40:00+00:00"),
        ("19 Nov", "2026-11-19T09:00:00+00:00"),
        ("today", "2026-11-20T09:00:00+00:00"),
        ("1 july", "2026-07-01T09:00:00+01:00"),
        ("2026-11-19T23:30:00Z", "2026-11-19T23:30:00+00:00"),
    ],
)
def test_when_it_arrived_is_read_loosely_and_said_back(here: Here, typed: str, received: str) -> None:
    ran = here("add", "enquiry", "--name", "A", "--subject", "s", "--received", typed)
    assert "  Received  " in ran.out
    assert here("show", "e26 1", "--json").json["received"] == received


def test_a_date_alone_is_now_when_that_day_has_not_opened_yet(here: Here) -> None:
    here("add", "enquiry", "--name", "A", "--subject", "s", "--received", "today", at="2026-11-20T08:15")
    assert here("show", "e26 1", "--json").json["received"] == "2026-11-20T08:15:00+00:00"


def test_the_note_can_be_piped_in_and_is_kept_exactly(program: Program, here: Here) -> None:
    note = "First line.\r\n  Second, with a tab\t and sut i gwyno.\n\nLast."
    program.run("add", "complaint", "--name", "A", "--subject", "s", "--note", "-", given=f"{note}\n".encode())
    assert here("show", "C26-000001P", "--json").json["timeline"][0]["text"] == note


def test_every_field_is_kept(here: Here) -> None:
    here(
        *("add", "complaint", "--name", "Siân", "--subject", "property", "--phone", "07700 900123", "--email", "s@example.org"),
        *("--channel", "web form", "--force", "gwent", "--force-reference", "CO/12", "--note", "called twice"),
    )
    case = here("show", "c26-1", "--json").json
    assert case["person"] == {"name": "Siân", "phone": "07700 900123", "email": "s@example.org", "details": {}}
    assert (case["channel"], case["force"], case["force_reference"]) == ("web", "gwent", "CO/12")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "wish", "--name", "A", "--subject", "s"), "There is no kind of case called 'wish'. Use one of: enquiry,"),
        (("add", "enquiry", "--name", "A", "--subject", " "), "Say in a few words what it is about."),
        (("add", "enquiry", "--name", "A", "--subject", "s", "--force", "wales"), "'wales' could be"),
        (("add", "enquiry", "--name", "A", "--subject", "s", "--channel", "fax"), "There is no channel called 'fax'."),
        (
            ("add", "enquiry", "--name", "A", "--subject", "s", "--received", "31/2"),
            '"31/2" names a day that does not exist; try',
        ),
        (
            ("add", "enquiry", "--name", "A", "--subject", "s", "--received", "20 Nov 2026 18:00"),
            "Fri 20 Nov 2026, 18:00 has not come yet.",
        ),
        (("add", "enquiry", "--name", "A"), "Missing option '--subject'. See: iopc add --help"),
        (("add",), "Missing argument 'KIND'. See: iopc add --help"),
        (("list", "--limt", "3"), "No such option: --limt (Possible options: --limit) See: iopc list --help"),
        (("list", "--limit", "many"), "Invalid value for '--limit'"),
        (("lst",), "No such command 'lst'."),
    ],
)
def test_bad_use_is_one_plain_sentence_and_exit_2(here: Here, arguments: tuple[str, ...], sentence: str) -> None:
    ran = here(*arguments)
    said = ran.err.splitlines()[-1]
    assert (ran.code, ran.out, said[: len(sentence)]) == (2, "", sentence)
    assert len(ran.err.splitlines()) <= 2


def test_a_review_is_judged_as_it_is_added(here: Here) -> None:
    details = ("--detail", "provided=12 oct", "--detail", "referred=yes")
    out = here("add", "review", "--subject", "outcome", "--force", "gwent", *details).out
    assert "▲ 11 days late: last day was Mon 9 Nov 2026. Never refused: record why" in out
    assert "✓ For us" in out
    shown = here("show", "R26-1").out
    assert "Provided  Mon 12 Oct 2026" in shown
    assert "Question 5 yes: " in shown
    assert here("show", "R26-1", "--json").json["details"] == {"provided": "2026-10-12", "referred": "yes"}


def test_the_details_of_a_kind_are_listed_and_bad_ones_named(here: Here) -> None:
    listed = here("add", "complaint", "--details").out.splitlines()
    assert "categories by code or name" in next(line for line in listed if line.startswith("categories"))
    here("list")
    ran = here("add", "enquiry", "--subject", "x", "--detail", "provided=1 nov")
    assert (ran.code, ran.err) == (2, "Enquiry has no 'provided'.\n")
    assert here("add", "enquiry", "--subject", "x", "--detail", "provided").code == 2
    twice = here("add", "complaint", "--subject", "x", "--detail", "place=a", "--detail", "place=b")
    assert (twice.code, twice.err) == (2, "The detail 'place' is given twice. Give it once.\n")
    assert "! Incident Sat 21 Nov 2026, 21:00 has not come yet" in (
        here("add", "complaint", "--subject", "x", "--detail", "incident=21 nov 2026 21:00").out
    )
