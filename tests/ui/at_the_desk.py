"""The whole app on a real store, driven by keys and read as text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from textual.pilot import Pilot

from iopc_tui.app import IopcApp
from iopc_tui.bound_desk import bound_desk
from tests.desk import Desk
from tests.ui.driver import screen_text, settle

NAMED = {
    " ": "space",
    "/": "slash",
    ":": "colon",
    "?": "question_mark",
    "-": "minus",
    "[": "left_square_bracket",
    "!": "exclamation_mark",
    "+": "plus",
}


@dataclass
class AtTheDesk:
    """Somebody at the terminal."""

    app: IopcApp
    pilot: Pilot[Any]

    async def press(self, *keys: str) -> None:
        """Press keys, waiting after each for what it sets off."""
        for key in keys:
            await self.pilot.press(NAMED.get(key, key))
            await settle(self.pilot)

    async def types(self, text: str) -> None:
        """Type a text into the field that has the focus: its first character as a key, the rest as fast typing arrives."""
        await self.press(text[0])
        if text[1:]:
            await self.pastes(text[1:])

    async def pastes(self, text: str) -> None:
        """Paste a text into the field that has the focus."""
        from textual.events import Paste

        assert self.app.focused is not None
        self.app.focused.post_message(Paste(text))
        await settle(self.pilot)

    async def beat(self) -> None:
        """Let the second's pulse pass."""
        self.app.beat()
        await settle(self.pilot)

    @property
    def screen(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)

    def line(self, words: str) -> str:
        """The first line on the screen that has these words."""
        missing = f"'{words}' is not on the screen:\n{self.screen}"
        return next((line for line in self.screen.splitlines() if words in line), missing)

    def shows(self, *words: str) -> None:
        """Fail unless all of this is on the screen."""
        screen = self.screen
        missing = [each for each in words if each not in screen]
        assert not missing, f"{missing} not on the screen:\n{screen}"

    def hides(self, *words: str) -> None:
        """Fail if any of this is on the screen."""
        screen = self.screen
        found = [each for each in words if each in screen]
        assert not found, f"{found} on the screen:\n{screen}"


@asynccontextmanager
async def at_the_desk(desk: Desk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[AtTheDesk]:
    """The app open at this desk."""
    app = IopcApp(bound_desk(desk.store, desk.staff, desk.time))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        here = AtTheDesk(app, pilot)
        await here.beat()
        yield here
