"""Keys typed ahead go where they were meant to go."""

import asyncio
from typing import ClassVar, cast

import pytest
from textual import events, work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from screens import orderly_keys
from screens.live_screen import ASKING
from screens.orderly_keys import OrderlyKeys
from screens.widgets.choice import Choice, Option
from screens.widgets.picker import Pick, Picker
from screens.widgets.text_field import TextField
from screens.widgets.text_prompt import TextPrompt
from tests.ui.driver import settle


class Form(OrderlyKeys):
    """A choice and two fields, and a key that goes to the second."""

    BINDINGS: ClassVar = [Binding("f8", "go_to_phone")]

    def action_go_to_phone(self) -> None:
        self.query_one("#phone").focus()

    def compose(self) -> ComposeResult:
        yield Choice([Option("e", "Enquiry"), Option("c", "Complaint")], "e")
        yield TextField(id="name")
        yield TextField(id="phone")

    def values(self) -> list[str | None]:
        """What the three hold."""
        return [self.query_one(Choice).value, *(field.value for field in self.query(TextField))]


def type_at_once(app: App[None], *keys: str) -> None:
    """Keys that arrive together, as a line that had stalled delivers them."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_keys_that_arrive_together_reach_the_field_they_were_typed_for() -> None:
    app = Form()
    async with app.run_test(size=(60, 8)) as pilot:
        type_at_once(app, "c", "tab", *"Evans", "tab", *"07700", "shift+tab", "x")
        app.post_message(events.Paste(" Dai"))
        await settle(pilot)
        while app._waiting or app._underway:
            await pilot.pause()
        await settle(pilot)
        assert app.values() == ["c", "Evansx Dai", "07700"]


async def test_a_key_after_tab_goes_to_the_field_tabbed_to() -> None:
    app = Form()
    async with app.run_test(size=(60, 8)) as pilot:
        await pilot.press("tab", *"Evans", "tab", "1")
        assert app.values() == ["e", "Evans", "1"]
        type_at_once(app, "tab", "tab", "a")
        await settle(pilot)
        while app._waiting or app._underway:
            await pilot.pause()
        assert app.values() == ["e", "Evansa", "1"]


async def test_a_key_after_one_that_goes_to_a_field_is_typed_there() -> None:
    app = Form()
    async with app.run_test(size=(60, 8)) as pilot:
        type_at_once(app, "tab", *"Evans", "f8", *"07700")
        await settle(pilot)
        assert app.values() == ["e", "Evans", "07700"]


class SlowForm(Screen[None]):
    """A form that takes until the app's patience has gone to open, as on a busy machine."""

    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        yield TextField(id="name")
        yield Choice([Option("e", "Enquiry"), Option("c", "Complaint")], "e")

    async def on_mount(self) -> None:
        patience = cast(Desk, self.app)._patience
        assert patience is not None
        assert patience._task is not None
        await asyncio.wait({patience._task})
        self.query_one(Choice).focus()


class Desk(OrderlyKeys):
    """A key that opens the form."""

    BINDINGS: ClassVar = [Binding("n", "open")]

    async def action_open(self) -> None:
        await self.push_screen(SlowForm())


async def test_a_key_typed_while_a_slow_form_opens_waits_until_it_is_open() -> None:
    app = Desk()
    async with app.run_test(size=(60, 8)) as pilot:
        type_at_once(app, "n", "c")
        while not isinstance(app.screen, SlowForm) or app.keys_underway:
            await pilot.pause()
        await settle(pilot)
        assert app.screen.query_one(Choice).value == "c"


class Asks(OrderlyKeys):
    """A key that asks for an option and then for words, and a field to go on with."""

    BINDINGS: ClassVar = [Binding("f2", "ask")]
    told: str = ""

    def compose(self) -> ComposeResult:
        yield TextField(id="name")

    @work(group=ASKING)
    async def action_ask(self) -> None:
        which = await self.push_screen_wait(Picker("Which?", [Pick("force", "The force"), Pick("person", "The person")]))
        if which is not None:
            why = await self.push_screen_wait(TextPrompt("Why?", many_lines=True))
            self.told = f"{which}: {why}"


async def test_keys_after_one_that_ends_a_question_wait_for_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orderly_keys, "WAIT_SECONDS", 3600)
    app = Asks()
    async with app.run_test(size=(80, 24)) as pilot:
        type_at_once(app, "f2", "escape", *"Dai ")
        await settle(pilot)
        assert (app.told, app.query_one(TextField).value) == ("", "Dai ")
        type_at_once(app, "f2", "down", "enter", *"more", "enter", *"to read", "ctrl+s", *"Evans")
        await settle(pilot)
        assert (app.told, app.query_one(TextField).value) == ("person: more\nto read", "Dai Evans")
