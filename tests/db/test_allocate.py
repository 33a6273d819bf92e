"""Who may give which case to whom, taking the next one, and what changes when nothing does."""

import pytest
from sqlalchemy import update

from casework.permissions import NotAllowed
from db.actions.allocate import Allocate, AllocateEach, allocate, allocate_each
from db.actions.staff import remove_staff
from db.errors import CaseChanged, NotOnStaff, NotPossible
from db.store import Store
from db.tables.plain import CASE
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


def test_cases_for_several_people_are_given_in_one_go_and_taken_back_in_one(desk: Desk) -> None:
    priya, leon = desk.as_("agent", "priya").staff, desk.as_("agent", "leon").staff
    first, second, third = (desk.logs(enquiry()) for _ in range(3))
    desk.gives(third, leon)
    assert desk.shares((first, priya), (second, leon), (third, None)).changed == 3
    assert [desk.case(it).owner for it in (first, second, third)] == ["Priya Jones", "Leon Jones", None]
    assert [desk.case(it).timeline[0].step for it in (first, second, third)] == ["Priya Jones", "Leon Jones", ""]
    assert desk.undoes().change.words == "3 cases shared among 3"
    assert [desk.case(it).owner for it in (first, second, third)] == [None, None, "Leon Jones"]
    line = desk.case(second).timeline[0]
    assert (line.kind, line.step, desk.case(second).version) == ("undone", "allocated to Leon Jones", 3)
    desk.redoes()
    assert [desk.case(it).owner for it in (first, second, third)] == ["Priya Jones", "Leon Jones", None]
    assert audited(desk)[-3:] == ["redone"] * 3
    desk.gives(first, leon)
    assert [desk.undoes().change.what, desk.undoes().change.words] == ["allocated to Leon Jones", "3 cases shared among 3"]


def test_what_was_closed_or_changed_meanwhile_stays_and_is_named_and_the_rest_is_given(desk: Desk, store: Store) -> None:
    priya = desk.as_("agent", "priya").staff
    cases = [desk.case(desk.logs(complaint())) for _ in range(4)]
    desk.closes(cases[0].reference)
    desk.acknowledges(cases[1].reference)
    read = AllocateEach([(it.id, it.version, priya.id) for it in cases] + [(999, 1, priya.id)])
    with store.writing(desk.staff, desk.now) as writing:
        came = allocate_each(writing, read)
    assert (came.changed, [it.open for it in came.left]) == (2, [False, True, False])
    assert [it.why for it in came.left] == [
        f"{cases[0].reference} was closed by somebody else meanwhile.",
        f"{cases[1].reference} was changed by somebody else meanwhile. Look at it again, then repeat this.",
        "That case is no longer in the record.",
    ]
    assert [desk.case(it.reference).owner for it in cases] == [None, None, "Priya Jones", "Priya Jones"]
    before, agent = contents(store), desk.as_("agent", "leon")
    cases = [desk.case(it.reference) for it in cases[1:]]
    mixed = AllocateEach([(it.id, it.version, agent.staff.id) for it in cases])
    with pytest.raises(NotAllowed), store.writing(agent.staff, desk.now) as writing:
        allocate_each(writing, mixed)
    assert {name: rows for name, rows in contents(store).items() if name in ("cases", "entry")} == {
        name: before[name] for name in ("cases", "entry")
    }


def test_the_next_case_is_urgent_then_high_then_by_deadline_and_what_only_waits_comes_last(desk: Desk, store: Store) -> None:
    desk.at("Fri 12 Jun 2026 11:00")
    waits, none = desk.logs(enquiry()), desk.logs(contact("feedback"))
    late, soon, high, urgent = desk.logs(enquiry("Mon 1 Jun 2026 10:00")), *(desk.logs(enquiry()) for _ in range(3))
    desk.pauses(waits, "person")
    with store.writing(desk.staff, desk.now) as writing:
        for reference, priority in ((high, 1), (urgent, 2), (waits, 2)):
            writing.session.execute(update(CASE).where(CASE.c.reference == reference).values(priority=priority))
    desk.at("Wed 17 Jun 2026 11:00")
    taken = [desk.takes() for _ in range(6)]
    assert [it.reference for it in taken] == [urgent, high, late, soon, none, waits]
    assert [it.why.removeprefix(f"{it.reference} is yours: ") for it in taken] == [
        "urgent, 7 days left, Fri 26 Jun, the most urgent of 6 unallocated.",
        "high priority, 7 days left, Fri 26 Jun, the most urgent of 5 unallocated.",
        "overdue 2 days, the most urgent of 4 unallocated.",
        "7 days left, Fri 26 Jun, the most urgent of 3 unallocated.",
        "no deadline, the most urgent of 2 unallocated.",
        "urgent, paused, since Fri 12 Jun, the only one unallocated.",
    ]


def test_a_case_for_a_skill_is_left_to_who_has_it_and_is_in_and_is_offered_when_nobody_is(desk: Desk, store: Store) -> None:
    priya, leon = desk.as_("agent", "priya"), desk.as_("agent", "leon")
    desk.joins(priya.staff, None, "review")
    due_first, other = desk.logs(review("Mon 5 Jan 2026 10:00")), desk.logs(enquiry())
    taken = leon.takes()
    assert taken.reference == other
    assert taken.why.endswith("Passed over: 1 for Review applications, which Priya Jones has, who is in today.")
    before = contents(store)
    with pytest.raises(NotPossible, match=r"you could work is waiting for an owner\. Passed over: 1 for Review applications"):
        leon.takes()
    assert contents(store) == before
    desk.is_away(priya.staff, desk.now.date(), desk.now.date())
    assert leon.takes().why.endswith("It is for Review applications, which nobody who is in has.")
    desk.gives(due_first, None)
    assert "Review applications" not in priya.takes().why
