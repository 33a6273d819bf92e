"""Monitoring answers, from the command line."""

import pytest

from tests.cli.conftest import Here


def test_only_large_figures_of_months_that_are_over_are_shown(here: Here) -> None:
    for _ in range(6):
        kept = here("monitoring", "add", "age=25-34", "disability=no", at="2026-10-31T10:00")
        assert kept.out == "Kept apart from the case, without a name.\n"
    here("monitoring", "add", "age=75+", at="2026-10-31T10:00")
    here("monitoring", "add", "age=25-34")
    text = here("monitoring").out
    assert text.startswith("Monitoring answers, October 2026 (wording: local example)\n")
    assert "  25-34              6\n" in text
    assert "  75 or over         not told\n" in text
    assert "Religion: not told" in text
    assert "A month's answers count once it is over." in text
    assert here("monitoring", "counts").out == text
    values = here("monitoring", "counts", "--from", "Oct 2026", "--to", "2026-11", "--json").json
    assert (values["from"], values["to"], values["wording"]) == ("2026-10", "2026-11", "local example")
    assert (values["counts"]["age"]["25-34"], values["counts"]["age"]["75 or over"]) == (6, None)
    assert "September 2026 to October 2026" in here("monitoring", "counts", "--from", "Sep 2026").out


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
