"""Logging a contact by keyboard: nothing typed is lost, and what is wrong is said where it is."""

import pytest
from textual.events import Key

from casework.references import reference as make_reference
from casework.references import to_read_out
from tests.desk import Desk, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk
from tests.ui.driver import settle


async def fill(here: AtTheDesk, **fields: str) -> None:
    """Go through the form by tab, typing what there is to type."""
    await here.press("tab")
    for name in ("received", "name", "phone", "email", "force", "force_reference", "subject", "note"):
        await here.press("f8" if name == "note" else "tab")
        if fields.get(name):
            await here.types(fields[name])


@pytest.mark.parametrize(
    ("letter", "prefix", "promise"),
    [
        ("e", "E", "Answer by Wed 7 Jan 2026, 17:00"),
        ("c", "C", "Acknowledge by Wed 24 Dec 2025, 17:00"),
        ("r", "R", "Acknowledge by Tue 30 Dec 2025, 17:00"),
    ],
)
async def test_a_contact_is_logged_and_its_promise_said(desk: Desk, letter: str, prefix: str, promise: str) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", letter)
        await fill(here, name="Okafor, Ada", phone="07700 900123", force="gwent", subject="custody", note="Very upset.")
        await here.press("ctrl+s")
        reference = make_reference(prefix, 2025, 1)
        here.shows(f"Logged {to_read_out(reference)}. {promise}.")
        assert "Okafor, Ada  custody" in here.line(reference)
    case = desk.case(reference)
    kept = (case.person, case.phone, case.force, case.timeline[-1].text)
    assert kept == ("Okafor, Ada", "07700 900123", "gwent", "Very upset.")


async def test_what_is_typed_while_the_form_opens_is_typed_in_the_form(desk: Desk) -> None:
    desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        for key in ("n", "c", "tab", "tab", "tab", *"xxa", "f8", *"Upset"):
            here.app.post_message(Key(key, key if len(key) == 1 else None))
        await here.beat()
        here.shows("[● Complaint]", "Name       xxa", "Said       Upset")
    assert len(desk.queue()) == 1


async def test_deadlines_stand_beside_the_form_as_it_is_typed(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "r")
        here.shows("Acknowledge by Tue 30 Dec, 17:00", "Decide by", "5 working days, local example")
        await here.press("tab", "tab")
        await here.types("19 Dec 2025 9:30")
        here.hides("Office shut then")
        await here.press("home", "ctrl+k")
        await here.types("18 Dec 17:40")
        here.shows("Office shut then", "19 Dec", "Acknowledge by Tue 30 Dec")
        await here.press("tab")
        here.shows("→ Thu 18 Dec 2025, 17:40")
        await here.press("tab")
        await here.types("07700 9001")
        await here.press("tab")
        here.shows("→ 9 figures, where a number here has")


async def test_what_is_wrong_is_said_under_its_field_and_nothing_is_lost(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await fill(here, received="31 feb", name="Ada", force="zzz", note="kept")
        await here.press("ctrl+s")
        here.shows('✗ "31 feb"', "✗ No force or body matches", "✗ Say in a few words", "Not saved yet")
        assert here.app.focused is not None
        assert here.app.focused.id == "received"
        here.shows("Ada", "kept")
        await here.press("home", "ctrl+k")
        here.hides('✗ "31 feb"')


async def test_a_moment_to_come_is_refused_in_words(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await fill(here, received="22 Dec 2025 09:00", subject="x")
        await here.press("ctrl+s")
        here.shows("✗ Mon 22 Dec 2025, 09:00 has not")


async def test_esc_keeps_a_draft_and_n_shows_it_again(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "c")
        await fill(here, name="Ada Okafor", note="a long story [/b]")
        await here.press("escape")
        here.shows("Kept as a draft")
        await here.press("n")
        here.shows("Ada Okafor", "a long story [/b]", "[● Complaint]", "You were logging a complaint from Ada Okafor at 10:00.")


async def test_what_was_typed_is_on_disk_within_a_second_and_survives_the_terminal(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await fill(here, name="Ada Okafor", subject="half a sen")
        await here.beat()
        async with at_the_desk(desk) as elsewhere:
            await elsewhere.press("n")
            elsewhere.shows("Ada Okafor", "half a sen")


async def test_a_saved_contact_leaves_no_draft(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await fill(here, name="Ada Okafor", subject="x")
        await here.beat()
        await here.press("ctrl+n")
        here.shows("Logged E25-000001E, E for Echo.")
        here.hides("Ada Okafor")
        await here.press("escape", "n")
        here.hides("You were logging")


async def test_keys_typed_while_a_contact_is_saved_are_the_next_ones(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await fill(here, name="Ada Okafor", subject="x")
        await here.pilot.press("ctrl+n", "r", *["tab"] * 3, *"Li", *["tab"] * 5, "x", "ctrl+s", "n", "c")
        await settle(here.pilot)
        here.shows("● Complaint]", "as they give it")
        await here.press("escape", "1", "2")
        here.shows("Ada Okafor", "Li  x")


async def test_f9_asks_before_it_empties_the_form(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await fill(here, name="Ada Okafor")
        await here.press("f9", "escape")
        here.shows("Ada Okafor")
        await here.press("f9", "down", "enter")
        here.hides("Ada Okafor")


async def test_f3_explains_the_dates_over_the_form(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "r", "f3")
        here.shows("Why Tue 30 Dec 2025, 17:00?", "Christmas Day", "Boxing Day", "not a published IOPC standard")
        await here.press("escape")
        here.shows("Arrived by")


async def test_several_lines_pasted_into_a_one_line_field_stay(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", *["tab"] * 8)
        await here.pastes("custody\nand use of force")
        await here.press("ctrl+s")
        here.shows("Logged E25-000001E, E for Echo.")
    assert desk.case("E25-000001E").subject == "custody and use of force"


async def test_pressing_save_twice_logs_one_case(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await fill(here, subject="x")
        await here.pilot.press("ctrl+s", "ctrl+s")
        await here.beat()
    assert len(desk.queue()) == 1
