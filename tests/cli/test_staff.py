"""The staff list, and who may use a store."""

import pytest

from tests.cli.conftest import Here
from tests.cli.program import Program


def test_the_first_user_becomes_administrator_and_others_are_added(program: Program, here: Here) -> None:
    assert "you (ada) are its administrator" in program.run("staff", "list").err
    stranger = Program(program.home, login="psmith")
    refused = stranger.run("list")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "psmith is not on the staff list of this store. Ask an administrator to run: iopc staff add psmith --name 'YOUR NAME'\n"
    )
    added = here("staff", "add", "psmith", "--name", "Priya Smith", "--role", "team lead")
    assert (added.code, added.out, added.err) == (0, "Priya Smith (psmith) is on the staff list: team lead.\n", "")
    assert stranger.run("list").out == "No case is open.\n0 of 0\n"


def test_the_list_as_text_and_json(here: Here) -> None:
    here("staff", "add", "psmith", "--name", "Priya \x1b[1mSmith")
    assert [member["login"] for member in here("staff", "list", "--json").json] == ["ada", "psmith"]
    out = here("staff", "list").out
    assert "\x1b" not in out
    assert "psmith  agent          Priya" in out


def test_somebody_taken_off_can_no_longer_sign_in(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here("staff", "add", "psmith", "--name", "Priya Smith")
    assert here("staff", "remove", "psmith").out == "Priya Smith (psmith) is no longer on the staff list.\n"
    assert [member["active"] for member in here("staff", "list", "--all", "--json").json] == [True, False]
    monkeypatch.setenv("LOGNAME", "psmith")
    assert here("list").code == 1


def test_only_an_administrator_changes_the_list(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here("staff", "add", "psmith", "--name", "Priya Smith")
    monkeypatch.setenv("LOGNAME", "psmith")
    ran = here("staff", "add", "x", "--name", "X")
    assert (ran.code, ran.err) == (1, "Your role does not allow you to change the staff list. Ask an administrator.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "ada", "--name", "A"), "ada is already on the staff list, as "),
        (("add", "x", "--name", "X", "--role", "queen"), "There is no role 'queen'. Use one of: agent, team-lead,"),
        (("remove", "ada"), "The last administrator can't be taken off the list."),
        (("remove", "nobody"), "nobody is not on the staff list."),
    ],
)
def test_bad_use_is_one_plain_sentence_and_exit_2(here: Here, arguments: tuple[str, ...], sentence: str) -> None:
    here("staff", "list")
    ran = here("staff", *arguments)
    assert (ran.code, ran.out, ran.err[: len(sentence)]) == (2, "", sentence)


def test_what_somebody_can_do_and_when_they_are_away(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here("staff", "add", "psmith", "--name", "Priya Smith")
    here("team", "add", "Cardiff")
    here("team", "put", "psmith", "card")
    assert here("staff", "skills", "psmith", "rev,Welsh").out == "Priya Smith (psmith) can do: Welsh, Review applications.\n"
    away = here("staff", "away", "psmith", "mon", "4 dec")
    assert away.out == "Priya Smith (psmith) is away from Monday 23 November 2026 to Friday 4 December 2026.\n"
    line = "psmith  agent          Priya Smith  Cardiff; Welsh, Review applications; away from Mon 23 Nov 2026\n"
    assert here("staff", "list").out.endswith(line)
    monkeypatch.setenv("LOGNAME", "psmith")
    assert here("staff", "away", "psmith", "today").out.endswith("is away on Friday 20 November 2026.\n")
    told = here("staff", "list", "--json").json[1]
    assert (told["team"], told["skills"], told["away_until"]) == ("Cardiff", ["welsh", "review"], "2026-11-20")
    assert told["absences"] == [{"from": "2026-11-20", "to": "2026-11-20"}, {"from": "2026-11-23", "to": "2026-12-04"}]
    back = "Priya Smith (psmith) is not away any more:"
    assert here("staff", "back", "psmith").out == f"{back} on Friday 20 November 2026.\n"
    coming = "from Monday 23 November 2026 to Friday 4 December 2026."
    assert here("staff", "back", "psmith", at="2026-11-25T09:00").out == f"{back} {coming} The days before today stay.\n"
    nothing = here("staff", "back", "psmith")
    assert (nothing.code, nothing.out) == (0, f"{back} from Monday 23 November 2026 to Tuesday 24 November 2026.\n")
    nothing = here("staff", "back", "psmith")
    assert (nothing.code, nothing.err) == (2, "Priya Smith (psmith) has no days away to take back.\n")
    refused = here("staff", "away", "ada", "mon")
    assert (refused.code, refused.err.split(". ")[1]) == (1, "Ask a team lead.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("skills", "ada", "juggling"), "'juggling' is not one of: welsh, review, young-people."),
        (("skills", "nobody", "welsh"), "nobody is not on the staff list."),
        (("away", "ada", "tuesdy"), '"tuesdy" is not a date we can read;'),
        (("away", "ada", "20 nov", "19 nov 2026"), "The last day away, Thu 19 Nov 2026, is before the first,"),
    ],
)
def test_what_is_no_skill_and_no_day_is_one_plain_sentence(here: Here, arguments: tuple[str, ...], sentence: str) -> None:
    here("staff", "list")
    ran = here("staff", *arguments)
    assert (ran.code, ran.out, ran.err[: len(sentence)]) == (2, "", sentence)
