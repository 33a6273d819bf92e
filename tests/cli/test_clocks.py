"""A case's clocks from the command line: explained, paused, given longer, and put right."""

import pytest

from tests.cli.conftest import Here

MONDAY, WEDNESDAY, NEXT_MONDAY = "2026-06-15T10:00", "2026-06-17T12:00", "2026-06-22T09:00"


@pytest.fixture
def case(here: Here) -> str:
    """A review application received on a Monday."""
    return str(here("add", "review", "--subject", "outcome letter", "--json", at=MONDAY).json["reference"])


def test_a_wait_from_beginning_to_end(here: Here, case: str) -> None:
    ran = here("pause", case, "force", "--whom", "Gwent [/] papers", at=WEDNESDAY)
    assert ran.out == (
        f"{case} waits for the force or body: Acknowledge a review application, Decide a review application. "
        "Runs on: Keep the person informed.\n"
    )
    waiting = here("clocks", case, at=WEDNESDAY).out
    assert f"{case} waits for the force or body (Gwent [/] papers), since Wed 17 Jun 2026, 12:00.\n" in waiting
    assert "‖ paused, since Wed 17 Jun  Why Mon 22 Jun 2026, 17:00?\n" in waiting
    assert here("resume", case, at=NEXT_MONDAY).out == (
        f"{case}: resumed.\n"
        "  Acknowledge by Thu 25 Jun 2026, 17:00, not Mon 22 Jun 2026, 17:00\n"
        "  Decide by Thu 6 Aug 2026, 17:00, not Mon 3 Aug 2026, 17:00\n"
    )
    out = here("clocks", case, at=NEXT_MONDAY).out
    assert "   -  Thu 18 Jun  waiting" in out
    assert "  Waited from Wed 17 Jun 2026, 12:00 to Mon 22 Jun 2026, 09:00\n" in out
    assert "  First told Mon 22 Jun 2026, 17:00.\n" in out
    assert "  Moved to Thu 25 Jun 2026, 17:00 on Mon 22 Jun 2026, 09:00: waited for the force or body.\n" in out
    assert "paused, waiting for the force or body" in here("show", case, at=NEXT_MONDAY).out


def test_the_clocks_as_values(here: Here, case: str) -> None:
    here("pause", case, "force", at=WEDNESDAY)
    here("resume", case, at=NEXT_MONDAY)
    first = here("clocks", case, "--json", at=NEXT_MONDAY).json["clocks"][0]
    assert (first["standard"], first["due"], first["extension"]) == ("review-acknowledge", "2026-06-25T17:00:00+01:00", 0)
    assert [day["number"] for day in first["days"]] == [0, 1, 2, None, None, None, None, None, 3, 4, 5]
    assert [move["why"] for move in first["moves"]] == ["waited for the force or body"]


def test_longer_and_back(here: Here, case: str) -> None:
    assert "Acknowledge by Wed 24 Jun 2026, 17:00, not Mon 22 Jun 2026, 17:00" in (
        here("extend", case, "review-acknowledge", "2", "--why", "flood", at=WEDNESDAY).out
    )
    assert "  Given 2 working days more, counted from the start\n" in here("clocks", case, at=WEDNESDAY).out
    assert "Acknowledge by Mon 22 Jun 2026, 17:00, not Wed 24 Jun" in here("takeback", case, "extension", at=WEDNESDAY).out


def test_what_was_recorded_put_right(here: Here, case: str) -> None:
    here("step", case, "acknowledged", at=WEDNESDAY)
    assert (
        here("takeback", case, "acknowledged", "--why", "the wrong case", at=WEDNESDAY).out
        == f"{case}: acknowledged taken back.\n"
    )
    assert "acknowledged (taken back)" in here("show", case, at=WEDNESDAY).out
    moved = here("received", case, "12 jun 10:00", "--why", "the postmark", at=WEDNESDAY).out
    assert "  Acknowledge by Fri 19 Jun 2026, 17:00, not Mon 22 Jun 2026, 17:00\n" in moved
    here("close", case, "withdrawn", "--answer", "told us only", at=WEDNESDAY)
    assert here("reopen", case, at=WEDNESDAY).out == f"{case}: reopened.\n"
    assert here("list", "--json", at=WEDNESDAY).json["total"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("pause", "R26-1", "tea"), 2, "There is no reason to wait called 'tea'. Use one of: force, person, clarification,"),
        (("resume", "R26-1"), 1, "R26-000001K does not wait for anybody, so there is nothing to resume."),
        (
            ("extend", "R26-1", "sar", "2", "--why", "x"),
            2,
            "No clock of R26-000001K runs under 'sar'. Running: review",
        ),
        (("extend", "R26-1", "review-decision", "0", "--why", "x"), 2, "Give it from 1 to 1,000 more."),
        (("extend", "R26-1", "review-decision", "2"), 2, "Missing option '--why'"),
        (("takeback", "R26-1", "extension"), 2, "No clock of R26-000001K was given longer."),
        (("takeback", "R26-1", "decided"), 2, "R26-000001K has no step 'decided' to take back."),
        (("received", "R26-1", "whenever"), 2, '"whenever" is not a date we can read'),
        (("reopen", "R26-1"), 1, "R26-000001K is open."),
        (("clocks", "R26-9"), 1, "No case has the reference 'R26-9'."),
    ],
)
def test_bad_use_is_one_plain_sentence(here: Here, case: str, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    ran = here(*arguments, at=WEDNESDAY)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
