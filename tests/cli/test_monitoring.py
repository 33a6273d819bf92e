"""Monitoring answers, from the command line."""

import pytest

from tests.cli.conftest import Here


def test_answers_are_kept_and_only_large_figures_shown(here: Here) -> None:
    for _ in range(6):
        assert here("monitoring", "add", "age=25-34", "disability=no").out == "Kept apart from the case, without a name.\n"
    here("monitoring", "add", "age=75+")
    text = here("monitoring").out
    assert text.startswith("Monitoring answers, November 2026 (wording: local example)\n")
    assert "  25-34              6\n" in text
    assert "  75 or over         fewer than 5\n" in text
    assert "Religion: fewer than 5 answers" in text
    assert here("monitoring", "counts").out == text


def test_a_span_of_months_is_counted_for_a_program(here: Here) -> None:
    here("monitoring", "add", "age=25-34", at="2026-10-31T10:00")
    here("monitoring", "add", "age=25-34")
    values = here("monitoring", "counts", "--from", "Oct 2026", "--to", "2026-11", "--json").json
    assert (values["from"], values["to"], values["wording"]) == ("2026-10", "2026-11", "local example")
    assert (values["counts"]["age"]["25-34"], values["counts"]["sex"]["female"]) == (2, 0)
    assert here("monitoring", "counts", "--to", "oct 2026", "--json").json["counts"]["age"]["25-34"] == 1
    assert "October 2026 to November 2026" in here("monitoring", "counts", "--from", "Oct 2026").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "age=old"), "'old' is not one of: under 18, 18-24"),
        (("add", "tea=x"), "There is no question 'tea'."),
        (("add", "age"), "'age' is not QUESTION=TEXT; try age=25-34"),
        (("add", "age="), "Nothing is answered"),
        (("add", "age=25-34", "age=no"), "The question 'age' is given twice."),
        (("counts", "--from", "Dec 2026", "--to", "Nov 2026"), "The first month is after the last."),
        (("counts", "--from", "soon"), "is not a month we can read"),
    ],
)
def test_what_cannot_be_meant_is_said(here: Here, arguments: tuple[str, ...], said: str) -> None:
    ran = here("monitoring", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_the_figures_are_for_a_supervisor(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("agent", "team-lead", "supervisor"):
        here("staff", "add", role, "--name", role, "--role", role)
    for role, code in (("agent", 1), ("team-lead", 1), ("supervisor", 0)):
        monkeypatch.setenv("LOGNAME", role)
        ran = here("monitoring", "counts")
        assert ran.code == code
        assert code == 0 or "Your role does not allow you to read the monitoring figures. Ask a supervisor." in ran.err
        assert here("monitoring", "add", "age=25-34").code == 0


def test_the_questions_are_listed(here: Here) -> None:
    out = here("monitoring", "questions").out
    assert out.startswith("Wording: local example\n\nEthnic group (ethnicity)\n")
    assert here("monitoring", "questions", "--json").json[2]["answers"][-1] == "prefer not to say"
