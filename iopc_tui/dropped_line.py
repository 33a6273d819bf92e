"""A line that drops: writing to a terminal that is gone fails, and must not keep the program from ending."""

import sys
from typing import Any, TextIO

from textual.driver import Driver


class OutlastsItsTerminal:
    """A file that is a terminal; what is written to it once that is gone is let go of."""

    def __init__(self, file: TextIO) -> None:
        """Write to this file for as long as that can be done."""
        self._file = file

    def write(self, text: str) -> int:
        """Write, or let go of it."""
        try:
            return self._file.write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        """Send on what was written, if there is still somebody to send it to."""
        try:
            self._file.flush()
        except OSError:
            return

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is, or was, a terminal."""
        return self._file.isatty()


def outlasting(driver: type[Driver]) -> type[Driver]:
    """The same driver, whose output thread does not die with the line.

    Textual's waits for that thread when it ends, and so for ever once it has died; a dropped line also sends SIGCONT, on which it
    starts another such thread. Drivers of other kinds, as for Windows or the web, are given back as they are.
    """
    if sys.platform == "win32":
        return driver
    from textual.drivers.linux_driver import LinuxDriver

    if driver is not LinuxDriver:
        return driver

    class OutlastingDriver(LinuxDriver):
        """Reads and writes a terminal that may go away."""

        def __init__(self, *given: Any, **options: Any) -> None:
            super().__init__(*given, **options)
            if self._file is not None:
                self._file = OutlastsItsTerminal(self._file)  # type: ignore[assignment]

    return OutlastingDriver
