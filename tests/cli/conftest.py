"""A program with a store of its own, run for real or, where many runs are wanted, within the test's process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from iopc_tui.command_line import run
from tests.cli.program import FRIDAY, Program, Ran


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The real program, with an empty home."""
    return Program(tmp_path)


Here = Callable[..., Ran]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """Run a command line in this process: the same program without the wait for its start."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "ada")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("IOPC_DATABASE_URL", raising=False)

    def ran(*arguments: str, at: str = FRIDAY) -> Ran:
        capsys.readouterr()
        code = run(["--db", str(tmp_path / "desk.db"), "--as-at", at, *arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return ran
