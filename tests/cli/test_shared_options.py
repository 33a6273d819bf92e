"""What every command takes, and how the program says what it is."""

import shlex
import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from iopc_tui.command_line import app
from iopc_tui.commands import PLACES
from tests.cli.conftest import Here
from tests.cli.program import FRIDAY, Program, Ran

STAYING = {("demo",), ("watch",)}
"""What runs until it is ended."""


def commands_of(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each command with the words that name it, a family before what is in it."""
    yield words, command
    if isinstance(command, TyperGroup):
        context: Any = command.context_class(command)
        for name in command.list_commands(context):
            yield from commands_of(command.get_command(context, name), (*words, name))


def test_the_moment_can_be_given_before_the_command_or_after_it(program: Program, new_store: Path) -> None:
    shutil.copy(new_store, program.db)
    for arguments in (("--as-at", "2008-06-30T16:45", "today", "--json"), ("today", "--json", "--as-at", "30 Jun 2008 16:45")):
        assert program.run(*arguments, at=None).json["date"] == "2008-06-30"


def test_the_one_after_the_command_counts(here: Here) -> None:
    assert here("workdays", "add", "today", "1", "--as-at", "2008-06-30T16:45", "--json").json["start"] == "2008-06-30"


def test_a_date_alone_means_the_end_of_its_office_day(here: Here) -> None:
    here("add", "enquiry", "--name", "A", "--subject", "s", "--as-at", "30 Jun 2008")
    assert here("show", "e08-1", "--json").json["received"] == "2008-06-30T17:00:00+01:00"


def test_an_unreadable_moment_is_one_sentence(here: Here) -> None:
    ran = here("list", "--as-at", "later")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == '"later" is not a date we can read; try "19 Dec 17:40", "fri 9am" or "now".\n'


def test_the_record_is_not_moved_by_it(here: Here) -> None:
    here("add", "enquiry", "--name", "A", "--subject", "s")
    before = here("show", "e26-1", "--json").json
    later = here("show", "e26-1", "--json", at="2027-03-01T10:00").json
    assert later["clocks"][0].pop("state") == "overdue 58 days"
    assert before["clocks"][0].pop("state") == "on track"
    assert before == later


def test_a_store_that_is_not_one_is_said_to_be(here: Here, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("milk, eggs and a good deal more than a hundred bytes of text, " * 4)
    for place, reason in ((tmp_path / "notes.txt", "not a desk store"), (tmp_path, "can't be opened")):
        ran = here("list", "--db", str(place))
        assert (ran.code, ran.out) == (1, "")
        assert reason in ran.err
        assert len(ran.err.splitlines()) == 1


def test_what_only_tells_of_a_record_makes_none(here: Here, tmp_path: Path) -> None:
    nowhere = tmp_path / "away" / "other.db"
    for words in (
        *("report month", "report voice", "today", "day list", "day close", "export cases --csv -", "audit verify"),
        *(
            "survey list",
            "survey every",
            "monitoring counts",
            "learning list",
            "late list",
            "list",
            "show e26-1",
            "desk",
            "board",
        ),
        *("watch", "next", "view list", "staff list", "team list", "template list", "calendar list", "undo", "note e26-1 Hi"),
        "standard change enquiry-reply length=8 --from 2027-01-01 --preview",
    ):
        ran = here(*words.split(), "--db", str(nowhere))
        said = f"There is no store at {nowhere}. Name the right one with --db, or make a new one with: iopc\n"
        assert ran == Ran(1, "", said), words
    assert not nowhere.parent.exists()


def test_what_cannot_be_printed_is_said_and_closed_streams_are_no_fault(program: Program, here: Here) -> None:
    here("staff", "list")
    full = '"$@" >/dev/full', 1, b"Not all could be printed: No space left on device.\n"
    closed = '"$@" <&- >&- 2>&-', 0, b""
    for (shell, code, said), words in ((full, "list"), (full, "report month --html -"), (closed, "list")):
        command = ["sh", "-c", shell, "sh", *program.command(FRIDAY), *words.split()]
        done = subprocess.run(command, capture_output=True, env=program.environment, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (code, b"", said)


def test_the_version(program: Program) -> None:
    ran = program.run("--version", at=None)
    assert (ran.code, ran.out, ran.err) == (0, f"iopc-desk {version('iopc-desk')}\n", "")


def test_every_command_has_whole_help_with_an_example_that_runs(
    here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"-")))
    here("add", "enquiry", "--name", "A", "--subject", "s")
    for words, command in commands_of(get_command(app)):
        context = command.context_class(command, info_name=" ".join(("iopc", *words)))
        told = command.get_help(context).splitlines()
        assert max(map(len, told)) <= 80, words
        assert not [line for line in told if "[[" in line or (line.startswith("  ") and line.endswith("..."))], words
        if not isinstance(command, TyperGroup):
            _, example, rest = (command.epilog or "").partition(f"Example: iopc {' '.join(words)}")
            assert example, words
            if words not in STAYING:
                ran = here(*words, *shlex.split(rest.partition(" > ")[0]))
                assert ran.code in (0, 1, 2), words
                assert len(ran.err.splitlines()) <= 3, ran.err
                assert "--help" not in ran.err, "its own options are not what is wrong with it"
                assert "can't be used" not in ran.err, "the store is whole"


def test_the_list_of_commands_says_each_in_a_line(here: Here) -> None:
    lines = here("--help").out.splitlines()
    for name in PLACES:
        line = next(line for line in lines if line.startswith(f"  {name} "))
        assert line.endswith(".")
        assert not line.endswith("...")
