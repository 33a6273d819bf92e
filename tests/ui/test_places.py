"""Getting about: sections, history, the palette, help, small terminals, and a header that is always true."""

import pytest

from iopc_tui.app import SECTIONS
from screens.case import CaseScreen
from screens.commands import assert_one_meaning
from screens.live_screen import LiveScreen
from screens.new_contact import NewContactScreen
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import at_the_desk

SCREENS: list[type[LiveScreen]] = [*SECTIONS.values(), CaseScreen, NewContactScreen]


def test_a_letter_means_one_thing_everywhere() -> None:
    assert_one_meaning([command for screen in SCREENS for command in screen.all_commands()])


def test_every_command_says_what_it_does_in_a_sentence() -> None:
    for screen in SCREENS:
        for command in screen.all_commands():
            assert command.help().endswith("."), command
            assert command.keys, command


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_command_bar_never_overflows(desk: Desk, width: int) -> None:
    desk.logs(enquiry())
    async with at_the_desk(desk, size=(width, 24)) as here:
        for keys in (["2"], ["enter"], ["escape", "5"], ["2", "n"], ["escape", "4"]):
            await here.press(*keys)
            bar = here.screen.splitlines()[-1]
            assert len(bar) <= width
            assert bar.rstrip().endswith("help")
            assert bar.count("  ") <= 6


async def test_sections_keep_their_place(desk: Desk) -> None:
    desk.logs(complaint(name="Ada"))
    second = desk.logs(enquiry(name="Dai"))
    async with at_the_desk(desk) as here:
        await here.press("j", "5")
        here.shows("Friday 19 December 2025", "Two cases came in")
        await here.press("2")
        assert here.line(second).startswith("▸")


async def test_history_leads_back_and_forward(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter", "5")
        here.shows("came in")
        await here.press("left_square_bracket")
        here.shows(f"Queues > {reference}")
        await here.press("right_square_bracket")
        here.shows("came in")
        await here.press("-")
        here.shows(f"Queues > {reference}")
        await here.press("right_square_bracket")
        here.shows("There is no place that way.")


async def test_the_palette_opens_a_case_by_its_reference(desk: Desk) -> None:
    desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        await here.press(":")
        await here.types("e25 1")
        here.shows("Open E25-000001E")
        await here.press("enter", "enter")
        await here.beat()
        here.shows("Queues > E25-000001E", "Dai Evans")


async def test_help_lists_what_this_screen_can_do(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("?")
        here.shows("This screen", "Give the marked cases", "Take the most urgent case")
        await here.types("marked")
        here.shows("Give the marked cases")
        here.hides("Take the most urgent case")
        await here.press(*["backspace"] * len("marked"))
        await here.types("clipboard")
        here.shows("Copy the case's reference")
        here.hides("Take the most urgent case")


async def test_a_terminal_too_small_says_what_it_needs_and_loses_nothing(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", *["tab"] * 3)
        await here.types("Ada")
        await here.pilot.resize_terminal(50, 12)
        await here.beat()
        here.shows("needs 60 columns and 15 rows")
        await here.pilot.resize_terminal(80, 24)
        await here.beat()
        here.shows("Ada")


async def test_quitting_keeps_the_form_as_a_draft(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", *["tab"] * 3)
        await here.types("Ada Okafor")
        await here.press("ctrl+q")
    async with at_the_desk(desk) as again:
        await again.press("n")
        again.shows("Ada Okafor")


async def test_quitting_keeps_the_note_that_is_being_typed(desk: Desk) -> None:
    desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter", "m")
        await here.types("half a thought")
        await here.press("ctrl+q")
    async with at_the_desk(desk) as again:
        await again.press("enter", "m")
        again.shows("half a thought")


async def test_ctrl_c_says_how_to_leave(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("ctrl+c")
        here.shows("ctrl+q leaves the desk.")
