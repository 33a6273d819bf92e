"""What happens to the clocks of a case beside its steps: waiting, extensions, and what was recorded put right."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.calendars import DayChange
from casework.date_words import day_words, moment_words
from casework.deadlines import deadline
from casework.errors import DeskError
from casework.moments import london_date
from casework.permissions import NotAllowed
from db.actions.follow_case import Followed, follow_case
from db.actions.wait import PauseCase, pause_case
from db.errors import BadValue, CaseChanged, NotPossible
from db.tables import Case
from db.tables.plain import CASE, CLOCK
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, contact, enquiry, review


def due(desk: Desk, reference: str, standard: str) -> str:
    return moment_words(desk.clock(reference, standard).due_at)


def test_a_wait_adds_the_working_days_it_took(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    assert due(desk, case, "enquiry-reply") == "Mon 29 Jun 2026, 17:00"
    paused = desk.at("Wed 17 Jun 2026 12:00").pauses(case, "person", "Ada's solicitor")
    assert (paused.waiting, paused.running_on) == (("Reply to an enquiry",), ())
    desk.at("Mon 22 Jun 2026 09:00").resumes(case)
    assert due(desk, case, "enquiry-reply") == "Thu 2 Jul 2026, 17:00"
    (move,) = desk.case(case).moves
    assert (moment_words(move.due_from), move.why, move.staff) == (
        "Mon 29 Jun 2026, 17:00",
        "waited for the person",
        "Adaeze Okoro",
    )
    assert [entry.text for entry in desk.case(case).timeline if entry.kind in ("paused", "resumed")] == [
        "Answer by Thu 2 Jul 2026, 17:00, not Mon 29 Jun 2026, 17:00",
        "Ada's solicitor",
    ]


def test_a_case_that_waits_has_no_next_deadline_and_says_since_when(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    other = desk.logs(enquiry())
    desk.at("Wed 17 Jun 2026 12:00").pauses(case)
    desk.at("Mon 6 Jul 2026 12:00")
    assert [(row.reference, row.paused_at is not None, row.due_at is None) for row in desk.rows()] == [
        (other, False, False),
        (case, True, True),
    ]
    assert (desk.counts().overdue, desk.counts().open) == (1, 2)


def test_pausing_and_resuming_on_one_day_moves_nothing(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(complaint())
    before = desk.case(case).clocks
    desk.pauses(case)
    desk.at("Mon 15 Jun 2026 16:59").resumes(case)
    assert desk.case(case).clocks == before
    assert desk.case(case).moves == ()


def test_clocks_that_may_not_wait_run_on(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(review())
    paused = desk.pauses(case)
    assert paused.running_on == ("Keep the person informed",)
    assert set(paused.waiting) == {"Acknowledge a review application", "Decide a review application"}
    (row,) = desk.rows()
    assert row.paused_at is None
    assert row.due_at == desk.clock(case, "keep-informed").due_at


def test_a_statutory_clock_waits_only_for_what_its_standard_names(desk: Desk) -> None:
    foi = desk.at("Mon 15 Jun 2026 10:00").logs(contact("foi"))
    with pytest.raises(NotPossible, match=r"may wait only for clarification of a request \(statutory\)\."):
        desk.pauses(foi, "force")
    assert desk.pauses(foi, "clarification").waiting == ("Answer a freedom of information request",)


def test_a_late_clock_cannot_wait_so_a_case_is_never_both_paused_and_overdue(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.at("Mon 29 Jun 2026 17:01")
    with pytest.raises(NotPossible, match=r"Reply to an enquiry is overdue already\."):
        desk.pauses(case)
    mixed = desk.logs(complaint("Mon 22 Jun 2026 10:00"))
    assert desk.at("Mon 29 Jun 2026 16:00").pauses(mixed).waiting == ("Send a complaint to the appropriate authority",)
    assert desk.clock(mixed, "complaint-acknowledge").state == "running"


def test_no_second_wait_and_no_resuming_what_does_not_wait(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    with pytest.raises(NotPossible, match="does not wait for anybody"):
        desk.resumes(case)
    desk.pauses(case)
    with pytest.raises(NotPossible, match=r"waits for the force or body already, since Mon 15 Jun 2026, 10:00\."):
        desk.pauses(case, "person")
    with pytest.raises(BadValue, match="Choose what the case waits for"):
        desk.pauses(case, "tea")


def test_a_step_done_while_waiting_is_judged_with_the_wait(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.at("Mon 29 Jun 2026 12:00").pauses(case)
    assert desk.at("Wed 8 Jul 2026 12:00").answers(case) == ("met",)
    assert due(desk, case, "enquiry-reply") == "Wed 8 Jul 2026, 17:00"


def test_an_extension_counts_from_receipt_and_taking_it_back_restores_the_date(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(contact("sar"))
    assert due(desk, case, "sar") == "end of Wed 15 Jul 2026"
    desk.extends(case, "sar", 2)
    assert due(desk, case, "sar") == "end of Tue 15 Sep 2026"
    with pytest.raises(NotPossible, match=r"may be given 2 calendar months more in all \(statutory\)"):
        desk.extends(case, "sar", 1)
    desk.takes_extension_back(case)
    assert due(desk, case, "sar") == "end of Wed 15 Jul 2026"
    assert [move.why for move in desk.case(case).moves] == ["extended", "extension taken back"]
    desk.at("Thu 16 Jul 2026 00:00")
    with pytest.raises(NotPossible, match="overdue already"):
        desk.extends(case, "sar", 1)


def test_only_a_team_lead_gives_longer_and_with_a_reason(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    with pytest.raises(NotAllowed, match="give a clock longer"):
        desk.as_("agent").extends(case, "enquiry-reply", 5)
    with pytest.raises(BadValue, match="Say why"):
        desk.extends(case, "enquiry-reply", 5, " ")
    with pytest.raises(BadValue, match="from 1 to 1,000"):
        desk.extends(case, "enquiry-reply", 0)
    desk.as_("team-lead").extends(case, "enquiry-reply", 5)
    assert due(desk, case, "enquiry-reply") == "Mon 6 Jul 2026, 17:00"


def test_another_moment_of_receipt_moves_and_judges_every_clock_it_began(desk: Desk) -> None:
    case = desk.at("Mon 22 Jun 2026 10:00").logs(complaint())
    desk.at("Thu 25 Jun 2026 10:00")
    assert desk.acknowledges(case) == ("met",)
    desk.was_received(case, "Mon 15 Jun 2026 10:00")
    clock = desk.clock(case, "complaint-acknowledge")
    assert (clock.state, moment_words(clock.due_at)) == ("missed", "Thu 18 Jun 2026, 17:00")
    assert due(desk, case, "complaint-notify") == "Mon 22 Jun 2026, 17:00"
    assert desk.queue("due:overdue") == [case]
    with pytest.raises(BadValue, match="has not come yet"):
        desk.was_received(case, "Fri 26 Jun 2026 10:00")
    with pytest.raises(BadValue, match="before that"):
        desk.was_received(case, "Thu 25 Jun 2026 10:00:01")
    with pytest.raises(NotPossible, match="received then already"):
        desk.was_received(case, "Mon 15 Jun 2026 10:00")
    desk.was_received(case, "Mon 22 Jun 2026 10:00")
    assert desk.clock(case, "complaint-acknowledge").state == "met"


def test_an_extension_stays_when_the_receipt_is_dated_anew(desk: Desk) -> None:
    case = desk.at("Mon 22 Jun 2026 10:00").logs(enquiry())
    desk.extends(case, "enquiry-reply", 5)
    desk.was_received(case, "Fri 19 Jun 2026 10:00")
    assert due(desk, case, "enquiry-reply") == "Fri 10 Jul 2026, 17:00"


def test_a_step_taken_back_never_was(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(review())
    desk.at("Tue 16 Jun 2026 10:00").does(case, "papers-asked")
    desk.acknowledges(case)
    desk.takes_step_back(case, "papers-asked")
    desk.takes_step_back(case, "acknowledged")
    assert desk.clock(case, "review-acknowledge").state == "running"
    assert "review-papers" not in [desk.store.rules.standards[it.standard].id for it in desk.case(case).clocks]
    assert desk.acknowledges(case) == ("met",)


def test_putting_the_receipt_right_judges_only_the_clocks_that_began_with_it(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(review())
    desk.at("Mon 15 Jun 2026 11:00").does(case, "papers-asked")
    desk.at("Tue 23 Jun 2026 09:00").does(case, "papers-received")
    judged = desk.clock(case, "review-papers")
    desk.changes_days(DayChange(date(2026, 6, 17), "closure", "Flood"))
    desk.was_received(case, "Fri 12 Jun 2026 10:00")
    assert desk.clock(case, "review-papers") == judged
    assert judged.state == "missed"


def test_an_update_taken_back_counts_again_from_the_one_before(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(complaint())
    desk.at("Mon 22 Jun 2026 10:00").updates(case)
    assert due(desk, case, "keep-informed") == "Mon 20 Jul 2026, 17:00"
    desk.takes_step_back(case, "updated")
    assert due(desk, case, "keep-informed") == "Mon 13 Jul 2026, 17:00"


def test_a_case_reopened_runs_on_as_if_it_had_not_been_closed(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(complaint())
    desk.at("Tue 16 Jun 2026 10:00").acknowledges(case)
    before = desk.case(case).clocks
    desk.closes(case)
    with pytest.raises(NotPossible, match="Reopen it first"):
        desk.was_received(case, "Mon 15 Jun 2026 09:00")
    desk.reopens(case)
    assert desk.case(case).clocks == before
    assert desk.queue() == [case]
    with pytest.raises(NotPossible, match="is open"):
        desk.reopens(case)


def test_a_holiday_announced_moves_a_clock_that_waited_or_was_given_longer_by_its_own_count(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.extends(case, "enquiry-reply", 2)
    desk.at("Wed 17 Jun 2026 12:00").pauses(case)
    desk.at("Fri 19 Jun 2026 12:00").resumes(case)
    assert due(desk, case, "enquiry-reply") == "Fri 3 Jul 2026, 17:00"
    (move,) = desk.changes_days(DayChange(date(2026, 7, 2), "closure", "Flood")).moves
    assert moment_words(move.due_to) == "Mon 6 Jul 2026, 17:00"
    assert desk.case(case).moves[-1].why == "calendar changed"


def test_two_at_once_and_the_audit(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.pauses(case)
    desk.at("Tue 16 Jun 2026 10:00").resumes(case)
    desk.extends(case, "enquiry-reply", 1)
    assert audited(desk)[-3:] == ["case paused", "case resumed", "clock extended"]
    view = desk.case(case)
    with pytest.raises(CaseChanged), desk.store.writing(desk.staff, desk.now) as writing:
        pause_case(writing, PauseCase(view.id, view.version - 1, "force"))


# Random work on a case, against its clocks worked out again from nothing

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("acknowledged", "updated", "papers-asked", "papers-received", "decided", "pause", "resume"),
                *("extend", "unextend", "withdraw", "close", "reopen", "received", "holiday"),
            ]
        ),
        st.integers(0, 80),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whatever_is_done_the_record_is_what_its_history_gives(desk: Desk, deeds: list[tuple[str, int]]) -> None:
    desk.at("Mon 14 Dec 2026 10:00")
    case = desk.logs(review())
    for deed, hours in deeds:
        desk.time.set(desk.now + timedelta(hours=hours))
        try:
            _do(desk, case, deed, hours)
        except DeskError:
            continue
        _holds(desk, case)


def _do(desk: Desk, case: str, deed: str, hours: int) -> None:
    if deed == "pause":
        desk.pauses(case)
    elif deed == "resume":
        desk.resumes(case)
    elif deed == "extend":
        desk.extends(case, "review-decision", 1 + hours // 10)
    elif deed == "unextend" and desk.case(case).extensions:
        desk.takes_extension_back(case)
    elif deed == "withdraw":
        steps = [it.step for it in desk.case(case).timeline if it.kind == "step" and not it.withdrawn]
        if steps:
            desk.takes_step_back(case, steps[hours % len(steps)])
    elif deed == "close":
        desk.closes(case)
    elif deed == "reopen":
        desk.reopens(case)
    elif deed == "received":
        desk.was_received(case, desk.case(case).received_at - timedelta(hours=hours))
    elif deed == "holiday":
        day = london_date(desk.now) + timedelta(days=hours)
        desk.changes_days(DayChange(day, "closure", day_words(day)))
    elif deed != "unextend":
        desk.does(case, deed)


def _holds(desk: Desk, reference: str) -> None:
    """Following the case again changes nothing, and its next deadline is that of its earliest running clock."""
    before = contents(desk.store)
    with desk.store.writing(desk.staff, desk.now) as writing:
        row = writing.session.get(Case, desk.case(reference).id)
        assert row is not None
        assert follow_case(writing, row, "again") == Followed()
    assert contents(desk.store) == before
    view = desk.case(reference)
    running = [clock for clock in view.running if clock.paused_at is None]
    with desk.store.reading() as connection:
        case = connection.execute(select(CASE).where(CASE.c.id == view.id)).one()
        states = connection.execute(select(CLOCK.c.state).where(CLOCK.c.case_id == view.id)).scalars().all()
    assert case.next_due_at == min((clock.due_at for clock in running), default=None)
    assert (case.paused_at is not None) == bool(view.running and not running)
    assert not any(clock.paused_at is not None and clock.paused_at > clock.due_at for clock in view.running)
    assert (view.closed_at is None) or not view.running
    assert set(states) <= {"running", "paused", "met", "missed", "void"}
    for clock in view.running:
        standard = desk.store.rules.standards[clock.standard]
        if not view.waits and not view.extensions:
            assert clock.due_at == deadline(standard, clock.started_at, desk.store.refresh_rules().calendars).due_at
