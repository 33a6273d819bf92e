"""Keys handled strictly one after another, so that typing ahead never lands in the wrong field."""

from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

WAIT_SECONDS = 1.0
"""How long a key is waited for before it is looked where it has got to, and how long again before the next goes ahead."""


class OrderlyKeys(App[None]):
    """An app base in which a key waits until the one before it has been dealt with.

    Textual sends each key to whatever has the focus when it is read, though the key before it may be about to move
    the focus. Keys that arrive together, as over a slow line, would go to the field that is being left.
    """

    def __init__(self, **options: Any) -> None:
        """Start with no key waiting."""
        super().__init__(**options)
        self._waiting: deque[events.Event] = deque()
        self._turn = 0
        self._underway = False
        self._patience: Timer | None = None

    @property
    def keys_underway(self) -> bool:
        """Whether a key is still being dealt with, or waits its turn."""
        return self._underway or bool(self._waiting)

    async def on_event(self, event: events.Event) -> None:
        """Hold back a key or a paste while another is underway."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._underway:
            self._waiting.append(event)
        else:
            await self._deal_with(event)

    async def _deal_with(self, event: events.Event) -> None:
        self._turn += 1
        self._underway = True
        turn = self._turn
        target: MessagePump = self.focused or self.screen
        self._patience = self.set_timer(WAIT_SECONDS, lambda: self._look_again(turn))
        await super().on_event(event)
        self._follow(target, turn)

    def _follow(self, pump: MessagePump | None, turn: int, first: bool = True) -> None:
        """Follow the key from its widget up to the app, behind it in the queue of each, and then what it set off."""
        if pump is not None and pump is not self and pump.is_running:
            if not pump.call_later(self._follow, pump._parent, turn, first) and pump._task is not None:
                # It is closing, as a question does that the key has answered: what comes after is followed once it has closed.
                pump._task.add_done_callback(lambda _closed: self._follow(None, turn, first))
        elif first:
            self.call_later(self._follow_what_it_set_off, turn)
        else:
            # And behind what that set off in the app: a field is gone to in a message of its own.
            self.call_later(self.call_later, self._done, turn)

    def _follow_what_it_set_off(self, turn: int) -> None:
        """A screen asks the app for another screen by a message, which rises as the key did."""
        if self._screen_stack:
            self._follow(self.focused or self.screen, turn, first=False)

    def _look_again(self, turn: int) -> None:
        """A busy machine may still be opening what the key asked for, or what was followed has closed meanwhile."""
        if turn == self._turn and self._underway:
            self._patience = self.set_timer(WAIT_SECONDS, lambda: self._done(turn))
            if self._screen_stack:
                self._follow(self.focused or self.screen, turn)

    async def _done(self, turn: int) -> None:
        if turn != self._turn or not self._underway:
            return
        if self._patience is not None:
            self._patience.stop()
        self._underway = False
        if self._waiting and self._screen_stack:
            await self._deal_with(self._waiting.popleft())
