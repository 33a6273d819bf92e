"""The same change of many cases: what is previewed is what is done, what can't be is said and left, and one key takes it back."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.errors import DeskError
from casework.permissions import NotAllowed
from db.actions import bulk
from db.actions.bulk import Change, ChangeMany, Note, Pause, Prioritise, Resume, Step, Tag, change_many, try_many
from db.actions.refusals import Refused
from db.errors import BadValue, NotPossible
from db.queries.steps_possible import steps_possible
from db.store import Store
from tests.db.record import audited, contents
from tests.db.test_undo import standing
from tests.db.test_undo_at_random import own_desk
from tests.desk import Desk, complaint, enquiry, review


def mixed(desk: Desk) -> list[str]:
    """Cases of which a pause is refused for several reasons: two may wait, two are closed, one waits, one is merged."""
    cases = [desk.logs(review(name=f"Caller {number}")) for number in range(6)]
    desk.closes(cases[2])
    desk.pauses(cases[3])
    desk.closes(cases[4])
    desk.merges(cases[5], cases[0])
    return cases


def test_the_preview_writes_nothing_and_the_change_is_what_it_said(desk: Desk, store: Store) -> None:
    cases = mixed(desk)
    before = contents(store)
    tried = desk.tries_many(cases, Pause("force", "Gwent"))
    assert contents(store) == before
    assert tried.refused == (
        Refused(f"{cases[2]} is closed, so it can't wait for anybody.", (cases[2], cases[4])),
        Refused(f"{cases[3]} waits for the force or body already, since Mon 12 Jan 2026, 10:00. Resume it first.", (cases[3],)),
        Refused(f"{cases[5]} was merged into {cases[0]}. Work on {cases[0]}, or take the merge back first.", (cases[5],)),
    )
    untouched = [standing(desk, case) for case in cases[2:]]
    assert desk.changes_many(cases, Pause("force", "Gwent")) == tried
    assert [standing(desk, case) for case in cases[2:]] == untouched
    assert [desk.case(case).waiting is not None for case in cases[:2]] == [True, True]
    assert audited(desk)[-2:] == ["case paused", "case paused"]
    undone = desk.undoes()
    assert undone.change.words == "2 cases paused, waiting for the force or body"
    assert [desk.case(case).waits for case in cases[:2]] == [(), ()]
    desk.redoes()
    assert [desk.case(case).waiting is not None for case in cases[:2]] == [True, True]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (Note("[/] =1+1"), "note added"),
        (Prioritise(2), "priority urgent"),
        (Tag(("welsh",)), "tags changed"),
        (Step("decided", "as said", "upheld"), "decision sent"),
        (Pause("person"), "paused, waiting for the person"),
    ],
)
def test_each_change_is_one_of_many_and_one_undo(desk: Desk, change: Change, what: str) -> None:
    cases = [desk.logs(review()) for _ in range(3)]
    stood = [standing(desk, case) for case in cases]
    assert len(desk.changes_many(cases, change).done) == 3
    assert desk.undoes().change.words == f"3 cases {what}"
    assert [standing(desk, case) for case in cases] == stood
    desk.redoes()
    assert all(now != before for now, before in zip([standing(desk, case) for case in cases], stood, strict=True))
    if isinstance(change, Pause):
        assert len(desk.changes_many(cases, Resume()).done) == 3


def test_a_case_that_is_so_already_is_no_refusal_and_changes_nothing(desk: Desk) -> None:
    cases = [desk.logs(enquiry()) for _ in range(3)]
    desk.prioritises(cases[0], "urgent")
    found = desk.changes_many([*cases, cases[1]], Prioritise(2))
    assert (len(found.done), found.already, found.refused) == (2, 1, ())
    assert desk.case(cases[0]).version == 2


def test_whoever_changed_a_case_meanwhile_is_not_overwritten(desk: Desk, store: Store) -> None:
    first, second = desk.logs(review()), desk.logs(review())
    command = desk.many([first, second], Step("acknowledged"))
    tried = try_many(store, desk.staff, desk.now, command)
    desk.as_("agent").acknowledges(second)
    with store.writing(desk.staff, desk.now) as writing:
        came = change_many(writing, ChangeMany(tried.done, command.change))
    assert [case_id for case_id, _ in came.done] == [desk.case(first).id]
    (refusal,) = came.refused
    assert refusal.sentence.startswith(f"{second} was changed by somebody else meanwhile")


def test_what_refuses_every_case_alike_is_one_sentence(desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [desk.logs(review()), desk.logs(review())]
    before = contents(store)
    refusals: Sequence[tuple[Change, type[DeskError], str]] = (
        (Step("sent-to-authority"), NotPossible, "case by case, since of each is asked: Exceptional circumstances"),
        (Step("callback-promised"), NotPossible, "case by case, since each call"),
        (Step("nonsense"), BadValue, "There is no step 'nonsense'. Use one of: acknowledged, answered"),
        (Step("decided", "", "perhaps"), BadValue, "Choose what was decided: upheld, not upheld"),
        (Pause("nobody"), BadValue, "Choose what the case waits for"),
        (Note(" "), BadValue, "The note is empty"),
        (Note("a\x00"), BadValue, "NUL"),
        (Tag(("?",)), BadValue, "can't be a tag"),
        (Prioritise(7), BadValue, "urgent, high, normal"),
    )
    for change, error, why in refusals:
        for act in (desk.tries_many, desk.changes_many):
            with pytest.raises(error, match=why):
                act(cases, change)
    monkeypatch.setattr(bulk, "MOST_WITH_CLOCKS", 1)
    with pytest.raises(NotPossible, match=r"2 cases are too many to change so in one go\. Do at most 1"):
        desk.tries_many(cases, Pause("force"))
    monkeypatch.setitem(bulk._PERMISSIONS, Note, "allocate")
    with pytest.raises(NotAllowed, match="Ask a team lead"):
        desk.as_("agent").tries_many(cases, Note("x"))
    after = contents(store)
    for grown in ("staff", "audit_event"):
        del before[grown], after[grown]
    assert after == before


def test_a_preview_can_be_stopped_between_two_parts(desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "TRIED_AT_ONCE", 2)
    command = desk.many([desk.logs(enquiry()) for _ in range(5)], Note("hello"))
    told: list[int] = []

    def go_on(tried: int) -> bool:
        told.append(tried)
        return tried < 4

    assert len(try_many(store, desk.staff, desk.now, command, go_on).done) == 4
    assert told == [2, 4]
    assert len(try_many(store, desk.staff, desk.now, command).done) == 5


def test_on_how_many_cases_a_step_can_be_recorded(desk: Desk) -> None:
    cases = [desk.logs(review()), desk.logs(review()), desk.logs(complaint()), desk.logs(review())]
    desk.acknowledges(cases[0])
    desk.closes(cases[3])
    with desk.store.reading() as connection:
        found = steps_possible(connection, [desk.case(case).id for case in cases])
    steps = ("acknowledged", "decided", "sent-to-authority", "answered", "papers-received")
    assert [found[step] for step in steps] == [2, 2, 1, 0, 0]


CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(Prioritise, st.integers(0, 2)),
    st.builds(Tag, st.just(("a",)), st.just(())),
    st.builds(Tag, st.just(()), st.just(("a",))),
    st.builds(Pause, st.sampled_from(["force", "person"])),
    st.just(Resume()),
    st.builds(Step, st.sampled_from(["acknowledged", "updated", "papers-asked", "papers-received"])),
    st.builds(Note, st.just("x")),
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(CHANGES, min_size=1, max_size=6))
def test_a_trial_is_always_right_and_undo_brings_all_of_it_back(changes: list[Change]) -> None:
    with own_desk() as (desk, cases):
        closed = desk.logs(review())
        desk.closes(closed)
        all_cases = [*cases, closed]
        for change in changes:
            stood = [standing(desk, case) for case in all_cases]
            tried = desk.tries_many(all_cases, change)
            assert [standing(desk, case) for case in all_cases] == stood
            assert desk.changes_many(all_cases, change) == tried
            now = [standing(desk, case) for case in all_cases]
            if tried.done:
                desk.undoes()
                assert [standing(desk, case) for case in all_cases] == stood
                desk.redoes()
                assert [standing(desk, case) for case in all_cases] == now
