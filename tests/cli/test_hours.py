"""`iopc hours`: the office hours listed, changed with what moves shown first, and taken back."""

import pytest

from tests.cli.conftest import Here

WEDNESDAY = "2026-06-17T12:00"
CHANGE = ("hours", "change", "mon-thu 9-5; fri 9-4:30", "--from", "15 jun 2026", "--source", "Notice 12")
WEEK = "Mon-Thu 09:00-17:00; Fri 09:00-16:30"


def test_changed_previewed_and_taken_back(here: Here) -> None:
    case = here("add", "enquiry", "--subject", "hello", "--received", "12 jun 10:00", "--json", at=WEDNESDAY).json["reference"]
    assert here(*CHANGE, "--preview", at=WEDNESDAY).out == (
        f"Office hours from Mon 15 Jun 2026: {WEEK}.\n"
        "1 running deadline on 1 case would move:\n"
        f"  {case}  Answer by: Fri 26 Jun 2026, 17:00 to Fri 26 Jun 2026, 16:30\n"
    )
    assert here("hours", "list", at=WEDNESDAY).out == "at first              Mon-Fri 09:00-17:00, in force today\n"
    assert "1 running deadline on 1 case moved" in here(*CHANGE, at=WEDNESDAY).out
    assert here("hours", "list", at=WEDNESDAY).out == (
        f"at first              Mon-Fri 09:00-17:00\nfrom Mon 15 Jun 2026  {WEEK}, in force today\n"
    )
    assert here("hours", "list", "--json", at=WEDNESDAY).json[1] == {"from": "2026-06-15", "hours": WEEK}
    assert "Fri 26 Jun, 16:30" in here("workdays", "standards", "12 jun 2026 10:00", at=WEDNESDAY).out
    back = here("hours", "takeback", "15 jun 2026", at=WEDNESDAY).out
    assert "to Fri 26 Jun 2026, 17:00" in back
    everything = here("hours", "list", "--all", at=WEDNESDAY).out
    assert f"From Mon 15 Jun 2026: {WEEK}\n  entered by" in everything
    assert "Notice 12\n  taken back by" in everything


def test_taking_back_can_be_looked_at_first(here: Here) -> None:
    case = here("add", "enquiry", "--subject", "hello", "--received", "12 jun 10:00", "--json", at=WEDNESDAY).json["reference"]
    here(*CHANGE, at=WEDNESDAY)
    back = ("hours", "takeback", "15 jun 2026")
    assert here(*back, "--preview", at=WEDNESDAY).out == (
        "The office hours entered from Mon 15 Jun 2026 would be taken back.\n"
        "1 running deadline on 1 case would move:\n"
        f"  {case}  Answer by: Fri 26 Jun 2026, 16:30 to Fri 26 Jun 2026, 17:00\n"
    )
    told = here(*back, "--preview", "--json", at=WEDNESDAY).json
    assert (told["from"], told["applied"], len(told["moves"])) == ("2026-06-15", False, 1)
    assert f"{WEEK}, in force today" in here("hours", "list", at=WEDNESDAY).out
    assert here(*back, "--json", at=WEDNESDAY).json == told | {"applied": True}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("change", "tea", "--from", "1 jul"), "'tea' can't be read as hours"),
        (("change", "9-5", "--from", "1 jul"), "Those are the hours already"),
        (("change", "8-4", "--from", "soon"), '"soon" is not a date we can read'),
        (("change", "8-4"), "Missing option '--from'"),
        (("takeback", "1 jul"), "there are none to take back"),
    ],
)
def test_bad_use_is_one_plain_sentence(here: Here, arguments: tuple[str, ...], sentence: str) -> None:
    here("list", at=WEDNESDAY)
    ran = here("hours", *arguments, at=WEDNESDAY)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
