"""Waiting until an app under measurement has nothing left to do."""

import asyncio

from iopc_tui.app import IopcApp


async def quiet(app: IopcApp, group: str = "") -> None:
    """Until nothing is being read, or nothing of a group of workers, no key is under way and what there is to see is painted."""
    while any(not worker.is_finished for worker in app.workers if group in ("", worker.group)):
        # A loop that never sleeps would keep the threads that read from running.
        await asyncio.sleep(0.0005)
    while True:
        seen = asyncio.Event()
        app.screen.call_after_refresh(seen.set)
        await seen.wait()
        if not app.keys_underway:
            return
