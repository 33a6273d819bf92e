"""Call-backs and tasks: promised, moved, made, taken back, and what the queue, the alerts and the members' lists say of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.calendars import DayChange
from casework.clocks import standing
from casework.date_words import moment_words
from casework.errors import DeskError
from casework.tasks import CALL_BACK, CALL_BACK_STANDARD, TASK
from casework.timesource import SetTime
from db.actions.follow_case import Followed, follow_case
from db.actions.log_contact import log_contact
from db.actions.settings import rules_have_changed
from db.actions.staff import signed_in
from db.actions.tasks import AddTask, DoTask, add_task, do_task
from db.errors import BadValue, CaseChanged, NotOnStaff, NotPossible
from db.migrations import alembic_settings
from db.queries.alerts import alert_list, alerts
from db.queries.tasks import TaskView
from db.store import Store
from db.tables import Case
from db.tables.plain import CASE, CLOCK, ENTRY, STANDARD
from db.tables.plain import TASK as ROWS
from tests.db.record import audited
from tests.desk import Desk, contact, enquiry, moment

MONDAY = "Mon 12 Jan 2026 10:00"


def call_back(desk: Desk, reference: str) -> TaskView:
    (found,) = [task for task in desk.case(reference).tasks if task.kind == CALL_BACK]
    return found


def told(desk: Desk, after: str, upto: str, staff_id: int | None = None) -> list[tuple[str, str, str]]:
    with desk.store.reading() as connection:
        found = alerts(connection, desk.store.rules_in(connection), moment(after), moment(upto), staff_id)
    return [(alert.kind, alert.promise, alert.reference) for alert in found]


def says(desk: Desk, reference: str) -> tuple[str, str, bool]:
    (row,) = [row for row in desk.rows() if row.reference == reference]
    shown = standing(desk.store.refresh_rules(), row.standard, row.due_at, row.warn_at, row.paused_at, desk.now)
    return row.next_words, shown.words, row.waits_beside


def test_however_a_call_back_is_promised_it_is_to_be_done_by_its_clock(desk: Desk) -> None:
    desk.at("Fri 20 Nov 2026 14:00")
    logged = desk.logs(enquiry(outcome="call-back", outcome_words="on 07700 900123 [/]", name="Ada", phone="0161 496 0000"))
    stepped = desk.logs(enquiry())
    desk.does(stepped, "callback-promised", "the landline")
    promised = desk.logs(enquiry())
    desk.promises(promised)
    for reference, what in ((logged, "on 07700 900123 [/]"), (stepped, "the landline"), (promised, "")):
        task = call_back(desk, reference)
        assert (task.what, task.own_due, moment_words(task.due_at)) == (what, False, "Mon 23 Nov 2026, 17:00")
        assert says(desk, reference) == ("call-back", "1 day left  Mon 23 Nov", False)
    assert (call_back(desk, logged).person, call_back(desk, logged).phone) == ("Ada", "0161 496 0000")
    assert [task.reference for task in desk.to_do()] == [logged, stepped, promised]
    assert desk.at("Mon 23 Nov 2026 17:00").calls_back(logged).judged == ("met",)
    done = call_back(desk, logged)
    assert (done.open, done.done_at, done.done_by) == (False, desk.now, "Adaeze Okoro")
    desk.does(stepped, "callback-returned")
    assert [task.reference for task in desk.to_do()] == [promised]
    assert says(desk, logged)[0] == ""


def test_a_contact_whose_outcome_names_a_moment_is_due_then(desk: Desk) -> None:
    desk.at(MONDAY)
    with desk.store.writing(desk.staff, desk.now) as writing:
        logged = log_contact(writing, enquiry(outcome="call-back", outcome_words="today 15:00, 07700 900123"))
    assert logged.promise(desk.store.rules) == "Call back by Mon 12 Jan 2026, 15:00"
    task = call_back(desk, logged.reference)
    assert (task.due_at, task.own_due, task.what) == (moment("Mon 12 Jan 2026 15:00"), True, "today 15:00, 07700 900123")
    late = desk.logs(enquiry("Wed 7 Jan 2026 10:00", outcome="call-back", outcome_words="tomorrow 15:00, 07700 900123"))
    assert not call_back(desk, late).own_due
    assert desk.logs(enquiry()) not in [task.reference for task in desk.to_do()]


def test_a_promised_moment_counts_beside_the_standards_clock_which_stays(desk: Desk) -> None:
    reference = desk.at(MONDAY).logs(enquiry())
    with pytest.raises(BadValue, match=r"Mon 12 Jan 2026, 10:00 has passed\. Give a moment still to come"):
        desk.promises(reference, by=MONDAY)
    promised = desk.promises(reference, "07700 900123", by="Tue 13 Jan 2026 10:00")
    assert promised.words == "Call back by Tue 13 Jan 2026, 10:00."
    assert desk.case(reference).timeline[0].text == "for Tue 13 Jan 2026, 10:00\n07700 900123"
    assert says(desk, reference)[:2] == ("call-back", "1 day left  Tue 13 Jan")
    with pytest.raises(
        NotPossible, match=r"A call-back is promised on .+ already, for Tue 13 Jan 2026, 10:00\. Make it or move it"
    ):
        desk.promises(reference)
    with pytest.raises(NotPossible, match="promised on"):
        desk.does(reference, "callback-promised")
    tasks = desk.case(reference).tasks
    moved = desk.moves_task(reference, tasks[0].id, "Fri 16 Jan 2026 10:00", "the landline")
    assert moved.words.endswith("; the standard's clock is due Tue 13 Jan 2026, 17:00.")
    assert desk.case(reference).timeline[0].text == (
        "by Fri 16 Jan 2026, 10:00, not Tue 13 Jan 2026, 10:00\nnow: the landline\nbefore: 07700 900123"
    )
    assert says(desk, reference)[:2] == ("call-back", "1 day left  Tue 13 Jan")
    desk.at("Tue 13 Jan 2026 17:00:01")
    assert told(desk, MONDAY, "Tue 13 Jan 2026 17:00:01") == [("overdue", "Ring back by", reference)]
    assert desk.calls_back(reference).judged == ("missed",)
    assert audited(desk)[-4:] == ["callback promised", "task moved", "step completed", "callback returned"]


def test_a_call_back_goes_back_to_the_standards_date_and_follows_its_clock(desk: Desk) -> None:
    reference = desk.at(MONDAY).logs(enquiry())
    desk.promises(reference, by="Mon 12 Jan 2026 15:00")
    number = call_back(desk, reference).id
    with pytest.raises(NotPossible, match=r"It is due Mon 12 Jan 2026, 15:00 already\."):
        desk.moves_task(reference, number, "Mon 12 Jan 2026 15:00")
    desk.moves_task(reference, number, None)
    assert (call_back(desk, reference).own_due, says(desk, reference)[1]) == (False, "1 day left  Tue 13 Jan")
    desk.changes_days(DayChange(date(2026, 1, 13), "closure", "Flood"))
    assert moment_words(call_back(desk, reference).due_at) == "Wed 14 Jan 2026, 17:00"
    desk.extends(reference, "callback", 1)
    assert moment_words(call_back(desk, reference).due_at) == "Thu 15 Jan 2026, 17:00"
    desk.moves_task(reference, number, "Tue 13 Jan 2026 11:00")
    desk.changes_days(DayChange(date(2026, 1, 14), "closure", "Flood"))
    assert moment_words(call_back(desk, reference).due_at) == "Tue 13 Jan 2026, 11:00"
    assert says(desk, reference)[1] == "due Tue  Tue 13 Jan"


def test_no_answer_leaves_it_open_and_a_message_returns_it(desk: Desk) -> None:
    reference = desk.at(MONDAY).logs(enquiry())
    with pytest.raises(NotPossible, match="No call-back is open on"):
        desk.calls_back(reference)
    desk.promises(reference, by="Mon 12 Jan 2026 15:00")
    desk.at("Mon 12 Jan 2026 14:50")
    assert desk.calls_back(reference, "no-answer", "rang out").open_until == moment("Mon 12 Jan 2026 15:00")
    line = desk.case(reference).timeline[0]
    assert (line.kind, line.channel, line.direction) == ("contact", "phone", "out")
    assert line.text == "No answer: the call-back stays open.\nrang out"
    assert call_back(desk, reference).open
    assert desk.calls_back(reference, "message").judged == ("met",)
    assert desk.case(reference).timeline[0].text == "Left a message."
    assert not call_back(desk, reference).open


def test_steps_taken_back_and_closing_keep_it_true(desk: Desk) -> None:
    reference = desk.at(MONDAY).logs(enquiry())
    desk.promises(reference, "07700 900123", by="Mon 12 Jan 2026 15:00")
    desk.calls_back(reference)
    desk.takes_step_back(reference, "callback-returned")
    assert (call_back(desk, reference).open, says(desk, reference)[0]) == (True, "call-back")
    desk.closes(reference)
    assert (desk.to_do(), desk.case(reference).open_tasks) == ([], ())
    assert told(desk, MONDAY, "Mon 12 Jan 2026 18:00") == []
    desk.reopens(reference)
    assert [(task.what, task.due_at) for task in desk.to_do()] == [("07700 900123", moment("Mon 12 Jan 2026 15:00"))]
    desk.takes_step_back(reference, "callback-promised")
    assert (desk.case(reference).tasks, says(desk, reference)[0]) == ((), "")
    desk.promises(reference)
    number = call_back(desk, reference).id
    assert desk.takes_task_back(reference, number, "they rang us") is False
    assert desk.case(reference).tasks == ()
    desk.promises(reference)
    desk.does_task(reference, call_back(desk, reference).id)
    assert desk.takes_task_back(reference, call_back(desk, reference).id) is True
    assert call_back(desk, reference).open


def test_a_call_back_taken_back_is_told_as_that_and_of_no_task(desk: Desk) -> None:
    reference = desk.at(MONDAY).logs(enquiry())
    desk.promises(reference)
    desk.calls_back(reference)
    number = call_back(desk, reference).id
    assert [desk.takes_task_back(reference, number) for _ in range(2)] == [True, False]
    desk.takes_task_back(reference, desk.adds_task(reference, "ask Gwent", "Wed 14 Jan 2026 17:00"))
    assert audited(desk)[-6:] == [
        *("step withdrawn", "callback not returned", "step withdrawn", "callback withdrawn", "task added", "task withdrawn")
    ]


def test_a_task_from_beginning_to_end(desk: Desk) -> None:
    priya = desk.at(MONDAY).as_("agent", "priya")
    reference = desk.logs(enquiry())
    with pytest.raises(BadValue, match="Say what is to be done"):
        desk.adds_task(reference, "  ", "Wed 14 Jan 2026 17:00")
    with pytest.raises(BadValue, match="has passed"):
        desk.adds_task(reference, "ring Gwent", "Mon 12 Jan 2026 09:00")
    number = desk.adds_task(reference, "send form [/b]", "Wed 14 Jan 2026 17:00", priya.staff)
    assert (desk.to_do(), [task.what for task in priya.to_do()]) == ([], ["send form [/b]"])
    assert desk.case(reference).timeline[0].text == "by Wed 14 Jan 2026, 17:00, for Priya Jones\nsend form [/b]"
    assert says(desk, reference)[:2] == ("task", "2 days left  Wed 14 Jan")
    view = desk.case(reference)
    with pytest.raises(CaseChanged), desk.store.writing(desk.staff, desk.now) as writing:
        do_task(writing, DoTask(view.id, view.version - 1, number))
    priya.moves_task(reference, number, "Tue 13 Jan 2026 09:00")
    with pytest.raises(BadValue, match="A task has no standard to be due by"):
        desk.moves_task(reference, number, None)
    priya.does_task(reference, number, "sent")
    assert says(desk, reference)[0] == ""
    with pytest.raises(NotPossible, match="It was done already"):
        desk.does_task(reference, number)
    assert desk.takes_task_back(reference, number) is True
    assert (says(desk, reference)[0], [task.id for task in priya.to_do()]) == ("task", [number])
    assert desk.takes_task_back(reference, number, "not needed") is False
    with pytest.raises(NotPossible, match="It was taken back already"):
        desk.does_task(reference, number)
    assert (desk.case(reference).tasks, says(desk, reference)[0]) == ((), "")
    with pytest.raises(NotPossible, match="has no task 99"):
        desk.does_task(reference, 99)
    desk.closes(reference)
    with pytest.raises(NotPossible, match=r"is closed, so nothing is to be done for it\. Reopen it first\."):
        desk.adds_task(reference, "more", "Wed 14 Jan 2026 17:00")


def test_whose_a_task_is(desk: Desk) -> None:
    priya = desk.at(MONDAY).as_("agent", "priya")
    reference = priya.logs(enquiry())
    priya.promises(reference)
    assert ([it.reference for it in priya.to_do()], desk.to_do()) == ([reference], [])
    desk.gives(reference, desk.staff)
    desk.adds_task(reference, "ask Gwent", "Wed 14 Jan 2026 17:00", priya.staff)
    assert [(it.kind, it.owner) for it in desk.to_do()] == [(CALL_BACK, "Adaeze Okoro")]
    assert [(it.kind, it.staff) for it in priya.to_do()] == [(TASK, "Priya Jones")]
    assert [it.kind for it in desk.to_do(everybodys=True)] == [CALL_BACK, TASK]
    view = desk.case(reference)
    with pytest.raises(NotOnStaff), desk.store.writing(desk.staff, desk.now) as writing:
        add_task(writing, AddTask(view.id, view.version, "ask", desk.now + timedelta(days=1), 99))


def test_tasks_are_told_as_they_come_due_to_whose_they_are(desk: Desk) -> None:
    priya = desk.at(MONDAY).as_("agent", "priya")
    reference = desk.logs(enquiry())
    desk.gives(reference, desk.staff)
    number = desk.adds_task(reference, "ask Gwent", "Wed 14 Jan 2026 12:00", priya.staff)
    desk.adds_task(reference, "ask Kent", "Wed 14 Jan 2026 12:00")
    assert told(desk, MONDAY, "Tue 13 Jan 2026 23:59") == []
    assert told(desk, "Tue 13 Jan 2026 23:59", "Wed 14 Jan 2026 12:00") == [("due soon", "Task by", reference)] * 2
    assert told(desk, "Wed 14 Jan 2026 00:00", "Wed 14 Jan 2026 12:00", priya.staff.id) == []
    late = ("Wed 14 Jan 2026 12:00", "Wed 14 Jan 2026 12:00:01")
    assert told(desk, *late, priya.staff.id) == [("overdue", "Task by", reference)]
    assert told(desk, *late, desk.staff.id) == [("overdue", "Task by", reference)]
    priya.at("Wed 14 Jan 2026 12:30").does_task(reference, number)
    assert told(desk, *late, priya.staff.id) == []
    with desk.store.reading() as connection:
        found = alert_list(connection, desk.store.rules, desk.now, priya.staff.id, everybodys=False)
    assert [(it.kind, it.since, it.owner) for it, _ in found.listed] == [("overdue", "done", "Priya Jones")]


def test_what_is_to_be_done_shows_while_the_case_waits(desk: Desk) -> None:
    reference = desk.at(MONDAY).logs(enquiry())
    desk.pauses(reference)
    assert says(desk, reference) == ("", "paused, since Mon 12 Jan", False)
    desk.adds_task(reference, "chase Gwent", "Tue 13 Jan 2026 17:00")
    assert says(desk, reference) == ("task", "1 day left  Tue 13 Jan", True)
    desk.changes_days(DayChange(date(2026, 1, 15), "closure", "Flood"))
    assert says(desk, reference) == ("task", "1 day left  Tue 13 Jan", True)
    assert desk.counts().today == 0
    assert desk.at("Tue 13 Jan 2026 17:00:01").counts().overdue == 1


def test_without_a_standard_for_call_backs_none_is_promised(desk: Desk) -> None:
    with desk.at(MONDAY).store.writing(desk.staff, desk.now) as writing:
        over = STANDARD.update().where(STANDARD.c.id == CALL_BACK_STANDARD).values(effective_to=date(2025, 1, 1))
        writing.session.execute(over)
        rules_have_changed(writing.session)
    reference = desk.logs(contact("feedback"))
    with pytest.raises(NotPossible, match=r"No standard says when a call-back on .+ is due\. Add a task in its place\."):
        desk.promises(reference, by="Tue 13 Jan 2026 10:00")
    desk.does(reference, "callback-promised")
    assert (desk.case(reference).tasks, says(desk, reference)[0]) == ((), "")


def test_a_call_back_that_was_open_before_there_were_tasks_is_one(desk: Desk) -> None:
    from alembic import command

    reference, other = (desk.at(MONDAY).logs(enquiry()) for _ in range(2))
    for each in (reference, other):
        desk.does(each, "callback-promised", "the landline [/]")
    desk.calls_back(other)
    before = call_back(desk, reference)
    with desk.store.engine.connect() as connection, connection.begin():
        command.downgrade(alembic_settings(connection), "0010")
        command.upgrade(alembic_settings(connection), "head")
    assert [replace(task, id=before.id) for task in desk.to_do()] == [before]


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("promise", "promise at", "step", "returned", "no-answer", "move", "unmove", "add", "do", "take back"),
                *("undo step", "close", "reopen", "pause", "resume", "holiday"),
            ]
        ),
        st.integers(0, 60),
    ),
    max_size=10,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whatever_is_done_tasks_are_what_the_timeline_says(sqlite_store: Store, deeds: list[tuple[str, int]]) -> None:
    now = moment(MONDAY)
    desk = Desk(sqlite_store, SetTime(now), signed_in(sqlite_store, "adaeze", "Adaeze Okoro", now)[0])
    reference = desk.at("Mon 14 Dec 2026 10:00").logs(enquiry())
    for deed, hours in deeds:
        desk.time.set(desk.now + timedelta(hours=hours))
        try:
            _do(desk, reference, deed, hours)
        except DeskError:
            continue
        _holds(desk, reference)


def _do(desk: Desk, reference: str, deed: str, hours: int) -> None:
    later = desk.now + timedelta(hours=hours)
    by = f"{later:%a} {later.day} {later:%b %Y %H:%M}"
    numbers = [task.id for task in desk.case(reference).tasks] or [0]
    number = numbers[hours % len(numbers)]
    steps = [it.step for it in desk.case(reference).timeline if it.kind == "step" and not it.withdrawn]
    if deed == "undo step" and not steps:
        return
    deeds: dict[str, Callable[[], object]] = {
        "promise": lambda: desk.promises(reference, "07700"),
        "promise at": lambda: desk.promises(reference, by=by),
        "step": lambda: desk.does(reference, "callback-promised", "tomorrow 10:00, here"),
        "returned": lambda: desk.does(reference, "callback-returned"),
        "no-answer": lambda: desk.calls_back(reference, "no-answer"),
        "move": lambda: desk.moves_task(reference, number, by),
        "unmove": lambda: desk.moves_task(reference, number, None),
        "add": lambda: desk.adds_task(reference, "ask", by),
        "do": lambda: desk.does_task(reference, number),
        "take back": lambda: desk.takes_task_back(reference, number),
        "undo step": lambda: desk.takes_step_back(reference, steps[hours % len(steps)]),
        "close": lambda: desk.closes(reference),
        "reopen": lambda: desk.reopens(reference),
        "pause": lambda: desk.pauses(reference),
        "resume": lambda: desk.resumes(reference),
        "holiday": lambda: desk.changes_days(DayChange(later.date(), "closure", "Flood")),
    }
    deeds[deed]()


def kept(desk: Desk) -> list[list[tuple[object, ...]]]:
    """The rows that following a case could change."""
    with desk.store.reading() as connection:
        return [
            [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))] for table in (CASE, CLOCK, ROWS, ENTRY)
        ]


def _holds(desk: Desk, reference: str) -> None:
    """Following again changes nothing; call-backs are open as their clocks are; the next deadline is the earliest of all."""
    before = kept(desk)
    with desk.store.writing(desk.staff, desk.now) as writing:
        row = writing.session.get(Case, desk.case(reference).id)
        assert row is not None
        assert follow_case(writing, row, "again") == Followed()
    assert kept(desk) == before
    with desk.store.reading() as connection:
        case = connection.execute(select(CASE).where(CASE.c.reference == reference)).one()
        clocks = connection.execute(select(CLOCK).where(CLOCK.c.case_id == case.id, CLOCK.c.state != "void")).all()
        tasks = connection.execute(select(ROWS).where(ROWS.c.case_id == case.id)).all()
    promised = {clock.begun_by: clock for clock in clocks if clock.begun_by is not None}
    stand = [task for task in tasks if task.kind == CALL_BACK and task.withdrawn_at is None]
    assert {task.entry_id for task in stand} == set(promised)
    for task in stand:
        clock = promised[task.entry_id]
        assert (task.done_at is not None) == (clock.stopped_by is not None)
        assert task.own_due or (task.due_at, task.warn_at) == (clock.due_at, clock.warn_at)
    running = [clock.due_at for clock in clocks if clock.stopped_at is None and clock.paused_at is None]
    to_do = [it.due_at for it in tasks if it.own_due and it.done_at is None and it.withdrawn_at is None and not case.closed_at]
    assert case.next_due_at == min([*running, *to_do], default=None)
    assert (case.next_standard is None) == (not running or bool(to_do and min(to_do) < min(running)))
