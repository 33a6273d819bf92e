"""The figures of any day, held against a slow recount of the tables."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from casework.calendars import SHIPPED
from casework.kinds import kinds
from casework.moments import end_of_date, london_date
from db.queries.day_summary import day_summary
from db.store import Store
from db.tables.plain import CASE, CLOCK
from tests.db.busy import work
from tests.desk import Desk, complaint, contact, enquiry

Figures = dict[str, dict[str, int]]


def recounted(store: Store, day: date) -> Figures:
    """The day's figures, one case at a time."""
    with store.reading() as connection:
        cases = connection.execute(select(CASE)).all()
        clocks = connection.execute(select(CLOCK)).all()
    end, tomorrow = end_of_date(day), end_of_date(SHIPPED.named("england-wales").add(day, 1))
    found: dict[str, Counter[str]] = {name: Counter() for name in ("received", "closed", "open", "overdue", "due_next")}
    for case in cases:
        found["received"][case.kind] += london_date(case.received_at) == day
        found["closed"][case.kind] += case.closed_at is not None and london_date(case.closed_at) == day
        if case.received_at > end or (case.closed_at and case.closed_at <= end):
            continue
        found["open"][case.kind] += 1
        dues: list[datetime] = [
            clock.due_at
            for clock in clocks
            if clock.case_id == case.id
            and clock.started_at <= end
            and not (clock.stopped_at is not None and clock.stopped_at <= end)
        ]
        found["overdue"][case.kind] += any(due <= end for due in dues)
        found["due_next"][case.kind] += any(end < due <= tomorrow for due in dues)
    return {name: {kind: counter[kind] for kind in kinds()} for name, counter in found.items()}


def summarised(store: Store, day: date) -> Figures:
    with store.reading() as connection:
        found = day_summary(connection, day, SHIPPED)
    assert found.date == day
    parts = {"received": found.received, "closed": found.closed, "open": found.open}
    return {name: dict(part) for name, part in (parts | {"overdue": found.overdue, "due_next": found.due_next}).items()}


@pytest.mark.parametrize("seed", [5, 6])
def test_every_day_of_weeks_of_work(desk: Desk, seed: int) -> None:
    work(desk, seed, turns=120)
    seen: Counter[str] = Counter()
    for days in range(-7, 70, 3):
        day = date(2026, 6, 1) + timedelta(days)
        figures = recounted(desk.store, day)
        assert summarised(desk.store, day) == figures, day
        seen.update({name: sum(part.values()) for name, part in figures.items()})
    assert all(seen[name] for name in ("received", "closed", "open", "overdue", "due_next"))


def figures(desk: Desk, day: date, kind: str) -> tuple[int, ...]:
    found = summarised(desk.store, day)
    return tuple(found[name][kind] for name in ("received", "closed", "open", "overdue", "due_next"))


def test_the_days_of_one_enquiry(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    desk.at("Tue 30 Jun 2026 10:00").closes(reference)
    assert figures(desk, date(2026, 6, 11), "enquiry") == (0, 0, 0, 0, 0)
    assert figures(desk, date(2026, 6, 12), "enquiry") == (1, 0, 1, 0, 0)
    assert figures(desk, date(2026, 6, 25), "enquiry") == (0, 0, 1, 0, 1)
    assert figures(desk, date(2026, 6, 26), "enquiry") == (0, 0, 1, 1, 0)
    assert figures(desk, date(2026, 6, 30), "enquiry") == (0, 1, 0, 0, 0)


def test_a_late_evening_in_summer_belongs_to_its_london_day(desk: Desk) -> None:
    desk.at("Tue 14 Jul 2026 00:30").logs(contact("feedback"))
    assert figures(desk, date(2026, 7, 14), "feedback") == (1, 0, 1, 0, 0)
    assert figures(desk, date(2026, 7, 13), "feedback") == (0, 0, 0, 0, 0)


def test_a_case_with_two_late_clocks_is_late_once(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00").logs(complaint())
    assert figures(desk, date(2026, 6, 30), "complaint") == (0, 0, 1, 1, 0)


def test_the_day_before_a_weekend_looks_to_the_monday(desk: Desk) -> None:
    desk.at("Mon 15 Jun 2026 11:00").logs(enquiry())
    assert figures(desk, date(2026, 6, 26), "enquiry") == (0, 0, 1, 0, 1)
