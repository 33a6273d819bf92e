"""Changing the office hours: which running clocks move, which stay, and that taking them back restores every date."""

from datetime import date

import pytest

from casework.date_words import moment_words
from casework.permissions import NotAllowed
from db.actions.change_hours import ChangeHours, TakeHoursBack
from db.errors import BadValue
from db.queries.hours_changes import hours_changes
from db.rules_alone import rules_at
from tests.db.record import assert_next_deadlines_hold, audited, contents
from tests.desk import Desk, contact, enquiry, review

DAYS = ("mon", "tue", "wed", "thu", "fri")
MONDAY = date(2026, 6, 15)
EARLY_FRIDAY = ChangeHours(MONDAY, "mon-thu 9-5; fri 9-4:30", "Staff notice 12")
WORDS = "Mon-Thu 09:00-17:00; Fri 09:00-16:30"


def due(desk: Desk, reference: str, standard: str = "enquiry-reply") -> str:
    """When the latest clock of a case under a standard is due."""
    return moment_words(desk.clock(reference, standard).due_at)


def test_a_running_clock_is_due_when_the_office_now_closes(desk: Desk) -> None:
    due_friday = desk.at("Fri 12 Jun 2026 10:00").logs(enquiry())
    due_monday = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    done = desk.changes_rules(EARLY_FRIDAY)
    assert due(desk, due_friday) == "Fri 26 Jun 2026, 16:30"
    assert due(desk, due_monday) == "Mon 29 Jun 2026, 17:00"
    assert [(move.reference, moment_words(move.due_from)) for move in done.moves] == [(due_friday, "Fri 26 Jun 2026, 17:00")]
    (told,) = [entry for entry in desk.case(due_friday).timeline if entry.kind == "deadline moved"]
    assert f"Office hours from Mon 15 Jun 2026: {WORDS}." in told.text
    assert_next_deadlines_hold(desk.store)


def test_a_contact_taken_after_the_new_closing_counts_as_the_next_day(desk: Desk) -> None:
    late = desk.at("Fri 19 Jun 2026 16:45").logs(enquiry())
    assert due(desk, late) == "Fri 3 Jul 2026, 17:00"
    desk.at("Mon 22 Jun 2026 10:00").changes_rules(EARLY_FRIDAY)
    assert due(desk, late) == "Mon 6 Jul 2026, 17:00"


def test_statutory_clocks_and_ended_ones_stay(desk: Desk) -> None:
    foi = desk.at("Fri 12 Jun 2026 10:00").logs(contact("foi"))
    done = desk.logs(enquiry())
    desk.closes(done, "answered")
    before = desk.case(foi).clocks, desk.case(done).clocks
    assert desk.changes_rules(EARLY_FRIDAY).moves == ()
    assert (desk.case(foi).clocks, desk.case(done).clocks) == before


def test_the_preview_is_what_then_happens_and_writes_nothing(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 10:00").logs(enquiry())
    desk.logs(review())
    before = contents(desk.store)
    told = desk.foresees(EARLY_FRIDAY)
    assert contents(desk.store) == before
    assert told.moves
    assert desk.changes_rules(EARLY_FRIDAY) == told


def test_taking_them_back_restores_every_date(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 10:00").logs(enquiry())
    clocks = desk.case(reference).clocks
    desk.changes_rules(EARLY_FRIDAY)
    told = desk.foresees(TakeHoursBack(MONDAY))
    assert desk.changes_rules(TakeHoursBack(MONDAY)) == told
    assert desk.case(reference).clocks == clocks
    assert audited(desk)[-2:] == ["office hours changed", "office hours taken back"]
    with desk.store.reading() as connection:
        (view,) = hours_changes(connection)
    assert (view.hours, view.source, view.in_force, view.withdrawn_by) == (WORDS, "Staff notice 12", False, desk.staff.name)
    desk.changes_rules(EARLY_FRIDAY)
    assert due(desk, reference) == "Fri 26 Jun 2026, 16:30"


def test_the_list_says_who_entered_hours_and_who_took_them_back(desk: Desk) -> None:
    desk.changes_rules(EARLY_FRIDAY)
    desk.as_("administrator", "bea").changes_rules(TakeHoursBack(MONDAY))
    desk.changes_rules(EARLY_FRIDAY)
    with desk.store.reading() as connection:
        found = hours_changes(connection)
    assert [(it.entered_by, it.withdrawn_by, it.in_force) for it in found] == [
        ("Adaeze Okoro", "Bea Jones", False),
        ("Adaeze Okoro", None, True),
    ]


def test_what_was_late_and_no_longer_is_is_told(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 10:00").logs(enquiry())
    (move,) = desk.at("Fri 26 Jun 2026 16:45").foresees(EARLY_FRIDAY).moves
    assert (move.was_overdue, move.is_overdue) == (False, True)
    desk.changes_rules(EARLY_FRIDAY)
    (move,) = desk.foresees(TakeHoursBack(MONDAY)).moves
    assert (move.was_overdue, move.is_overdue) == (True, False)


def test_the_light_reader_reads_them_as_the_desk_does(desk: Desk) -> None:
    desk.changes_rules(EARLY_FRIDAY)
    alone = rules_at(desk.store.url.render_as_string(hide_password=False)).calendars
    assert [(week.from_day, week.words, week.source) for week in alone.weeks] == [
        (week.from_day, week.words, week.source) for week in desk.store.refresh_rules().calendars.weeks
    ]
    assert alone.weeks[1].words == WORDS


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (ChangeHours(MONDAY, "tea"), "hours", "can't be read as hours"),
        (ChangeHours(MONDAY, "9-5"), "hours", "Those are the hours already on Mon 15 Jun 2026"),
        (ChangeHours(date(2200, 1, 1), "8-4"), "from", "outside the years"),
        (ChangeHours(MONDAY, "8-4", "x" * 301), "source", "300 characters at most"),
        (ChangeHours(MONDAY, "8-4", "a\0b"), "source", "."),
        (
            ChangeHours(MONDAY, "; ".join(f"{day} 0-0:0{n}, 1-2, 3-4, 5-6" for n, day in enumerate(DAYS, 1))),
            "hours",
            "in 200 at most",
        ),
        (TakeHoursBack(MONDAY), "from", "there are none to take back"),
    ],
)
def test_what_cannot_be(desk: Desk, change: ChangeHours | TakeHoursBack, field: str, sentence: str) -> None:
    before = contents(desk.store)
    with pytest.raises(BadValue, match=sentence) as refused:
        desk.changes_rules(change)
    assert refused.value.name == field
    with pytest.raises(BadValue, match=sentence):
        desk.foresees(change)
    assert contents(desk.store) == before


def test_once_from_a_day(desk: Desk) -> None:
    desk.changes_rules(EARLY_FRIDAY)
    with pytest.raises(BadValue, match="entered from Mon 15 Jun 2026 already"):
        desk.changes_rules(ChangeHours(MONDAY, "8-4"))


def test_only_an_administrator(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="change the calendar"):
        desk.as_("supervisor").changes_rules(EARLY_FRIDAY)
