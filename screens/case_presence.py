"""Who else has the case open, said on its screen and told to the others."""

import asyncio
import contextlib
from datetime import datetime, timedelta
from threading import Lock

from textual import events, work

from casework.errors import DeskError
from db.queries.case import CaseView
from db.queries.case_open import AlsoOpen
from screens.case_questions import CaseQuestions
from screens.desk import Desk
from screens.side_by_side import when_words

SAID_EVERY = timedelta(seconds=20)
"""How often a terminal says that the case is open on it, and looks who else has: three times before it counts as silent."""


class CasePresence(CaseQuestions):
    """A screen of one case that tells others that it is open, and its reader who else has it open."""

    def __init__(self, desk: Desk, case: CaseView) -> None:
        """This case, which nobody is known to have open yet."""
        super().__init__(desk, case)
        self.also_open: tuple[AlsoOpen, ...] = ()
        self._said_at: datetime | None = None
        self._saying = Lock()
        self._told = False

    def presence_changed(self) -> None:
        """Show who else has the case open now; a screen that shows it extends this."""

    def also_open_line(self) -> str:
        """`Also open: Priya Shah, since 14:02`, or nothing while nobody else has it open."""
        now = self.desk.time.now()
        who = [f"{it.name}, since {when_words(it.since, now)}" for it in self.also_open]
        return f"Also open: {'; '.join(who)}" if who else ""

    def tick(self) -> None:
        """Say that the case is open when it is time to."""
        super().tick()
        now = self.desk.time.now()
        if self.alive and (self._said_at is None or not timedelta(0) <= now - self._said_at < SAID_EVERY):
            self._said_at, self._told = now, True
            self._say_open()

    def on_screen_suspend(self, _event: events.ScreenSuspend) -> None:
        """Say that it is left when another section is gone to; a question over it leaves it open."""
        if self not in self.app.screen_stack:
            self._said_at = None
            self._say_left_meanwhile()

    def on_unmount(self) -> None:
        """Say that it is left."""
        if self._told:
            self.app.run_worker(asyncio.to_thread(self._say_left), group="presence")

    def keep_now(self) -> None:
        """Say that it is left before the app ends."""
        super().keep_now()
        if self._told:
            self._say_left()

    @work(group="presence")
    async def _say_open(self) -> None:
        found = await asyncio.to_thread(self._open_and_look)
        if found is not None and found != self.also_open:
            self.also_open = found
            self.presence_changed()

    @work(group="presence")
    async def _say_left_meanwhile(self) -> None:
        await asyncio.to_thread(self._say_left)

    def _open_and_look(self) -> tuple[AlsoOpen, ...] | None:
        """Say it is open, and give who else has it open, None when that can't be read; a busy store is nothing to tell of."""
        with self._saying:
            if self._said_at is None:
                return None  # It was left before its turn came.
            with contextlib.suppress(DeskError):
                self.desk.do.say_open(self.case.id)
            with contextlib.suppress(DeskError):
                return self.desk.read.also_open(self.case.id)
        return None

    def _say_left(self) -> None:
        with self._saying, contextlib.suppress(DeskError):
            self._said_at, self._told = None, False
            self.desk.do.say_left(self.case.id)
