"""Six calls from `n` to the reference read out: the keys that each takes beside the words themselves."""

from dataclasses import dataclass, field

from tests.desk import Desk, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk


@dataclass
class Hands:
    """Somebody at the keyboard whose keys are counted; the words typed are not."""

    here: AtTheDesk
    keys: int = field(default=0)

    async def press(self, *keys: str) -> None:
        """Press keys that are no words."""
        self.keys += len(keys)
        await self.here.press(*keys)

    async def types(self, text: str) -> None:
        """Type what the caller says."""
        await self.here.types(text)


async def test_1_a_known_caller_with_a_new_enquiry(desk: Desk) -> None:
    desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk) as here:
        hands = Hands(here)
        await hands.press("n", "tab", "tab", "tab", "tab")
        await hands.types("07700900123")
        await hands.press("f4", "enter")
        await hands.types("how to complain")
        await hands.press("f8")
        await hands.types("Asked how to complain about a stop.")
        await hands.press("ctrl+s")
        here.shows("Logged E25-000002F, F for Foxtrot. Answer by")
        assert hands.keys == 9


async def test_2_a_known_caller_answered_on_the_call(desk: Desk) -> None:
    desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk) as here:
        hands = Hands(here)
        await hands.press("n", "tab", "tab", "tab")
        await hands.types("okafor ada")
        await hands.press("f4", "enter")
        await hands.types("opening hours")
        await hands.press("f8")
        await hands.types("Told them nine to five.")
        await hands.press("tab", "a", "ctrl+s")
        here.shows("It is closed: nothing more is promised.")
        assert hands.keys == 10


async def test_3_a_new_caller_with_a_complaint(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        hands = Hands(here)
        await hands.press("n", "c", "tab", "tab", "tab")
        await hands.types("Dai Evans")
        await hands.press("tab")
        await hands.types("07700 900456")
        await hands.press("tab", "tab")
        await hands.types("gwent")
        await hands.press("tab", "tab")
        await hands.types("hit while handcuffed")
        await hands.press("tab", "tab", "tab")
        await hands.types("last tue about 9pm")
        await hands.press("tab")
        await hands.types("Newport")
        await hands.press("tab")
        await hands.types("PC 1234")
        await hands.press("tab")
        await hands.types("b4, detention")
        await hands.press("tab", "p", "f8")
        await hands.types("Two officers. Bruised wrist.")
        await hands.press("ctrl+s")
        here.shows("Logged C25-000001D, D for Delta. Acknowledge by Wed 24 Dec 2025, 17:00.")
        assert hands.keys == 20
    assert desk.case("C25-000001D").details["categories"] == "B4, B5"


async def test_4_a_review_judged_in_time_and_for_us_on_the_line(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        hands = Hands(here)
        await hands.press("n", "r", "tab", "tab", "tab")
        await hands.types("Sian Price")
        await hands.press("tab", "tab", "tab")
        await hands.types("kent")
        await hands.press("tab", "tab")
        await hands.types("outcome letter")
        await hands.press("tab", "tab", "tab", "tab", "tab")
        await hands.types("25 nov")
        await hands.press("tab")
        await hands.types("27 nov")
        await hands.press("tab")
        here.shows("✓ In time: last day Thu 25 Dec")
        await hands.press("f6", "down", "down", "down", "down", "y")
        here.shows("For us: the IOPC decides this review", "Say:")
        await hands.press("escape", "f8")
        await hands.types("Says nobody looked at the video.")
        await hands.press("ctrl+s")
        here.shows("Logged R25-000001Z, Z for Zulu. Acknowledge by Tue 30 Dec 2025, 17:00.")
        assert hands.keys == 26


async def test_5_a_caller_in_danger(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        hands = Hands(here)
        await hands.press("n", "f2", "tab")
        await hands.types("on the bridge at Newport")
        await hands.press("tab")
        await hands.types("Dai, 30s")
        await hands.press("escape")
        here.shows("a supervisor is told")
        await hands.press("tab", "tab", "tab")
        await hands.types("Dai")
        await hands.press("tab", "tab", "tab", "tab", "tab")
        await hands.types("in danger")
        await hands.press("ctrl+s")
        here.shows("Logged E25-000001E")
        assert hands.keys == 14
    assert [entry.kind for entry in desk.case("E25-000001E").timeline] == ["concern", "contact"]


async def test_6_a_call_parked_for_another_that_goes_on_an_open_case(desk: Desk) -> None:
    first = desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk) as here:
        hands = Hands(here)
        await hands.press("n", "tab", "tab", "tab")
        await hands.types("Dai Evans")
        await hands.press("f7", "enter", "tab", "tab", "tab", "tab")
        await hands.types("07700900123")
        await hands.press("f8")
        await hands.types("Rang again: still no letter.")
        await hands.press("f4", "down", "enter")
        here.shows(f"Added to {first}.")
        await hands.press("n")
        here.shows("Dai Evans", "You were logging an enquiry from Dai Evans")
        assert hands.keys == 15
