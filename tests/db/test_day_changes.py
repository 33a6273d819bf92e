"""Changing the calendar: which running clocks move, which stay, and that taking a change back leaves no trace in the dates."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from casework.bank_holidays import PUBLISHED_TO
from casework.calendars import SHIPPED, DayChange
from casework.date_words import moment_words
from casework.deadlines import deadline
from casework.impact import Impact
from casework.permissions import NotAllowed
from casework.timesource import SetTime
from db.actions.bring_in_cases import BringIn, bring_in_cases
from db.actions.change_days import ChangeDays, change_days, impact
from db.errors import BadValue
from db.queries.day_changes import day_changes
from db.queries.rules import rules_version
from db.store import Store
from db.tables.plain import AUDIT, CASE, CLOCK
from tests.db.busy import work
from tests.db.record import assert_next_deadlines_hold, audited, contents
from tests.db.test_bring_in_cases import of
from tests.desk import Desk, complaint, contact, enquiry, review

FLOOD = DayChange(date(2026, 6, 25), "closure", "Flood")
SCOTS = DayChange(date(2026, 6, 25), "bank holiday", "Special day", "scotland")
HERE = DayChange(date(2026, 6, 25), "bank holiday", "Special day", "england-wales")
NO_AUGUST = DayChange(date(2026, 8, 31), "worked", "Moved", "england-wales")


def dues(desk: Desk, reference: str) -> dict[str, str]:
    """Each clock of a case by its standard, and when it is due."""
    standards = desk.store.rules.standards
    return {standards[clock.standard].id: moment_words(clock.due_at) for clock in desk.case(reference).clocks}


def foreseen(desk: Desk, *add: DayChange, withdraw: Sequence[DayChange] = ()) -> Impact:
    with desk.store.reading() as connection:
        return impact(connection, desk.store.rules_in(connection), ChangeDays(add, tuple(withdraw)), desk.now)


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    """The same record as another program holds it."""
    other = Store(store.url)
    yield other
    other.close()


# What moves


def test_a_closure_moves_the_running_clocks_that_cross_it_and_no_others(desk: Desk) -> None:
    late = desk.at("Fri 26 Jun 2026 12:00").logs(enquiry("Mon 8 Jun 2026 11:00"))
    crossing = desk.logs(enquiry("Fri 12 Jun 2026 11:00"))
    on_the_day = desk.logs(enquiry("Thu 25 Jun 2026 10:00"))
    evening_before = desk.logs(enquiry("Wed 24 Jun 2026 17:00"))
    after = desk.logs(enquiry("Fri 26 Jun 2026 09:00"))
    assert foreseen(desk, FLOOD) == (found := desk.changes_days(FLOOD))
    assert [(move.reference, move.promise, moment_words(move.due_from), moment_words(move.due_to)) for move in found.moves] == [
        (crossing, "Answer by", "Fri 26 Jun 2026, 17:00", "Mon 29 Jun 2026, 17:00"),
        (on_the_day, "Answer by", "Thu 9 Jul 2026, 17:00", "Fri 10 Jul 2026, 17:00"),
        (evening_before, "Answer by", "Thu 9 Jul 2026, 17:00", "Fri 10 Jul 2026, 17:00"),
    ]
    assert (found.cases, found.looked_at) == (3, 3)
    assert dues(desk, crossing) == {"enquiry-reply": "Mon 29 Jun 2026, 17:00"}
    assert dues(desk, late) == {"enquiry-reply": "Mon 22 Jun 2026, 17:00"}
    assert dues(desk, after) == {"enquiry-reply": "Fri 10 Jul 2026, 17:00"}
    assert_next_deadlines_hold(desk.store)


def test_a_late_clock_may_be_in_time_again_and_one_in_time_late(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    desk.at("Mon 29 Jun 2026 12:00")
    (move,) = desk.changes_days(FLOOD).moves
    assert (move.was_overdue, move.is_overdue) == (True, False)
    assert desk.counts().overdue == 0
    (back,) = desk.changes_days(withdraw=[FLOOD]).moves
    assert (back.was_overdue, back.is_overdue) == (False, True)
    assert desk.counts().overdue == 1


def test_the_warning_moves_with_the_date(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    before = desk.case(reference).clocks[0]
    desk.changes_days(DayChange(date(2026, 6, 19), "closure", "Strike"))
    after = desk.case(reference).clocks[0]
    assert [moment_words(it.warn_at) for it in (before, after)] == ["Wed 24 Jun 2026, 00:00", "Thu 25 Jun 2026, 00:00"]
    assert desk.rows()[0].warn_at == after.warn_at


def test_a_statutory_clock_runs_through_a_closure_and_stops_for_a_holiday_anywhere(desk: Desk) -> None:
    foi = desk.at("Fri 12 Jun 2026 11:00").logs(contact("foi"))
    answer = desk.logs(enquiry())
    desk.changes_days(FLOOD)
    assert (dues(desk, foi)["foi"], dues(desk, answer)["enquiry-reply"]) == ("end of Tue 14 Jul 2026", "Mon 29 Jun 2026, 17:00")
    (move,) = desk.changes_days(SCOTS).moves
    assert (move.reference, move.title) == (foi, "Answer a freedom of information request")
    assert (dues(desk, foi)["foi"], dues(desk, answer)["enquiry-reply"]) == ("end of Wed 15 Jul 2026", "Mon 29 Jun 2026, 17:00")
    desk.changes_days(HERE, withdraw=[SCOTS])
    assert (dues(desk, foi)["foi"], dues(desk, answer)["enquiry-reply"]) == ("end of Wed 15 Jul 2026", "Mon 29 Jun 2026, 17:00")
    assert_next_deadlines_hold(desk.store)


def test_a_holiday_that_is_worked_after_all_brings_dates_forward(desk: Desk) -> None:
    reference = desk.at("Mon 24 Aug 2026 11:00").logs(enquiry())
    assert dues(desk, reference) == {"enquiry-reply": "Tue 8 Sep 2026, 17:00"}
    desk.changes_days(NO_AUGUST)
    assert dues(desk, reference) == {"enquiry-reply": "Mon 7 Sep 2026, 17:00"}
    renamed = DayChange(NO_AUGUST.day, "bank holiday", "Late summer day", "england-wales")
    desk.changes_days(renamed)
    assert dues(desk, reference) == {"enquiry-reply": "Tue 8 Sep 2026, 17:00"}


def test_a_month_that_ends_on_the_day_is_rolled_on(desk: Desk) -> None:
    reference = desk.at("Mon 25 May 2026 11:00").logs(contact("sar"))
    assert dues(desk, reference)["sar"] == "end of Thu 25 Jun 2026"
    desk.changes_days(FLOOD)
    assert dues(desk, reference)["sar"] == "end of Thu 25 Jun 2026"
    desk.changes_days(HERE)
    assert dues(desk, reference)["sar"] == "end of Fri 26 Jun 2026"


def test_a_clock_that_counts_every_day_never_moves(desk: Desk) -> None:
    reference = desk.at("Fri 29 May 2026 11:00").logs(complaint())
    desk.acknowledges(reference)
    desk.does(reference, "sent-to-authority")
    assert desk.changes_days(FLOOD, SCOTS, HERE).moves == ()
    assert dues(desk, reference)["keep-informed"] == "Fri 26 Jun 2026, 17:00"


def test_what_was_judged_stays_judged(desk: Desk) -> None:
    missed = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    closed = desk.logs(complaint())
    desk.at("Mon 29 Jun 2026 11:00").answers(missed)
    desk.closes(closed)
    before = desk.case(missed), desk.case(closed)
    assert desk.changes_days(FLOOD).looked_at == 0
    assert (desk.case(missed), desk.case(closed)) == before
    assert before[0].clocks[0].state == "missed"


def test_the_queue_follows_in_its_order_and_its_counts(desk: Desk) -> None:
    foi = desk.at("Wed 27 May 2026 11:00").logs(contact("foi"))
    first, second = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry()), desk.at("Fri 12 Jun 2026 18:00").logs(enquiry())
    desk.at("Fri 26 Jun 2026 09:00")
    assert desk.queue() == [foi, first, second]
    assert (desk.counts().overdue, desk.counts().today, desk.counts().soon) == (1, 1, 1)
    desk.changes_days(FLOOD, HERE)
    assert (desk.counts().overdue, desk.counts().today, desk.counts().soon) == (0, 1, 2)
    assert desk.queue() == [foi, first, second]
    desk.changes_days(DayChange(date(2026, 6, 26), "closure", "Still flooded"))
    assert desk.queue() == [foi, first, second]
    assert_next_deadlines_hold(desk.store)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_changes_every_running_clock_is_as_if_just_started(desk: Desk, seed: int) -> None:
    work(desk, seed, turns=80)
    chance, stopped = Random(seed), _stopped(desk.store)
    begun = _running(desk.store)
    for _ in range(6):
        day, region = date(2026, 6, 1).toordinal() + chance.randrange(90), chance.choice(["england-wales", "scotland"])
        kind = chance.choice(["closure", "bank holiday", "worked"])
        change = DayChange(date.fromordinal(day), kind, "Test", "" if kind == "closure" else region)  # type: ignore[arg-type]
        try:
            desk.changes_days(change)
        except BadValue:
            continue
        rules = desk.store.refresh_rules()
        for standard, started_at, *dates in _running(desk.store).values():
            due = deadline(rules.standards[standard], started_at, rules.calendars)
            assert dates == [due.due_at, due.warn_at, due.provisional]
        assert_next_deadlines_hold(desk.store)
    entered = desk.store.rules.calendars.changes
    assert len(entered) >= 3
    desk.changes_days(withdraw=entered)
    assert _running(desk.store) == begun
    assert _stopped(desk.store) == stopped
    assert_next_deadlines_hold(desk.store)
    audited(desk)


def _running(store: Store) -> dict[int, tuple[Any, ...]]:
    columns = (CLOCK.c[name] for name in ("id", "standard", "started_at", "due_at", "warn_at", "provisional"))
    with store.reading() as connection:
        return {row[0]: tuple(row[1:]) for row in connection.execute(select(*columns).where(CLOCK.c.stopped_at.is_(None)))}


def _stopped(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(select(CLOCK).where(CLOCK.c.stopped_at.is_not(None)))]


def test_withdrawing_restores_every_date(desk: Desk) -> None:
    for kind in ("enquiry", "complaint", "review", "foi", "sar"):
        desk.at("Fri 12 Jun 2026 18:30").logs(contact(kind))
    before = contents(desk.store)
    desk.changes_days(FLOOD, SCOTS, NO_AUGUST)
    assert contents(desk.store)["clock"] != before["clock"]
    desk.changes_days(withdraw=[NO_AUGUST, SCOTS, FLOOD])
    after = contents(desk.store)
    assert after["clock"] == before["clock"]
    assert desk.store.refresh_rules().calendars is SHIPPED
    version = list(CASE.c.keys()).index("version")
    assert {row[version] for row in after["cases"]} == {1, 3}
    assert [[*row[:version], *row[version + 1 :]] for row in after["cases"]] == [
        [*row[:version], *row[version + 1 :]] for row in before["cases"]
    ]


# What is kept of it


def test_each_case_says_what_moved_and_why(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(review())
    version = desk.case(reference).version
    desk.at("Wed 17 Jun 2026 09:00").changes_days(DayChange(date(2026, 6, 18), "closure", "  Flood \n in the basement "), SCOTS)
    case = desk.case(reference)
    assert case.version == version + 1
    entry = case.timeline[0]
    assert (entry.kind, entry.staff, entry.at) == ("deadline moved", desk.staff.name, desk.now)
    assert entry.text.splitlines() == [
        "Acknowledge by Mon 22 Jun 2026, 17:00, not Fri 19 Jun 2026, 17:00.",
        "Decide by Mon 3 Aug 2026, 17:00, not Fri 31 Jul 2026, 17:00.",
        "Thu 18 Jun 2026 is an office closure: Flood in the basement.",
    ]
    desk.changes_days(withdraw=[DayChange(date(2026, 6, 18), "closure", "")])
    assert (
        desk.case(reference).timeline[0].text.endswith("Thu 18 Jun 2026 is no longer an office closure: Flood in the basement.")
    )


def test_one_event_of_facts_and_numbers(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    desk.changes_days(FLOOD, published_to=date(2030, 12, 31))
    assert audited(desk)[-1] == "calendar changed"
    with desk.store.reading() as connection:
        detail = connection.execute(select(AUDIT.c.detail).order_by(AUDIT.c.id.desc()).limit(1)).scalar_one()
    assert "Flood" not in detail
    assert json.loads(detail) == {
        "added": [["2026-06-25", "closure", ""]],
        "withdrawn": [],
        "rows": [1],
        "published_to": "2030-12-31",
        "clocks": 1,
        "cases": 1,
    }


def test_the_list_says_who_entered_each_day_and_who_withdrew_it(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 23:30").changes_days(FLOOD, SCOTS)
    second = desk.as_("administrator", "bea")
    second.at("Mon 15 Jun 2026 10:00").changes_days(withdraw=[FLOOD])
    desk.changes_days(FLOOD)
    with desk.store.reading() as connection:
        found = day_changes(connection)
    assert [(it.change.kind, it.entered_by, it.withdrawn_by, it.in_force) for it in found] == [
        ("closure", "Adaeze Okoro", "Bea Jones", False),
        ("bank holiday", "Adaeze Okoro", None, True),
        ("closure", "Adaeze Okoro", None, True),
    ]
    assert (found[0].change.entered_on, found[0].withdrawn_at) == (date(2026, 6, 12), desk.now)


def test_a_source_is_kept_with_each_day_that_names_none(desk: Desk) -> None:
    own = DayChange(date(2026, 6, 26), "closure", "Flood", source="the director")
    with desk.store.writing(desk.staff, desk.now) as writing:
        change_days(writing, ChangeDays((FLOOD, own), source="gov.uk"))
    assert [change.source for change in desk.store.refresh_rules().calendars.changes] == ["gov.uk", "the director"]


def test_dates_are_provisional_up_to_the_last_published_holiday(desk: Desk) -> None:
    reference = desk.at("Thu 21 Dec 2028 10:00").logs(enquiry())
    version = desk.case(reference).version
    assert desk.case(reference).clocks[0].provisional
    found = desk.changes_days(published_to=date(2029, 12, 31))
    assert (found.moves, found.looked_at) == ((), 1)
    assert not desk.case(reference).clocks[0].provisional
    assert (desk.case(reference).version, len(desk.case(reference).timeline)) == (version, 1)
    later = desk.logs(enquiry())
    assert not desk.case(later).clocks[0].provisional
    desk.changes_days(published_to=PUBLISHED_TO)
    assert [desk.case(each).clocks[0].provisional for each in (reference, later)] == [True, True]


# What goes by it


def test_what_is_started_afterwards_goes_by_the_changed_calendar(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00").changes_days(FLOOD)
    assert dues(desk, desk.logs(enquiry())) == {"enquiry-reply": "Mon 29 Jun 2026, 17:00"}
    desk.changes_days(withdraw=[FLOOD])
    assert dues(desk, desk.logs(enquiry())) == {"enquiry-reply": "Fri 26 Jun 2026, 17:00"}


def test_another_programs_next_write_goes_by_it_too(desk: Desk, other: Store) -> None:
    elsewhere = Desk(other, SetTime(desk.now), desk.staff).at("Fri 12 Jun 2026 11:00")
    assert dues(elsewhere, elsewhere.logs(enquiry())) == {"enquiry-reply": "Fri 26 Jun 2026, 17:00"}
    known = other.rules
    desk.changes_days(FLOOD)
    assert other.rules is known
    assert dues(elsewhere, elsewhere.logs(enquiry())) == {"enquiry-reply": "Mon 29 Jun 2026, 17:00"}
    assert other.rules.calendars.changes[0].name == "Flood"
    desk.changes_days(withdraw=[FLOOD])
    assert other.refresh_rules().calendars is SHIPPED
    assert other.refresh_rules() is other.rules


def test_nothing_is_read_again_while_nothing_changes(desk: Desk) -> None:
    known = desk.store.rules
    desk.logs(enquiry())
    assert desk.store.refresh_rules() is known
    desk.changes_days(FLOOD)
    desk.logs(enquiry())
    changed = desk.store.rules
    desk.logs(enquiry())
    assert known is not changed is desk.store.rules


def test_a_change_that_fails_leaves_nothing(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    before = contents(desk.store)
    with pytest.raises(BadValue, match="is not worked anyway"):
        desk.changes_days(FLOOD, DayChange(date(2026, 6, 27), "closure", "Flood"))
    with suppress(KeyboardInterrupt), desk.store.writing(desk.staff, desk.now) as writing:
        assert len(change_days(writing, ChangeDays((FLOOD,))).moves) == 1
        raise KeyboardInterrupt
    assert contents(desk.store) == before
    assert dues(desk, desk.logs(enquiry())) == {"enquiry-reply": "Fri 26 Jun 2026, 17:00"}


def test_cases_brought_in_go_by_it(desk: Desk) -> None:
    desk.at("Mon 30 Jun 2008 10:00").changes_days(DayChange(date(2008, 6, 27), "closure", "Flood"))
    with desk.store.writing(desk.staff, desk.now) as writing:
        bring_in_cases(writing, BringIn(of(["300,2008-06-26,,,"], desk), "import", "old.csv"))
    assert dues(desk, "300")["complaint-acknowledge"] == "Wed 2 Jul 2008, 17:00"


def test_the_version_of_the_rules_moves_with_every_change(desk: Desk) -> None:
    def version() -> int:
        with desk.store.reading() as connection:
            return rules_version(connection)

    assert version() == 0
    desk.changes_days(FLOOD)
    desk.changes_days(published_to=date(2029, 12, 31))
    assert version() == 2


# What is refused


@pytest.mark.parametrize("role", ["agent", "team-lead", "supervisor"])
def test_only_an_administrator_may(desk: Desk, role: str) -> None:
    with pytest.raises(NotAllowed, match=r"to change the calendar\. Ask an administrator"):
        desk.as_(role).changes_days(FLOOD)


CHRISTMAS = date(2026, 12, 25)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (FLOOD, "day", "The closure on Thu 25 Jun 2026 is already entered."),
        (SCOTS, "day", "The bank holiday on Thu 25 Jun 2026 in Scotland is already entered."),
        (DayChange(date(2026, 6, 27), "closure", "Flood"), "day", "Sat 27 Jun 2026 is not worked anyway: it is a Saturday."),
        (DayChange(CHRISTMAS, "closure", "Snow"), "day", "Fri 25 Dec 2026 is not worked anyway: it is Christmas Day."),
        (
            DayChange(CHRISTMAS, "bank holiday", "Noel", "northern-ireland"),
            "day",
            "Northern Ireland already keeps Fri 25 Dec 2026: Christmas Day.",
        ),
        (
            DayChange(date(2026, 6, 24), "worked", "", "england-wales"),
            "day",
            "England & Wales keeps no bank holiday on Wed 24 Jun 2026, so that day is worked already.",
        ),
        (
            DayChange(SCOTS.day, "worked", "", "scotland"),
            "day",
            "The bank holiday on Thu 25 Jun 2026 was entered here. Withdraw it instead.",
        ),
        (NO_AUGUST, "day", "The working day on Mon 31 Aug 2026 in England & Wales is already entered."),
        (DayChange(date(2026, 6, 24), "closure", " "), "name", "Give the closure on Wed 24 Jun 2026 a name"),
        (DayChange(date(2026, 6, 24), "bank holiday", "", "scotland"), "name", "Give the bank holiday on"),
        (DayChange(date(2026, 6, 24), "closure", "x" * 81), "name", "The name has 81 characters. Say it in 80 at most."),
        (DayChange(date(2026, 6, 24), "closure", "x", source="x" * 301), "source", "The source has 301 characters."),
        (DayChange(date(2026, 6, 24), "closure", "a\x00b"), "name", "This holds a NUL character"),
        (DayChange(date(2026, 6, 24), "closure", "x", source="\ud800"), "source", "This holds half of a character"),
        (DayChange(date(1899, 6, 23), "closure", "x"), "day", "Fri 23 Jun 1899 can't be entered: the calendar covers"),
        (DayChange(date(2101, 6, 23), "closure", "x"), "day", "Thu 23 Jun 2101 can't be entered: the calendar covers"),
        (DayChange(date(2026, 6, 24), "closure", "x", "scotland"), "region", "A closure is of the office, so it has no region."),
        (DayChange(date(2026, 6, 24), "bank holiday", "x", "uk-any"), "region", "Choose which part of the country it is:"),
        (DayChange(date(2026, 6, 24), "bank holiday", "x"), "region", "Choose which part of the country it is:"),
        (DayChange(date(2026, 6, 24), "party", "x"), "kind", "Choose whether the day is"),  # type: ignore[arg-type]
    ],
)
def test_a_day_that_can_not_be_entered(desk: Desk, change: DayChange, field: str, sentence: str) -> None:
    desk.changes_days(FLOOD, SCOTS, NO_AUGUST)
    before = contents(desk.store)
    for attempt in (desk.changes_days, lambda change: foreseen(desk, change)):
        with pytest.raises(BadValue) as refusal:
            attempt(change)
        assert refusal.value.name == field
        assert refusal.value.sentence.startswith(sentence)
        assert refusal.value.sentence.endswith(".")
    assert contents(desk.store) == before


def test_the_same_day_twice_in_one_change_is_refused(desk: Desk) -> None:
    with pytest.raises(BadValue, match="already entered"):
        desk.changes_days(FLOOD, FLOOD)


def test_a_day_can_be_entered_anew_in_the_change_that_withdraws_it(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    desk.changes_days(FLOOD)
    renamed = DayChange(FLOOD.day, "closure", "Flooded basement")
    assert desk.changes_days(renamed, withdraw=[FLOOD]).moves == ()
    assert [change.name for change in desk.store.refresh_rules().calendars.changes] == ["Flooded basement"]


def test_what_is_not_there_can_not_be_withdrawn(desk: Desk) -> None:
    with pytest.raises(BadValue, match=r"^The closure on Thu 25 Jun 2026 is not entered, so it can't be withdrawn\.$"):
        desk.changes_days(withdraw=[FLOOD])
    desk.changes_days(FLOOD)
    with pytest.raises(BadValue, match="is not entered"):
        desk.changes_days(withdraw=[FLOOD, FLOOD])


def test_a_change_of_nothing_is_refused(desk: Desk) -> None:
    for published_to in (None, PUBLISHED_TO):
        with pytest.raises(BadValue, match="Nothing would change"):
            desk.changes_days(published_to=published_to)
    with pytest.raises(BadValue, match="published up to Sunday 31 December 2028 already"):
        desk.changes_days(published_to=date(2027, 12, 31))
    with pytest.raises(BadValue, match="1900 to 2100"):
        desk.changes_days(published_to=date(2101, 1, 1))
