"""Teams on the command line."""

import pytest

from tests.cli.conftest import Here


def test_a_team_from_its_making_to_its_closing(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here("staff", "add", "psmith", "--name", "Priya Smith")
    assert here("team", "list").out == "There is no team. Make one with: iopc team add NAME.\n"
    made = here("team", "add", "Cardiff Bay")
    assert made.out == "There is a team Cardiff Bay now. Put somebody in it with: iopc team put LOGIN 'Cardiff Bay'\n"
    assert here("team", "put", "psmith", "cardiff").out == "Priya Smith (psmith) is in Cardiff Bay.\n"
    here("staff", "away", "psmith", "today")
    assert here("team", "list").out.startswith("Cardiff Bay: Priya Smith (away)\nin no team: ")
    assert here("team", "list", "--json").json == [{"name": "Cardiff Bay", "members": ["psmith"]}]
    assert here("team", "rename", "Cardiff Bay", "Caerdydd").out == "Cardiff Bay is called Caerdydd now.\n"
    assert here("team", "put", "psmith", "none").out == "Priya Smith (psmith) is in no team.\n"
    here("team", "put", "psmith", "caerdydd")
    monkeypatch.setenv("LOGNAME", "psmith")
    refused = here("team", "close", "caer")
    assert (refused.code, refused.err.startswith("Your role does not allow you to change teams")) == (1, True)
    monkeypatch.setenv("LOGNAME", "ada")
    assert here("team", "close", "caer").out == "Caerdydd is closed. 1 person is in no team now.\n"
    assert here("team", "list", "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "sale"), "There is a team called Sale already."),
        (("add", "mine"), "'mine' means something else in a filter."),
        (("rename", "sa", "x"), "'sa' could be Sale or Salford. Type more of it."),
        (("put", "ada", "Leeds"), "There is no team called 'Leeds'. Use one of: Sale, Salford."),
        (("put", "nobody", "Sale"), "nobody is not on the staff list."),
    ],
)
def test_bad_use_is_one_plain_sentence_and_exit_2(here: Here, arguments: tuple[str, ...], sentence: str) -> None:
    here("team", "add", "Sale")
    here("team", "add", "Salford")
    ran = here("team", *arguments)
    assert (ran.code, ran.out, ran.err[: len(sentence)]) == (2, "", sentence)
