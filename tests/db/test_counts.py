"""The counts above the queue agree with every case's own signal at every moment, and say when they next change."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from casework.clocks import Signal, next_change, signal
from casework.moments import start_of_date
from db.queries.queue import QueueCounts, queue_counts
from db.store import Store
from db.tables.plain import CASE
from tests.db.busy import work
from tests.desk import Desk, contact, enquiry, moment

TICK = timedelta(microseconds=1)
Clock = tuple[datetime, datetime]


def next_clocks(store: Store) -> list[Clock | None]:
    """The due and warn moments of every open case's next clock."""
    with store.reading() as connection:
        rows = connection.execute(select(CASE.c.next_due_at, CASE.c.next_warn_at).where(CASE.c.closed_at.is_(None)))
        return [None if due is None else (due, warn) for due, warn in rows]


def counted(clocks: list[Clock | None], now: datetime) -> tuple[int, int, int, int]:
    found = Counter(signal(*clock, now) for clock in clocks if clock is not None)
    return found[Signal.OVERDUE], found[Signal.TODAY], found[Signal.SOON], len(clocks)


def telling_moments(clocks: list[Clock | None]) -> list[datetime]:
    """Every moment at which any signal might change, and those just before and after."""
    midnights = [start_of_date(date(2026, 6, 1) + timedelta(days)) for days in range(120)]
    known = [moment for clock in clocks if clock for moment in clock] + midnights
    return sorted({moment + shift for moment in known for shift in (-TICK, timedelta(), TICK)})


def counts(store: Store, now: datetime) -> QueueCounts:
    with store.reading() as connection:
        return queue_counts(connection, now)


@pytest.mark.parametrize("seed", [3, 4])
def test_the_counts_agree_with_every_signal_and_change_when_they_say(desk: Desk, seed: int) -> None:
    work(desk, seed, turns=80)
    clocks = next_clocks(desk.store)
    moments = telling_moments(clocks)
    expected = [counted(clocks, now) for now in moments]
    for place in range(0, len(moments), 11):
        now = moments[place]
        found = counts(desk.store, now)
        assert (found.overdue, found.today, found.soon, found.open) == expected[place], now
        changed = (later for later in range(place, len(moments)) if expected[later] != expected[place])
        change = next(changed, None)
        assert found.changes_at == (None if change is None else moments[change]), now
        changes = [next_change(*clock, now) for clock in clocks if clock]
        assert found.changes_at == min((moment for moment in changes if moment), default=None)


def test_an_empty_queue_never_changes_by_itself(desk: Desk) -> None:
    desk.logs(contact("feedback"))
    assert desk.counts() == QueueCounts(0, 0, 0, 1, None)


def test_the_day_of_one_enquiry(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    seen = []
    for _ in range(4):
        found = desk.counts()
        seen.append((found.overdue, found.today, found.soon, found.changes_at))
        if found.changes_at:
            desk.time.set(found.changes_at)
    assert seen == [
        (0, 0, 0, moment("Wed 24 Jun 2026 00:00")),
        (0, 0, 1, moment("Fri 26 Jun 2026 00:00")),
        (0, 1, 0, moment("Fri 26 Jun 2026 17:00:00.000001")),
        (1, 0, 0, None),
    ]


def test_a_closed_case_is_not_counted(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    desk.at("Mon 29 Jun 2026 11:00")
    assert desk.counts().overdue == 1
    desk.closes(reference)
    assert desk.counts() == QueueCounts(0, 0, 0, 0, None)
