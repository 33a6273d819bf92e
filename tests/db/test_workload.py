"""Who has how much to do: counted as the queue's own filters count."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from db.actions.staff import remove_staff
from db.queries.workload import Load, Workload, nobodys_load, workload
from db.tables.plain import CASE
from tests.desk import Desk, enquiry


def loads(desk: Desk) -> dict[str, Workload]:
    """Everybody's work by login."""
    with desk.store.reading() as connection:
        return {each.login: each for each in workload(connection, desk.now)}


def test_who_has_what_and_who_is_away(desk: Desk) -> None:
    priya, tom, gone = (desk.as_("agent", login).staff for login in ("priya", "tom", "gone"))
    desk.joins(priya, desk.makes_team("Cardiff"), "welsh")
    desk.at("Mon 12 Jan 2026 10:00")
    late, later, _ = (desk.logs(enquiry(received)) for received in ("Mon 15 Dec 2025 10:00", None, "Fri 2 Jan 2026 10:00"))
    closed = desk.logs(enquiry())
    for reference, who in ((late, priya), (later, priya), (closed, tom)):
        desk.gives(reference, who)
    desk.closes(closed)
    desk.gives(desk.logs(enquiry()), gone)
    with desk.store.writing(desk.staff, desk.now) as writing:
        remove_staff(writing, "gone")
    desk.is_away(priya, date(2026, 1, 9), date(2026, 1, 12))
    desk.is_away(priya, date(2026, 1, 13), date(2026, 1, 14))
    desk.is_away(tom, date(2026, 1, 19), date(2026, 1, 19))
    found = loads(desk)
    assert list(found) == ["adaeze", "gone", "priya", "tom"]
    told = found["priya"]
    assert (told.open, told.overdue, told.today, told.week) == (2, 1, 0, 0)
    assert (told.team, told.skills) == ("Cardiff", ("welsh",))
    assert (told.away_until, told.next_away) == (date(2026, 1, 14), None)
    assert (found["tom"].open, found["tom"].away_until, found["tom"].next_away) == (0, None, date(2026, 1, 19))
    assert (found["gone"].active, found["gone"].open, found["adaeze"].role) == (False, 1, "administrator")
    with desk.store.reading() as connection:
        assert nobodys_load(connection, desk.now) == Load(open=1, week=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.booleans(), st.integers(-60 * 30, 60 * 24 * 9)), max_size=12),
    st.sampled_from(["Mon 12 Jan 2026 00:00", "Fri 16 Jan 2026 16:59", "Sun 18 Jan 2026 23:59", "Sat 28 Mar 2026 12:00"]),
)
def test_it_counts_as_the_queue_does(desk: Desk, made: list[tuple[bool, int]], now: str) -> None:
    desk.at(now)
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM cases")
        for number, (mine, minutes) in enumerate(made):
            due_at = desk.now + timedelta(minutes=minutes) if number % 5 else None
            known = {"reference": f"E26-{number:06}A", "kind": "enquiry", "channel": "phone", "subject": "x"}
            times = {"received_at": desk.now, "created_at": desk.now, "next_due_at": due_at, "next_warn_at": due_at}
            owned = {"owner_id": desk.staff.id if mine else None, "version": 1, "force_reference": "", "outcome": ""}
            connection.execute(insert(CASE), known | times | owned)
    me = loads(desk)["adaeze"]
    with desk.store.reading() as connection:
        nobodys = nobodys_load(connection, desk.now)
    for load, owner in ((Load(me.open, me.overdue, me.today, me.week), "me"), (nobodys, "none")):
        counted = (len(desk.rows(f"owner:{owner} {due}")) for due in ("", "due:overdue", "due:today", "due:week"))
        assert load == Load(*counted)
