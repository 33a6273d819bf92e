"""Standards changed from a date on: whom the change judges, whom it leaves alone, and taking it back."""

import tomllib
from datetime import date
from typing import Any

import pytest

from casework.date_words import moment_words
from casework.impact import Impact
from casework.permissions import NotAllowed
from casework.standard_changes import as_toml
from casework.standards import standard_from
from db.actions.change_standards import (
    ChangeStandard,
    TakeStandardBack,
    change_standard,
    standard_impact,
    take_standard_back,
)
from db.errors import BadValue
from tests.db.record import assert_next_deadlines_hold, audited, contents
from tests.desk import Desk, complaint, enquiry

MONDAY = date(2026, 6, 15)


def changes(desk: Desk, standard: str = "enquiry-reply", from_day: date = MONDAY, **what: Any) -> Impact:
    with desk.store.writing(desk.staff, desk.now) as writing:
        return change_standard(writing, ChangeStandard(standard, from_day, what))


def takes_back(desk: Desk, standard: str = "enquiry-reply") -> Impact:
    with desk.store.writing(desk.staff, desk.now) as writing:
        return take_standard_back(writing, TakeStandardBack(standard))


def due(desk: Desk, reference: str, standard: str = "enquiry-reply") -> str:
    return moment_words(desk.clock(reference, standard).due_at)


def test_it_judges_what_began_since_and_leaves_what_began_before_or_has_ended(desk: Desk) -> None:
    before = desk.at("Fri 12 Jun 2026 10:00").logs(enquiry())
    since, ended = (desk.at("Mon 15 Jun 2026 10:00").logs(enquiry()) for _ in range(2))
    desk.answers(ended)
    ended_clock = desk.clock(ended, "enquiry-reply")
    (move,) = changes(desk, length=5).moves
    assert (move.reference, moment_words(move.due_to)) == (since, "Mon 22 Jun 2026, 17:00")
    assert due(desk, before) == "Fri 26 Jun 2026, 17:00"
    assert due(desk, since) == "Mon 22 Jun 2026, 17:00"
    assert desk.clock(ended, "enquiry-reply") == ended_clock
    assert due(desk, desk.logs(enquiry())) == "Mon 22 Jun 2026, 17:00"
    assert_next_deadlines_hold(desk.store)
    assert audited(desk)[-2:] == ["standard changed", "contact logged"]
    (told,) = [entry for entry in desk.case(since).timeline if entry.kind == "deadline moved"]
    assert "Reply to an enquiry: 5 working days from Mon 15 Jun 2026, before that 10 working days." in told.text


def test_the_preview_is_what_then_happens_and_writes_nothing(desk: Desk) -> None:
    desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    before = contents(desk.store)
    with desk.store.reading() as connection:
        told = standard_impact(connection, desk.store.rules, ChangeStandard("enquiry-reply", MONDAY, {"length": 5}), desk.now)
    assert contents(desk.store) == before
    assert changes(desk, length=5) == told


def test_taking_it_back_restores_every_date(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    clocks = desk.case(case).clocks
    changes(desk, length=5)
    later = desk.logs(enquiry())
    takes_back(desk)
    assert desk.case(case).clocks == clocks
    assert due(desk, later) == due(desk, case)
    assert due(desk, desk.logs(enquiry())) == due(desk, case)
    with pytest.raises(BadValue, match="was not changed here"):
        takes_back(desk)
    changes(desk, length=6)
    assert due(desk, case) == "Tue 23 Jun 2026, 17:00"


def test_a_recurring_clock_keeps_the_row_its_case_began_under(desk: Desk) -> None:
    case = desk.at("Fri 12 Jun 2026 10:00").logs(complaint())
    desk.at("Mon 15 Jun 2026 10:00").updates(case)
    assert changes(desk, "keep-informed", length=14).moves == ()
    assert due(desk, case, "keep-informed") == "Mon 13 Jul 2026, 17:00"
    desk.updates(case)
    assert due(desk, case, "keep-informed") == "Mon 13 Jul 2026, 17:00"


def test_a_clock_that_waited_or_was_given_longer_keeps_that(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.extends(case, "enquiry-reply", 2)
    desk.at("Tue 16 Jun 2026 10:00").pauses(case)
    desk.at("Thu 18 Jun 2026 10:00").resumes(case)
    changes(desk, length=5)
    assert due(desk, case) == "Fri 26 Jun 2026, 17:00"


@pytest.mark.parametrize(
    ("standard", "from_day", "what", "sentence"),
    [
        ("tea", MONDAY, {"length": 5}, "There is no standard 'tea'"),
        ("enquiry-reply", MONDAY, {"length": 10}, "That is how enquiry-reply stands already"),
        ("enquiry-reply", MONDAY, {"kinds": ("sar",)}, "'kinds' of a standard can't be changed"),
        ("enquiry-reply", MONDAY, {"length": 0}, "a whole number from 1 to 1,000"),
        ("enquiry-reply", MONDAY, {"length": "five"}, "a whole number from 1 to 1,000"),
        ("enquiry-reply", MONDAY, {"unit": "fortnights"}, "The unit of a standard is one of: working days"),
        ("enquiry-reply", MONDAY, {"calendar": "france"}, "The calendar is one of"),
        ("enquiry-reply", MONDAY, {"calendar": None}, "needs a calendar"),
        ("enquiry-reply", MONDAY, {"target": 101}, "from 0 to 100"),
        ("enquiry-reply", MONDAY, {"waits_for": ("tea",)}, "'tea' is no reason to wait"),
        ("enquiry-reply", MONDAY, {"title": " "}, "Give the standard a title"),
        ("enquiry-reply", date(2200, 1, 1), {"length": 5}, "outside the years"),
    ],
)
def test_what_cannot_be(desk: Desk, standard: str, from_day: date, what: dict[str, Any], sentence: str) -> None:
    before = contents(desk.store)
    with pytest.raises(BadValue, match=sentence):
        changes(desk, standard, from_day, **what)
    assert contents(desk.store) == before


def test_no_change_before_or_on_the_day_of_another(desk: Desk) -> None:
    changes(desk, length=5)
    with pytest.raises(BadValue, match="was changed from that day already"):
        changes(desk, length=6)
    with pytest.raises(BadValue, match="changes again on Mon 15 Jun 2026"):
        changes(desk, from_day=date(2026, 6, 1), length=6)


def test_only_an_administrator(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="change the service standards"):
        changes(desk.as_("supervisor"), length=5)
    with pytest.raises(NotAllowed):
        takes_back(desk.as_("team-lead"))


def test_standards_as_a_file_read_back_as_they_were(desk: Desk) -> None:
    changes(desk, length=5, title='A "quoted" title\\ [/]', target=None)
    rows = list(desk.store.refresh_rules().standards.values())
    assert [standard_from(row) for row in tomllib.loads(as_toml(rows))["standard"]] == rows


def test_a_clock_that_runs_again_goes_by_the_standard_as_it_stands_now(desk: Desk) -> None:
    ended_before = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.answers(ended_before)
    changes(desk, length=5)
    desk.takes_step_back(ended_before, "answered")
    assert due(desk, ended_before) == due(desk, desk.logs(enquiry())) == "Mon 22 Jun 2026, 17:00"
    ended_under_it = desk.logs(enquiry())
    desk.answers(ended_under_it)
    takes_back(desk)
    desk.takes_step_back(ended_under_it, "answered")
    assert due(desk, ended_under_it) == due(desk, desk.logs(enquiry())) == "Mon 29 Jun 2026, 17:00"
    changes(desk, length=7)
    assert due(desk, ended_under_it) == "Wed 24 Jun 2026, 17:00"
