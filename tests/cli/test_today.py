"""The day's figures on the command line."""

from tests.cli.conftest import Here


def _busy(here: Here) -> None:
    here("add", "enquiry", "--name", "A", "--subject", "s", "--received", "4 Nov 10:00")
    here("add", "complaint", "--name", "B", "--subject", "s", "--received", "19 Nov 10:00")
    here("add", "foi", "--name", "C", "--subject", "s", "--received", "20 Nov 10:00")


def test_json_has_the_figures_by_kind_and_the_cases_behind_them(here: Here) -> None:
    _busy(here)
    found = here("today", "--json").json
    assert list(found)[:7] == ["date", "next_working_day", "received", "closed", "open", "overdue", "due_next"]
    assert (found["date"], found["next_working_day"], found["until"][:16]) == ("2026-11-20", "2026-11-23", "2026-11-20T16:45")
    assert {kind: n for kind, n in found["received"].items() if n} == {"foi": 1}
    assert {kind: n for kind, n in found["open"].items() if n} == {"enquiry": 1, "complaint": 1, "foi": 1}
    assert {kind: n for kind, n in found["overdue"].items() if n} == {"enquiry": 1}
    assert found["cases"]["overdue"] == found["cases"]["late standard enquiry-reply"] == ["E26-000001R"]
    assert found["unallocated"] == 3
    past = here("today", "wed", "4", "nov", "--json").json
    assert (past["date"], past["received"]["enquiry"], past["open"]["complaint"]) == ("2026-11-04", 1, 0)


def test_today_is_told_in_words_first_and_then_in_figures(here: Here) -> None:
    _busy(here)
    lines = here("today").out.splitlines()
    assert lines[:3] == ["Friday 20 November 2026, until 16:45", "", "No deadline falls on Monday."]
    assert "One case is overdue, by two working days." in lines
    assert "One case came in and nothing was closed; three are carried over." in lines
    assert lines.index("Three open cases have no owner.") < 22, "the words are on the first screen"
    assert max(map(len, lines)) <= 78
    assert here("today", "--date", "2026-11-04").out.startswith("Wednesday 4 November 2026\n")


def test_a_day_to_come_is_refused_in_a_sentence(here: Here) -> None:
    assert here("today", "fri", "--date", "fri").err == "Give the day once: with --date or without.\n"
    ran = here("today", "--date", "21 Nov 2026")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Sat 21 Nov 2026 has not come yet, so it has no figures. Give a day up to Fri 20 Nov 2026.\n"
