"""Working a case from the command line: what the app can do, for screen readers and scripts."""

from tests.cli.conftest import Here
from tests.cli.program import Program, Ran


def add(here: Here, kind: str = "complaint") -> None:
    assert here("add", kind, "--name", "Ada Okafor", "--subject", "custody").code == 0


def notes(shown: Ran) -> list[str]:
    return [entry["text"] for entry in shown.json["timeline"] if entry["kind"] == "note"]


def test_a_note_is_kept_exactly(here: Here) -> None:
    add(here)
    ran = here("note", "c26 1", "[/b] =1+1\nsecond line")
    assert (ran.code, ran.out) == (0, "Note kept on C26-000001P.\n")
    assert notes(here("show", "c26 1", "--json")) == ["[/b] =1+1\nsecond line"]


def test_a_note_can_be_piped_in(program: Program) -> None:
    program.run("add", "enquiry", "--name", "", "--subject", "x")
    assert program.run("note", "e26 1", "-", given=b"a\x1b[31m\nb\n").code == 0
    assert notes(program.run("show", "e26 1", "--json")) == ["a\x1b[31m\nb"]


def test_a_step_stops_its_clock(here: Here) -> None:
    add(here)
    assert here("step", "C26-000001P", "Acknowledged").out == "C26-000001P: acknowledged. Clock met.\n"
    again = here("step", "C26-000001P", "acknowledged")
    assert (again.code, "already recorded as acknowledged" in again.err) == (1, True)


def test_what_has_to_be_asked_first_is_said(here: Here) -> None:
    add(here)
    ran = here("step", "c26-1", "sent-to-authority")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Exceptional circumstances against telling the authority? If none, add --asked.")
    assert here("step", "c26-1", "sent-to-authority", "--asked").out == (
        "C26-000001P: sent to the appropriate authority. Clock met.\n"
    )


def test_a_case_is_given_and_put_back(here: Here) -> None:
    add(here)
    here("staff", "add", "psmith", "--name", "Priya Smith")
    assert here("give", "C26-000001P", "psmith").out == "C26-000001P: given to Priya Smith.\n"
    assert here("give", "C26-000001P", "none").out == "C26-000001P: back in the queue.\n"
    assert here("give", "C26-000001P", "me").code == 0
    wrong = here("give", "C26-000001P", "nobody")
    assert (wrong.code, wrong.err) == (2, "nobody is not on the staff list. See: iopc staff list.\n")


def test_a_case_is_closed_with_one_of_its_outcomes(here: Here) -> None:
    add(here, "enquiry")
    wrong = here("close", "E26-000001R", "upheld")
    assert wrong.code != 0
    assert "answered, signposted" in wrong.err
    closed = here("close", "E26-000001R", "answered", "--note", "told by phone", at="2026-12-20T12:00")
    assert "It is late. Say why: waiting for the force or body, " in closed.err
    late = ("--late", "overl", "--late-words", "my mistake")
    closed = here("close", "E26-000001R", "answered", "--note", "told by phone", *late, at="2026-12-20T12:00")
    assert closed.out == "E26-000001R closed: answered. Clock missed.\n"
    assert "told by phone\n      Late: overlooked\n      my mistake" in here("show", "E26-000001R").out
    assert here("show", "E26-000001R", "--json").json["status"] == "closed"
    again = here("close", "E26-000001R", "answered")
    assert (again.code, "already closed" in again.err) == (1, True)
