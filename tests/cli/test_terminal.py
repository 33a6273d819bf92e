"""The app as people run it: in a terminal that may vanish, on a machine that may fail."""

import os
import signal
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from iopc_tui.dropped_line import OutlastsItsTerminal
from tests.cli.program import Program
from tests.cli.terminal import terminal


def test_a_newcomer_is_told_who_they_are_and_what_to_do(program: Program) -> None:
    with terminal(program) as here:
        here.shows("No open cases. Press n", "administrator")
        here.press("\x11")
        assert here.ends() == 0


def test_a_contact_logged_in_a_terminal_is_in_the_record(program: Program) -> None:
    with terminal(program, at="2026-11-20T16:45") as here:
        here.shows("No open cases")
        here.press("n")
        here.shows("Arrived by")
        here.press("c\t\t\tOkafor, Ada\t07700 900123\t\t\t\tcustody\x13")
        here.shows("Logged C26-000001P, P for Papa. Acknowledge by Wed 25 Nov 2026, 17:00.", "Okafor, Ada  custody")
        here.press("\x11")
        assert here.ends() == 0
    shown = program.run("show", "C26-1", "--json").json
    assert shown["person"]["name"] == "Okafor, Ada"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_dropped_line_ends_it_cleanly_and_keeps_the_draft(program: Program, number: signal.Signals) -> None:
    with terminal(program) as here:
        here.shows("No open cases")
        here.press("n")
        here.shows("Arrived by")
        here.press("\t\t\tAda Okafor")
        here.shows("Ada Okafor")
        here.signal(number)
        assert here.ends() == 0
    with terminal(program) as again:
        again.shows("No open cases")
        again.press("n")
        again.shows("Ada Okafor", "You were logging")


@pytest.mark.parametrize("time", range(3))
def test_it_ends_with_its_terminal_and_keeps_the_draft(program: Program, time: int) -> None:
    with terminal(program) as here:
        here.shows("No open cases")
        here.press("n")
        here.shows("Arrived by")
        here.press("\t\t\tAda Okafor")
        here.shows("Ada Okafor")
        here.drops()
    with terminal(program) as again:
        again.shows("No open cases")
        again.press("n")
        again.shows("Ada Okafor")


def test_what_is_written_to_a_terminal_that_is_gone_is_let_go_of() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with suppress(OSError), os.fdopen(writer, "w") as gone:
        lasting = OutlastsItsTerminal(gone)
        assert lasting.write("x" * 100_000) == 100_000
        lasting.flush()
        assert (lasting.isatty(), lasting.fileno()) == (False, writer)


def test_kill_minus_nine_loses_at_most_a_second_of_typing(program: Program) -> None:
    with terminal(program) as here:
        here.shows("No open cases")
        here.press("n")
        here.shows("Arrived by")
        here.press("\t\t\tAda Okafor")
        here.until(lambda: _drafts(program.db) == 1, "no draft was kept")
        here.signal(signal.SIGKILL)
        assert here.ends() == -signal.SIGKILL
    with terminal(program) as again:
        again.shows("No open cases")
        again.press("n")
        again.shows("Ada Okafor")


def test_a_crash_prints_and_keeps_nothing_anybody_typed(program: Program) -> None:
    with terminal(program) as here:
        here.shows("No open cases")
        here.press("n")
        here.shows("Arrived by")
        here.press("\t\t\tAda Okafor\t07700 900123\t\t\t\tcustody\x13")
        here.shows("Logged E")
        with sqlite3.connect(program.db, timeout=30) as record:
            record.execute("UPDATE cases SET kind = 'Ada Okafor 07700 900123'")
        here.press("\r")
        code = here.ends()
    assert code == 70
    said = here.raw.decode(errors="replace").rpartition("\x1b[?1049l")[2]
    assert "fault of its own" in " ".join(said.split())
    reports = list((program.home / ".local/state/iopc-desk/log").glob("crash-*.log"))
    assert len(reports) == 1
    kept = reports[0].read_text()
    assert "KeyError" in kept
    for secret in ("Ada", "Okafor", "900123", "custody"):
        assert secret not in said
        assert secret not in kept
    assert reports[0].stat().st_mode & 0o077 == 0


def test_a_paste_is_text_whatever_is_in_it(program: Program) -> None:
    pasted = "foo\x1b[31mbar\x11baz\x13 [/b]"
    with terminal(program, at="2026-11-20T16:45") as here:
        here.shows("No open cases")
        here.press("n")
        here.shows("Arrived by")
        here.press("\t" * 8 + f"\x1b[200~{pasted}\x1b[201~")
        here.shows("foo␛[31mbar␑baz␓ [/b]")
        here.press("\x13")
        here.shows("Logged E")
    assert program.run("show", "e26 1", "--json").json["subject"] == pasted


def test_bytes_that_are_not_text_do_not_deafen_it(program: Program) -> None:
    with terminal(program) as here:
        here.shows("No open cases")
        here.child.send(b"\xff\xfe")
        here.press("n")
        here.shows("Arrived by")


def test_no_colour_is_no_obstacle(program: Program) -> None:
    with terminal(program, NO_COLOR="1") as here:
        here.shows("No open cases", "n new")
        here.press("?")
        here.shows("type to search")


def _drafts(db: Path) -> int:
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=30) as record:
        return int(record.execute("SELECT count(*) FROM draft WHERE content LIKE '%Ada Okafor%'").fetchone()[0])
