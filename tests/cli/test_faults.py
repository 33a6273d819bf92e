"""What a fault of the program's own leaves behind: a sentence, and a report that holds nobody's words."""

import signal
import subprocess
import sys

import pytest

from iopc_tui.crash import redacted
from tests.cli.program import Program

RAISES = """
import sys
import iopc_tui.command_line as line

def failing(arguments):
    words = "Ada Okafor, 07700 900123"
    raise {what}

line.run = failing
sys.exit(line.main())
"""


def _ending_in(program: Program, what: str) -> subprocess.CompletedProcess[str]:
    code = RAISES.format(what=what)
    return subprocess.run([sys.executable, "-c", code], env=program.environment, capture_output=True, text=True, check=False)


def test_a_fault_is_one_sentence_and_a_private_report_without_anybodys_words(program: Program) -> None:
    ran = _ending_in(program, "ValueError(words)")
    assert (ran.returncode, ran.stdout) == (70, "")
    assert len(ran.stderr.splitlines()) == 1
    (report,) = program.home.rglob("crash-*.log")
    assert f"{report}." in ran.stderr
    assert report.stat().st_mode & 0o777 == 0o600
    kept = report.read_text()
    assert "builtins.ValueError\n" in kept
    assert "in failing" in kept
    assert "Okafor" not in kept + ran.stderr


def test_a_report_that_cannot_be_written_is_said_not_to_be(program: Program) -> None:
    (program.home / ".local").write_text("not a folder")
    ran = _ending_in(program, "ValueError(words)")
    assert (ran.returncode, ran.stderr) == (
        70,
        "The desk stopped because of a fault of its own (ValueError). Its report could not be written.\n",
    )


def test_ctrl_c_ends_without_a_trace(program: Program) -> None:
    ran = _ending_in(program, "KeyboardInterrupt")
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")


def test_the_report_follows_causes_and_groups_without_a_message() -> None:
    def told() -> None:
        try:
            raise KeyError("Ada Okafor")
        except KeyError as error:
            raise ExceptionGroup("07700 900123", [ValueError("ada@example.org"), TypeError("x")]) from error

    with pytest.raises(ExceptionGroup) as caught:
        told()
    kept = redacted(caught.value)
    assert [line for line in kept.splitlines() if not line.startswith("  ")] == [
        "builtins.KeyError",
        "then:",
        "builtins.ExceptionGroup",
        "of which:",
        "builtins.ValueError",
        "of which:",
        "builtins.TypeError",
    ]
    assert "told" in kept
    for word in ("Okafor", "07700", "example.org"):
        assert word not in kept


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_demo_that_is_ended_leaves_nothing_behind(program: Program, number: signal.Signals, code: int) -> None:
    running = program.started("demo", "--text", named=False)
    assert running.stderr is not None
    assert running.stderr.readline().startswith(b"Making six weeks")
    assert list(program.temporary.iterdir()) != []
    running.send_signal(number)
    assert running.wait() == code
    assert running.stderr.read() == b""
    assert list(program.temporary.iterdir()) == []
