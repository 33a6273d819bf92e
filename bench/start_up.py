"""How long the program takes from the command to its answer, against bare Python and the libraries it stands on."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

IOPC = str(Path(sys.executable).with_name("iopc"))
RUNS = 5


def start_up() -> Iterator[str]:
    """The median of five whole processes each, and how many times bare Python that is."""
    with tempfile.TemporaryDirectory() as place:
        environment = {**os.environ, "HOME": place}
        store = ["--db", f"{place}/desk.db"]
        subprocess.run([IOPC, *store, "list"], env=environment, capture_output=True, check=True)
        commands = {
            "bare python": [sys.executable, "-c", "pass"],
            "python importing typer": [sys.executable, "-c", "import typer"],
            "python importing textual and sqlmodel": [sys.executable, "-c", "import textual.app, sqlmodel"],
            "iopc workdays add": [IOPC, "workdays", "add", "2020-01-04", "20"],
            "iopc list, empty store": [IOPC, *store, "list"],
            "the app, to its first screen": [sys.executable, "-c", _FIRST_SCREEN, f"{place}/desk.db"],
        }
        bare = None
        for name, command in commands.items():
            took = median(_timed(command, environment) for _ in range(RUNS))
            bare = bare or took
            yield f"{name:40} {took * 1000:6.0f} ms  {took / bare:5.1f} x bare python"


def _timed(command: list[str], environment: dict[str, str]) -> float:
    began = perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return perf_counter() - began


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
