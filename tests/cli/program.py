"""Running the real program in a home and a store of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

IOPC = Path(sys.executable).with_name("iopc")
FRIDAY = "2026-11-20T16:45"
"""The moment most tests run at; a Friday in office hours."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read as JSON; the text itself must be ASCII."""
        assert self.out.isascii()
        return json.loads(self.out)


class Program:
    """The program `iopc` as a person runs it: another process, with a home, a store and a login."""

    def __init__(self, home: Path, login: str = "ada") -> None:
        self.home = home
        self.login = login
        self.db = home / "desk.db"

    @property
    def environment(self) -> dict[str, str]:
        """A plain environment: nothing of the tests' own but the path to programs."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LOGNAME": self.login,
            "LANG": "C.UTF-8",
            "TMPDIR": str(self.temporary),
        }

    @property
    def temporary(self) -> Path:
        """Where the program puts what it does not keep."""
        folder = self.home / "tmp"
        folder.mkdir(exist_ok=True)
        return folder

    def run(self, *arguments: str | bytes, given: bytes = b"", at: str | None = FRIDAY, named: bool = True) -> Ran:
        """Run one command line to its end, on the store unless it is not to be `named`, at a moment."""
        done = subprocess.run(
            [*self.command(at, named=named), *arguments], input=given, capture_output=True, env=self.environment, check=False
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def started(self, *arguments: str, named: bool = True) -> subprocess.Popen[bytes]:
        """Start a command and leave it running."""
        return subprocess.Popen(
            [*self.command(FRIDAY, named=named), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment
        )

    def command(self, at: str | None, *, named: bool = True) -> list[str]:
        """The program with its store and moment."""
        return [str(IOPC), *(["--db", str(self.db)] if named else []), *(["--as-at", at] if at else [])]
