"""Undo and redo of whatever is done in whatever order, by one member and with another at work on the same case."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.errors import DeskError
from db.actions.bulk import Note, Pause
from db.actions.follow_case import Followed, follow_case
from db.errors import NotPossible
from db.tables import Case
from tests.db.record import Contents, contents
from tests.db.test_undo import can, refused, standing
from tests.desk import Desk, new_desk, review


@contextmanager
def own_desk() -> Iterator[tuple[Desk, tuple[str, str]]]:
    """A desk on a file, the quicker of the two as what is drawn here depends on no database; with a review, logged twice."""
    with TemporaryDirectory() as folder:
        desk = new_desk(Path(folder), "Mon 14 Dec 2026 09:00")
        yield desk, (desk.logs(review("Mon 7 Dec 2026 10:00")), desk.logs(review("Wed 9 Dec 2026 10:00")))
        desk.store.close()


# One member's work, undone and done again in any order


STEPS = ("acknowledged", "updated", "papers-asked", "papers-received", "callback-promised", "callback-returned", "decided")
STAYS = ("move", "unmerge")
DEEDS = [
    *STEPS,
    *("note", "contact", "give", "back", "pause", "resume", "extend", "unextend", "withdraw", "close", "reopen", "received"),
    *("promise", "call", "try", "task", "do task", "take task back", "link", "unlink", "merge", "edit", "rewrite"),
    *("priority", "tag", "pause both", "note on both", *STAYS),
]
MAYBE_NOTHING = ("give", "back", "edit", "rewrite", "priority", "tag", "pause both", "note on both")
"""What may change nothing at all and yet be refused nothing."""
WORK = st.lists(st.tuples(st.sampled_from([*DEEDS, *["undo", "redo"] * 5]), st.integers(1, 90)), min_size=5, max_size=16)


def does(desk: Desk, cases: tuple[str, str], deed: str, minutes: int) -> bool:
    """Do one thing on one of the cases, mostly the first; says whether it was anything."""
    case, other = cases if minutes % 5 else cases[::-1]
    view = desk.case(case)
    steps = [it.step for it in view.timeline if it.kind == "step" and not it.withdrawn]
    standard = "review-papers" if minutes % 2 else "review-acknowledge"
    has = {
        "extend": standard in [desk.store.rules.standards[it.standard].id for it in view.clocks],
        "unextend": bool(view.extensions),
        "withdraw": bool(steps),
        "unlink": bool(view.links),
    }
    has |= dict.fromkeys(("do task", "take task back", "move"), bool(view.tasks))
    if not has.get(deed, True):
        return False
    number = view.tasks[minutes % len(view.tasks)].id if view.tasks else 0
    later = desk.now + timedelta(hours=minutes)
    by = f"{later:%a} {later.day} {later:%b %Y %H:%M}"
    deeds: dict[str, Callable[[], object]] = {
        "note": lambda: desk.notes(case, "[/] left a message"),
        "contact": lambda: desk.adds_contact(case, "rang again"),
        "give": lambda: desk.gives(case, desk.staff),
        "back": lambda: desk.gives(case, None),
        "pause": lambda: desk.pauses(case, "force" if minutes % 2 else "person"),
        "resume": lambda: desk.resumes(case),
        "extend": lambda: desk.extends(case, standard, 1 + minutes // 30),
        "unextend": lambda: desk.takes_extension_back(case),
        "withdraw": lambda: desk.takes_step_back(case, steps[minutes % len(steps)]),
        "close": lambda: desk.closes(case),
        "reopen": lambda: desk.reopens(case),
        "received": lambda: desk.was_received(case, view.received_at - timedelta(minutes=minutes * 20)),
        "promise": lambda: desk.promises(case, "07700 900123", by if minutes % 2 else None),
        "call": lambda: desk.calls_back(case, "message" if minutes % 2 else "made"),
        "try": lambda: desk.calls_back(case, "no-answer"),
        "task": lambda: desk.adds_task(case, "ring Gwent", by),
        "do task": lambda: desk.does_task(case, number),
        "take task back": lambda: desk.takes_task_back(case, number),
        "move": lambda: desk.moves_task(case, number, by, "the landline" if minutes % 2 else None),
        "link": lambda: desk.links(case, "same-incident" if minutes % 2 else "duplicate-of", other),
        "unlink": lambda: desk.unlinks(view.links[0].link_id),
        "merge": lambda: desk.merges(cases[1], cases[0]),
        "unmerge": lambda: desk.unmerges(cases[1]),
        "edit": lambda: desk.changes(case, subject=f"custody {minutes}"),
        "rewrite": lambda: desk.rewrites(case, f"as meant, {minutes}", "contact"),
        "priority": lambda: desk.prioritises(case, ("normal", "high", "urgent")[minutes % 3]),
        "tag": lambda: desk.tags(case, ("welsh", "-welsh court", "-court")[minutes % 3]),
        "pause both": lambda: desk.changes_many(cases, Pause("force")).done,
        "note on both": lambda: desk.changes_many(cases, Note("left a message")).done,
    }
    came = deeds[deed]() if deed in deeds else desk.does(case, deed, "left word")
    return bool(came) if deed in MAYBE_NOTHING else True


def attempted(desk: Desk, cases: tuple[str, str], deed: str, minutes: int) -> bool:
    """Do one thing, if it can be done."""
    try:
        return does(desk, cases, deed, minutes)
    except DeskError:
        return False


@settings(max_examples=10, deadline=None)
@given(work=WORK)
def test_undoing_brings_everything_back_and_doing_again_brings_it_forth(work: list[tuple[str, int]]) -> None:
    with own_desk() as (desk, cases):
        works_alone(desk, cases, work)


def works_alone(desk: Desk, cases: tuple[str, str], work: list[tuple[str, int]]) -> None:
    """Do what was drawn, and fail when undoing or doing again brings about anything but how the cases stood then."""

    def now() -> list[object]:
        return [standing(desk, it) for it in cases]

    states, place, stays = [now()], 0, True
    waiting = deque([*work, ("undo all", 0), ("redo all", 0)])
    while waiting:
        deed, minutes = waiting.popleft()
        if deed.endswith(" all"):
            left = place if deed.startswith("undo") else len(states) - 1 - place
            waiting.extendleft([(deed.split()[0], 1)] * left)
            continue
        desk.time.advance(timedelta(minutes=minutes, microseconds=1))
        if deed == "undo" and place == 0:
            stood = beneath(desk, stays)
            assert (now() == states[0]) == stood
            states[:0] = [] if stood else [now()]
            stays = False
        elif deed == "redo" and place == len(states) - 1:
            refused(desk, desk.redoes, "You undid nothing last")
        elif deed in ("undo", "redo"):
            place += -1 if deed == "undo" else 1
            undone = desk.undoes() if deed == "undo" else desk.redoes()
            assert (undone.stays, now()) == ("", states[place]), (deed, place)
        elif attempted(desk, cases, deed, minutes):
            states, stays = ([], True) if deed in STAYS else (states[: place + 1], stays)
            states.append(now())
            place = len(states) - 1


def beneath(desk: Desk, stays: bool) -> bool:
    """Undo what was before all that is known of, which may be what stays; says whether it stayed, or there was nothing."""
    try:
        undone = desk.undoes()
    except NotPossible:
        return not stays
    assert undone.stays.startswith("Nothing was undone: last you ") if stays else True
    return bool(undone.stays)


TURNS = st.tuples(st.booleans(), st.sampled_from([*DEEDS, *["undo", "redo"] * 6]), st.integers(1, 90))
BOTH = st.lists(TURNS, min_size=4, max_size=16)


@settings(max_examples=8, deadline=None)
@given(work=BOTH)
def test_with_somebody_else_at_work_undo_is_done_whole_or_passed_over_and_never_stuck(work: list[tuple[bool, str, int]]) -> None:
    with own_desk() as (desk, cases):
        work_together(desk, desk.as_("team-lead", "lead"), cases, work)


def work_together(desk: Desk, other: Desk, cases: tuple[str, str], work: list[tuple[bool, str, int]]) -> None:
    """Do what was drawn, and then let both undo all they did; fail when anything is done by halves, or either is stuck."""
    for mine, deed, minutes in work:
        desk.time.advance(timedelta(minutes=minutes, microseconds=1))
        at_work, before = desk if mine else other, contents(desk.store)
        try:
            if deed in ("undo", "redo"):
                undone = at_work.undoes() if deed == "undo" else at_work.redoes()
                if undone.stays:
                    assert_only_told(before, contents(desk.store))
            else:
                does(at_work, cases, deed, minutes)
        except DeskError:
            assert contents(desk.store) == before
            continue
        assert_followed(desk, cases)
    for at_work in (desk, other):
        left = [*can(at_work).undo]
        while left:
            at_work.undoes()
            assert [*can(at_work).undo] in (left[1:], [])
            left = [*can(at_work).undo]
    assert_followed(desk, cases)


def assert_only_told(before: Contents, after: Contents) -> None:
    """Nothing is written but one event of the audit trail."""
    assert after.pop("audit_event")[:-1] == before.pop("audit_event")
    assert after == before


def assert_followed(desk: Desk, cases: tuple[str, str]) -> None:
    """Working the clocks and tasks out again changes nothing."""
    now = [standing(desk, it) for it in cases]
    with desk.store.writing(desk.staff, desk.now) as writing:
        for each in cases:
            assert follow_case(writing, writing.session.get_one(Case, desk.case(each).id), "again") == Followed()
    assert [standing(desk, it) for it in cases] == now
