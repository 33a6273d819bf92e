"""Fifty times a complaint is typed in a real terminal and the program killed: how much typing each next start has not got back.

Set KILLS in the environment for another number.
"""

import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.cli.program import Program
from tests.cli.terminal import Terminal, terminal

LIMIT = 1.0
"""Seconds of typing that may be missing."""
WORDS = "They stopped me outside the station and would not say why; I asked twice and nobody wrote it down. "
A_LETTER = 0.06
"""Seconds between two letters: a fast typist."""


def killed_once(program: Program, chance: random.Random) -> float:
    """Type for a while, kill the program, start it again, and give the seconds of typing that are not there any more."""
    sent: list[tuple[float, str]] = []
    with terminal(program) as here:
        here.shows("No open cases")
        here.press("n")
        here.shows("Arrived by")
        here.press("c\x1b[19~")  # F8: to what was said
        here.shows("[● Complaint]")
        ends = time.monotonic() + chance.uniform(0.5, 5.0)
        for letter in cycle(WORDS):
            if time.monotonic() >= ends:
                break
            here.press(letter)
            sent.append((time.monotonic(), letter))
            _read(here, A_LETTER)
        killed_at = time.monotonic()
        here.signal(signal.SIGKILL)
        here.ends()
    kept = _kept(program)
    typed = "".join(letter for _, letter in sent)
    assert typed.startswith(kept), f"{kept!r} is not how {typed!r} begins"
    return killed_at - sent[len(kept)][0] if len(kept) < len(sent) else 0.0


def _read(here: Terminal, seconds: float) -> None:
    """Read what the program writes for so long, as a terminal does."""
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        try:
            here.child.read_nonblocking(65536, timeout=left)
        except Exception:  # noqa: BLE001 - nothing was written
            return


def _kept(program: Program) -> str:
    """What was said, as it is kept and as the form shows it at the next start; then there is no draft."""
    with closing(sqlite3.connect(program.db, timeout=30)) as record:
        found = [json.loads(content)["note"] for (content,) in record.execute("SELECT content FROM draft")]
    assert len(found) < 2, found
    with terminal(program) as again:
        again.shows("No open cases")
        again.press("n")
        again.shows("Arrived by", *(["You were logging", found[0][:30].rstrip()] if found else []))
        again.press("\x11")
        again.ends()
    with closing(sqlite3.connect(program.db, timeout=30)) as record, record:
        record.execute("DELETE FROM draft")
    return found[0] if found else ""


def killed_while_typing() -> Iterator[str]:
    """Kill it so many times, and what was missing."""
    kills, chance = int(os.environ.get("KILLS", "50")), random.Random(5)
    with TemporaryDirectory() as place:
        program = Program(Path(place))
        with terminal(program) as here:
            here.shows("No open cases")
            here.press("\x11")
            here.ends()
        missing = sorted(killed_once(program, chance) for _ in range(kills))
    yield f"{kills} kills; each time what came back is the beginning of what was typed"
    worst = missing[-1]
    yield f"  seconds of typing missing: median {median(missing):.2f}, worst {worst:.2f}, {worst / LIMIT:.2f} of the limit"
