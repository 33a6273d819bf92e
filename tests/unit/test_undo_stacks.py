"""What can be undone and done again, from events alone."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from casework.undo_stacks import BECAME, PASSED, REDONE, UNDONE, WITHIN, Event, Stacks, stacks
from casework.undo_words import STAYS, WORDS, change_words
from db.actions.reversals import REVERSALS

AT = datetime(2026, 6, 15, 9, tzinfo=UTC)


def event(id_: int, action: str = "note added", **detail: object) -> Event:
    """An event of a member."""
    return Event(id_, AT, action, 1, detail)


def ids(found: Stacks) -> tuple[list[list[int]], list[list[int]]]:
    """The numbers of the events on both stacks."""
    undo, redo = ([[it.id for it in change.events] for change in side] for side in (found.undo, found.redo))
    return undo, redo


@given(st.lists(st.sampled_from(["do", "undo", "redo", "pass over"]), max_size=30))
def test_the_stacks_are_those_of_any_editor(deeds: list[str]) -> None:
    events: list[Event] = []
    undo: list[int] = []
    redo: list[int] = []
    for number, deed in enumerate(deeds, start=1):
        if deed == "do":
            events.append(event(number))
            undo.append(number)
            redo.clear()
        elif deed == "pass over":
            if undo:
                events.append(event(number, PASSED, event=undo.pop()))
        elif source := undo if deed == "undo" else redo:
            events.append(event(number, UNDONE if deed == "undo" else REDONE, event=source[-1]))
            (redo if deed == "undo" else undo).append(source.pop())
    assert ids(stacks(events)) == ([[it] for it in undo], [[it] for it in redo])


def test_a_mass_change_moves_whole_and_another_at_the_same_moment_does_not() -> None:
    given_away = [event(it, "case allocated", batch=0) for it in (1, 2, 3)]
    others = [event(4, "case allocated", batch=3), event(5, "case allocated")]
    assert ids(stacks([*given_away, *others])) == ([[1, 2, 3], [4], [5]], [])
    back = [event(it, UNDONE, event=it - 3) for it in (4, 5, 6)]
    assert ids(stacks([event(0), *given_away, *back])) == ([[0]], [[1, 2, 3]])


def test_what_was_left_as_it_is_when_the_rest_of_a_mass_change_was_undone_is_on_neither_stack() -> None:
    part = [
        event(0),
        *(event(it, "case allocated", batch=0) for it in (1, 2, 3)),
        *(event(it + 3, UNDONE, event=it) for it in (1, 3)),
    ]
    assert ids(stacks(part)) == ([[0]], [[1, 3]])
    assert ids(stacks([*part, event(7, PASSED, event=2)])) == ([[0]], [[1, 3]])
    assert ids(stacks([*part[:5], event(5, PASSED, event=2), event(6, UNDONE, event=3)])) == ([[0]], [[1, 3]])
    assert ids(stacks([*part, event(7, REDONE, event=3)])) == ([[0], [3]], [])
    assert ids(stacks([*part, event(7, REDONE, event=1), event(8, REDONE, event=2)])) == ([[0], [1]], [])


def test_a_mass_change_is_passed_over_whole_and_what_was_undone_before_can_still_be_done_again() -> None:
    done = [event(0), *(event(it, "case allocated", batch=0) for it in (1, 2)), event(3)]
    assert ids(stacks([*done, event(4, UNDONE, event=3), event(5, PASSED, event=1)])) == ([[0]], [[3]])
    assert ids(stacks([*done, event(4, PASSED, event=1)])) == ([[0], [1, 2], [3]], [])


def test_what_a_reversal_writes_is_no_change_of_its_own_but_tells_what_it_has_become() -> None:
    told = [
        event(1, "cases linked", link=7),
        event(2, "link removed", link=7),
        event(3, UNDONE, event=1, **{WITHIN: [2], BECAME: {"link": 7}}),
        event(4, "cases linked", link=8),
        event(5, REDONE, event=1, **{WITHIN: [4], BECAME: {"link": 8}}),
    ]
    found = stacks(told)
    assert ids(found) == ([[1]], [])
    assert found.undo[0].first.detail["link"] == 8


def test_an_event_that_is_out_of_sight_is_left_alone() -> None:
    assert ids(stacks([event(9, UNDONE, event=3), event(10), event(11, REDONE, event=3)])) == ([[10]], [])


def test_every_change_that_has_words_can_be_reversed_and_nothing_that_stays() -> None:
    assert WORDS.keys() == REVERSALS.keys()
    assert not WORDS.keys() & STAYS.keys()


def test_a_change_in_words() -> None:
    def names(staff_id: int | None) -> str:
        return f"Staff {staff_id}"

    assert change_words("case allocated", {"before": None, "after": 3}, names) == "allocated to Staff 3"
    assert change_words("case allocated", {"before": 3, "after": None}, names) == "put back in the queue"
    assert change_words("step withdrawn", {"step": "sent-to-authority"}, names).endswith("taken back")
    assert change_words("step withdrawn", {"step": "callback-promised"}, names) == "call-back taken back"
    assert change_words("step withdrawn", {"step": "callback-returned"}, names) == "call-back not made after all"
    assert change_words("received changed", {"received": "2026-06-15 09:00:00+00:00"}, names) == "received Mon 15 Jun 2026, 10:00"
