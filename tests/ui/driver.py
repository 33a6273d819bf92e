"""Driving an app in a test: what is on the screen as text, and waiting for it to settle."""

from asyncio import FIRST_COMPLETED, Task, wait, wait_for
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.worker import Worker, WorkerState

from screens.live_screen import ASKING
from screens.orderly_keys import OrderlyKeys
from tests.ui.prompt_pilot import drawn, ends, threads

PATIENCE = 10.0
"""Seconds before a test that never settles fails."""


def screen_text(app: App[Any]) -> str:
    """The screen as a person reads it: its lines as plain text, without trailing blanks."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips).rstrip("\n")


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until no thread and no worker is at work but those that wait for an answer, and every message has been handled."""
    await wait_for(_settle(pilot.app), PATIENCE)


async def _settle(app: App[Any]) -> None:
    await drawn(app)
    while True:
        if underway := threads() or _at_work(app):
            await wait(underway, return_when=FIRST_COMPLETED)
        elif ends(app):
            return
        elif isinstance(app, OrderlyKeys) and app._underway and (patience := app._patience) and patience._task is not None:
            await wait({patience._task})
        elif app.animator._animations or app.animator._scheduled:
            await app.animator.wait_until_complete()
        else:
            return
        await drawn(app)


def _at_work(app: App[Any]) -> set[Task[Any]]:
    """What workers do, unless they wait for an answer."""
    return {
        worker._task
        for worker in app.workers
        if worker._task is not None and not worker.is_finished and worker.state is not WorkerState.CANCELLED
        if not _asking(app, worker)
    }


def _asking(app: App[Any], worker: Worker[Any]) -> bool:
    return worker.group == ASKING and isinstance(app.screen, ModalScreen)
