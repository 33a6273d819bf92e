"""An import as it is watched: a bar on a terminal, and Ctrl+C that lets the batch in hand be finished."""

import signal
import sys
from types import FrameType, TracebackType
from typing import Any

from iopc_tui.batches import Counted


class Progress:
    """A bar on standard error with the rows a second and the time left; nothing when that is not a terminal."""

    def __init__(self, size: int) -> None:
        self._bar: Any = _bar() if sys.stderr.isatty() else None
        self._task = self._bar.add_task("Importing", total=size or None, rows=0, rate="") if self._bar else None

    def __enter__(self) -> "Progress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, tally: Counted, position: int) -> None:
        """Move the bar to a place in the file."""
        if self._bar:
            elapsed = self._bar.tasks[0].elapsed or 0
            rate = f"{tally.rows / elapsed:,.0f} rows/s" if elapsed else ""
            self._bar.update(self._task, completed=position, rows=tally.rows, rate=rate)


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    return Bar(
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows", markup=False),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("left", markup=False),
        console=Console(stderr=True),
        transient=True,
    )


class StopOnRequest:
    """Turns the first Ctrl+C into a wish to stop after the batch in hand; a second one interrupts at once."""

    def __init__(self) -> None:
        self.wanted = False
        self._before: Any = None

    def __enter__(self) -> "StopOnRequest":
        self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.wanted:
            raise KeyboardInterrupt
        self.wanted = True
