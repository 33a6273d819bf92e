"""Which steps can be recorded, and what is to be done next."""

import pytest

from casework.kinds import kinds, known_steps
from casework.steps import Running, next_step, open_steps, why_not_step
from tests.desk import moment

TUESDAY, THURSDAY = moment("Tue 2 Dec 2025 17:00"), moment("Thu 4 Dec 2025 17:00")
ACKNOWLEDGE = Running("acknowledged", "Acknowledge by", TUESDAY)
DECIDE = Running("decided", "Decide by", THURSDAY)
INFORM = Running("updated", "Update by", TUESDAY, recurs=True)
INFORM_LATER = Running("updated", "Update by", TUESDAY, recurs=True, pressing=False)


def test_what_can_be_recorded_follows_from_what_was() -> None:
    assert "papers-received" not in open_steps("review", [])
    assert "papers-received" in open_steps("review", ["papers-asked"])
    assert open_steps("complaint", ["acknowledged", "sent-to-authority"]) == ["updated", "callback-promised"]


@pytest.mark.parametrize(
    ("kind", "step", "done", "why"),
    [
        ("complaint", "decided", [], "'decision sent' is not a step of this case."),
        ("complaint", "acknowledged", ["acknowledged"], "this case is already recorded as acknowledged."),
        ("review", "papers-received", [], "Papers received comes after papers asked for, which is not recorded on this case."),
        ("review", "updated", ["updated"], None),
    ],
)
def test_what_can_not_be_recorded_says_why(kind: str, step: str, done: list[str], why: str | None) -> None:
    assert why_not_step(kind, step, done) == why


@pytest.mark.parametrize(
    ("kind", "done", "running", "waiting", "doing", "step"),
    [
        ("review", [], [DECIDE, ACKNOWLEDGE], False, "step", "acknowledged"),
        ("review", ["acknowledged"], [DECIDE, INFORM], False, "step", "updated"),
        ("review", ["acknowledged"], [DECIDE], False, "step", "papers-asked"),
        ("review", ["acknowledged"], [DECIDE, INFORM_LATER], False, "step", "papers-asked"),
        ("complaint", [], [INFORM_LATER], False, "step", "acknowledged"),
        ("review", ["acknowledged", "papers-asked"], [DECIDE], False, "step", "papers-received"),
        ("appeal-investigation", [], [DECIDE], False, "step", "decided"),
        ("review", ["acknowledged"], [Running("decided", "", TUESDAY, waits=True)], True, "resume", ""),
        ("review", ["acknowledged", "decided"], [INFORM], False, "close", ""),
        ("complaint", ["acknowledged", "sent-to-authority"], [INFORM], False, "close", ""),
        ("enquiry", ["callback-promised"], [Running("callback-returned", "", TUESDAY)], False, "call back", "callback-returned"),
        ("enquiry", [], [Running("task", "ring Gwent", TUESDAY), Running("answered", "", THURSDAY)], False, "task", ""),
        ("feedback", [], [], False, "step", "answered"),
        ("feedback", ["answered"], [], False, "close", ""),
    ],
)
def test_the_next_thing_to_do(kind: str, done: list[str], running: list[Running], waiting: bool, doing: str, step: str) -> None:
    found = next_step(kind, done, running, waiting=waiting)
    assert (found.doing, found.step) == (doing, step)


@pytest.mark.parametrize("kind", kinds())
def test_doing_what_is_next_ends_with_closing(kind: str) -> None:
    done: list[str] = []
    for _ in range(len(known_steps())):
        found = next_step(kind, done, [], waiting=False)
        if found.doing == "close":
            break
        assert found.step not in done
        done.append(found.step)
    assert found.doing == "close"


def test_a_choice_is_kept_with_the_words_and_read_back() -> None:
    decided = known_steps()["decided"]
    assert decided.choice_in(decided.text("upheld", "An apology\nand learning")) == "upheld"
    assert decided.choice_in("Decision: perhaps") == decided.choice_in("upheld, they say") == decided.choice_in("") == ""
