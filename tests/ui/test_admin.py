"""What the desk counts by, looked at by everybody and changed by administrators, who see what moves before it does."""

from datetime import date

import pytest

from casework.calendars import DayChange
from casework.date_words import moment_words
from casework.visible_text import visible
from screens.change_dialogue import ChangeDialogue
from tests.desk import Desk, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk
from tests.ui.hosts import WORST

TUESDAY = "Tue 1 Dec 2026 15:00"


def due(desk: Desk, reference: str) -> str:
    """When the case's reply is due."""
    return moment_words(desk.clock(reference, "enquiry-reply").due_at)


async def fills(here: AtTheDesk, *texts: str) -> None:
    """Type each text in the field with the focus, in place of what is there, and go to the next."""
    for text in texts:
        await here.press("end", "ctrl+u")
        await here.types(text)
        await here.press("tab")


async def test_a_closure_is_entered_with_what_moves_shown_first_and_taken_back(desk: Desk) -> None:
    reference = desk.at("Thu 26 Nov 2026 10:00").logs(enquiry())
    desk.at(TUESDAY)
    async with at_the_desk(desk) as here:
        await here.press("7", "+")
        await fills(here, "9 dec")
        here.shows("→ Wed 9 Dec 2026", "Give the closure on Wed 9 Dec 2026 a name")
        await here.press("tab")
        await fills(here, "Heating broken", "Notice 12")
        here.shows("1 running deadline on 1 case would move:", f"{reference}  Answer by: Thu 10 Dec, 17:00 to Fri 11 Dec, 17:00")
        assert due(desk, reference) == "Thu 10 Dec 2026, 17:00"
        await here.press("ctrl+s")
        here.shows("▸  Wed 9 Dec 2026", "Heating broken", "Notice 12", "1 running deadline on 1 case moved. u takes it back.")
        assert due(desk, reference) == "Fri 11 Dec 2026, 17:00"
        await here.press("u")
        here.shows("Take back Wed 9 Dec 2026, Heating broken?", "Fri 11 Dec, 17:00 to Thu 10 Dec, 17:00")
        await here.press("ctrl+s")
        here.shows("withdrawn", "1 running deadline on 1 case moved.")
        here.hides("u takes it back")
        await here.press("u")
        here.shows("It was taken back already.")
        assert due(desk, reference) == "Thu 10 Dec 2026, 17:00"


async def test_the_hours_are_changed_and_taken_back(desk: Desk) -> None:
    reference = desk.at("Fri 27 Nov 2026 10:00").logs(enquiry())
    desk.at(TUESDAY)
    async with at_the_desk(desk) as here:
        await here.press("7", "tab")
        here.shows("▸  at first        Mon-Fri 09:00-17:00", "in force")
        await here.press("u")
        here.shows("These are the hours the program came with.")
        await here.press("+")
        await fills(here, "1 jan 2027", "9-5; fri 9-4")
        here.shows("✗ Friday is there twice.")
        await here.press("shift+tab")
        await fills(here, "mon-thu 9-5; fri 9-4", "Board")
        here.shows("→ Mon-Thu 09:00-17:00; Fri 09:00-16:00", "No running deadline would move.")
        await here.press("shift+tab", "shift+tab", "shift+tab")
        await fills(here, "1 dec")
        here.shows("Answer by: Fri 11 Dec, 17:00 to Fri 11 Dec, 16:00")
        await here.press("ctrl+s")
        here.shows("▸  Tue 1 Dec 2026  Mon-Thu 09:00-17:00; Fri 09:00-16:00", "in force")
        assert due(desk, reference) == "Fri 11 Dec 2026, 16:00"
        await here.press("u", "ctrl+s")
        here.shows("taken back")
        assert due(desk, reference) == "Fri 11 Dec 2026, 17:00"


async def test_a_standard_is_changed_from_a_date_on_and_taken_back(desk: Desk) -> None:
    reference = desk.at("Thu 26 Nov 2026 10:00").logs(enquiry())
    desk.at(TUESDAY)
    async with at_the_desk(desk) as here:
        await here.press("7", "tab", "tab", "+")
        here.shows("The standards are those of the desk: e changes one from a date on.")
        await here.press("enter")
        here.shows("Change: Reply to an enquiry", "[● working days]", "change what is otherwise")
        await fills(here, "23 nov 2026", "2")
        here.shows("Thu 10 Dec, 17:00 to Mon 30 Nov, 17:00, overdue", "1 becomes overdue")
        await here.press("ctrl+s")
        here.shows("▸  Reply to an enquiry           2 working days", "1 becomes overdue. u takes it back.")
        assert due(desk, reference) == "Mon 30 Nov 2026, 17:00"
        await here.press("u", "ctrl+s")
        here.shows("1 is no longer overdue")
        assert due(desk, reference) == "Thu 10 Dec 2026, 17:00"


async def test_what_was_typed_is_there_when_it_is_opened_again(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("7", "+")
        await fills(here, "24 dec 2026")
        await here.press("escape")
        assert not isinstance(here.app.screen, ChangeDialogue)
        await here.press("+")
        here.shows("24 dec 2026")
        await here.press("ctrl+s")
        here.shows("✗ Give the closure on Thu 24 Dec 2026 a name")


async def test_agents_may_look_and_are_told_who_may_change(desk: Desk) -> None:
    async with at_the_desk(desk.as_("agent")) as here:
        await here.press("7")
        here.shows("No closure or holiday has been entered here.")
        await here.press("+")
        here.shows("Your role does not allow you to change the calendar. Ask an administrator.")
        await here.press("tab", "tab", "e")
        here.shows("Your role does not allow you to change the service standards.")


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (140, 40)])
async def test_it_is_whole_at_any_size(desk: Desk, size: tuple[int, int]) -> None:
    desk.changes_days(*(DayChange(date(2026, 12, day), "closure", f"Closed {day}") for day in (1, 2, 3, 4, 7, 8, 9, 10, 11, 14)))
    async with at_the_desk(desk, size=size) as here:
        await here.press("7", "G")
        here.shows("Closed 14", "? help")
        await here.press("+")
        here.shows("Day", "What", "esc close")
        assert max(len(line) for line in here.screen.splitlines()) <= size[0]


@pytest.mark.parametrize("text", WORST)
async def test_hostile_text_is_shown_as_typed(desk: Desk, text: str) -> None:
    desk.changes_days(DayChange(date(2026, 12, 9), "closure", f"a {text}"[:80], source=f"b {text}"[:300]))
    async with at_the_desk(desk, size=(200, 40)) as here:
        await here.press("7")
        here.shows("closure", visible(" ".join(f"a {text}"[:80].split()))[:12])


async def test_another_administrators_change_appears(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("7")
        desk.changes_days(DayChange(date(2026, 12, 9), "closure", "Flood"))
        await here.beat()
        here.shows("Flood")


async def test_a_date_that_cannot_be_read_is_said_at_its_field(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("7", "tab", "tab", "enter")
        await fills(here, "2026")
        await here.press("tab", "ctrl+s")
        here.shows('✗ "2026"')
        assert here.app.focused is here.app.screen.query_one("#row-from TextField")
