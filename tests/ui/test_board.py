"""The team board: every figure opens its cases, each part is a tab away, and it stays true while others work."""

from datetime import timedelta

from sqlalchemy import text

from screens.board import BoardScreen
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk


def shared_out(desk: Desk) -> tuple[Desk, list[str]]:
    """A lead on a Monday with three cases of Tom's, two overdue, one of nobody's, one closed, and two teams."""
    tom, lead = desk.as_("agent", "tom"), desk.as_("team-lead", "lena")
    north = desk.makes_team("North [b]")
    desk.makes_team("South")
    desk.joins(tom.staff, north)
    cases = [desk.logs(complaint()), desk.logs(complaint()), desk.logs(enquiry()), desk.logs(enquiry())]
    for reference in cases[:3]:
        lead.gives(reference, tom.staff)
    desk.closes(desk.logs(enquiry()))
    desk.at("Mon 29 Dec 2025 10:00")
    return lead, cases


async def to_the_board(here: AtTheDesk) -> None:
    await here.press("2", "b")


async def test_a_figure_opens_its_cases_and_is_still_under_the_cursor_on_the_way_back(desk: Desk) -> None:
    lead, cases = shared_out(desk)
    async with at_the_desk(lead) as here:
        await to_the_board(here)
        here.shows("Team board", "▸ People", "Everybody", "Nobody", "Out, 4 days", "Everybody: 4 open. enter lists them")
        assert here.line("▸ Everybody").split()[:6] == ["▸", "Everybody", "4", "▲", "2", "-"]
        await here.press("G", "right")
        here.shows("Tom Jones: 2 overdue. enter lists them: owner:@tom due:overdue", "in 0.8 a day, out 0, last 4 working days.")
        await here.press("enter")
        here.shows("Queues", "owner:@tom due:overdue", *cases[:2])
        here.hides(*cases[2:])
        await here.press("-")
        here.shows("Tom Jones: 2 overdue.")
        desk.closes(cases[0])
        await here.beat()
        here.shows("Tom Jones: 1 overdue. enter lists it", "today so far in 0, out 1")
        await here.press("k", "right", "enter")
        here.shows("Lena Jones: 0 due today.", "There is none to list.")
        await here.press("escape")
        here.shows("IOPC Desk  Queues")


async def test_tab_goes_round_the_parts_and_the_forecast_to_any_day(desk: Desk) -> None:
    lead, cases = shared_out(desk)
    async with at_the_desk(lead) as here:
        await to_the_board(here)
        await here.press("tab")
        here.shows("▸ Standards", "▸ Reply to an enquiry", "Reply to an enquiry: 2 open.", "one that waits is among the open")
        await here.press("j", "right", "enter")
        here.shows("standard:complaint-acknowledge due:overdue", *cases[:2])
        await here.press("-", "tab")
        here.shows("▸ Forecast", "Forecast to the end of Fri 2 Jan", "Due by Fri 2 Jan: 2 (2 overdue now).", "Counted so:")
        await here.press("right")
        here.shows("Forecast to the end of Mon 5 Jan", "Due by Mon 5 Jan: 2 (2 overdue now).")
        await here.press("J")
        await here.types("7 jan")
        await here.press("enter")
        here.shows("Forecast to the end of Wed 7 Jan", "Due by Wed 7 Jan: 4 (2 overdue now).")
        await here.press("J")
        await here.types("1 Dec 2025")
        await here.press("enter")
        here.shows("has gone by. Type today or a day to come.")
        await here.press("escape", "J")
        await here.types("today")
        await here.press("enter")
        here.shows("Forecast to the end of Mon 29 Dec")
        await here.press("left")
        here.shows("There is none for a day that has gone by.")
        await here.press("tab", "shift+tab")
        here.shows("▸ Forecast")


async def test_it_is_narrowed_to_a_team_and_widened_by_escape(desk: Desk) -> None:
    lead, _ = shared_out(desk)
    async with at_the_desk(lead) as here:
        await to_the_board(here)
        await here.press("/", "down", "enter")
        here.shows("North [b]: today so far", "All of North [b]", "Tom Jones")
        here.hides("Nobody", "Lena Jones")
        await here.press("enter")
        here.shows('team:"North [b]"', "3 of 4")
        await here.press("-", "escape")
        here.shows("Whole desk", "Nobody", "Team board")


async def test_figures_change_with_time_and_all_parts_are_in_sight_where_there_is_room(desk: Desk) -> None:
    lead, _ = shared_out(desk)
    desk.at("Wed 24 Dec 2025 16:59")
    async with at_the_desk(lead, size=(120, 40)) as here:
        await to_the_board(here)
        here.shows("Person", "Standard", "Forecast to the end of Fri 26 Dec", "Send a complaint", "◆ 2")
        assert here.line("▸ Everybody").split()[:5] == ["▸", "Everybody", "4", "-", "◆"]
        desk.time.advance(timedelta(minutes=2))
        await here.beat()
        assert here.line("▸ Everybody").split()[:5] == ["▸", "Everybody", "4", "▲", "2"]
        board = here.app.screen
        assert isinstance(board, BoardScreen)
        await here.pilot.click("#standards", offset=(43, 2))
        here.shows("▸ Standards")
        assert (board.standards.row, board.standards.figure) == (1, 2)
        await here.pilot.resize_terminal(80, 24)
        await here.beat()
        here.shows("▸ Standards", "Acknowledge a complaint")
        here.hides("Everybody", "Forecast to")


async def test_a_board_that_cannot_be_read_says_so_until_it_can(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        with desk.store.engine.begin() as connection:
            connection.execute(text("ALTER TABLE team RENAME TO team_away"))
        await to_the_board(here)
        here.shows("The board could not be read. r tries again.")
        here.hides("Counting")
        with desk.store.engine.begin() as connection:
            connection.execute(text("ALTER TABLE team_away RENAME TO team"))
        await here.press("r")
        here.shows("Everybody", "Read again.")
        here.hides("could not be read")
