"""Concerns from the command line, and in a real terminal that is killed."""

import signal
import sqlite3

import pytest

from tests.cli.conftest import Here
from tests.cli.program import Program
from tests.cli.terminal import terminal

HOSTILE = "see [/] [@click=app.quit]x[/]"


def test_what_to_ask_and_do_is_told_in_words(here: Here) -> None:
    ran = here("concern", "prompts")
    assert ran.code == 0
    for words in ("3 CALL 999 NOW", "Referral type", "type  death-or-serious-injury,", "1 FORCEFUL IS NOT UNACCEPTABLE"):
        assert words in ran.out
    assert "CALL 999" not in here("concern", "prompts", "unacceptable").out
    assert here("concern", "prompts", "fire").code == 2


def test_one_on_a_case_is_listed_shown_told_and_seen(here: Here) -> None:
    reference = here("add", "complaint", "--name", "Ada Okafor", "--subject", "custody", "--json").json["reference"]
    given = ("--where", "Leeds", "--what", HOSTILE, "--set", "called-999=y", "--set", "called-999-at=16:40")
    assert here("concern", "add", "c26 1", "--kind", "safe", *given).out == (
        f"Logged as concern 1 on {reference}: a supervisor is told.\n"
    )
    assert here("concern", "list").out == (
        f"1  Fri 20 Nov 2026, 16:45  ⚑ Safeguarding, raised by ada: {reference}; not seen by a supervisor yet\n"
        f"    Where: Leeds\n    Said: {HOSTILE}\n    999 called: yes, at 16:40\n"
    )
    shown = here("show", "c26 1")
    assert "⚑ Safeguarding, raised Fri 20 Nov 16:45 by ada; not seen by a supervisor yet" in shown.out
    assert HOSTILE in shown.out
    assert "⚑  Ada Okafor" in here("list", "flag:any").out
    assert here("list", "flag:safeguarding", "--json").json["cases"][0]["flagged"] is True
    assert here("list", "flag:referral", "--json").json["total"] == 0
    assert here("concern", "seen", "1").out == "Concern 1 is seen.\n"
    assert here("concern", "list").out == "Every concern has been seen.\n"
    (kept,) = here("show", "c26 1", "--json").json["concerns"]
    assert (kept["kind"], kept["seen_by"], kept["content"]["what"]) == ("safeguarding", "ada", HOSTILE)


def test_one_stands_by_itself_and_is_read_by_a_program(here: Here) -> None:
    assert here("concern", "add", "-", "--kind", "referral", "--type", "corruption", "--what", "x").code == 0
    (concern,) = here("concern", "list", "--json").json
    assert (concern["kind"], concern["reference"]) == ("referral", None)
    assert concern["content"] == {"type": "serious-corruption", "what": "x"}


def test_it_is_told_as_alerts_are_without_anybodys_words(here: Here) -> None:
    here("concern", "add", "-", "--where", "Leeds", at="2026-11-20T16:00")
    assert here("watch", "--once").out == "Fri 20 Nov 2026, 16:00  ⚑ Safeguarding, raised by ada: no case\n"
    told = here("watch", "--once", "--json").json
    assert (told["kind"], told["concern"], told["reference"], told["raised_by"]) == ("safeguarding", 1, None, "ada")
    assert here("watch", "--once", "--mine").out == here("watch", "--once", at="2026-11-22T16:00").out == ""


def test_agents_raise_them_and_are_told_of_none(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here("staff", "add", "tom", "--name", "Tom B")
    monkeypatch.setenv("LOGNAME", "tom")
    assert here("concern", "add", "-", "--what", "x").code == 0
    assert here("watch", "--once").out == ""
    refused = here("concern", "list")
    assert (refused.code, refused.err) == (
        1,
        "Your role does not allow you to see the concerns that were raised. Ask a supervisor.\n",
    )
    assert here("concern", "seen", "1").code == 1


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["-"], 2, "Nothing is written yet."),
        (
            ["-", "--kind", "fire", "--what", "x"],
            2,
            "'fire' is not a kind of concern. Use safeguarding, referral and unacceptable.",
        ),
        (["-", "--kind", "referral", "--where", "x"], 2, "Referral type has no 'where'."),
        (["-", "--kind", "referral", "--type", "serious"], 2, "'serious' is not one of: death-or-serious-injury"),
        (["-", "--set", "called-999"], 2, "'called-999' is not NAME=TEXT"),
        (["-", "--set", "who=a", "--set", "who=b"], 2, "'who' is given twice."),
        (["-", "--what", "a\x00b"], 2, "This holds a NUL character"),
        (["nobody", "--what", "x"], 1, "No case has the reference 'nobody'."),
    ],
)
def test_what_can_not_be_recorded_is_said(here: Here, given: list[str], code: int, said: str) -> None:
    ran = here("concern", "add", *given)
    assert ran.code == code
    assert said in ran.err
    assert here("concern", "list", "--json").json == []


def test_one_there_is_not_can_not_be_seen(here: Here) -> None:
    ran = here("concern", "seen", "7")
    assert (ran.code, ran.err.splitlines()[-1]) == (1, "There is no concern with the number 7.")


def test_kill_minus_nine_in_the_box_loses_at_most_a_second_of_typing(program: Program) -> None:
    with terminal(program) as here:
        here.shows("No open cases")
        here.press("\x1bOQ")
        here.shows("CALL 999 NOW")
        here.press("\tthe old bridge")
        here.until(lambda: _kept(program), "no draft was kept")
        here.signal(signal.SIGKILL)
        assert here.ends() == -signal.SIGKILL
    with terminal(program) as again:
        again.shows("⚑ F2: not logged yet", "What you wrote under F2 at")
        again.press("\x1bOQ")
        again.shows("the old bridge", "esc logs it as it stands")
        again.press("\x13")
        again.shows("Logged: a supervisor is told.")
        again.press("\x11")
        assert again.ends() == 0
    (concern,) = program.run("concern", "list", "--json").json
    assert concern["content"] == {"where": "the old bridge"}


def _kept(program: Program) -> bool:
    with sqlite3.connect(f"file:{program.db}?mode=ro", uri=True, timeout=30) as record:
        return bool(record.execute("SELECT count(*) FROM draft WHERE content LIKE '%the old bridge%'").fetchone()[0])
