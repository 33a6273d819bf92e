"""Who has a case open, on both databases: others at once, a silent terminal no longer, and the audit trail is left alone."""

from casework.date_words import clock_time
from db.actions.case_open import say_left, say_open
from db.queries.case_open import also_open
from tests.db.record import audited, contents
from tests.desk import Desk, enquiry


def opens(desk: Desk, reference: str, terminal: str) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        say_open(writing, desk.case(reference).id, terminal)


def leaves(desk: Desk, reference: str, terminal: str) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        say_left(writing, desk.case(reference).id, terminal)


def also(desk: Desk, reference: str, terminal: str) -> list[tuple[str, str]]:
    with desk.store.reading() as connection:
        found = also_open(connection, desk.case(reference).id, desk.now, desk.staff.id, terminal)
    return [(it.name, clock_time(it.since)) for it in found]


def test_others_are_seen_and_oneself_at_another_terminal(desk: Desk) -> None:
    ref, other = desk.logs(enquiry()), desk.logs(enquiry())
    priya = desk.as_("agent", "priya")
    before = audited(desk)
    opens(priya, ref, "p1")
    opens(priya, other, "p1")
    desk.at("Mon 12 Jan 2026 10:00:30")
    opens(desk, ref, "a1")
    opens(desk, ref, "a2")
    opens(priya, ref, "p1")
    opens(priya, ref, "p2")
    assert also(desk, ref, "a1") == [("Priya Jones", "10:00"), ("you, in another terminal", "10:00")]
    assert also(priya, ref, "p3")[0] == ("you, in another terminal", "10:00")
    assert also(desk, other, "a1") == [("Priya Jones", "10:00")]
    leaves(priya, ref, "p1")
    leaves(priya, ref, "p2")
    leaves(desk, ref, "a2")
    assert also(desk, ref, "a1") == []
    assert also(desk, other, "a1") == [("Priya Jones", "10:00")]
    assert audited(desk) == before


def test_a_terminal_that_fell_silent_is_open_no_more_and_begins_anew(desk: Desk) -> None:
    ref = desk.logs(enquiry())
    priya = desk.as_("agent", "priya")
    opens(priya, ref, "p1")
    desk.at("Mon 12 Jan 2026 10:00:59")
    assert also(desk, ref, "a1") == [("Priya Jones", "10:00")]
    desk.at("Mon 12 Jan 2026 10:01:00")
    assert also(desk, ref, "a1") == []
    opens(priya, ref, "p1")
    assert also(desk, ref, "a1") == [("Priya Jones", "10:01")]
    desk.at("Tue 13 Jan 2026 10:01:01")
    opens(desk, ref, "a1")
    assert len(contents(desk.store)["case_open"]) == 1


def test_a_case_that_is_not_there_is_not_open(desk: Desk) -> None:
    before = contents(desk.store)
    with desk.store.writing(desk.staff, desk.now) as writing:
        say_open(writing, 99, "a1")
        say_left(writing, 99, "a1")
    assert contents(desk.store) == before
