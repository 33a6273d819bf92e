"""The queue: what a line of it says, where cases stand in it, and the moments at which a case is due today or overdue."""

import pytest

from casework.filter_grammar import read_filter
from casework.kinds import kinds
from casework.queue_columns import read_order
from db.queries.queue import NotDated, queue_count, queue_place
from tests.desk import Desk, complaint, contact, enquiry, moment, review


def test_a_row_says_what_the_case_says(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(complaint(name="Ada Okafor", force="gwent"))
    desk.gives(reference, desk.staff)
    row, case = desk.rows()[0], desk.case(reference)
    assert (row.id, row.reference, row.kind, row.person) == (case.id, reference, "complaint", "Ada Okafor")
    assert (row.force, row.owner, row.owner_id, row.version) == ("gwent", "Adaeze Okoro", desk.staff.id, 2)
    assert (row.received_at, row.closed_at, row.outcome) == (case.received_at, None, "")
    first = case.running[0]
    assert (row.due_at, row.warn_at, row.standard) == (first.due_at, first.warn_at, first.standard)


def test_cases_due_at_once_stand_as_they_came_and_those_without_a_clock_last(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00")
    came = [desk.logs(each) for each in (contact("feedback"), enquiry(), contact("feedback"), enquiry(), review())]
    assert desk.queue() == [came[4], came[1], came[3], came[0], came[2]]


def test_nobody_signed_in_has_no_cases_of_their_own(desk: Desk) -> None:
    desk.logs(enquiry())
    with desk.store.reading() as connection:
        wanted = read_filter("owner:me", desk.time.today(), desk.calendar)
        assert queue_count(connection, wanted, desk.now, None) == 0


def test_a_case_due_this_moment_is_due_today_and_a_microsecond_later_overdue(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    desk.at("Fri 26 Jun 2026 17:00")
    assert (desk.queue("due:today"), desk.queue("due:overdue")) == ([reference], [])
    desk.at("Fri 26 Jun 2026 17:00:00.000001")
    assert (desk.queue("due:today"), desk.queue("due:overdue")) == ([], [reference])


def test_a_list_is_gone_to_a_date_by_what_it_is_in_order_by(desk: Desk) -> None:
    came = [desk.at(f"{day} Jun 2026 11:00").logs(enquiry()) for day in ("Mon 1", "Wed 3", "Wed 10", "Fri 12")]
    desk.logs(contact("feedback"))
    desk.closes(came[3])

    def place(at: str, order: str, typed: str = "") -> int:
        with desk.store.reading() as connection:
            wanted = read_filter(typed, desk.time.today(), desk.calendar)
            return queue_place(connection, wanted, desk.now, desk.staff.id, read_order(order), moment(at))

    assert [place(at, "received") for at in ("Mon 1 Jun 2026 00:00", "Wed 3 Jun 2026 11:00", "Thu 4 Jun 2026 00:00")] == [0, 1, 2]
    assert place("Wed 3 Jun 2026 23:59", "-received") == 2
    assert place("Sat 20 Jun 2026 00:00", "received", "status:any") == 5
    due = [row.due_at for row in desk.rows()]
    assert due[3:] == [None]
    assert place("Thu 18 Jun 2026 00:00", "due") == sum(at < moment("Thu 18 Jun 2026 00:00") for at in due if at)
    assert place("Fri 1 Jan 2027 00:00", "due") == 3
    assert place("Fri 12 Jun 2026 23:59", "due", "status:closed") == 0
    with pytest.raises(NotDated, match="Sort it by due"):
        place("Fri 12 Jun 2026 23:59", "kind")


def test_every_kind_has_its_own_filter(desk: Desk) -> None:
    for kind in kinds():
        desk.logs(contact(kind))
    for kind in kinds():
        assert [row.kind for row in desk.rows(f"kind:{kind}")] == [kind]
