"""Who may give which case to whom, taking the next one, and what changes when nothing does."""

import pytest

from casework.permissions import NotAllowed
from db.actions.allocate import Allocate, allocate
from db.actions.staff import remove_staff
from db.errors import CaseChanged, NotOnStaff, NotPossible
from db.store import Store
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, contact, enquiry, review

ALLOWED = {
    # (role, whose it is, who gets it): whether the role may
    ("agent", "nobody", "me"): True,
    ("agent", "nobody", "other"): False,
    ("agent", "nobody", "nobody"): True,
    ("agent", "me", "me"): True,
    ("agent", "me", "other"): False,
    ("agent", "me", "nobody"): True,
    ("agent", "other", "me"): False,
    ("agent", "other", "other"): False,
    ("agent", "other", "nobody"): False,
}


@pytest.mark.parametrize("role", ["agent", "team-lead", "supervisor", "administrator"])
@pytest.mark.parametrize("whose", ["nobody", "me", "other"])
@pytest.mark.parametrize("gets", ["nobody", "me", "other"])
def test_who_may_give_what_to_whom(desk: Desk, store: Store, role: str, whose: str, gets: str) -> None:
    mine, other = desk.as_(role, "priya"), desk.as_("agent", "leon")
    people = {"nobody": None, "me": mine.staff, "other": other.staff}
    reference = desk.logs(enquiry())
    desk.gives(reference, people[whose])
    before = contents(store)
    if ALLOWED.get((role, whose, gets), True):
        assert mine.gives(reference, people[gets]) == int(whose != gets)
        owner = people[gets]
        assert desk.case(reference).owner_id == (owner.id if owner else None)
    else:
        with pytest.raises(NotAllowed, match=r"allocate cases to others\. Ask a team lead"):
            mine.gives(reference, people[gets])
        assert contents(store) == before


def test_giving_a_case_to_its_owner_changes_nothing_at_all(desk: Desk, store: Store) -> None:
    reference = desk.logs(enquiry())
    desk.gives(reference, desk.staff)
    before = contents(store)
    assert desk.gives(reference, desk.staff) == 0
    assert contents(store) == before


def test_a_change_of_hands_is_on_the_timeline_and_audited(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.gives(reference, desk.as_("agent", "priya").staff)
    line = desk.case(reference).timeline[0]
    assert (line.kind, line.step, line.staff) == ("allocated", "Priya Jones", "Adaeze Okoro")
    assert audited(desk)[-1] == "case allocated"
    assert desk.case(reference).owner == "Priya Jones"


def test_cases_are_given_all_or_none(desk: Desk, store: Store) -> None:
    first, second = desk.case(desk.logs(enquiry())), desk.case(desk.logs(enquiry()))
    desk.closes(second.reference)
    before = contents(store)
    closed = desk.case(second.reference)
    both = [(first.id, first.version), (closed.id, closed.version)]
    with pytest.raises(NotPossible, match="is closed"), store.writing(desk.staff, desk.now) as writing:
        allocate(writing, Allocate(both, desk.staff.id))
    assert contents(store) == before


def test_many_cases_are_given_at_once(desk: Desk, store: Store) -> None:
    cases = [desk.case(desk.logs(enquiry())) for _ in range(5)]
    desk.gives(cases[0].reference, desk.staff)
    as_read = [(case.id, desk.case(case.reference).version) for case in cases]
    with store.writing(desk.staff, desk.now) as writing:
        assert allocate(writing, Allocate(as_read, desk.staff.id)) == 4
    assert {row.owner_id for row in desk.rows()} == {desk.staff.id}


def test_a_case_somebody_changed_is_not_given(desk: Desk, store: Store) -> None:
    seen = desk.case(desk.logs(complaint()))
    desk.acknowledges(seen.reference)
    before = contents(store)
    with pytest.raises(CaseChanged), store.writing(desk.staff, desk.now) as writing:
        allocate(writing, Allocate([(seen.id, seen.version)], desk.staff.id))
    assert contents(store) == before


def test_nobody_who_left_is_given_a_case(desk: Desk, store: Store) -> None:
    gone = desk.as_("agent", "leon").staff
    with store.writing(desk.staff, desk.now) as writing:
        remove_staff(writing, "leon")
    reference = desk.logs(enquiry())
    before = contents(store)
    with pytest.raises(NotOnStaff, match="Choose somebody else"):
        desk.gives(reference, gone)
    assert contents(store) == before


def test_the_next_case_is_the_one_due_first_that_nobody_has(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00")
    no_clock = desk.logs(contact("feedback"))
    later, first, taken = desk.logs(enquiry()), desk.logs(review()), desk.logs(complaint())
    desk.gives(taken, desk.staff)
    priya = desk.as_("agent", "priya")
    assert [priya.takes_next() for _ in range(3)] == [first, later, no_clock]
    assert desk.case(first).owner == "Priya Jones"
    assert desk.case(first).version == 2
    with pytest.raises(NotPossible, match="No open case is waiting"):
        priya.takes_next()
