"""The real program in a real terminal: keys in, the screen out, signals between."""

import os
import select
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pexpect
import pyte

from tests.cli.program import Program

PATIENCE = 30.0


class Terminal:
    """A terminal of 80 columns and 24 rows with the program in it."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        """Start the program."""
        self.display = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.display)
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], list(command[1:]), env={**environment, "TERM": "xterm-256color"}, dimensions=(24, 80), timeout=PATIENCE
        )
        self.raw = b""

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self.display.display)

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Read what the program writes until something is true; fail when it does not come."""
        end = time.monotonic() + PATIENCE
        while not true():
            try:
                written = self.child.read_nonblocking(65536, timeout=max(0.01, end - time.monotonic()))
            except (pexpect.TIMEOUT, pexpect.EOF):
                assert true(), f"{what}; the screen was:\n{self.text}"
                return
            self.raw += written
            self._stream.feed(written)

    def shows(self, *words: str) -> None:
        """Wait until all of this is on the screen."""
        self.until(lambda: all(each in self.text for each in words), f"{words} did not appear")

    def press(self, keys: str) -> None:
        """Send keys as the terminal sends them."""
        self.child.send(keys)

    def ends(self) -> int:
        """Wait for the program to end; gives its exit code, or the negative signal that ended it."""
        self.until(lambda: not self.child.isalive(), "it did not end")
        self.child.close()
        return -self.child.signalstatus if self.child.signalstatus else int(self.child.exitstatus or 0)

    def drops(self) -> int:
        """Let the line drop, so that the terminal is gone, and wait for the program to end; gives its exit code."""
        self.child.ptyproc.fileobj.close()  # type: ignore[attr-defined]
        assert self.child.pid is not None
        running = os.pidfd_open(self.child.pid)
        try:
            ended, _, _ = select.select([running], [], [], PATIENCE)
        finally:
            os.close(running)
        assert ended, "it did not end with its terminal"
        return self.child.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        assert self.child.pid is not None
        os.kill(self.child.pid, number)


@contextmanager
def terminal(program: Program, *arguments: str, at: str | None = None, **environment: str) -> Iterator[Terminal]:
    """The program running in a terminal, killed at the end if it still runs."""
    here = Terminal([*program.command(at), *arguments], program.environment | environment)
    try:
        yield here
    finally:
        here.child.close(force=True)
