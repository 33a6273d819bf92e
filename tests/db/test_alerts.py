"""Alerts: what came due soon or is overdue, whose it is, and which have been seen."""

import pytest
from sqlalchemy import select

from casework.alerts import KEPT, summed_up
from db.actions.see_alerts import see_alerts
from db.queries.alerts import Recent, alert_list, alerts, past_alerts, unseen_alerts
from db.tables.plain import CASE, CLOCK
from tests.db.busy import work
from tests.desk import Desk, complaint, enquiry, moment, review


def recent(desk: Desk, everybodys: bool = True) -> Recent:
    with desk.store.reading() as connection:
        return alert_list(connection, desk.store.rules_in(connection), desk.now, desk.staff.id, everybodys)


def between(desk: Desk, after: str, upto: str) -> list[tuple[str, str]]:
    with desk.store.reading() as connection:
        found = alerts(connection, desk.store.rules_in(connection), moment(after), moment(upto))
    return [(alert.kind, alert.promise) for alert in found]


def test_a_clock_is_told_once_as_due_soon_and_once_as_overdue(desk: Desk) -> None:
    desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    assert between(desk, "Mon 15 Jun 2026 10:00", "Wed 24 Jun 2026 23:59") == []
    assert between(desk, "Wed 24 Jun 2026 23:59", "Thu 25 Jun 2026 00:00") == [("due soon", "Answer by")]
    assert between(desk, "Thu 25 Jun 2026 00:00", "Mon 29 Jun 2026 17:00") == []
    assert between(desk, "Mon 29 Jun 2026 17:00", "Mon 29 Jun 2026 17:00:01") == [("overdue", "Answer by")]
    assert between(desk, "Mon 29 Jun 2026 17:00:01", "Tue 30 Jun 2026 17:00") == []
    assert between(desk, "Mon 15 Jun 2026 10:00", "Tue 30 Jun 2026 17:00") == [("overdue", "Answer by")]


def test_what_is_done_waits_or_is_closed_is_not_told(desk: Desk) -> None:
    done, waits, closed = (desk.at("Mon 15 Jun 2026 10:00").logs(enquiry()) for _ in range(3))
    desk.answers(done)
    desk.pauses(waits)
    desk.closes(closed)
    assert between(desk, "Mon 15 Jun 2026 10:00", "Tue 30 Jun 2026 17:00") == []


def test_agents_are_told_of_their_own_cases(desk: Desk) -> None:
    mine = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.logs(enquiry())
    desk.gives(mine, desk.staff)
    desk.at("Mon 29 Jun 2026 17:01")
    assert [alert.reference for alert in recent(desk, everybodys=False).alerts] == [mine]
    assert len(recent(desk).alerts) == 2


def test_what_was_seen_stays_in_the_list_and_is_no_longer_new(desk: Desk) -> None:
    desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    later = desk.at("Tue 16 Jun 2026 10:00").logs(enquiry())
    desk.at("Mon 29 Jun 2026 17:01")
    assert (recent(desk).new, len(recent(desk).alerts)) == (2, 2)
    with desk.store.writing(desk.staff, desk.now) as writing:
        see_alerts(writing, desk.now)
    assert recent(desk).new == 0
    with desk.store.writing(desk.staff, desk.now) as writing:
        see_alerts(writing, moment("Mon 15 Jun 2026 10:00"))
    assert recent(desk).new == 0
    desk.at("Tue 30 Jun 2026 17:01")
    found = recent(desk)
    assert [alert.reference for alert in found.unseen] == [later]
    assert len(found.alerts) == 2
    desk.at("Thu 9 Jul 2026 17:01")
    assert recent(desk).alerts == ()


def test_what_came_while_the_list_was_open_is_still_new(desk: Desk) -> None:
    desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    shown = recent(desk.at("Mon 29 Jun 2026 16:59")).upto
    desk.at("Mon 29 Jun 2026 17:01")
    with desk.store.writing(desk.staff, desk.now) as writing:
        see_alerts(writing, shown)
    assert recent(desk).new == 1


def test_many_alike_are_one_sentence(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 10:00")
    for _ in range(3):
        desk.logs(review())
    one = desk.logs(complaint())
    with desk.store.reading() as connection:
        found = alerts(connection, desk.store.rules, moment("Fri 12 Jun 2026 10:00"), moment("Wed 17 Jun 2026 09:00"))
    assert summed_up(found, moment("Wed 17 Jun 2026 09:00")) == (
        f"1 complaint breaches at 17:00: {one}. 1 complaint breaches on Fri 19 Jun at 17:00: {one}. "
        "3 review applications breach on Fri 19 Jun at 17:00."
    )


def listed(desk: Desk) -> list[tuple[bool, str, str, str | None]]:
    """The list somebody asked to see: whether each is new, which, of what case, and why it no longer stands."""
    with desk.store.reading() as connection:
        found = alert_list(connection, desk.store.rules_in(connection), desk.now, desk.staff.id, everybodys=True)
    assert all(alert.since is None for alert in found.alerts)
    assert len(set(found.listed)) == len(found.listed)
    return [(new, alert.kind, alert.reference, alert.since) for alert, new in found.listed]


def unseen(desk: Desk) -> Recent:
    with desk.store.reading() as connection:
        return unseen_alerts(connection, desk.store.rules_in(connection), desk.now, desk.staff.id, everybodys=True)


def sees(desk: Desk) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        see_alerts(writing, desk.now)


def test_the_list_keeps_what_was_done_closed_or_paused_since_newest_first(desk: Desk) -> None:
    in_time = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    late, closed, paused, stands = (desk.logs(enquiry()) for _ in range(4))
    desk.at("Mon 29 Jun 2026 16:00").answers(in_time)
    desk.pauses(paused)
    desk.at("Mon 29 Jun 2026 18:00").answers(late)
    desk.closes(closed)
    desk.at("Tue 30 Jun 2026 09:00")
    assert listed(desk) == [
        (True, "overdue", stands, None),
        (False, "overdue", closed, "closed"),
        (False, "overdue", late, "done"),
        (False, "due soon", paused, "paused"),
        (False, "due soon", in_time, "done"),
    ]
    assert [alert.reference for alert in recent(desk).alerts] == [stands]
    assert between(desk, "Mon 15 Jun 2026 10:00", "Tue 30 Jun 2026 09:00") == [("overdue", "Answer by")]
    sees(desk)
    assert listed(desk)[0] == (False, "overdue", stands, None)
    assert listed(desk.at("Mon 6 Jul 2026 17:01")) == []


def test_what_was_answered_and_then_closed_is_closed(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.at("Fri 26 Jun 2026 10:00").answers(case)
    desk.closes(case)
    assert listed(desk) == [(False, "due soon", case, "closed")]


def test_what_was_done_before_it_warned_gave_no_alert(desk: Desk) -> None:
    answered, closed = (desk.at("Mon 15 Jun 2026 10:00").logs(enquiry()) for _ in range(2))
    desk.at("Wed 24 Jun 2026 23:59").answers(answered)
    desk.closes(closed)
    assert listed(desk.at("Thu 25 Jun 2026 09:00")) == []


def test_a_clock_that_never_was_gave_no_alert(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(review())
    desk.does(case, "papers-asked")
    desk.at("Tue 23 Jun 2026 10:00")
    told = {(kind, promise) for kind, promise in between(desk, "Mon 15 Jun 2026 10:00", "Tue 23 Jun 2026 10:00")}
    assert ("overdue", "Papers by") in told
    sees(desk)
    desk.takes_step_back(case, "papers-asked")
    assert [since for _, _, _, since in listed(desk)] == [None]


def test_a_clock_that_waited_as_it_would_have_warned_gave_no_alert(desk: Desk) -> None:
    waited, ran = (desk.at("Mon 15 Jun 2026 10:00").logs(enquiry()) for _ in range(2))
    desk.at("Tue 16 Jun 2026 10:00").pauses(waited)
    assert listed(desk.at("Fri 26 Jun 2026 10:00")) == [(True, "due soon", ran, None)]
    desk.resumes(waited)
    desk.answers(waited)
    desk.answers(ran)
    assert listed(desk) == [(False, "due soon", ran, "done")]


def test_a_wait_that_a_standard_does_not_allow_hides_no_alert(desk: Desk) -> None:
    case = desk.at("Mon 15 Jun 2026 10:00").logs(review())
    desk.does(case, "papers-asked")
    desk.at("Tue 16 Jun 2026 10:00").pauses(case)
    desk.at("Mon 22 Jun 2026 18:00").does(case, "papers-received")
    assert (False, "overdue", case, "done") in listed(desk)


def test_agents_see_the_past_of_their_own_cases(desk: Desk) -> None:
    mine, nobodys = (desk.at("Mon 15 Jun 2026 10:00").logs(enquiry()) for _ in range(2))
    desk.gives(mine, desk.staff)
    desk.at("Fri 26 Jun 2026 10:00").answers(mine)
    desk.answers(nobodys)
    with desk.store.reading() as connection:
        own = alert_list(connection, desk.store.rules, desk.now, desk.staff.id, everybodys=False)
    assert [alert.reference for alert in own.past] == [mine]
    assert {reference for _, _, reference, _ in listed(desk)} == {mine, nobodys}


def test_a_list_shows_all_that_are_new_and_the_newest_of_the_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.queries.alerts.MOST_LISTED", 2)
    done = [desk.at("Mon 15 Jun 2026 10:00").logs(enquiry()) for _ in range(3)]
    new = [desk.logs(enquiry()) for _ in range(3)]
    desk.at("Mon 29 Jun 2026 18:00")
    for reference in done:
        desk.answers(reference)
    shown = listed(desk)
    assert [reference for is_new, _, reference, _ in shown if is_new] == new[::-1]
    assert [reference for is_new, _, reference, _ in shown if not is_new] == done[:0:-1]


def test_what_is_read_after_each_write_is_what_has_not_been_seen(desk: Desk) -> None:
    desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    desk.at("Tue 16 Jun 2026 10:00").logs(enquiry())
    for at in ("Mon 15 Jun 2026 10:00", "Thu 25 Jun 2026 09:00", "Mon 29 Jun 2026 17:01", "Tue 30 Jun 2026 17:01"):
        found = recent(desk.at(at))
        assert unseen(desk).alerts == found.unseen
        assert unseen(desk).new == found.new
        sees(desk)
        assert unseen(desk).alerts == ()
    assert unseen(desk.at("Tue 7 Jul 2026 17:01")).alerts == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_list_agrees_with_a_plain_look_at_every_clock(desk: Desk, seed: int) -> None:
    work(desk, seed, turns=80)
    upto = desk.now
    with desk.store.reading() as connection:
        rules = desk.store.rules_in(connection)
        rows = connection.execute(select(CLOCK, CASE.c.closed_at).join(CASE).where(CLOCK.c.state != "void")).all()
        for after in (upto - KEPT, upto - 4 * KEPT):
            expected = set()
            for it in rows:
                ended, promise = it.stopped_at or it.paused_at or after, rules.standards[it.standard].promise
                if after <= it.due_at < min(upto, ended):
                    expected.add((it.case_id, promise, it.due_at, "overdue", it.due_at))
                elif after < it.warn_at <= upto and it.warn_at < ended:
                    expected.add((it.case_id, promise, it.due_at, "due soon", it.warn_at))
            past = past_alerts(connection, rules, after, upto, most=10_000)
            assert {(it.case_id, it.promise, it.due_at, it.kind, it.at) for it in past} == expected
            assert past == sorted(past, key=lambda it: (it.at, it.reference), reverse=True)
            assert past_alerts(connection, rules, after, upto, most=5) == past[:5]
    assert expected
