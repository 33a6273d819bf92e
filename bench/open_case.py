"""Opening a case and the Desk in a store of a million cases: from the key to what is painted, against 100 ms."""

import asyncio
import gc
from collections.abc import Iterator, Sequence
from statistics import median, quantiles
from time import perf_counter

from bench.big_store import MILLION, NOW
from bench.desk_clocks import at_work
from bench.desk_reads import against_bare
from bench.quiet_app import quiet
from casework.timesource import SetTime
from db.queries.case import one_case
from db.queries.my_desk import my_desk
from db.staff_member import StaffMember
from db.store import Store
from iopc_tui.app import IopcApp
from iopc_tui.bound_desk import bound_desk
from screens.case import CaseScreen
from screens.case_head import CaseHead

LIMIT_MS = 100
CASES = 60
SIZES = ((80, 24), (140, 40))


def open_case() -> Iterator[str]:
    """The key to paint of opening many cases, at two sizes; then the reads alone against the same SQL in bare sqlite3."""
    with at_work(MILLION) as (store, me, file):
        for size in SIZES:
            took = asyncio.run(_opened(store, me, size))
            yield from _lines(f"a case's essentials in sight, {size[0]} by {size[1]}", took["essentials"])
            yield from _lines(f"nothing left to do for it, {size[0]} columns by {size[1]} rows", took["case"])
            yield from _lines(f"go to the Desk, {size[0]} columns by {size[1]} rows", took["desk"])
        rules = store.rules
        yield from against_bare(store, file, "a case read whole", lambda it: one_case(it, 500_000))
        yield from against_bare(store, file, "the Desk read", lambda it: my_desk(it, rules, me.id, NOW))


async def _opened(store: Store, me: StaffMember, size: tuple[int, int]) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {"essentials": [], "case": [], "desk": []}
    app = IopcApp(bound_desk(store, me, SetTime(NOW)))
    async with app.run_test(size=size) as pilot:
        await quiet(app)
        gc.freeze()  # As the program does once it is open.
        for _ in range(CASES):
            began = perf_counter()
            app.simulate_key("enter")
            took["essentials"].append(await _essentials(app) - began)
            await quiet(app)
            took["case"].append(perf_counter() - began)
            await pilot.press("escape")
            await quiet(app)
            await pilot.press("j")
            await quiet(app)
        for _ in range(CASES // 3):
            took["desk"].append(await _until_painted(app, "1"))
            await pilot.press("2")
            await quiet(app)
    return took


async def _essentials(app: IopcApp) -> float:
    """When the lines over the timeline are laid out and painted."""
    while not (isinstance(app.screen, CaseScreen) and app.screen.query(CaseHead) and app.screen.head.size.height > 1):
        await asyncio.sleep(0.0005)
    seen = asyncio.Event()
    app.screen.call_after_refresh(seen.set)
    await seen.wait()
    return perf_counter()


async def _until_painted(app: IopcApp, key: str) -> float:
    began = perf_counter()
    app.simulate_key(key)
    await asyncio.sleep(0)
    await quiet(app)
    return perf_counter() - began


def _lines(name: str, took: Sequence[float]) -> Iterator[str]:
    late = quantiles(took, n=20)[-1] * 1000
    share = f"x {late / LIMIT_MS:5.2f} of {LIMIT_MS} ms"
    yield f"{name:46} {median(took) * 1000:9.1f} ms median {late:9.1f} ms p95   {share}"
