"""A program with a store of its own, run for real or, where many runs are wanted, within the test's process."""

import shutil
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from db.location import location
from db.opening import opened
from iopc_tui.command_line import run
from tests.cli.program import FRIDAY, Program, Ran


@pytest.fixture(autouse=True, scope="session")
def interrupts_are_heard() -> None:
    """A job started in the background of a shell, as CI may be, passes on that ctrl+c is to be ignored; here it is sent."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The real program, with an empty home."""
    return Program(tmp_path)


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that nobody has signed in to yet, to be copied: making one takes longer than most tests."""
    place = tmp_path_factory.mktemp("new") / "desk.db"
    opened(location(str(place)), datetime(2026, 11, 20, tzinfo=UTC)).close()
    return place


Here = Callable[..., Ran]


@pytest.fixture
def here(tmp_path: Path, new_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """Run a command line in this process: the same program without the wait for its start.

    Each command begins a second after the one before, unless its moment is given: what it writes is later, however quick it is.
    """
    shutil.copy(new_store, tmp_path / "desk.db")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "ada")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("IOPC_DATABASE_URL", raising=False)

    seconds = count()

    def ran(*arguments: str, at: str = "") -> Ran:
        capsys.readouterr()
        moment = at or f"{datetime.fromisoformat(FRIDAY) + timedelta(seconds=next(seconds)):%Y-%m-%dT%H:%M:%S}"
        code = run(["--db", str(tmp_path / "desk.db"), "--as-at", moment, *arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return ran
