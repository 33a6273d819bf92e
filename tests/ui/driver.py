"""Driving an app in a test: what is on the screen as text, and waiting for it to settle."""

from asyncio import wait_for
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.worker import Worker, WorkerState

from screens.live_screen import ASKING
from screens.orderly_keys import OrderlyKeys

PATIENCE = 10.0
"""Seconds before a test that never settles fails."""


def screen_text(app: App[Any]) -> str:
    """The screen as a person reads it: its lines as plain text, without trailing blanks."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips).rstrip("\n")


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until no worker is running but those that wait for an answer, and every message has been handled."""
    await wait_for(_settle(pilot), PATIENCE)


async def _settle(pilot: Pilot[Any]) -> None:
    await pilot.pause()
    while isinstance(pilot.app, OrderlyKeys) and pilot.app.keys_underway and not pilot.app._exit:
        await pilot.pause()
    while workers := [worker for worker in pilot.app.workers if not worker.is_finished and not _asking(pilot.app, worker)]:
        for worker in workers:
            if worker.state is not WorkerState.CANCELLED and worker._task is not None:
                await wait_for_quietly(worker._task)
        await pilot.pause()
    await pilot.pause()


def _asking(app: App[Any], worker: Worker[Any]) -> bool:
    return worker.group == ASKING and isinstance(app.screen, ModalScreen)


async def wait_for_quietly(task: Any) -> None:
    """Wait for a task whatever comes of it."""
    from asyncio import wait

    await wait({task})
