"""The themes of complaints and compliments about our service: asked when they are logged, kept as a draft, changed later."""

from tests.desk import Desk
from tests.ui.at_the_desk import at_the_desk


async def test_themes_are_asked_kept_in_a_draft_saved_and_changed(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "f", *["tab"] * 8)
        await here.pastes("thanks [/]")
        await here.press(*["tab"] * 4)
        await here.pastes("time, sp")
        await here.press("tab", "shift+tab")
        here.shows("Compliment or feedback", "Themes     time, sp", "→ time taken, how they were spoken to:", "local example")
        await here.press("escape", "n", "enter")
        here.shows("Themes     time, sp", "thanks [/]")
        await here.press("ctrl+s")
        (reference,) = desk.queue("theme:how-they-were-spoken-to")
        assert desk.case(reference).details == {"service-themes": "time taken, how they were spoken to"}
        await here.press(":")
        await here.pastes(reference)
        await here.press("enter")
        await here.beat()
        await here.press("e", "down", "enter", *["down"] * 8)
        here.shows("▸Themes", "time taken, how they were spoken to")
        await here.press("end")
        await here.pastes(", priv")
        await here.press("ctrl+s")
        here.shows("Changed: themes. The words before are kept.")
    assert desk.case(reference).details["service-themes"] == "time taken, how they were spoken to, privacy"
