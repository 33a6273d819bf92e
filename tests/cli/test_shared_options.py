"""What every command takes, and how the program says what it is."""

from importlib.metadata import version
from pathlib import Path

import pytest

from iopc_tui.commands import PLACES
from tests.cli.conftest import Here
from tests.cli.program import Program


def test_the_moment_can_be_given_before_the_command_or_after_it(program: Program) -> None:
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


def test_the_version(program: Program) -> None:
    ran = program.run("--version", at=None)
    assert (ran.code, ran.out, ran.err) == (0, f"iopc-desk {version('iopc-desk')}\n", "")


@pytest.mark.parametrize(
    "words",
    [
        (),
        *((name,) for name, place in PLACES.items() if not place.family),
        *(("workdays", name) for name in ("add", "between")),
        *(("staff", name) for name in ("add", "list", "remove")),
    ],
)
def test_every_command_has_help_with_an_example(here: Here, words: tuple[str, ...]) -> None:
    ran = here(*words, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"Example: iopc {' '.join(words)}".strip() in " ".join(ran.out.split())
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_list_of_commands_says_each_in_a_line(here: Here) -> None:
    lines = here("--help").out.splitlines()
    for name in PLACES:
        line = next(line for line in lines if line.startswith(f"  {name} "))
        assert line.endswith(".")
        assert not line.endswith("...")
