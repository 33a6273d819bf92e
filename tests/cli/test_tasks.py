"""Call-backs and tasks from the command line."""

import pytest

from tests.cli.conftest import Here

MONDAY, LATER, TUESDAY = "2026-06-15T10:00", "2026-06-15T11:30", "2026-06-16T10:30"


@pytest.fixture
def case(here: Here) -> str:
    """An enquiry received on a Monday."""
    known = ("--subject", "a form", "--name", "Ada [/]", "--phone", "07700 900123")
    return str(here("add", "enquiry", *known, "--json", at=MONDAY).json["reference"])


def test_a_call_back_from_its_promise_to_its_being_made(here: Here, case: str) -> None:
    said = here("callback", case, "--when", "tomorrow 10:00", "--note", "the [b]landline", at=MONDAY).out
    assert said == f"{case}, task 1: Call back by Tue 16 Jun 2026, 10:00.\n"
    assert here("task", "list", at=MONDAY).out == (
        f"   1  ● {case}  Call back by Tue 16 Jun 2026, 10:00: the [b]landline  Ada [/]  07700 900123\n"
    )
    assert "call-back  Ada [/]" in here("list", at=MONDAY).out
    (row,) = here("list", "--json", at=MONDAY).json["cases"]
    assert (row["next"], row["standard"], row["due"]) == ("callback", None, "2026-06-16T10:00:00+01:00")
    said = here("callback", case, "--no-answer", at=LATER).out
    assert said == f"{case}: no answer. The call-back stays open, for Tue 16 Jun 2026, 10:00.\n"
    assert here("task", "move", "1", "--by", "wed 9:30", at=LATER).out == (
        f"{case}, task 1: Call back by Wed 17 Jun 2026, 09:30; the standard's clock is due Tue 16 Jun 2026, 17:00.\n"
    )
    assert here("task", "move", "1", "--by", "standard", at=LATER).out == (
        f"{case}, task 1: Call back by Tue 16 Jun 2026, 17:00.\n"
    )
    assert here("callback", case, "--made", "--note", "All is well.", at=TUESDAY).out == f"{case}: call-back made. Clock met.\n"
    assert here("task", "takeback", "1", at=TUESDAY).out == f"{case}: task 1 is to be done again.\n"
    assert here("task", "done", "1", at=TUESDAY).out == f"{case}: task 1 is done. Clock met.\n"
    assert here("task", "list", at=TUESDAY).out == "Nothing is to be done by you. See everybody's with: iopc task list --all\n"


def test_a_task_is_listed_told_and_done(here: Here, case: str) -> None:
    said = here("task", "add", case, "Chase [/] Gwent", "--by", "tomorrow", "--for", "me", at=MONDAY).out
    assert said == f"{case}: task 1, by Tue 16 Jun 2026, 17:00, for ada.\n"
    (task,) = here("task", "list", "--all", "--json", at=TUESDAY).json["tasks"]
    assert (task["number"], task["kind"], task["what"], task["state"], task["for"]) == (
        1,
        "task",
        "Chase [/] Gwent",
        "due today",
        "ada",
    )
    assert f"due soon  {case}  Task by Tue 16 Jun 2026, 17:00, ada\n" in here("watch", "--once", at=TUESDAY).out
    assert here("task", "takeback", "1", "--why", "they rang", at=TUESDAY).out == f"{case}: task 1 is taken back.\n"
    assert here("task", "list", "--all", at=TUESDAY).out == "Nothing is to be done.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("callback", "E26-1", "--when", "9am"), 2, "Mon 15 Jun 2026, 09:00 has passed. Give a moment still to come, such as"),
        (("callback", "E26-1", "--when", "soon"), 2, '"soon" is not a date we can read'),
        (("callback", "E26-1", "--made"), 1, "No call-back is open on E26-"),
        (("callback", "E26-1", "--made", "--message"), 2, "Give one of --made, --message and --no-answer."),
        (("callback", "E26-1", "--made", "--when", "fri"), 2, "--when is for promising a call-back. To move the one that is"),
        (("task", "done", "9"), 2, "There is no task 9. See: iopc task list --all"),
        (
            ("task", "add", "E26-1", "ask", "--by", "fri", "--for", "zed"),
            2,
            "zed is not on the staff list. See: iopc staff",
        ),
        (("task", "add", "E26-1", " ", "--by", "fri"), 2, "Say what is to be done."),
    ],
)
def test_bad_use_is_one_plain_sentence(here: Here, case: str, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    ran = here(*arguments, at=MONDAY)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
