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
