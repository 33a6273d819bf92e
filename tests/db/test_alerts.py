"""Alerts: what came due soon or is overdue, whose it is, and which have been seen."""

from casework.alerts import summed_up
from db.actions.see_alerts import see_alerts
from db.queries.alerts import Recent, alerts, recent_alerts
from tests.desk import Desk, complaint, enquiry, moment, review


def recent(desk: Desk, everybodys: bool = True) -> Recent:
    with desk.store.reading() as connection:
        return recent_alerts(connection, desk.store.rules_in(connection), desk.now, desk.staff.id, everybodys)


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
