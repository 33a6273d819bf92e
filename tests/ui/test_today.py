"""Today: a day in words first, every figure opens its cases, days are turned like pages, and it stays true while others work."""

from datetime import date
from pathlib import Path

import pytest

from iopc_tui.bound_desk import bound_desk
from screens.today import TodayScreen
from screens.today_commands import CopyTheDay, DaysNotSigned, TakeNoteBack
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk


def a_friday(desk: Desk) -> dict[str, str]:
    """A Friday before noon: two came in, one went out, one promise is late and Tom is away."""
    tom = desk.as_("agent", "tom")
    old = desk.logs(complaint("Tue 9 Dec 2025 10:00", name="Dai [b] Evans"))
    desk.closes(gone := desk.logs(enquiry("Thu 18 Dec 2025 10:00")))
    new = desk.logs(enquiry())
    desk.is_away(tom.staff, date(2025, 12, 19), date(2025, 12, 19))
    desk.gives(new, tom.staff)
    return {"old": old, "gone": gone, "new": new}


async def to_figure(here: AtTheDesk, title: str) -> None:
    """Move down to a figure."""
    for _ in range(40):
        if here.line("▸  ").startswith(f"▸  {title}"):
            return
        await here.press("j")
    raise AssertionError(f"{title} is not among the figures:\n{here.screen}")


async def test_words_come_first_and_each_figure_opens_its_cases(desk: Desk) -> None:
    cases = a_friday(desk)
    async with at_the_desk(desk) as here:
        await here.press("5")
        here.shows(
            "Friday 19 December 2025, until 10:00", "▸ In words", "One case came in and one was closed; two are carried over."
        )
        here.shows("One case is overdue, by five working days.", "Tom Jones is away.", "At this minute: ▲ 1 overdue")
        here.shows("tab next part", "← day before", "S sign", "? help")
        await here.press("tab")
        here.shows("▸ Figures", "Since Thu", "▸  Received", "Received: 1. enter lists it: received:2025-12-19..2025-12-19")
        here.shows("The same as on Thu 18 Dec by 10:00; the last Friday had none.")
        assert here.line("Overdue cases").split()[:4] == ["Overdue", "cases", "▲", "1"]
        await here.press("j", "enter")
        here.shows("closed:2025-12-19..2025-12-19", cases["gone"])
        await here.press("-")
        here.shows("▸  Closed")
        await to_figure(here, "Deadlines due")
        await here.press("enter")
        here.shows("There is none to list.")
        await to_figure(here, "People away")
        await here.press("enter")
        here.shows("Away on Fri 19 Dec", "Tom Jones")
        await here.press("escape")
        await to_figure(here, "1 to 5 days")
        here.shows("Overdue by how long")
        await here.press("enter")
        here.shows("Overdue cases: 1 to 5 days: 1", cases["old"], "Dai [b] Evans")
        await here.press("enter")
        here.shows(f"> {cases['old']}")


async def test_days_are_turned_like_pages_and_gone_to_by_date(desk: Desk) -> None:
    desk.closes(desk.logs(complaint("Thu 18 Dec 2025 10:00")))
    desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("5", "right")
        here.shows("That day has not come yet.")
        await here.press("left")
        here.shows("Thursday 18 December 2025", "One case came in and nothing was closed", "Not signed: Thu 18 Dec (U)")
        await here.press("left", "left", "home")
        here.shows("Friday 19 December 2025, until 10:00")
        await here.press("J")
        await here.types("mon")
        here.shows("= Mon 15 Dec 2025")
        await here.press("enter")
        here.shows("Monday 15 December 2025")
        await here.press("J")
        await here.types("24 Dec 2025")
        await here.press("enter")
        here.shows("Wed 24 Dec 2025 has not come yet.")
        await here.press("escape", "U")
        here.shows("Thursday 18 December 2025")
        desk.signs(date(2025, 12, 18))
        await here.press("r", "U")
        here.shows("No day waits to be signed; none before the first signed one is asked for.")


def test_nothing_is_chosen_from_a_day_that_is_being_counted_still(desk: Desk) -> None:
    screen = TodayScreen(bound_desk(desk.store, desk.staff, desk.time))
    said = {screen.why_not(command) for command in (DaysNotSigned, TakeNoteBack, CopyTheDay)}
    assert said == {"The day is being counted. Try again in a moment."}


async def test_it_keeps_up_with_the_record_and_the_time_without_losing_the_place(desk: Desk) -> None:
    a_friday(desk)
    async with at_the_desk(desk, size=(120, 40)) as here:
        await here.press("5", "tab", "j", "j")
        here.shows("▸ In words   ▸ Figures", "▸  Carried over", "Carried over: 2. enter lists them: status:open")
        desk.logs(enquiry())
        await here.beat()
        here.shows("▸  Carried over", "Carried over: 3.", "Two cases came in")
        desk.at("Fri 19 Dec 2025 10:02")
        await here.beat()
        here.shows("until 10:02", "▸  Carried over")
        await here.pilot.resize_terminal(80, 24)
        await here.beat()
        here.shows("▸  Carried over")
        here.hides("cases came in")
        desk.at("Sat 20 Dec 2025 00:00")
        await here.beat()
        here.shows("Saturday 20 December 2025", "▸  Carried over")
        await here.press("left")
        desk.at("Sun 21 Dec 2025 00:00")
        await here.beat()
        here.shows("Friday 19 December 2025")


async def test_a_day_is_copied_and_written_as_each_kind_of_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "kept")
    a_friday(desk)
    async with at_the_desk(desk) as here:
        await here.press("5", "y")
        here.shows("Fri 19 Dec 2025, not signed yet", "day-2025-12-19.html", "counts under five held back")
        await here.press("enter")
        here.shows("day-2025-12-19 sent to the clipboard.")
        assert "Received" in here.app.clipboard
        for name in ("web", "workbook", "csv", "json", "text file"):
            await here.press("y")
            await here.types(name)
            await here.press("enter")
            here.shows("Written to")
        assert isinstance(here.app.screen, TodayScreen)
    written = {path.suffix: path.read_bytes() for path in (tmp_path / "kept").iterdir()}
    assert set(written) == {".html", ".xlsx", ".csv", ".json", ".txt"}
    assert written[".xlsx"].startswith(b"PK")
    assert all(b"19 December 2025" in written[ending] for ending in (".html", ".csv", ".json", ".txt"))
