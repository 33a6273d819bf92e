"""The dates the program ships with answers for, counted by the shipped calendars and by an office's own."""

from datetime import date

from casework import known_dates as known
from casework.calendars import DIVISIONS, SHIPPED, Calendars, DayChange
from casework.known_dates import KnownDate, differing, known_dates

SHUT = DayChange(date(2026, 12, 29), "closure", "Moving office")


def test_the_shipped_calendars_answer_every_one() -> None:
    assert differing(SHIPPED) == []


def test_there_are_many_of_every_sort_each_with_its_source() -> None:
    asked = [it.ask for it in known_dates()]
    assert len(asked) > 500
    assert all(it.source and it.expected for it in known_dates())
    assert {it.calendar for it in known_dates()} >= {*DIVISIONS, "uk-any"}
    assert len(set(asked)) == 9


def test_a_closure_explains_the_dates_it_moves_and_leaves_the_statutory_ones() -> None:
    found = differing(Calendars([SHUT, DayChange(date(2027, 8, 2), "closure", "elsewhere")]))
    assert found
    assert all(it.explained for it in found)
    assert not any(it.known.calendar == "uk-any" or it.known.ask == "calendar months" for it in found)
    assert {it.why for it in found} == {"Entered here: closure Tue 29 Dec 2026, Moving office."}
    assert found[0].sentence.startswith("england-wales working days 2026-11-28 20: 2026-12-30 here, known as 2026-12-29 (")


def test_a_bank_holiday_declared_worked_is_named() -> None:
    found = differing(Calendars([DayChange(date(2028, 12, 26), "worked", "", "scotland")]))
    assert [(it.known.words, it.found) for it in found] == [("scotland day 2028-12-26", "worked")]
    assert found[0].why == "Entered here: worked Tue 26 Dec 2028."


def test_a_fault_of_the_programs_own_is_told_as_one() -> None:
    wrong = KnownDate("working days", "england-wales", "2026-06-12", "5", "2026-06-18", "nobody")
    found = known._explained(wrong, SHIPPED)
    assert not found.explained
    assert "counts this wrongly" in found.sentence
