"""Keeping every screen of the app up with the record and the time."""

import asyncio
from typing import Any

from textual import on, work
from textual.screen import Screen

from casework.errors import DeskError
from iopc_tui.news import News
from screens.calculator_over import CalculatorOver
from screens.concern import ConcernBox
from screens.desk import Desk
from screens.live_screen import LiveScreen
from screens.messages import CasesChanged
from screens.orderly_keys import OrderlyKeys


class KeepsUp(OrderlyKeys):
    """An app that looks each second whether the record or the counts changed, and tells what is new."""

    def __init__(self, desk: Desk) -> None:
        """The app at this desk, with nothing read yet."""
        super().__init__()
        self.desk = desk
        self._seen_event = -1
        self._polling = False
        self._news = News(desk.me.id)
        self._told = ""

    def all_screens(self) -> list[Screen[Any]]:
        """Every screen of every section, whether in sight or not."""
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def beat(self) -> None:
        """Each second: let words change with time, and look whether the record or the counts did."""
        if not self.is_running:
            return  # The screens are being taken down.
        self._tick_shown()
        self._say_news()
        if not self._polling:
            self._polling = True
            self._poll()

    @work(group="pulse")
    async def _poll(self) -> None:
        try:
            latest = await asyncio.to_thread(self.desk.read.latest_event)
            counts, now = self.desk.pulse.counts, self.desk.time.now()
            written = latest != self._seen_event
            passed = counts is not None and counts.changes_at is not None and counts.changes_at <= now
            if counts is None or written:
                await asyncio.to_thread(self.desk.read.rules)
            if counts is None or written or passed:
                self.desk.pulse.counts = await asyncio.to_thread(self.desk.read.counts)
                self._seen_event = latest
                await self._take_news()
                if counts is not None:
                    self._reload_all()
                self._tick_shown()
        except DeskError as error:
            if isinstance(self.screen, LiveScreen):
                self.screen.say(str(error), "error")
        finally:
            self._polling = False

    async def _take_news(self) -> None:
        """See what was raised, came due soon or is overdue, to say it in one quiet line; at first, only how many."""
        pulse, known = self.desk.pulse, self.desk.pulse.alerts
        concerns, alerts = await asyncio.to_thread(lambda: (self.desk.read.concerns(), self.desk.read.alerts()))
        pulse.concerns, pulse.alerts = concerns, alerts
        if known is None:
            self._news.begin(pulse.unfinished, concerns, alerts, self.desk.time.now())
        else:
            self._news.take(known, concerns, alerts)
        self._say_news()

    def _say_news(self) -> None:
        """Say what is new once the line is free: never in place of what staff are told of their own work."""
        screen = self.screen
        if not self._news.waits or not isinstance(screen, LiveScreen) or not screen.alive:
            return
        if screen.message_line.text in ("", self._told):
            kind = self._news.kind
            if kind == "warning" and self.desk.pulse.rings:
                self.bell()
            self._told = self._news.told(self.desk.time.now())
            screen.say(self._told, kind)

    def _tick_shown(self) -> None:
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, LiveScreen | CalculatorOver | ConcernBox):
                screen.tick()

    def _reload_all(self) -> None:
        """Lists in sight read again; the others do so when they come into sight."""
        for screen in self.all_screens():
            if isinstance(screen, LiveScreen):
                screen.stale = True
        if isinstance(self.screen, LiveScreen):
            self.screen.reload()

    @on(CasesChanged)
    def _cases_changed(self) -> None:
        self.beat()
