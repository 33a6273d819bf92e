"""Undo and redo: everything exactly as it was, whatever somebody else did in between, and all of it on the record."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from casework.calendars import DayChange
from casework.date_words import moment_words
from casework.errors import DeskError
from db.actions.allocate import Allocate, allocate
from db.actions.bulk import Pause
from db.actions.refusals import Refused
from db.actions.staff import AddStaff, add_staff, remove_staff
from db.actions.undo import undo
from db.errors import NotOnStaff, NotPossible
from db.queries.alerts import alert_list
from db.queries.day_figures import day_figures
from db.queries.undoable import Undoable, undoable
from db.store import Store
from db.tables.plain import CASE, TASK
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, enquiry, moment, review


def can(desk: Desk) -> Undoable:
    """What the member at the desk can undo and do again."""
    with desk.store.reading() as connection:
        return undoable(connection, desk.staff.id, desk.now)


def standing(desk: Desk, reference: str) -> object:
    """Everything of a case that undo brings back: all but its version, its timeline's new lines and the moves of its dates.

    A merge that is done again is told anew, so it closes the duplicate as of then.
    """
    view = desk.case(reference)
    said = [(it.id, it.text, it.withdrawn) for it in view.timeline if it.kind in ("note", "contact", "step", "task", "task done")]
    stand = [it for it in said if not it[2]]
    with desk.store.reading() as connection:
        row = connection.execute(select(CASE).where(CASE.c.id == view.id)).mappings().one()
        tasks = connection.execute(
            select(TASK.c.id, TASK.c.what, TASK.c.due_at, TASK.c.own_due, TASK.c.done_at)
            .where(TASK.c.case_id == view.id, TASK.c.withdrawn_at.is_(None))
            .order_by(TASK.c.id)
        ).all()
    told = {"version"} if view.merged_into is None else {"version", "closed_at"}
    case = {name: value for name, value in row.items() if name not in told}
    links = [it.words for it in view.links]
    return case, view.clocks, view.waits, view.extensions, view.details, stand, tasks, links, view.tags


def refused(desk: Desk, act: Callable[[], object], match: str, error: type[DeskError] = NotPossible) -> None:
    """Fail unless it is refused in these words and not a row of any table changes."""
    before = contents(desk.store)
    with pytest.raises(error, match=match):
        act()
    assert contents(desk.store) == before


def would_stay(desk: Desk, match: str) -> None:
    """Fail unless the last change can't be undone, in these words; it is not passed over here, so that the story goes on."""
    with desk.store.writing(desk.staff, desk.now) as writing:
        stays = undo(writing).stays
        writing.session.rollback()
    assert re.search(match, stays), stays


def passes_over(desk: Desk, match: str) -> None:
    """Fail unless the last change stays, in these words, and nothing is written but that it was passed over."""
    before = contents(desk.store)
    undone = desk.undoes()
    assert re.search(match, undone.stays), undone
    after = contents(desk.store)
    assert audited(desk)[-1] == "undo passed over"
    assert after.pop("audit_event")[:-1] == before.pop("audit_event")
    assert after == before


def gives_all(desk: Desk, references: list[str], to: Desk) -> None:
    """Give several cases in one go."""
    cases = [(it.id, it.version) for it in map(desk.case, references)]
    with desk.store.writing(desk.staff, desk.now) as writing:
        allocate(writing, Allocate(cases, to.staff.id))


def test_a_step_undone_stays_to_be_read_and_stands_again_at_its_own_moment(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(complaint())
    assert desk.at("Tue 16 Jun 2026 10:00").acknowledges(case) == ("met",)
    judged = desk.clock(case, "complaint-acknowledge")
    assert desk.undoes().change.words == f"{case} acknowledged"
    assert desk.clock(case, "complaint-acknowledge").state == "running"
    desk.at("Tue 16 Jun 2026 15:00").redoes()
    assert desk.clock(case, "complaint-acknowledge") == judged
    told = [(it.kind, it.step) for it in desk.case(case).timeline]
    assert told == [("redone", "acknowledged"), ("undone", "acknowledged"), ("step", "acknowledged"), ("contact", "")]
    assert audited(desk)[-3:] == ["step completed", "undone", "redone"]
    assert [it.what for it in can(desk).undo] == ["acknowledged"]


def test_a_note_undone_is_read_as_taken_back_and_a_date_says_how_it_moved(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.notes(case, "wrong case")
    desk.pauses(case, "person")
    desk.at("Tue 16 Jun 2026 09:00").resumes(case)
    assert moment_words(desk.clock(case, "enquiry-reply").due_at) == "Tue 30 Jun 2026, 17:00"
    assert desk.undoes().came == "Answer by Mon 29 Jun 2026, 17:00, not Tue 30 Jun 2026, 17:00"
    assert desk.case(case).waiting is not None
    desk.at("Tue 16 Jun 2026 09:30")
    assert (desk.undoes().change.what, desk.case(case).waits) == ("paused, waiting for the person", ())
    assert desk.rows()[0].waiting is False
    assert moment_words(desk.clock(case, "enquiry-reply").due_at) == "Mon 29 Jun 2026, 17:00"
    desk.undoes()
    (note,) = [it for it in desk.case(case).timeline if it.kind == "note"]
    assert (note.withdrawn, note.text) == (True, "wrong case")
    for _ in range(3):
        done = desk.redoes()
    assert done.came == "Answer by Tue 30 Jun 2026, 17:00, not Mon 29 Jun 2026, 17:00"


def test_a_mass_change_is_taken_back_but_for_the_cases_that_somebody_has_changed_since(desk: Desk) -> None:
    cases = [desk.logs(enquiry()) for _ in range(3)]
    priya, tom = desk.as_("agent", "priya"), desk.as_("agent", "tom")
    desk.gives(cases[1], tom.staff)
    gives_all(desk, cases, priya)
    gives_all(desk, cases[:2], tom)
    assert [it.words for it in can(desk).undo] == [
        "2 cases allocated to Tom Jones",
        "3 cases allocated to Priya Jones",
        f"{cases[1]} allocated to Tom Jones",
    ]
    desk.undoes()
    assert [desk.case(it).owner for it in cases] == ["Priya Jones"] * 3
    priya.gives(cases[2], None)
    undone = desk.undoes()
    assert undone.left == (Refused(f"{cases[2]} is back in the queue since.", (cases[2],)),)
    assert audited(desk)[-3:] == ["undone", "undone", "undo passed over"]
    assert undone.change.words == "2 cases allocated to Priya Jones"
    assert [desk.case(it).owner for it in cases] == [None, "Tom Jones", None]
    desk.undoes()
    tom.gives(cases[0], tom.staff)
    priya.undoes()
    assert [desk.case(it).owner for it in cases] == ["Tom Jones", None, "Priya Jones"]
    assert desk.redoes().change.words == f"{cases[1]} allocated to Tom Jones"
    done = desk.redoes()
    assert done.left == (Refused(f"{cases[0]} is with Tom Jones since.", (cases[0],)),)
    assert done.change.words == f"{cases[1]} allocated to Priya Jones"
    assert [desk.case(it).owner for it in cases] == ["Tom Jones", "Priya Jones", "Priya Jones"]
    desk.as_("team-lead", "lead").gives(cases[1], tom.staff)
    would_stay(desk, f"{cases[1]} is with Tom Jones since.")

    desk.changes_many(cases, Pause("force"))
    tom.resumes(cases[1])
    undone = desk.undoes()
    assert [it.references for it in undone.left] == [(cases[1],)]
    assert [desk.case(it).waiting is None for it in cases] == [True] * 3
    assert (desk.redoes().change.words, desk.case(cases[1]).waiting) == ("2 cases paused, waiting for the force or body", None)


def test_what_is_against_many_cases_is_not_read_case_by_case(desk: Desk) -> None:
    priya, tom, read = desk.as_("agent", "priya"), desk.as_("agent", "tom"), []
    for number in (3, 9):
        cases = [desk.logs(enquiry()) for _ in range(number)]
        gives_all(desk, cases, priya)
        gives_all(desk.as_("team-lead", f"lead{number}"), cases[1:], tom)
        heard: list[object] = []

        def hears(*statement: object, heard: list[object] = heard) -> None:
            heard.append(statement)

        event.listen(desk.store.engine, "before_cursor_execute", hears)
        assert desk.undoes().left == (Refused(f"{cases[1]} is with Tom Jones since.", tuple(cases[1:])),)
        event.remove(desk.store.engine, "before_cursor_execute", hears)
        read.append(len(heard))
    assert read[0] == read[1]


def test_what_somebody_else_changed_since_is_left_alone_and_anything_else_is_no_hindrance(desk: Desk) -> None:
    desk.at("Mon 15 Jun 2026 10:00")
    case = desk.logs(review())
    me = desk.as_("team-lead", "mine")
    me.acknowledges(case)
    desk.takes_step_back(case, "acknowledged")
    would_stay(me, "^Nothing was undone: '.+ acknowledged' stays. Acknowledged was taken back already")
    desk.undoes()
    desk.notes(case, "something else")
    desk.gives(case, desk.staff)
    assert me.undoes().change.what == "acknowledged"
    desk.acknowledges(case)
    refused(me, me.redoes, "already recorded as acknowledged")

    me.was_received(case, "Fri 12 Jun 2026 10:00")
    desk.was_received(case, "Thu 11 Jun 2026 10:00")
    would_stay(me, r"changed again since, to Thu 11 Jun 2026, 10:00\.")
    desk.undoes()
    desk.at("Mon 15 Jun 2026 11:00").closes(case)
    would_stay(me, f"{case} was closed since. Reopen it first.")
    desk.reopens(case)
    me.undoes()

    me.at("Mon 15 Jun 2026 12:00").pauses(case)
    desk.at("Mon 15 Jun 2026 13:00").resumes(case)
    passes_over(me, "it was resumed since")
    me.at("Mon 15 Jun 2026 14:00").closes(case)
    desk.at("Mon 15 Jun 2026 14:30").reopens(case)
    would_stay(me, f"{case} was reopened since")
    desk.closes(case)
    would_stay(me, "was reopened and closed again since")
    desk.undoes()
    desk.undoes()
    assert me.undoes().change.what == "closed: withdrawn"
    desk.at("Mon 15 Jun 2026 15:00").updates(case)
    refused(me, me.redoes, "Work on .* went on after Mon 15 Jun 2026, 14:00")


def test_a_closing_that_is_undone_and_done_again_is_judged_as_it_was_whatever_the_calendar_has_become(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(complaint())
    desk.at("Wed 17 Jun 2026 10:00").acknowledges(case)
    desk.at("Tue 23 Jun 2026 10:00").closes(case)
    judged = desk.case(case).clocks
    assert {it.state for it in judged} == {"met", "missed"}
    lead = desk.as_("administrator", "lead")
    desk.changes_days(DayChange(date(2026, 6, 16), "closure", "Flood"))
    lead.at("Thu 25 Jun 2026 10:00").reopens(case)
    running = desk.case(case).clocks
    assert running != judged
    lead.undoes()
    assert desk.case(case).clocks == judged
    lead.redoes()
    assert desk.case(case).clocks == running
    lead.takes_step_back(case, "acknowledged")
    lead.undoes()
    assert desk.case(case).clocks == running
    lead.undoes()
    assert desk.case(case).clocks == judged


def test_undo_needs_the_leave_that_the_change_did(desk: Desk) -> None:
    case = desk.logs(enquiry())
    lead, priya = desk.as_("team-lead", "lead"), desk.as_("agent", "priya")
    lead.gives(case, priya.staff)
    with desk.store.writing(desk.staff, desk.now) as writing:
        remove_staff(writing, "lead")
        add_staff(writing, AddStaff("lead", "Lead Jones", "agent"))
    passes_over(lead, "allocate cases to others")
    priya.gives(case, None)
    with desk.store.writing(desk.staff, desk.now) as writing:
        remove_staff(writing, "priya")
    with pytest.raises(NotOnStaff, match="no longer on the staff list"):
        priya.undoes()


def test_what_stays_is_passed_over_in_words_and_the_next_undoing_is_of_what_was_before(desk: Desk) -> None:
    first, second = (desk.at("Mon 15 Jun 2026 10:00").logs(review()) for _ in range(2))
    me = desk.as_("team-lead", "mine")
    me.notes(first, "for the wrong case")
    me.acknowledges(second)
    mine = me.logs(enquiry())
    me.notes(mine, "right")
    desk.takes_step_back(second, "acknowledged")
    listed = [("note added", False), ("contact logged", True), ("acknowledged", False), ("note added", False)]
    assert [(it.what, it.stays) for it in can(me).undo] == listed
    assert me.undoes().change.words == f"{mine} note added"
    passes_over(me, f"^Nothing was undone: last you logged {mine}; a case that was logged stays")
    assert [(it.what, it.stays) for it in can(me).undo] == listed[2:]
    passes_over(me, f"^Nothing was undone: '{second} acknowledged' stays. Acknowledged was taken back already on {second}")
    undone = me.undoes()
    assert (undone.change.words, undone.stays) == (f"{first} note added", "")
    assert [it.withdrawn for it in desk.case(first).timeline if it.kind == "note"] == [True]
    refused(me, me.undoes, "You changed nothing in the last day")
    assert [me.redoes().change.words for _ in range(2)] == [f"{first} note added", f"{mine} note added"]
    refused(me, me.redoes, "You undid nothing last")


def test_only_ones_own_last_day_is_undone(desk: Desk) -> None:
    refused(desk, desk.undoes, "You changed nothing in the last day")
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    assert can(desk) == Undoable()
    desk.notes(case, "mine")
    assert can(desk.as_("administrator", "other")) == Undoable()
    assert len(can(desk.at("Tue 16 Jun 2026 10:00")).undo) == 1
    refused(desk.at("Tue 16 Jun 2026 10:01"), desk.undoes, "You changed nothing in the last day")


def test_a_call_back_taken_back_is_one_change_and_said_as_what_it_is(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.notes(case, "before")
    desk.promises(case, "07700 900123", by="Mon 15 Jun 2026 15:00")
    promised = desk.case(case).call_back
    assert promised is not None
    desk.takes_task_back(case, promised.id, "they rang")
    assert desk.undoes().change.words == f"{case} call-back taken back"
    assert desk.case(case).call_back == promised
    desk.calls_back(case)
    assert desk.takes_task_back(case, promised.id)
    assert desk.undoes().change.words == f"{case} call-back not made after all"
    assert desk.case(case).call_back is None
    desk.undoes()
    desk.undoes()
    assert (desk.case(case).tasks, desk.undoes().change.what) == ((), "note added")


def test_the_words_of_a_merged_cases_line_are_undone_as_they_were_changed(desk: Desk) -> None:
    first, second = (desk.at("Mon 15 Jun 2026 10:00").logs(review()) for _ in range(2))
    desk.notes(second, "as typed")
    desk.merges(second, first)
    desk.rewrites(second, "as meant")
    assert desk.undoes().stays == ""
    assert [it.text for it in desk.case(first).timeline if it.kind == "note"] == ["as typed"]


def test_a_change_that_somebody_made_and_took_back_does_not_stand_in_the_way(desk: Desk) -> None:
    mine, theirs = desk.as_("team-lead", "mine"), desk.as_("team-lead", "theirs")
    case = mine.logs(enquiry(subject="as it was"))
    mine.notes(case, "as typed")
    mine.changes(case, subject="mine")
    mine.rewrites(case, "my words")
    theirs.changes(case, subject="theirs")
    theirs.rewrites(case, "their words")
    assert [theirs.undoes().stays for _ in range(2)] == ["", ""]
    assert [mine.undoes().stays for _ in range(2)] == ["", ""]
    assert desk.case(case).subject == "as it was"
    assert [it.text for it in desk.case(case).timeline if it.kind == "note"] == ["as typed"]


def test_what_was_undone_counts_in_no_figure_and_rings_nobody(desk: Desk, store: Store) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.gives(case, desk.staff)
    desk.at("Mon 29 Jun 2026 10:00").pauses(case, "person")
    desk.closes(case)
    desk.undoes()
    desk.undoes()
    with store.reading() as connection:
        day = day_figures(connection, store.rules, date(2026, 6, 29), moment("Tue 30 Jun 2026 09:00"))
        late = alert_list(connection, store.rules, desk.at("Mon 29 Jun 2026 18:00").now, desk.staff.id, False)
    assert [day.number(name) for name in ("closed", "open", "overdue")] == [0, 1, 1]
    assert case in [it.reference for it in late.alerts]
    (move,) = desk.changes_days(DayChange(date(2026, 6, 29), "closure", "Flood")).moves
    assert moment_words(move.due_to) == "Tue 30 Jun 2026, 17:00"


def test_links_merges_tasks_and_changed_words_are_undone_by_the_same_two_keys(desk: Desk) -> None:
    first, second = (desk.at(f"Mon 15 Jun 2026 {hour}:00").logs(complaint()) for hour in ("09", "10"))
    desk.at("Mon 15 Jun 2026 11:00").notes(first, "as typed")

    def states() -> list[object]:
        return [(standing(desk, it), desk.case(it).status) for it in (first, second)]

    seen = [states()]
    for act in (
        lambda: desk.links(first, "same-incident", second),
        lambda: desk.unlinks(desk.case(first).links[0].link_id),
        lambda: desk.rewrites(first, "as meant"),
        lambda: desk.changes(first, subject="custody"),
        lambda: desk.adds_task(first, "ring Gwent", "Tue 16 Jun 2026 09:00"),
        lambda: desk.does_task(first, 1),
        lambda: desk.merges(second, first),
    ):
        desk.time.advance(timedelta(minutes=1))
        act()
        seen.append(states())
    for _ in range(2):
        for before in reversed(seen[:-1]):
            desk.undoes()
            assert states() == before
        for after in seen[1:]:
            desk.redoes()
            assert states() == after
    assert can(desk).undo[0].what == "merged with its duplicate"
