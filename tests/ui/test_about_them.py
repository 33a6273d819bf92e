"""What is known of a person, on its page and at the top of their cases: nothing typed is lost, nobody's change overwritten."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from casework.person_details import person_fields
from casework.visible_text import visible
from db.actions.change_person import ChangePerson, change_person
from db.queries.person import PersonView, one_person
from screens.about_them import AboutThem
from tests.desk import Desk, complaint, contact, enquiry
from tests.ui.at_the_desk import at_the_desk
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import HOSTILE, Host

LONG_ADDRESS = "Fflat 12, Tŷ Gwyn\n12 Heol y Frenhines, " + "Llanfairpwllgwyngyll " * 12 + "\nCaerdydd"


def known(desk: Desk, reference: str) -> PersonView:
    """The person of a case."""
    person_id = desk.case(reference).person_id
    assert person_id is not None
    with desk.store.reading() as connection:
        return one_person(connection, person_id)


def changes(desk: Desk, reference: str, typed: Mapping[str, str]) -> None:
    """Somebody else changes the person of a case."""
    person = known(desk, reference)
    with desk.store.writing(desk.staff, desk.now) as writing:
        change_person(writing, ChangePerson(person.id, person.version, typed))


# The page by itself.


@asynccontextmanager
async def asking(
    typed: Mapping[str, str] | None = None, name: str = "Ada", size: tuple[int, int] = (80, 24), **recorded: Mapping[str, str]
) -> AsyncIterator[tuple[Host, Pilot[Any], AboutThem, list[Mapping[str, str] | None]]]:
    """The page open over something."""
    app = Host(Static("beneath"))
    given: list[Mapping[str, str] | None] = []
    async with app.run_test(size=size) as pilot:
        page = AboutThem(name, typed or {}, **recorded)
        app.push_screen(page, given.append)
        await settle(pilot)
        yield app, pilot, page, given


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (140, 40)])
async def test_every_field_can_be_reached_and_is_whole(size: tuple[int, int]) -> None:
    typed = {"address": LONG_ADDRESS, "contact-plan": "Plan. " * 60, "adjustments": "lp", "language": "w", "interpreter": "b"}
    async with asking(typed, size=size) as (app, pilot, page, _given):
        for field in person_fields().values():
            assert f"▸{field.label}" in screen_text(app), screen_text(app)
            assert page.focused is not None
            assert page.can_view_entire(page.focused)
            assert len(screen_text(app).splitlines()) <= size[1]
            await press(pilot, "tab")
        assert "esc close, answers kept" in screen_text(app)


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
async def test_however_it_is_closed_it_gives_what_is_typed(key: str) -> None:
    typed = {"language": "w", "channel": "em", "address": "1 High St", "contact-plan": "One call"}
    async with asking(typed) as (_app, pilot, _page, given):
        await press(pilot, "A", "enter", "tab", "backspace", "down", "down", "down", "down", "down", "down", "n", key)
        assert given == [{**typed, "addressed": "A", "language": "", "messages": "not to be left"}]


async def test_a_field_says_how_it_is_read_and_what_is_wrong_with_it_on_leaving() -> None:
    async with asking() as (app, pilot, _page, given):
        await press(pilot, *["down"] * 4, "b", "tab")
        assert "✗ 'b' could be braille or BSL. Type more of it." in screen_text(app)
        await press(pilot, "ctrl+s")
        assert "▸Adjustments" in screen_text(app)
        await press(pilot, "r", "tab")
        assert "→ Needs braille" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert given == [{"adjustments": "br"}]


async def test_esc_closes_whatever_is_typed() -> None:
    async with asking() as (_app, pilot, _page, given):
        await press(pilot, *["down"] * 4, "b", "escape")
        assert given == [{"adjustments": "b"}]


async def test_what_the_record_has_otherwise_is_said() -> None:
    recorded = {"language": "w", "address": "1 High St", "times": "noon"}
    async with asking({"address": "2 Low Rd", "times": "noon"}, recorded=recorded) as (app, _pilot, _page, _given):
        assert "→ in the record: 1 High St" in screen_text(app)
        assert "→ in the record: Welsh" in screen_text(app)
        assert screen_text(app).count("in the record") == 2


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_only_text(text: str) -> None:
    typed = {id_: text for id_, field in person_fields().items() if field.reads != "option"}
    async with asking(typed, name=text, recorded={"address": f"{text}!"}) as (app, pilot, _page, given):
        assert not set("\x1b\u202e") & set(screen_text(app))
        await press(pilot, "tab", "tab", "escape")
        assert given == [typed]


# On the case.


async def test_what_is_known_stands_at_the_top_of_the_case_and_of_later_ones(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "P")
        here.shows("About Okafor, Ada", "▸Addressed as", "ctrl+s or esc close, answers kept")
        await here.press(*["down"] * 4)
        await here.types("lp, more")
        await here.press("ctrl+s")
        here.shows("Kept of Okafor, Ada: adjustments.", "Needs large print; more time")
    changes(desk, reference, {"contact-plan": "calls on Tuesdays only, to Priya"})
    later = desk.logs(complaint(name="Okafor, Ada", person_id=known(desk, reference).id))
    async with at_the_desk(desk, size=(200, 40)) as here:
        here.shows("Contact plan: calls on Tuesdays only, to Priya", "Needs large print; more time")
        await here.press("enter")
        here.shows(f"Queues > {later}")
        lines = [line.split("▏")[0].strip() for line in here.screen.splitlines()]
        first = next(place for place, line in enumerate(lines) if line.startswith(f"{later}  Complaint"))
        assert lines[first + 1 : first + 3] == [
            "! Contact plan: calls on Tuesdays only, to Priya",
            "▸ Needs large print; more time",
        ]


async def test_nothing_changed_writes_nothing(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Ada"))
    changes(desk, reference, {"language": "w", "channel": "em"})
    async with at_the_desk(desk) as here:
        before = desk.store.latest_event()
        await here.press("enter", "P", "down", "down", "escape")
        assert desk.store.latest_event() == before


@pytest.mark.parametrize("text", ["see [/] [@click=app.quit]x[/]", LONG_ADDRESS, "Tŷ Gŵyr, Llŷn", "red \x1b[31m \u202e"])
async def test_text_is_kept_and_shown_exactly(desk: Desk, text: str) -> None:
    reference = desk.logs(enquiry(name="Ada"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "P", "tab")
        await here.pastes(text)
        await here.press("escape")
        here.shows(f"Address: {visible(text.splitlines()[0])[:40]}")
        assert not set("\x1b\u202e") & set(here.screen)
        assert here.app.is_running
    assert known(desk, reference).typed == {"address": text}


@pytest.mark.parametrize(("text", "said"), [("a\0b", "NUL character"), ("half \ud800", "half of a character")])
async def test_what_cannot_be_kept_is_refused_in_a_sentence_and_not_lost(desk: Desk, text: str, said: str) -> None:
    reference = desk.logs(enquiry(name="Ada"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "P", "tab")
        await here.pastes(text)
        await here.press("tab")
        here.shows(said)
        await here.press("escape")
        here.shows(said, "What you typed is kept: P shows it again.")
        await here.press("P")
        here.shows(visible(text), said)
    assert known(desk, reference).typed == {}


async def test_what_is_typed_is_on_disk_a_second_later(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Ada"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "P")
        await here.types("Ms Okafor")
        await here.beat()
        async with at_the_desk(desk) as elsewhere:
            await elsewhere.press("enter", "P")
            elsewhere.shows("Ms Okafor", "in the record: nothing")
            await elsewhere.press("escape")
            elsewhere.shows("Kept of Ada: addressed as.", "Addressed as Ms Okafor")
            await elsewhere.press("P")
            elsewhere.shows("Ms Okafor")
            elsewhere.hides("in the record")
    assert known(desk, reference).typed == {"addressed": "Ms Okafor"}


async def test_leaving_the_app_over_the_page_keeps_what_is_typed(desk: Desk) -> None:
    desk.logs(enquiry(name="Ada"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "P")
        await here.types("Ms Okafor")
        await here.press("ctrl+q")
    async with at_the_desk(desk) as here:
        await here.press("enter", "P")
        here.shows("Ms Okafor")


async def test_a_person_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Okafor, Ada"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "P")
        await here.types("Ms Okafor")
        changes(desk, reference, {"addressed": "Mrs Eze", "language": "w"})
        await here.press("escape")
        here.shows("Addressed as was changed by you and by somebody else.", "Ms Okafor", "Adaeze Okoro, 10:00", "Mrs Eze")
        await here.press("escape")
        here.shows("▸Addressed as", "Ms Okafor", "in the record: Mrs Eze", "in the record: Welsh")
        assert known(desk, reference).typed == {"addressed": "Mrs Eze", "language": "w"}
        await here.press("ctrl+s", "m")
        here.shows("Kept of Okafor, Ada: addressed as.")
    assert known(desk, reference).typed == {"addressed": "Ms Okafor", "language": "w"}
    last = known(desk, reference).former[0]
    assert (last.name, last.before, last.after) == ("addressed", "Mrs Eze", "Ms Okafor")


async def test_a_case_of_nobody_says_why_not(desk: Desk) -> None:
    reference = desk.logs(contact("feedback"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "P")
        here.shows(f"{reference} names nobody, so there is nobody to keep this of.")
