"""The edges of a period: moments on the line between two, clocks counted again a year on, and periods with nothing in them."""

from datetime import datetime, timedelta

from casework.moments import london_date
from casework.publishing.performance_page import performance_publication
from casework.summaries.performance import Judged, Performance
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import read_period
from casework.timesource import SetTime
from db.actions.change_standards import ChangeStandard
from db.queries.performance import performance
from db.store import Store
from tests.desk import Desk, administrator, enquiry

LAST_MOMENT = timedelta(microseconds=1)


def counted(desk: Desk, typed: str) -> Performance:
    with desk.store.reading() as connection:
        rules = desk.store.rules_in(connection)
        found = performance(connection, rules, read_period(typed, desk.time.today()), Slice(), desk.now)
        assert performance_publication(found, rules, "desk.db").sections
        return found


def came_and_went(found: Performance) -> tuple[int, int, int]:
    return found.volumes.all.received, found.volumes.all.closed, found.volumes.all.open


def replies(found: Performance) -> Judged:
    return next((it.clocks for it in found.standards if it.id == "enquiry-reply"), Judged())


def test_moments_on_the_line_between_two_periods(desk: Desk) -> None:
    # London's clocks go back on 25 October 2026: that Sunday is from 23:00 to midnight of UTC a day later.
    desk.at("Sun 25 Oct 2026 00:00")
    first, second = desk.logs(enquiry("Sun 25 Oct 2026 00:00")), desk.logs(enquiry("Sat 24 Oct 2026 23:59"))
    desk.at("Sun 25 Oct 2026 23:59").closes(second)
    assert [came_and_went(counted(desk, f"{day} Oct 2026..{day} Oct 2026")) for day in (24, 25)] == [(1, 0, 1), (1, 1, 1)]
    assert desk.queue("received:2026-10-25") == [first]
    assert sorted(desk.queue("open:2026-10-24")) == [second]
    assert desk.queue("open:2026-10-25") == [first]
    # Both were due at 17:00 on Monday 9 November: in time to the moment, late the moment after.
    desk.at("Mon 9 Nov 2026 17:00")
    november = counted(desk, "nov 2026")
    assert (replies(november), november.standards[0].passed) == (Judged(1, 0, 1), Judged())
    assert desk.queue("standard:enquiry-reply running:nov-2026") == [first]
    desk.time.advance(LAST_MOMENT)
    assert replies(counted(desk, "nov 2026")) == Judged(1, 1, 0)
    assert desk.queue("standard:enquiry-reply running:nov-2026") == []
    # A case that is closed, reopened, and closed again counts as closed when it was last.
    desk.closes(first)
    assert came_and_went(counted(desk, "nov 2026")) == (0, 1, 0)
    desk.at("Mon 30 Nov 2026 12:00").reopens(first)
    assert came_and_went(counted(desk, "nov 2026")) == (0, 0, 1)
    desk.at("Tue 1 Dec 2026 12:00").closes(first)
    assert [came_and_went(counted(desk, typed)) for typed in ("nov 2026", "dec 2026", "2026/27")] == [
        (0, 0, 1),
        (0, 1, 0),
        (2, 2, 0),
    ]
    assert desk.queue("open:nov-2026") == [first]


def test_clocks_that_began_long_before_are_counted_again_by_any_unit(desk: Desk) -> None:
    quick, slow = desk.logs(enquiry()), desk.logs(enquiry())
    desk.extends(slow, "enquiry-reply", 120)
    due = london_date(desk.clock(slow, "enquiry-reply").due_at)
    desk.time.advance(timedelta(days=1))
    desk.closes(quick, "answered")
    desk.at(f"{due:%a} {due.day} {due:%b %Y} 10:00").closes(slow, "answered")

    def today(length: int, unit: str) -> Judged:
        from_day = desk.time.today() + timedelta(days=1)
        desk.changes_rules(ChangeStandard("enquiry-reply", from_day, {"length": length, "unit": unit}))
        desk.time.advance(timedelta(days=1))
        (reply,) = (it for it in counted(desk, f"1 jan 2025..{desk.time.today()}").standards if it.id == "enquiry-reply")
        assert reply.clocks == Judged(2, 0, 0)
        assert reply.today is not None
        late = next(it for it in counted(desk, f"{due:%b %Y}").standards if it.id == "enquiry-reply")
        assert late.today is not None
        assert late.today.all == 1
        return reply.today

    assert today(12, "working days") == Judged(2, 0, 0)
    assert today(4, "working days") == Judged(1, 1, 0)
    assert today(30, "calendar days") == Judged(1, 1, 0)
    assert today(2, "working hours") == Judged(0, 2, 0)


EMPTY = ("jan 1999", "29 feb 2024..29 feb 2024", "feb 2024", "1900/01", "1 jan 2015..31 dec 2026", "Q1 2025/26", "this month")


def test_periods_without_a_case_are_told_in_full(sqlite_store: Store, now: datetime) -> None:
    desk = Desk(sqlite_store, SetTime(now), administrator(sqlite_store, now))
    for found in (counted(desk, typed) for typed in EMPTY):
        assert came_and_went(found) == (0, 0, 0)
        assert not found.standards
        assert [band.cases for band in found.ages] == [0] * 5
        assert found.trend[0].period.first == found.period.first
