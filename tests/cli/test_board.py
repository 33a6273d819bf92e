"""The team board on the command line."""

from tests.cli.conftest import Here


def test_the_board_and_its_forecast_are_told_in_text_and_in_json(here: Here) -> None:
    here("add", "complaint", "--name", "Ada\x1b[31m Okafor", "--phone", "07700 900123", "--subject", "custody")
    here("add", "enquiry", "--name", "Dai Evans", "--subject", "form")
    here("give", "C26-1", "me")
    shown = here("board", "--until", "4 Dec", at="2026-11-26T09:00")
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert lines[0].split() == ["Person", "Open", "Overdue", "Today", "Week"]
    assert [line.split()[:6] for line in lines[1:3]] == [
        ["Everybody", "2", "▲", "1", "0", "0"],
        ["Nobody", "1", "0", "0", "0", "in"],
    ]
    assert "Last 4 working days, Fri 20 Nov to Wed 25 Nov: 0 closed, 0 a day; 2 received, 0.5 a day." in shown.out
    assert "Due by Fri 4 Dec: 2 (1 overdue now)." in shown.out
    assert "1 a day prevents it: 2 due by Fri 4 Dec, over 7 working days, is 0.29 a day." in shown.out
    by_standard = here("board", "--by", "standards", at="2026-11-26T09:00").out
    assert by_standard.splitlines()[1].split() == ["Reply", "to", "an", "enquiry", "1", "0", "0", "0"]
    found = here("board", "--forecast", "--json", at="2026-11-26T09:00").json
    assert found["people"][0]["overdue"] == {"number": 1, "filter": "due:overdue"}
    assert here("list", *found["standards"][1]["overdue"]["filter"].split(), at="2026-11-26T09:00").out.endswith("\n1 of 1\n")
    assert (found["forecast"]["by"], found["forecast"]["due"], found["forecast"]["breaches"]) == ("2026-11-27", 1, 0)


def test_what_cannot_be_meant_is_said_in_a_sentence(here: Here) -> None:
    here("add", "enquiry", "--name", "Dai Evans", "--subject", "form")
    gone = here("board", "--until", "1 Nov 2026")
    assert (gone.code, gone.err) == (2, "Sun 1 Nov 2026 has gone by. Forecast for today or a day to come.\n")
    team = here("board", "--team", "North")
    assert (team.code, team.err) == (2, "There is no team called 'North'. Make one with: iopc team add NAME.\n")
