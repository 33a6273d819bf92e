"""Long work as it is watched: a bar on a terminal, and a request to stop that lets the batch in hand be finished."""

import signal
import sys
from types import FrameType, TracebackType
from typing import Any

from iopc_tui.commands.ended_by_signals import ENDED_BY_SIGNAL, end_signals


class Progress:
    """A bar on standard error with the rows a second and the time left; nothing when that is not a terminal."""

    def __init__(self, size: int, *, shown: bool = True) -> None:
        self._bar: Any = _bar() if shown and sys.stderr.isatty() else None
        self._task = self._bar.add_task("Importing", total=size or None, rows=0, rate="") if self._bar else None

    def __enter__(self) -> "Progress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, rows: int, position: int) -> None:
        """Move the bar to a place in the file, or in the rows."""
        if self._bar:
            elapsed = self._bar.tasks[0].elapsed or 0
            rate = f"{rows / elapsed:,.0f} rows/s" if elapsed else ""
            self._bar.update(self._task, completed=position, rows=rows, rate=rate)


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
    """Turns the first Ctrl+C, hang-up or request to end into a wish to stop after the batch in hand; a second stops at once."""

    def __init__(self) -> None:
        self.wanted = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "StopOnRequest":
        self._before = {number: signal.signal(number, self._ask) for number in (signal.SIGINT, *end_signals())}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def now(self) -> None:
        """Stop now if that is wanted."""
        if self.wanted:
            raise SystemExit(ENDED_BY_SIGNAL + self.wanted)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.wanted:
            raise KeyboardInterrupt
        self.wanted = number
