"""Undo and redo of whatever is done in whatever order, by one member and with another at work on the same case."""

from collections import deque
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.errors import DeskError
from casework.timesource import SetTime
from db.actions.add_contact import AddContact, add_contact
from db.actions.follow_case import Followed, follow_case
from db.store import Store
from db.tables import Case
from tests.db.record import audited, contents
from tests.db.test_undo import refused, standing
from tests.desk import Desk, administrator, moment, review


@pytest.fixture
def own_desk(sqlite_store: Store) -> Desk:
    """A desk on a file, which is the quicker of the two: what is drawn here depends on no database."""
    now = moment("Mon 14 Dec 2026 09:00")
    return Desk(sqlite_store, SetTime(now), administrator(sqlite_store, now))


# One member's work, undone and done again in any order


DEEDS = [
    *("acknowledged", "updated", "papers-asked", "papers-received", "callback-promised", "callback-returned", "decided"),
    *("note", "contact", "give", "back", "pause", "resume", "extend", "unextend", "withdraw", "close", "reopen", "received"),
]
WORK = st.lists(st.tuples(st.sampled_from([*DEEDS, *["undo", "redo"] * 3]), st.integers(1, 90)), min_size=4, max_size=14)


def does(desk: Desk, case: str, deed: str, minutes: int) -> bool:
    """Do one thing on a case; says whether it was anything."""
    view = desk.case(case)
    if deed == "note":
        desk.notes(case, "[/] left a message")
    elif deed == "contact":
        with desk.store.writing(desk.staff, desk.now) as writing:
            add_contact(writing, AddContact(view.id, view.version, "phone", "rang again"))
    elif deed in ("give", "back"):
        return desk.gives(case, desk.staff if deed == "give" else None) > 0
    elif deed == "pause":
        desk.pauses(case, "force" if minutes % 2 else "person")
    elif deed == "resume":
        desk.resumes(case)
    elif deed == "extend":
        standard = "review-papers" if minutes % 2 else "review-acknowledge"
        if standard not in [desk.store.rules.standards[it.standard].id for it in view.clocks]:
            return False
        desk.extends(case, standard, 1 + minutes // 30)
    elif deed == "unextend":
        if not view.extensions:
            return False
        desk.takes_extension_back(case)
    elif deed == "withdraw":
        steps = [it.step for it in view.timeline if it.kind == "step" and not it.withdrawn]
        if not steps:
            return False
        desk.takes_step_back(case, steps[minutes % len(steps)])
    elif deed == "close":
        desk.closes(case)
    elif deed == "reopen":
        desk.reopens(case)
    elif deed == "received":
        desk.was_received(case, view.received_at - timedelta(minutes=minutes * 20))
    else:
        desk.does(case, deed, "left word")
    return True


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=WORK)
def test_undoing_brings_everything_back_and_doing_again_brings_it_forth(own_desk: Desk, work: list[tuple[str, int]]) -> None:
    desk = own_desk
    case = desk.at("Mon 14 Dec 2026 09:00").logs(review("Mon 7 Dec 2026 10:00"))
    states, place = [standing(desk, case)], 0
    waiting = deque([*work, ("undo all", 0), ("redo all", 0)])
    while waiting:
        deed, minutes = waiting.popleft()
        if deed.endswith(" all"):
            left = place if deed.startswith("undo") else len(states) - 1 - place
            waiting.extendleft([(deed.split()[0], 1)] * left)
            continue
        desk.time.advance(timedelta(minutes=minutes, microseconds=1))
        if deed == "undo" and place == 0:
            refused(desk, desk.undoes, "Nothing was undone: last you logged")
        elif deed == "redo" and place == len(states) - 1:
            refused(desk, desk.redoes, "You undid nothing last")
        elif deed in ("undo", "redo"):
            place += -1 if deed == "undo" else 1
            desk.undoes() if deed == "undo" else desk.redoes()
            assert standing(desk, case) == states[place], (deed, place)
        elif attempted(desk, case, deed, minutes):
            del states[place + 1 :]
            states.append(standing(desk, case))
            place += 1
    assert "undone" in audited(desk) or len(states) == 1


def attempted(desk: Desk, case: str, deed: str, minutes: int) -> bool:
    """Do one thing, if it can be done."""
    try:
        return does(desk, case, deed, minutes)
    except DeskError:
        return False


TURNS = st.tuples(st.booleans(), st.sampled_from([*DEEDS, *["undo", "redo"] * 5]), st.integers(1, 90))
BOTH = st.lists(TURNS, min_size=4, max_size=16)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=BOTH)
def test_with_somebody_else_at_work_undo_is_done_whole_or_refused_without_a_trace(
    own_desk: Desk, work: list[tuple[bool, str, int]]
) -> None:
    desk = own_desk
    case = desk.at("Mon 14 Dec 2026 09:00").logs(review("Mon 7 Dec 2026 10:00"))
    other = desk.as_("team-lead", f"lead{desk.case(case).id}")
    for mine, deed, minutes in work:
        desk.time.advance(timedelta(minutes=minutes, microseconds=1))
        at_work, before = desk if mine else other, contents(desk.store)
        try:
            if deed in ("undo", "redo"):
                at_work.undoes() if deed == "undo" else at_work.redoes()
            else:
                does(at_work, case, deed, minutes)
        except DeskError:
            assert contents(desk.store) == before
            continue
        now = standing(desk, case)
        with desk.store.writing(desk.staff, desk.now) as writing:
            assert follow_case(writing, writing.session.get_one(Case, desk.case(case).id), "again") == Followed()
        assert standing(desk, case) == now
