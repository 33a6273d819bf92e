"""Pictures of the app for the README, made from the demo's store: `python -m bench.screenshots [FOLDER [NAME ...]]`."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from casework.timesource import SetTime
from db.location import location
from db.opening import opened
from iopc_tui.app import IopcApp
from iopc_tui.bound_desk import bound_desk
from iopc_tui.demo import build_demo, quick
from screens.themes import DARK, LIGHT

MOMENT = datetime(2026, 11, 20, 16, 42, tzinfo=UTC)
SHOTS = {
    "readme": ((), (80, 16), DARK),
    "queue": ((), (100, 28), DARK),
    "queue-light": ((), (100, 28), LIGHT),
    "case": (("enter",), (100, 28), DARK),
    "new-contact": (("n", "r"), (100, 28), DARK),
    "calculator": (("4",), (100, 28), DARK),
    "today": (("5",), (100, 28), DARK),
}


async def shoot(folder: Path, names: list[str]) -> None:
    """Open the app at the demo's desk, press each picture's keys, and keep what is then on the screen."""
    with TemporaryDirectory() as place:
        store = opened(location(str(Path(place) / "demo.db")), MOMENT)
        quick(store)
        me = build_demo(store, MOMENT, 1, "you")
        for name in names:
            keys, size, theme = SHOTS[name]
            desk = bound_desk(store, me, SetTime(MOMENT))
            desk.pulse.notice = "DEMO"
            app = IopcApp(desk)
            async with app.run_test(size=size) as pilot:
                app.theme = theme
                for key in ("", *keys):
                    if key:
                        await pilot.press(key)
                    await app.workers.wait_for_complete()
                    await pilot.pause()
                app.beat()
                await app.workers.wait_for_complete()
                await pilot.pause()
                (folder / f"{name}.svg").write_text(app.export_screenshot(title="IOPC Desk"), encoding="utf-8")
        store.close()


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "bench/pictures")
    target.mkdir(exist_ok=True, parents=True)
    asyncio.run(shoot(target, sys.argv[2:] or ["readme"]))
