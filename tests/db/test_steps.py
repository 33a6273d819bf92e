"""Completing a step: the clocks it stops, judges and starts, and what is refused."""

import pytest

from db.errors import CaseChanged, NotPossible
from db.store import Store
from tests.db.record import assert_next_deadlines_hold, audited, contents
from tests.desk import Desk, complaint, contact, enquiry, moment, review


def test_answering_stops_the_promise_to_answer(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    assert desk.at("Mon 15 Jun 2026 09:30").answers(reference) == ("met",)
    clock = desk.clock(reference, "enquiry-reply")
    assert (clock.state, clock.stopped_at) == ("met", moment("Mon 15 Jun 2026 09:30"))
    assert desk.rows()[0].due_at is None
    assert [(line.kind, line.step) for line in desk.case(reference).timeline] == [("step", "answered"), ("contact", "")]
    assert audited(desk)[-1] == "step completed"


@pytest.mark.parametrize(
    ("done", "judged"),
    [
        ("Fri 26 Jun 2026 16:59:59.999999", "met"),
        ("Fri 26 Jun 2026 17:00", "met"),
        ("Fri 26 Jun 2026 17:00:00.000001", "missed"),
    ],
)
def test_a_promise_is_met_to_the_microsecond_it_was_made_for(desk: Desk, done: str, judged: str) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    assert desk.at(done).answers(reference) == (judged,)
    assert desk.clock(reference, "enquiry-reply").state == judged


@pytest.mark.parametrize(("done", "judged"), [("Tue 14 Jul 2026 23:59:59.999999", "met"), ("Wed 15 Jul 2026 00:00", "missed")])
def test_a_statutory_promise_lasts_to_midnight(desk: Desk, done: str, judged: str) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(contact("foi"))
    assert desk.at(done).answers(reference) == (judged,)


def test_a_step_stops_its_own_clock_and_leaves_the_others(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(complaint())
    desk.at("Mon 15 Jun 2026 09:00").acknowledges(reference)
    assert [desk.store.rules.standards[clock.standard].id for clock in desk.case(reference).running] == [
        "complaint-notify",
        "keep-informed",
    ]
    assert desk.rows()[0].due_at == moment("Fri 19 Jun 2026 17:00")


def test_asking_for_the_papers_starts_a_clock_on_the_force(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(review())
    assert desk.at("Sat 28 Nov 2026 10:00").does(reference, "papers-asked") == ()
    asked = desk.clock(reference, "review-papers")
    assert (asked.started_at, asked.due_at) == (moment("Sat 28 Nov 2026 10:00"), moment("Fri 4 Dec 2026 17:00"))
    assert desk.at("Mon 7 Dec 2026 10:00").does(reference, "papers-received") == ("missed",)


def test_asking_again_for_papers_that_have_not_come_starts_no_second_clock(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(review())
    desk.at("Mon 15 Jun 2026 09:00").does(reference, "papers-asked")
    desk.at("Tue 16 Jun 2026 09:00").does(reference, "papers-asked", "chased by phone")
    assert desk.at("Wed 17 Jun 2026 09:00").does(reference, "papers-received") == ("met",)
    desk.at("Thu 18 Jun 2026 09:00").does(reference, "papers-asked", "a page was missing")
    assert desk.clock(reference, "review-papers").due_at == moment("Thu 25 Jun 2026 17:00")


def test_each_update_starts_the_promise_of_the_next(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(complaint())
    assert desk.at("Thu 9 Jul 2026 12:00").updates(reference) == ("met",)
    assert desk.clock(reference, "keep-informed").due_at == moment("Thu 6 Aug 2026 17:00")
    assert desk.at("Fri 7 Aug 2026 09:00").updates(reference) == ("missed",)
    assert desk.clock(reference, "keep-informed").due_at == moment("Fri 4 Sep 2026 17:00")
    assert [clock.state for clock in desk.case(reference).clocks][-3:] == ["met", "missed", "running"]
    assert_next_deadlines_hold(desk.store)


@pytest.mark.parametrize("step", ["acknowledged", "decided"])
def test_a_step_is_done_once(desk: Desk, store: Store, step: str) -> None:
    reference = desk.logs(review())
    desk.does(reference, step)
    before = contents(store)
    with pytest.raises(NotPossible, match=f"{reference} is already recorded as"):
        desk.does(reference, step)
    assert contents(store) == before


@pytest.mark.parametrize(("kind", "step"), [("enquiry", "acknowledged"), ("review", "answered"), ("complaint", "nonsense")])
def test_a_step_of_another_kind_is_refused(desk: Desk, store: Store, kind: str, step: str) -> None:
    reference = desk.logs(contact(kind))
    before = contents(store)
    with pytest.raises(NotPossible, match=f"is not a step of {reference}"):
        desk.does(reference, step)
    assert contents(store) == before


def test_a_closed_case_takes_no_step(desk: Desk, store: Store) -> None:
    reference = desk.logs(enquiry())
    desk.closes(reference)
    before = contents(store)
    with pytest.raises(NotPossible, match=f"{reference} is closed"):
        desk.answers(reference)
    assert contents(store) == before


def test_a_step_on_a_case_somebody_changed_is_refused(desk: Desk, store: Store) -> None:
    from db.actions.complete_step import CompleteStep, complete_step

    reference = desk.logs(complaint())
    seen = desk.case(reference)
    desk.acknowledges(reference)
    before = contents(store)
    with pytest.raises(CaseChanged, match=reference), store.writing(desk.staff, desk.now) as writing:
        complete_step(writing, CompleteStep(seen.id, seen.version, "sent-to-authority"))
    assert contents(store) == before
