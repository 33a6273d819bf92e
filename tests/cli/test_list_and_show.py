"""The queue and a case as text and as JSON."""

import csv
import os
import pty
import subprocess

import pytest
from rich.cells import cell_len

from casework.filters.terms import KEYS
from tests.cli.conftest import Here
from tests.cli.program import FRIDAY, Program


@pytest.fixture
def desk(here: Here) -> Here:
    """A store with three cases: one overdue, one due today, one on track."""
    for kind, name, subject, received in (
        ("complaint", "Evans, Dai", "property not returned", "12 Nov 10:00"),
        ("enquiry", "Smith, Jo", "how to complain", "6 Nov 11:00"),
        ("review", "Okafor, Ada", "outcome letter", "20 Nov 09:30"),
    ):
        force = ("--force", "gwent") if kind == "complaint" else ()
        here("add", kind, "--name", name, "--subject", subject, "--received", received, *force)
    return here


def test_the_queue_in_words_by_deadline(desk: Here) -> None:
    assert desk("list").out == (
        "Due                        Ref          Kind     Owner  From, about\n"
        "▲ overdue 3 days           C26-000001P  Complnt  -      Evans, Dai  property not returned\n"
        "◆ today, 17:00             E26-000001R  Enquiry  -      Smith, Jo  how to complain\n"
        "● 5 days left  Fri 27 Nov  R26-000001K  Review   -      Okafor, Ada  outcome letter\n"
        "3 of 3\n"
    )


@pytest.mark.parametrize(
    ("words", "references"),
    [
        ((), ["C26-000001P", "E26-000001R", "R26-000001K"]),
        (("okafor",), ["R26-000001K"]),
        (("kind:review",), ["R26-000001K"]),
        (("due:overdue",), ["C26-000001P"]),
        (("due:today",), ["E26-000001R"]),
        (("!evans", "owner:none"), ["E26-000001R", "R26-000001K"]),
        (("force:gwent",), ["C26-000001P"]),
        (("owner:me",), []),
        (("--limit", "2"), ["C26-000001P", "E26-000001R"]),
    ],
)
def test_it_is_narrowed_by_the_same_words_as_in_the_app(desk: Here, words: tuple[str, ...], references: list[str]) -> None:
    found = desk("list", *words, "--json").json
    assert [case["reference"] for case in found["cases"]] == references
    assert found["shown"] == len(references)


def test_the_last_line_says_how_many_of_how_many(desk: Here) -> None:
    assert desk("list", "--limit", "1").out.splitlines()[-1] == "1 of 3"
    assert desk("list", "owner:me").out == "No case matches.\n0 of 0\n"


def test_every_unknown_term_is_named(desk: Here) -> None:
    ran = desk("list", "colour:red", "shape:round", "due:never")
    assert (ran.code, ran.out) == (2, "")
    assert "'colour:' is not a filter. Use kind:" in ran.err
    assert "or words. 'shape:' is not a filter. " in ran.err, "the terms there are, once"
    told = " ".join(desk("list", "--help").out.split())
    assert all(f"{key}: {narrows_to} " in told for key, narrows_to in KEYS.items())
    assert "due:never is not understood." in ran.err


def test_json_says_how_each_case_stands(desk: Here) -> None:
    case = desk("list", "kind:enquiry", "--json").json["cases"][0]
    assert case.pop("last_contact").startswith("2026-11-20T16:45:")
    assert case == {
        "reference": "E26-000001R",
        "kind": "enquiry",
        "name": "Smith, Jo",
        "subject": "how to complain",
        "flags": [],
        "reopened": False,
        "priority": 0,
        "tags": [],
        "channel": "phone",
        "force": None,
        "their_reference": "",
        "owner": None,
        "team": None,
        "received": "2026-11-06T11:00:00+00:00",
        "closed": None,
        "outcome": "",
        "standard": "enquiry-reply",
        "due": "2026-11-20T17:00:00+00:00",
        "state": "due today, 17:00",
        "next": None,
        "waiting": False,
        "flagged": False,
    }


def test_columns_order_and_a_spreadsheets_rows(desk: Here) -> None:
    desk("add", "enquiry", "--name", "=HYPERLINK(1)", "--subject", "a, b", "--received", "20 Nov 10:00")
    ran = desk("list", "--columns", "ref,from,force,received", "--sort", "-received", "--limit", "3", "--csv")
    assert list(csv.reader(ran.out.splitlines())) == [
        ["Ref", "From", "Force", "Received"],
        ["E26-000002S", "'=HYPERLINK(1)", "", "Fri 20 Nov 2026, 10:00"],
        ["R26-000001K", "Okafor, Ada", "", "Fri 20 Nov 2026, 09:30"],
        ["C26-000001P", "Evans, Dai", "Gwent", "Thu 12 Nov 2026, 10:00"],
    ]
    assert ran.err == "These are 3 of 4. --limit 4 prints them all.\n"
    assert desk("list", "--columns", "subject,ref", "--view", "due TODAY").out == (
        "About            Ref\nhow to complain  E26-000001R\n1 of 1\n"
    )
    unknown = (("--columns", "ref,shoe"), "no column called 'shoe'"), (("--sort", "tags"), "can't be sorted by 'tags'")
    for wrong, said in unknown:
        ran = desk("list", *wrong)
        assert (ran.code, ran.out) == (2, ""), ran
        assert said in ran.err
    assert "There is no view called 'sunny'. There are: 'All open', 'Mine'" in desk("list", "--view", "sunny").err


def test_a_case_in_words(desk: Here) -> None:
    assert desk("show", "c26 1").out == (
        "C26-000001P  Complaint, open\n"
        "  About     property not returned\n"
        "  From      Evans, Dai\n"
        "  Force     Gwent\n"
        "  Owner     nobody yet\n"
        "  Received  Thu 12 Nov 2026, 10:00 (6 working days ago), by phone\n"
        "\n"
        "Clocks\n"
        "  ▲ overdue 3 days            Acknowledge a complaint\n"
        "      due Tue 17 Nov 2026, 17:00  (3 working days, local example)\n"
        "  ▲ overdue 1 day             Send a complaint to the appropriate authority\n"
        "      due Thu 19 Nov 2026, 17:00  (5 working days, local example)\n"
        "  ● 14 days left  Thu 10 Dec  Keep the person informed\n"
        "      due Thu 10 Dec 2026, 17:00  (28 calendar days, local example)\n"
        "\n"
        "Timeline, newest first\n"
        "  Fri 20 Nov 2026, 16:45  contact by phone, by ada  [1]\n"
        "  Thu 19 Nov 2026, 17:00  ▲ overdue: Send on by Thu 19 Nov 2026, 17:00\n"
        "  Tue 17 Nov 2026, 17:00  ▲ overdue: Acknowledge by Tue 17 Nov 2026, 17:00\n"
    )


def test_a_case_that_is_not_there_is_a_finding(desk: Here) -> None:
    ran = desk("show", "E26-000999")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "No case has the reference 'E26-000999'. A reference looks like E26-000412G.\n"


def test_on_a_terminal_every_line_fits_its_width(program: Program, here: Here) -> None:
    here("add", "enquiry", "--name", "漢字" * 20, "--subject", "how to complain " * 20)
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [*program.command(FRIDAY), "list"], stdout=theirs, env=program.environment | {"COLUMNS": "80", "LINES": "24"}
    )
    os.close(theirs)
    printed = b""
    try:
        while part := os.read(ours, 4096):
            printed += part
    except OSError:
        pass
    assert running.wait() == 0
    lines = printed.decode().splitlines()
    assert lines[1].endswith("…")
    assert [line for line in lines if cell_len(line) > 80] == []
    assert max(map(cell_len, lines)) >= 79


def test_a_reader_that_stops_early_is_no_fault(program: Program, here: Here) -> None:
    for number in range(2):
        here("add", "enquiry", "--name", "A", "--subject", f"{number}" * 60000)
    running = program.started("list")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait() == 0
