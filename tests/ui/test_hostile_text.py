"""Whatever somebody types or pastes is shown as it was typed, everywhere, and does nothing."""

import pytest

from casework.visible_text import visible
from tests.desk import Desk, complaint
from tests.ui.at_the_desk import at_the_desk
from tests.ui.hosts import WORST


@pytest.mark.parametrize("text", WORST)
async def test_hostile_text_survives_every_place_it_can_reach(desk: Desk, text: str) -> None:
    shown = visible(text)
    desk.as_("agent", text)
    async with at_the_desk(desk, size=(150, 40)) as here:
        await here.press("n", *["tab"] * 3)
        for _field in ("name", "phone", "email"):
            await here.pastes(text)
            await here.press("tab")
        await here.press("tab")
        await here.pastes(text)
        await here.press("tab")
        await here.pastes(text)
        await here.press("tab")
        await here.pastes(text)
        here.shows(shown)
        await here.press("ctrl+s")
        here.shows("Logged E25-000001E, E for Echo.", shown)
        await here.press("/")
        await here.pastes(text)
        here.shows(f"/ {shown}")
        await here.press("escape", "escape", "enter")
        here.shows("Queues > E25-000001E", shown)
        await here.press("m")
        await here.pastes(text)
        await here.press("ctrl+s", "s")
        await here.pastes(text)
        await here.press("escape", "a")
        here.shows(visible(f"{text.title()} Jones")[:40])
        await here.press("escape", "x", "enter")
        await here.pastes(text)
        await here.press("ctrl+s")
        here.shows("closed: answered", shown)
        await here.press(":")
        await here.pastes(text)
        await here.press("escape", "?")
        await here.pastes(text)
        await here.press("escape", "4", "tab")
        await here.pastes(text)
        assert here.app.is_running
        assert "\x1b" not in here.screen
        assert "\u202e" not in here.screen
    case = desk.case("E25-000001E")
    texts = [case.person, case.phone, case.email, case.force_reference, case.subject, *(entry.text for entry in case.timeline)]
    assert texts == [text] * 8


async def test_five_thousand_characters_are_kept_and_shown(desk: Desk) -> None:
    text = "word " * 1000
    async with at_the_desk(desk) as here:
        await here.press("n", *["tab"] * 8)
        await here.pastes(text)
        await here.press("tab")
        await here.pastes(text)
        await here.press("ctrl+s")
        assert "word word" in here.line("E25-000001E")
        await here.press("enter")
        here.shows("word word word")
    assert desk.case("E25-000001E").subject == text
    assert desk.case("E25-000001E").timeline[0].text == text


async def test_clicking_held_markup_does_nothing(desk: Desk) -> None:
    desk.logs(complaint(name="[@click=app.quit]x[/]", subject="[@click=app.quit]here[/]"))
    async with at_the_desk(desk) as here:
        row = next(number for number, line in enumerate(here.screen.splitlines()) if "app.quit" in line)
        for column in range(20, 70, 6):
            await here.pilot.click(offset=(column, row))
        await here.beat()
        assert here.app.is_running
