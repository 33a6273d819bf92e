"""How long a key takes to be seen, against the limit of 50 ms: in the queue at 100 and at 100,000 open cases, and in the form."""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from textual.events import Key

from casework.timesource import SetTime
from db.actions.staff import signed_in
from db.location import location
from db.opening import opened
from iopc_tui.app import IopcApp
from iopc_tui.bound_desk import bound_desk

LIMIT_MS = 50.0
NOW = datetime(2026, 11, 20, 16, 42, tzinfo=UTC)
IOPC = str(Path(sys.executable).with_name("iopc"))


def key_paint() -> Iterator[str]:
    """The median and the slowest of each kind of key, in milliseconds, and the median as a share of the limit."""
    for cases in (100, 100_000):
        with tempfile.TemporaryDirectory() as place:
            for name, taken in asyncio.run(_at(_filled(Path(place), cases))).items():
                middle = median(taken)
                shown = f"{middle:6.1f} ms, worst {max(taken):6.1f}, {middle / LIMIT_MS:5.2f} of the limit"
                yield f"{cases:>7,} cases  {name:34} {shown}"


def _filled(place: Path, cases: int) -> Path:
    file = place / "cases.csv"
    with file.open("w", encoding="utf-8") as rows:
        rows.write("ref,received,closed\n")
        rows.writelines(f"{number},{date(2026, 1, 5) + timedelta(number % 300)},\n" for number in range(cases))
    command = ["import", "complaints", str(file), "--reference", "ref", "--received", "received", "--closed", "closed"]
    subprocess.run([IOPC, "--db", str(place / "desk.db"), *command], check=True, capture_output=True)
    return place / "desk.db"


async def _at(path: Path) -> dict[str, list[float]]:
    from getpass import getuser

    store = opened(location(str(path)), NOW)
    me, _ = signed_in(store, getuser(), getuser(), NOW)
    app = IopcApp(bound_desk(store, me, SetTime(NOW)))
    taken: dict[str, list[float]] = {}
    async with app.run_test(size=(80, 24)):
        await _quiet(app)
        taken["down, in the queue"] = await _keys(app, ["j"] * 40)
        taken["page down"] = await _keys(app, ["pagedown"] * 10)
        taken["to the end, rows read and shown"] = [await _until_read(app, key) for key in ("G", "g") * 5]
        taken["a letter of a filter"] = [await _until_read(app, key) for key in ("/", *"kind:comp")][1:]
        await _keys(app, ["escape", "escape", "n"])
        await _quiet(app)
        await _keys(app, ["tab", "tab", "tab"])
        taken["a letter in the form"] = await _keys(app, list("abcdefghij" * 3))
    store.close()
    return taken


async def _keys(app: IopcApp, keys: Sequence[str]) -> list[float]:
    taken = []
    for key in keys:
        began = perf_counter()
        app.post_message(Key(key, key if len(key) == 1 else None))
        await _painted(app)
        taken.append((perf_counter() - began) * 1000)
    return taken


async def _until_read(app: IopcApp, key: str) -> float:
    began = perf_counter()
    app.post_message(Key(key, key if len(key) == 1 else None))
    await _painted(app)
    await _quiet(app)
    return (perf_counter() - began) * 1000


async def _quiet(app: IopcApp) -> None:
    while any(not worker.is_finished for worker in app.workers):
        await asyncio.sleep(0)
    await _painted(app)


async def _painted(app: IopcApp) -> None:
    while True:
        seen = asyncio.Event()
        app.screen.call_after_refresh(seen.set)
        await seen.wait()
        if not app.keys_underway:
            return
