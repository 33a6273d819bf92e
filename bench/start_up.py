"""How long the program takes from the command to its answer, against bare Python and the libraries it stands on."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.measure import best_of, once

IOPC = str(Path(sys.executable).with_name("iopc"))
RUNS = 7
BARE, TYPER = "bare python", "the least program on typer"


def start_up() -> Iterator[str]:
    """The best of some whole processes of each, and how many times bare Python and the least program on typer that is."""
    with tempfile.TemporaryDirectory() as place:
        environment = {**os.environ, "HOME": place}
        store = ["--db", f"{place}/desk.db"]
        subprocess.run([IOPC, *store, "list"], env=environment, capture_output=True, check=True)
        commands = {
            BARE: [sys.executable, "-c", "pass"],
            "python importing typer": [sys.executable, "-c", "import typer"],
            TYPER: [sys.executable, "-c", _LEAST_TYPER, "2020-01-04", "20"],
            "python importing textual and sqlmodel": [sys.executable, "-c", "import textual.app, sqlmodel"],
            "iopc workdays add": [IOPC, "workdays", "add", "2020-01-04", "20"],
            "iopc list, empty store": [IOPC, *store, "list"],
            "the app, to its first screen": [sys.executable, "-c", _FIRST_SCREEN, f"{place}/desk.db"],
        }
        took = best_of({name: once(_process(command, environment)) for name, command in commands.items()}, RUNS, seconds=0)
    for name, seconds in took.items():
        bare, least = seconds / took[BARE], seconds / took[TYPER]
        yield f"{name:40} {seconds * 1000:6.0f} ms  {bare:5.1f} x bare python  {least:5.1f} x the least on typer"


def _process(command: list[str], environment: dict[str, str]) -> Callable[[], object]:
    return partial(subprocess.run, command, env=environment, capture_output=True, check=True)


_LEAST_TYPER = """
import typer

def add(day: str, length: int) -> None:
    print(day, length)

typer.run(add)
"""

_FIRST_SCREEN = """
import sys
from casework.timesource import SystemTime
from iopc_tui.signing_in import sign_in
from iopc_tui.app import IopcApp
from iopc_tui.bound_desk import bound_desk

class FirstScreen(IopcApp):
    def on_window_table_refilled(self):
        self.call_after_refresh(self.exit)

here = sign_in(sys.argv[1], SystemTime())
app = FirstScreen(bound_desk(here.store, here.staff, here.time))
app.run(headless=True, size=(80, 24))
"""
