"""A pilot that waits for the app and not for the clock: it goes on as soon as nothing is left to be done.

Textual's own pilot sleeps, five times for each key, until the processor has been idle for a fiftieth of a second.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any

import pytest
from textual._animator import Animator
from textual.app import App
from textual.pilot import Pilot
from textual.timer import Timer

BRIEF = 0.1
"""The longest, in seconds, that Textual puts off what it draws after a change of size or of screen."""
LEAP = 60.0
"""Seconds that pass for a movement on the screen from each of its steps to the next, so that its second is its last."""
_threads: set[asyncio.Future[Any]] = set()


class PromptPilot(Pilot[Any]):
    """Drives an app; every wait ends with all messages handled and the screen drawn."""

    async def pause(self, delay: float | None = None) -> None:
        """Wait for messages and drawing, and for a handler that waits for a thread."""
        assert delay is None, "wait for what is to happen"
        await self._wait_for_screen()

    async def _wait_for_screen(self, timeout: float = 30.0) -> bool:
        await drawn(self.app)
        handled = not _threads or await super()._wait_for_screen(timeout)
        await drawn(self.app)
        return handled


async def drawn(app: App[Any]) -> None:
    """Wait until no message is left to be handled and the screen shows what they changed; threads may still be at work."""
    await _idle()
    while ends(app) is False:
        if delays := {task for timer in app._timers if timer._interval <= BRIEF and (task := underway(timer)) is not None}:
            await asyncio.wait(delays)
        elif app.screen._update_timer._active.is_set():
            app.screen._on_timer_update()
        else:
            break
        await _idle()


def ends(app: App[Any]) -> bool:
    """Whether the app is on its way out, so that nothing more will be drawn."""
    return app._exit or app._exception is not None or not app._screen_stack


def underway(timer: Timer) -> asyncio.Task[None] | None:
    """What a timer that runs once waits in, until it has run."""
    task = timer._task
    return task if timer._repeat == 0 and task is not None and not task.done() else None


def threads() -> set[asyncio.Future[Any]]:
    """What threads are at work on."""
    return {future for future in _threads if future.get_loop() is asyncio.get_running_loop()}


async def _idle(*_: float) -> None:
    """Wait until the loop has nothing left to do but to wait itself: for a timer, a thread or the outside."""
    loop: Any = asyncio.get_running_loop()
    idle = loop.create_future()

    def look() -> None:
        if loop._ready or (loop._scheduled and loop._scheduled[0]._when <= loop.time()):
            loop.call_soon(look)
        elif not idle.done():
            idle.set_result(None)

    loop.call_soon(look)
    await idle


@contextmanager
def prompt_pilots() -> Iterator[None]:
    """Every `run_test` in this block gives a prompt pilot."""
    in_thread = asyncio.BaseEventLoop.run_in_executor

    def seen(loop: asyncio.BaseEventLoop, executor: Any, work: Callable[..., Any], *given: Any) -> asyncio.Future[Any]:
        future = in_thread(loop, executor, work, *given)
        _threads.add(future)
        future.add_done_callback(_threads.discard)
        return future

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio.BaseEventLoop, "run_in_executor", seen)
        patch.setattr("textual.app.wait_for_idle", _idle)
        patch.setattr("textual.pilot.Pilot", PromptPilot)
        patch.setattr(Animator, "_get_time", partial(next, count(step=LEAP)))
        yield
