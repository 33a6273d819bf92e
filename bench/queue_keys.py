"""The queue under the fingers at a thousand cases and at a million: each key to paint, the store's share, and memory."""

import asyncio
import gc
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from textual.events import Key

from bench.big_store import MILLION, NOW, THOUSAND
from bench.desk_clocks import at_work
from bench.desk_reads import against_bare
from bench.quiet_app import quiet
from casework.filter_grammar import Filter, read_filter
from casework.moments import london_date
from casework.queue_columns import QUEUE_COLUMNS, Order
from casework.timesource import SetTime
from casework.views import views
from db.queries.queue import queue_count, queue_position, queue_tally, queue_window
from db.staff_member import StaffMember
from db.store import Store
from iopc_tui.app import IopcApp
from iopc_tui.bound_desk import bound_desk
from screens.queues import QueuesScreen

LIMIT_MS, LIMIT_MB = 50, 120
SIZE = (80, 24)
WIDE = (200, 60)
TURNS = 20
TERMS = ("kind:comp", "owner:none", "due:week")
WORDS = ("custody force", "okafor", "07700")
NAMES = {"/": "slash", ":": "colon", " ": "space"}


def queue_keys() -> Iterator[str]:
    """The median and 95th percentile of each kind of key, until what it asked for is read and painted, beside the limit."""
    yield f"from a key until the list is read and painted; the limit is {LIMIT_MS} ms at the 95th percentile"
    for size in (THOUSAND, MILLION):
        with at_work(size) as (store, me, file):
            for columns, rows in (SIZE, WIDE):
                took = asyncio.run(_pressed(store, me, (columns, rows)))
                yield from _lines(f"{size.cases:,} cases, {columns} by {rows}", took)
            if size is MILLION:
                yield from _reads(store, file, me)
                yield _memory(file)


async def _pressed(store: Store, me: StaffMember, size: tuple[int, int]) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {}
    began = perf_counter()
    app = IopcApp(bound_desk(store, me, SetTime(NOW)))
    async with app.run_test(size=size):
        while not (isinstance(app.screen, QueuesScreen) and app.screen.alive and app.screen.table.total):
            await asyncio.sleep(0.0005)
        await quiet(app)
        took["open the app on the queue"] = [perf_counter() - began]
        gc.freeze()  # As the program does once it is open.
        screen = app.screen
        assert isinstance(screen, QueuesScreen)

        async def key(name: str) -> None:
            app.post_message(Key(NAMES.get(name, name), name if len(name) == 1 else None))
            await asyncio.sleep(0)
            await quiet(app, "list")

        async def goes(to: Callable[[], object]) -> None:
            to()
            await asyncio.sleep(0)
            await quiet(app, "list")

        async def timed(name: str, doing: Callable[[], Awaitable[None]]) -> None:
            start = perf_counter()
            await doing()
            took.setdefault(name, []).append(perf_counter() - start)

        for _ in range(TURNS):
            for name, pressed in (("down", "j"), ("page down", "pagedown"), ("to the end", "G"), ("to the top", "g")):
                await timed(name, lambda pressed=pressed: key(pressed))  # type: ignore[misc]
            await timed("to the middle", lambda: goes(lambda: setattr(screen.table, "cursor", screen.table.total // 2)))
            await key("g")
        for column in QUEUE_COLUMNS.values():
            for backwards in (False, True) if column.sorts else ():
                order = Order(column.id, backwards)
                for _ in range(3):
                    await timed("sort, by each column", lambda order=order: goes(lambda: screen.show_order(order)))  # type: ignore[misc]
        await goes(lambda: screen.show_order(Order()))
        for name, typed in (("a letter of a filter", TERMS), ("a letter of words to find", WORDS)):
            for text in typed:
                await key("/")
                for letter in text:
                    await timed(name, lambda letter=letter: key(letter))  # type: ignore[misc]
                for pressed in ("escape", "escape", "escape"):
                    await key(pressed)
                await goes(lambda: screen.narrow_to(""))
    return took


def _reads(store: Store, file: Path, me: StaffMember) -> Iterator[str]:
    today, calendar = london_date(NOW), store.rules.calendars.named("england-wales")
    yield "the store's share at a million cases, beside the same SQL through sqlite3 alone"
    empty, word = Filter(), read_filter("custody", today, calendar)
    shown = [read_filter(view.filter, today, calendar) for view in views()]
    cases: list[tuple[str, Callable[..., object]]] = [
        ("a page of the queue", lambda it: queue_window(it, empty, NOW, me.id, 0, 100)),
        ("its last page", lambda it: queue_window(it, empty, NOW, me.id, 5_900, 100)),
        ("a page by who it is from", lambda it: queue_window(it, empty, NOW, me.id, 0, 100, Order("from"))),
        ("how many", lambda it: queue_count(it, empty, NOW, me.id)),
        ("where a case stands", lambda it: queue_position(it, empty, NOW, me.id, _some_open_case(it))),
        ("a page of those with a word", lambda it: queue_window(it, word, NOW, me.id, 0, 100)),
        ("how many have the word", lambda it: queue_count(it, word, NOW, me.id)),
        ("the counts of all views", lambda it: queue_tally(it, shown, NOW, me.id)),
    ]
    for name, read in cases:
        yield from against_bare(store, file, name, read)


def _some_open_case(connection: object) -> int:
    return 999_000


def _memory(file: Path) -> str:
    """What a process of its own takes that opens the queue, goes to its end and back, and looks for a word."""
    ran = subprocess.run([sys.executable, "-c", _MEMORY, str(file)], capture_output=True, text=True, check=True)
    used = int(ran.stdout) / 1024
    return f"{'memory of the whole program':46} {used:9.1f} MB      x {used / LIMIT_MB:5.2f} of {LIMIT_MB} MB"


def _lines(where: str, took: dict[str, list[float]]) -> Iterator[str]:
    yield f"{where}"
    for name, seconds in took.items():
        late = (quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]) * 1000
        middle = median(seconds) * 1000
        yield f"  {name:44} {middle:9.1f} ms median {late:9.1f} ms p95   x {late / LIMIT_MS:5.2f} of {LIMIT_MS} ms"


_MEMORY = """
import asyncio, sys
from bench.big_store import NOW
from bench.quiet_app import quiet
from casework.timesource import SetTime
from db.location import location
from db.opening import opened
from db.actions.staff import signed_in
from getpass import getuser
from iopc_tui.app import IopcApp
from iopc_tui.bound_desk import bound_desk

async def used(store, me):
    app = IopcApp(bound_desk(store, me, SetTime(NOW)))
    async with app.run_test(size=(200, 60)) as pilot:
        await quiet(app)
        for key in ("G", "g", "pagedown", "pagedown", "slash", "c", "u", "s", "t", "escape", "escape", "escape"):
            await pilot.press(key)
            await quiet(app)
    status = open("/proc/self/status").read()
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))

store = opened(location(sys.argv[1]), NOW)
me, _ = signed_in(store, getuser(), getuser(), NOW)
asyncio.run(used(store, me))
"""
