"""The calendar changed by another program while the desk is open: what is on the screen follows within a second."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from casework.calendars import DayChange
from db.actions.change_days import ChangeDays
from db.store import Store
from iopc_tui.bound_desk import bound_desk
from tests.desk import Desk, complaint, contact, review
from tests.ui.at_the_desk import at_the_desk

FLOOD = DayChange(date(2025, 12, 22), "closure", "Flood")


@pytest.fixture
def elsewhere(desk: Desk) -> Iterator[Desk]:
    """The same desk in another program."""
    store = Store(desk.store.url)
    yield replace(desk, store=store)
    store.close()


async def test_the_queue_and_a_case_count_by_it(desk: Desk, elsewhere: Desk) -> None:
    reference = desk.logs(complaint(name="Ada Okafor"))
    async with at_the_desk(desk) as here:
        assert "3 days left  Wed 24 Dec" in here.line(reference)
        elsewhere.changes_days(FLOOD)
        await here.beat()
        assert "3 days left  Mon 29 Dec" in here.line(reference)
        await here.press("enter")
        here.shows("● 3 days left", "Acknowledge by Mon 29 Dec, 17:00", "deadline moved: calendar changed, by Adaeze Okoro")
        elsewhere.changes_days(withdraw=[FLOOD])
        await here.beat()
        here.shows("● 3 days left", "Acknowledge by Wed 24 Dec, 17:00")


async def test_the_deadlines_beside_an_open_form_move(desk: Desk, elsewhere: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "r")
        here.shows("Acknowledge by Tue 30 Dec, 17:00")
        elsewhere.changes_days(FLOOD)
        await here.beat()
        here.shows("Acknowledge by Wed 31 Dec, 17:00")


async def test_days_typed_as_working_days_are_counted_by_it(desk: Desk, elsewhere: Desk) -> None:
    due_on_tuesday = desk.logs(contact("sar", "Sun 23 Nov 2025 10:00"))
    async with at_the_desk(desk) as here:
        await here.press("/")
        await here.types("due:<+2wd")
        here.hides(due_on_tuesday)
        elsewhere.changes_days(FLOOD)
        await here.beat()
        await here.press("backspace", "d")
        here.shows(due_on_tuesday)


def test_the_program_that_changes_it_knows_at_once(desk: Desk) -> None:
    bound = bound_desk(desk.store, desk.staff, desk.time)
    desk.logs(review())
    assert not bound.read.day_changes()
    assert not bound.rules.calendars.changes
    foreseen = bound.read.impact(ChangeDays((FLOOD,)))
    assert bound.do.change_rules(ChangeDays((FLOOD,))) == foreseen
    assert foreseen.cases == 1
    assert bound.calendar.holiday_name(FLOOD.day) == "Flood"
    assert [view.change.name for view in bound.read.day_changes()] == ["Flood"]
    assert bound.read.day_figures(date(2025, 12, 19)).next_day == date(2025, 12, 23)
