"""The second's tick on a screen full of cases, against the limit of 50 ms, and what an idle desk takes of a processor."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from time import perf_counter, process_time

from bench.big_store import NOW
from bench.key_paint import LIMIT_MS
from bench.quiet_app import quiet
from casework.timesource import SetTime
from db.queries.queue import queue_counts
from db.staff_member import StaffMember
from db.store import Store
from iopc_tui.app import IopcApp
from iopc_tui.bound_desk import bound_desk

BEATS = 40
IDLE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Beat:
    """One second's beat, in seconds: the beat itself, the longest it kept a key waiting, and until all is read and painted."""

    itself: float
    held: float
    whole: float


async def desk_ticks(store: Store, me: StaffMember) -> list[str]:
    """Medians of beats with nothing new and of those at which a state changes, and the share of a processor when idle."""
    time = SetTime(NOW)
    app = IopcApp(bound_desk(store, me, time))
    async with app.run_test(size=(200, 62)) as pilot:
        await quiet(app)
        calm = [await _beat(app) for _ in range(BEATS)]
        changed = []
        for at in _changes(store, BEATS):
            time.set(at)
            changed.append(await _beat(app))
        began, used = perf_counter(), process_time()
        await pilot.pause(IDLE_SECONDS)
        share = (process_time() - used) / (perf_counter() - began)
    return [
        "a second's beat on the queue, 200 columns by 62 rows, at a million cases",
        *_lines("nothing changed", calm),
        *_lines("a state changed, the counts, alerts and list read", changed),
        f"  {'idle, a beat each second':46} {share * 100:9.2f} % of one processor over {IDLE_SECONDS} s",
    ]


async def _beat(app: IopcApp) -> Beat:
    gaps: list[float] = []
    watch = asyncio.create_task(_gaps(gaps))
    await asyncio.sleep(0)
    began = perf_counter()
    app.beat()
    itself = perf_counter() - began
    await quiet(app)
    whole = perf_counter() - began
    watch.cancel()
    return Beat(itself, max(gaps, default=itself), whole)


async def _gaps(found: list[float]) -> None:
    """How long it takes, again and again, until the app would look at a key."""
    while True:
        began = perf_counter()
        await asyncio.sleep(0.001)
        found.append(perf_counter() - began)


def _lines(name: str, beats: Sequence[Beat]) -> list[str]:
    return [
        f"  {name}",
        f"  {_share('  the beat itself', [beat.itself for beat in beats])}",
        f"  {_share('  the longest a key would wait', [beat.held for beat in beats])}",
        f"  {_share('  until all is read and painted', [beat.whole for beat in beats])}",
    ]


def _changes(store: Store, how_many: int) -> list[datetime]:
    """The next moments at which a count changes by itself."""
    found: list[datetime] = []
    now = NOW
    with store.reading() as connection:
        while len(found) < how_many and (at := queue_counts(connection, now).changes_at):
            found.append(at)
            now = at
    return found


def _share(name: str, seconds: Sequence[float]) -> str:
    middle, worst = median(seconds) * 1000, max(seconds) * 1000
    return f"{name:46} {middle:9.3f} ms, worst {worst:8.3f}, {middle / LIMIT_MS:6.3f} of the limit"
