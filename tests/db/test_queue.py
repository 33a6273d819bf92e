"""The queue: narrowed, ordered, counted and placed as a slow and obvious reading of the same cases has it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from casework.filter_grammar import read_filter
from casework.kinds import kinds
from casework.moments import end_of_date, london_date, start_of_date
from casework.search_words import words
from db.queries.queue import queue_count, queue_position, queue_window
from db.store import Store
from db.tables.plain import CASE, PERSON, STAFF
from tests.db.busy import work
from tests.desk import Desk, complaint, contact, enquiry, review

NEVER = datetime.max.replace(tzinfo=UTC)


def every_case(store: Store) -> list[Any]:
    with store.reading() as connection:
        columns = (CASE, PERSON.c.name.label("person"), STAFF.c.name.label("owner"))
        joined = CASE.outerjoin(PERSON).outerjoin(STAFF, STAFF.c.id == CASE.c.owner_id)
        return list(connection.execute(select(*columns).select_from(joined)))


def has(case: Any, *wanted: str) -> bool:
    its = words(f"{case.reference} {case.person or ''} {case.subject}")
    return all(any(word.startswith(each) for word in its) for each in wanted)


def order(case: Any) -> tuple[Any, ...]:
    if case.closed_at is None:
        return (0, case.next_due_at or NEVER, case.id)
    return (1, NEVER - case.closed_at, case.id)


def naive(desk: Desk, test: Any) -> list[str]:
    return [case.reference for case in sorted(every_case(desk.store), key=order) if test(case)]


def due(case: Any) -> datetime:
    moment: datetime | None = case.next_due_at
    return moment or NEVER


NARROWED: dict[str, Any] = {
    "": lambda case, desk: case.closed_at is None,
    "status:open": lambda case, desk: case.closed_at is None,
    "status:closed": lambda case, desk: case.closed_at is not None,
    "status:any": lambda case, desk: True,
    "kind:review": lambda case, desk: case.closed_at is None and case.kind == "review",
    "kind:appeal status:any": lambda case, desk: case.kind.startswith("appeal"),
    "force:met": lambda case, desk: case.closed_at is None and case.force == "metropolitan",
    "channel:email status:any": lambda case, desk: case.channel == "email",
    "owner:none": lambda case, desk: case.closed_at is None and case.owner_id is None,
    "owner:me status:any": lambda case, desk: case.owner_id == desk.staff.id,
    "owner:priya": lambda case, desk: case.closed_at is None and (case.owner or "").startswith("Priya"),
    "owner:jon status:any": lambda case, desk: "Jones" in (case.owner or ""),
    "owner:nobodyatall": lambda case, desk: False,
    "due:overdue": lambda case, desk: case.closed_at is None and due(case) < desk.now,
    "due:today": lambda case, desk: case.closed_at is None and desk.now <= due(case) <= end_of_date(london_date(desk.now)),
    "due:soon": lambda case, desk: (
        case.next_due_at is not None and due(case) > end_of_date(london_date(desk.now)) and case.next_warn_at <= desk.now
    ),
    "due:<+7d": lambda case, desk: due(case) < start_of_date(london_date(desk.now) + timedelta(7)),
    "search": lambda case, desk: case.closed_at is None and has(case, "search"),
    "leeds sea status:any": lambda case, desk: has(case, "leeds", "sea"),
    "!leeds": lambda case, desk: case.closed_at is None and not has(case, "leeds"),
    "search !leeds !llyr": lambda case, desk: (
        case.closed_at is None and has(case, "search") and not has(case, "leeds") and not has(case, "llyr")
    ),
    "!o'brien status:any": lambda case, desk: not has(case, "o", "brien"),
    "kind:complaint force:met status:any !help": lambda case, desk: (
        (case.kind, case.force) == ("complaint", "metropolitan") and not has(case, "help")
    ),
    "due:overdue owner:none search": lambda case, desk: due(case) < desk.now and case.owner_id is None and has(case, "search"),
}


def some_are_soon(desk: Desk) -> datetime:
    """The first moment at which a case is due that another is due soon."""
    moments = sorted(row.due_at for row in desk.rows() if row.due_at and row.due_at > desk.now)
    cases = [case for case in every_case(desk.store) if case.next_due_at is not None]
    soon = NARROWED["due:soon"]
    for moment in moments:
        desk.time.set(moment)
        if any(soon(case, desk) for case in cases):
            return moment
    raise AssertionError("no case of this work is ever due soon")


def test_every_filter_alone_and_together(desk: Desk) -> None:
    work(desk, 3, turns=150)
    desk.time.set(some_are_soon(desk))
    for typed, test in NARROWED.items():
        expected = naive(desk, lambda case, test=test: test(case, desk))
        assert desk.queue(typed) == expected, typed
        assert bool(expected) == (typed != "owner:nobodyatall"), typed
        wanted = read_filter(typed, desk.time.today(), desk.calendar)
        assert wanted.problems == ()
        with desk.store.reading() as connection:
            asked = (connection, wanted, desk.now, desk.staff.id)
            assert queue_count(*asked) == len(expected), typed
            rows = queue_window(*asked, 0, 1000)
            sampled = range(0, len(rows), 5)
            assert [queue_position(*asked, rows[place].id) for place in sampled] == list(sampled), typed
            left_out = [case.id for case in every_case(desk.store) if case.reference not in expected]
            assert {queue_position(*asked, case_id) for case_id in [*left_out[:5], 404]} == {None}, typed
            windows = [queue_window(*asked, offset, 7) for offset in range(0, len(expected) + 7, 7)]
            assert [row.reference for window in windows for row in window] == expected, typed


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


def test_every_kind_has_its_own_filter(desk: Desk) -> None:
    for kind in kinds():
        desk.logs(contact(kind))
    for kind in kinds():
        assert [row.kind for row in desk.rows(f"kind:{kind}")] == [kind]
