"""Closing a case: every clock is judged, and the case leaves the queue."""

import pytest

from casework.kinds import kinds
from db.actions.close_case import CloseCase, close_case
from db.errors import BadValue, CaseChanged, CaseNotFound, NotPossible
from db.store import Store
from tests.db.record import assert_next_deadlines_hold, audited, contents
from tests.desk import Desk, complaint, contact, enquiry


def test_every_clock_is_judged_at_the_closing(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(complaint())
    judged = desk.at("Thu 18 Jun 2026 10:00").closes(reference, "sent to the appropriate authority", "by secure email")
    assert judged == ("missed", "met", "met")
    case = desk.case(reference)
    assert (case.status, case.closed_at, case.outcome) == ("closed", desk.now, "sent to the appropriate authority")
    assert case.running == ()
    assert (case.timeline[0].kind, case.timeline[0].text) == ("closed", "by secure email")
    assert (desk.queue(), desk.queue("status:closed")) == ([], [reference])
    assert audited(desk)[-1] == "case closed"
    assert_next_deadlines_hold(desk.store)


@pytest.mark.parametrize(("closed", "judged"), [("Fri 26 Jun 2026 17:00", "met"), ("Fri 26 Jun 2026 17:00:00.000001", "missed")])
def test_a_closing_at_the_due_moment_is_in_time(desk: Desk, closed: str, judged: str) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    assert desk.at(closed).closes(reference, "answered") == (judged,)


@pytest.mark.parametrize("kind", kinds())
def test_every_outcome_of_a_kind_closes_it(desk: Desk, kind: str) -> None:
    for outcome in kinds()[kind].outcomes:
        reference = desk.logs(contact(kind))
        desk.closes(reference, outcome)
        assert desk.case(reference).outcome == outcome


def test_a_clock_already_judged_keeps_its_judgement(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(complaint())
    desk.at("Mon 15 Jun 2026 11:00").acknowledges(reference)
    desk.at("Wed 30 Sep 2026 11:00").closes(reference)
    assert desk.clock(reference, "complaint-acknowledge").state == "met"
    assert desk.clock(reference, "complaint-notify").state == "missed"


def test_the_outcome_of_another_kind_is_refused(desk: Desk, store: Store) -> None:
    reference = desk.logs(enquiry())
    before = contents(store)
    with pytest.raises(BadValue, match=f"Choose how {reference} ended"):
        desk.closes(reference, "upheld")
    assert contents(store) == before


def test_a_case_is_not_closed_over_a_call_back_that_was_promised(desk: Desk, store: Store) -> None:
    reference = desk.logs(enquiry())
    number = desk.promises(reference, by="Mon 12 Jan 2026 15:00").task
    before = contents(store)
    words = (
        rf"A call-back is promised on {reference} for Mon 12 Jan 2026, 15:00\. Before it closes, c makes it or takes it back; "
        rf"or iopc callback {reference} --made, or iopc task takeback {number}\."
    )
    with pytest.raises(NotPossible, match=words):
        desk.closes(reference, "answered", asks=True)
    assert contents(store) == before
    desk.calls_back(reference)
    assert desk.closes(reference, "answered", asks=True) == ("met",)
    assert desk.case(reference).timeline[0].text == ""


def test_tasks_left_undone_are_counted_in_the_closing(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    for what in ("ring Gwent", "ring Kent", "send the form"):
        number = desk.adds_task(reference, what, "Fri 16 Jan 2026 12:00")
    desk.does_task(reference, number)
    desk.closes(reference, "answered", "told her", asks=True)
    assert desk.case(reference).timeline[0].text == "told her\nLeft undone: 2 tasks."
    desk.reopens(reference)
    desk.does_task(reference, number - 1)
    desk.closes(reference, "answered", asks=True)
    assert desk.case(reference).timeline[0].text == "Left undone: 1 task."


def test_a_case_closes_once(desk: Desk, store: Store) -> None:
    reference = desk.logs(enquiry())
    desk.closes(reference)
    before = contents(store)
    with pytest.raises(NotPossible, match=f"{reference} is already closed"):
        desk.closes(reference)
    assert contents(store) == before


def test_a_case_somebody_changed_is_not_closed(desk: Desk, store: Store) -> None:
    reference = desk.logs(complaint())
    seen = desk.case(reference)
    desk.updates(reference)
    before = contents(store)
    with pytest.raises(CaseChanged), store.writing(desk.staff, desk.now) as writing:
        close_case(writing, CloseCase(seen.id, seen.version, "withdrawn"))
    assert contents(store) == before


def test_a_case_that_is_not_there_is_not_closed(desk: Desk, store: Store) -> None:
    with pytest.raises(CaseNotFound), store.writing(desk.staff, desk.now) as writing:
        close_case(writing, CloseCase(404, 1, "withdrawn"))
