"""`iopc import complaints`, whole: its counts, its rejects, its stops, and figures that a separate count agrees with."""

import csv
import gzip
import json
import os
import re
import shutil
import signal
import sqlite3
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import holidays
import pexpect
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import iopc_tui.bringing_in
from db.actions.bring_in_cases import BringIn, bring_in_cases
from db.store import Writing
from iopc_tui.command_line import main, run

SAMPLE = Path(__file__).parents[1] / "data" / "complaints-sample.csv.gz"
REAL = Path(__file__).parents[3] / "shared" / "data" / "complaints-2000-2008.csv.gz"
NAMES = ("--reference", "cr_id", "--received", "complaint_date", "--closed", "closed_date", "--incident", "incident_date")
HEADER = "cr_id,incident_date,complaint_date,closed_date,note\n"
UNTIL = date(2008, 6, 30)

SYSTEMS = count(1)

Bring = Callable[..., dict[str, int]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOGNAME", "adaeze")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "desk.db"


@pytest.fixture
def brings_in(store: Path, capsys: pytest.CaptureFixture[str]) -> Bring:
    """Imports a file into the store; gives the counts it printed, having checked that they add up."""

    def bring(file: Path, *options: str) -> dict[str, int]:
        capsys.readouterr()
        assert run(["import", "complaints", str(file), *NAMES, "--db", str(store), "--json", *options]) == 0
        counts: dict[str, int] = json.loads(capsys.readouterr().out)
        assert list(counts) == ["rows", "cases", "repeated", "added", "rejected", "skipped"]
        assert counts["rows"] == sum(counts.values()) - counts["rows"]
        return counts

    return bring


def written(folder: Path, *lines: str, name: str = "old.csv") -> Path:
    file = folder / name
    file.write_bytes((HEADER + "\n".join(lines)).encode("utf-8", "surrogateescape"))
    return file


def dump(store: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(store)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def cells(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
        return list(csv.reader(text))


# The figures of a day, counted from the file alone: day by day, over the library's own holidays.

BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG", years=range(1999, 2011))


def is_worked(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def working_days_on(day: date, number: int) -> date:
    while number:
        day += timedelta(1)
        number -= is_worked(day)
    return day


def due_days(received: date) -> tuple[date, date, date]:
    zero = received
    while not is_worked(zero):
        zero += timedelta(1)
    return working_days_on(zero, 3), working_days_on(zero, 5), received + timedelta(28)


def real_cases(file: Path) -> Iterator[tuple[date, date | None]]:
    seen = set()
    with gzip.open(file, "rt", newline="") as text:
        for row in csv.DictReader(text):
            received, closed = row["complaint_date"], row["closed_date"]
            if row["cr_id"] in seen or (closed and closed < received):
                continue
            seen.add(row["cr_id"])
            yield date.fromisoformat(received), date.fromisoformat(closed) if closed else None


def counted(cases: Iterable[tuple[date, date | None]], day: date) -> dict[str, int]:
    found = dict.fromkeys(("received", "closed", "open", "overdue", "due_next"), 0)
    next_day = working_days_on(day, 1)
    for received, closed in cases:
        found["received"] += received == day
        found["closed"] += closed == day
        if received <= day and (closed is None or closed > day):
            dues = due_days(received)
            found["open"] += 1
            found["overdue"] += any(due <= day for due in dues)
            found["due_next"] += any(day < due <= next_day for due in dues)
    return found


@pytest.fixture(params=["sample", "real"])
def complaints(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    source = REAL if request.param == "real" else SAMPLE
    if not source.exists():
        pytest.skip("the whole file is not beside this checkout")
    return Path(shutil.copy(source, tmp_path / "complaints.csv.gz"))


def test_the_figures_of_a_day_are_those_counted_from_the_file(
    complaints: Path, store: Path, brings_in: Bring, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = brings_in(complaints, "--until", UNTIL.isoformat())
    cases = list(real_cases(complaints))
    assert counts["cases"] == sum(received <= UNTIL for received, _ in cases)
    assert run(["today", "--date", UNTIL.isoformat(), "--json", "--db", str(store)]) == 0
    told = json.loads(capsys.readouterr().out)
    expected = counted(cases, UNTIL)
    assert {name: told[name]["complaint"] for name in expected} == expected
    assert all(expected.values())

    with closing(sqlite3.connect(store)) as watching:
        version = watching.execute("PRAGMA data_version").fetchone()
        again = brings_in(complaints, "--until", UNTIL.isoformat())
        assert watching.execute("PRAGMA data_version").fetchone() == version
    assert again == {**counts, "cases": 0, "added": 0, "repeated": counts["rows"] - counts["rejected"] - counts["skipped"]}


def test_any_day_can_be_told_once_the_whole_file_is_in(
    tmp_path: Path, store: Path, brings_in: Bring, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(shutil.copy(SAMPLE, tmp_path / "complaints.csv.gz"))
    trial = brings_in(file, "--dry-run")
    brings_in(file, "--until", UNTIL.isoformat(), "--source", "other")
    assert brings_in(file, "--dry-run") == trial == brings_in(file)
    assert brings_in(file, "--source", "other")["skipped"] == 0
    cases = list(real_cases(file))
    for day in (date(2008, 6, 27), UNTIL, date(2008, 7, 4)):
        capsys.readouterr()
        run(["today", "--date", day.isoformat(), "--json", "--db", str(store)])
        told = json.loads(capsys.readouterr().out)
        twice = {name: 2 * number for name, number in counted(cases, day).items()}
        assert {name: told[name]["complaint"] for name in twice} == twice, day


def test_rejects_go_beside_the_file_and_corrected_ones_come_back(tmp_path: Path, store: Path, brings_in: Bring) -> None:
    bad = [',2008-01-01,2008-01-02,,"=cmd()"', "2,,2008-01-09,2008-01-08,'=x", "3,,2008-13-40,,-", "4,,2008-01-02,\udcff,", "5,x"]
    file = written(tmp_path, "1,,2008-01-02,,fine", *bad)
    assert brings_in(file) == {"rows": 6, "cases": 1, "repeated": 0, "added": 0, "rejected": 5, "skipped": 0}
    rejects = tmp_path / "old.csv.rejects.csv"
    assert rejects.stat().st_mode & 0o077 == 0
    assert b"\xff" in rejects.read_bytes()
    rejects.write_bytes(rejects.read_bytes().replace(b"\xff", b""))
    header, *found = cells(rejects)
    assert header == ["cr_id", "incident_date", "complaint_date", "closed_date", "note", "reject_reason", "reject_line"]
    assert [row[-1] for row in found] == ["3", "4", "5", "6", "7"]
    assert found[0][4] == "'=cmd()"
    assert found[1][4] == "''=x"
    assert not any(cell.startswith(("=", "-", "+", "@")) for row in found for cell in row)

    corrected = tmp_path / "corrected.csv"
    corrected.write_text(rejects.read_text(encoding="utf-8-sig").replace("2008-01-08", "2008-01-10"), encoding="utf-8-sig")
    assert brings_in(corrected)["cases"] == 1
    assert brings_in(written(tmp_path, "2,,2008-01-09,2008-01-10,'=x", name="direct.csv"))["repeated"] == 1


def test_no_rejects_leave_no_file_not_even_an_old_one(tmp_path: Path, brings_in: Bring) -> None:
    old = tmp_path / "old.csv.rejects.csv"
    old.write_text("left from before")
    file = written(tmp_path, "1,,2008-01-02,,fine")
    brings_in(file, "--dry-run")
    assert old.exists()
    brings_in(file)
    assert not old.exists()


def test_rejects_go_to_the_current_folder_when_their_own_cannot_be_written(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    file = written(tmp_path, "1,,,,no date")
    nowhere = tmp_path / "not-there" / "rejected.csv"
    assert run(["import", "complaints", str(file), *NAMES, "--db", str(store), "--rejects", str(nowhere)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"Rejected rows are in {here / 'rejected.csv'}" in told
    assert "its own folder can't be written to" in told
    assert (here / "rejected.csv").exists()


def test_rejects_never_overwrite_the_file_they_come_from(tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "1,,,,no date")
    before = file.read_bytes()
    assert run(["import", "complaints", str(file), *NAMES, "--db", str(store), "--rejects", str(file)]) == 1
    assert "can't go into the file they come from" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_people_are_told_in_words(tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "1,,2008-01-02,,a", "1,,2008-01-02,,a", "1,,2008-01-02,,b", "2,,2008-07-02,,", "3,,03/04/2008,,")
    options = ["--until", "30 Jun 2008", "--dry-run"]
    assert run(["import", "complaints", str(file), *NAMES, "--db", str(store), *options]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Nothing was written: this was a dry run."
    assert lines[1].startswith("5 rows read in ")
    assert lines[2:] == [
        "  1  made a new case",
        "  1  repeated a row already in",
        "  1  added to the timeline of a known case",
        "  1  rejected",
        "  1  skipped, received after Mon 30 Jun 2008",
        "Line 6: complaint_date 03/04/2008 could be 3 April or 4 March; use --day-first.",
    ]
    assert not (tmp_path / "old.csv.rejects.csv").exists()


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        (b"id,name\n1,x\n", (), "The file has no column cr_id for --reference; its columns are: id, name."),
        (b"", (), "The file is empty. Its first line must name its columns."),
        (b'"cr_id\n1\n', (), "The file's first line, which names its columns, can't be read"),
        (None, (), "The file old.csv can't be opened: No such file or directory."),
        (b"cr_id\n", ("--until", "whenever"), '"whenever" is not a date we can read'),
        (b"cr_id\n", ("--source", " "), "--source, needs 1 to 60 characters"),
    ],
)
def test_what_cannot_be_meant_is_said_in_a_sentence(
    tmp_path: Path,
    store: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    options: tuple[str, ...],
    says: str,
) -> None:
    if content is not None:
        (tmp_path / "old.csv").write_bytes(content)
    assert run(["import", "complaints", str(tmp_path / "old.csv"), *NAMES, "--db", str(store), *options]) == 2
    assert says in capsys.readouterr().err


def test_a_file_cut_short_keeps_the_rows_before_the_cut(tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = SAMPLE.read_bytes()
    file = tmp_path / "cut.csv.gz"
    file.write_bytes(whole[: len(whole) // 2])
    assert run(["import", "complaints", str(file), *NAMES, "--db", str(store), "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "damaged or cut short" in told.err
    assert len(dump(store)["cases"]) > 100


def test_a_stop_between_batches_goes_on_to_the_same_record(
    tmp_path: Path, store: Path, brings_in: Bring, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(iopc_tui.bringing_in, "MOST_ROWS", 200)
    file = Path(shutil.copy(SAMPLE, tmp_path / "complaints.csv.gz"))
    command = ["import", "complaints", str(file), *NAMES, "--db", str(store), "--source", "x"]
    real = iopc_tui.bringing_in._one_batch
    batches = iter(range(100))

    def interrupted(*given: object) -> object:
        if next(batches) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return real(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(iopc_tui.bringing_in, "_one_batch", interrupted)
        assert run(command) == 130
    assert "Stopped after 600 rows. Run the same command again to go on" in capsys.readouterr().err
    resumed = brings_in(file, "--source", "x")
    assert resumed["cases"] > 0
    assert resumed["repeated"] > 500

    whole = store.with_name("whole.db")
    assert run([*command[:-4], "--db", str(whole), "--source", "x"]) == 0
    wanted = "SELECT reference, source_reference, received_at, closed_at, next_due_at FROM cases ORDER BY id"
    entries = "SELECT case_id, at, kind, text FROM entry ORDER BY id"
    for query in (wanted, entries):
        with closing(sqlite3.connect(store)) as one, closing(sqlite3.connect(whole)) as other:
            assert one.execute(query).fetchall() == other.execute(query).fetchall()


def test_a_second_ctrl_c_drops_the_batch_in_hand(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(shutil.copy(SAMPLE, tmp_path / "complaints.csv.gz"))

    def interrupted(writing: Writing, command: BringIn) -> None:
        bring_in_cases(writing, command)
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        raise AssertionError("the second interrupt was not noticed")

    monkeypatch.setattr(iopc_tui.bringing_in, "bring_in_cases", interrupted)
    assert run(["import", "complaints", str(file), *NAMES, "--db", str(store)]) == 130
    assert "Stopped after 0 rows." in capsys.readouterr().err
    assert dump(store)["cases"] == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_on_a_terminal_there_is_a_bar_and_ctrl_c_stops_cleanly(tmp_path: Path, store: Path) -> None:
    file = tmp_path / "long.csv"
    with file.open("w") as text:
        text.write(HEADER)
        text.writelines(f"{n},,2008-01-02,,note {n}\n" for n in range(60_000))
    program = "import sys; from iopc_tui.command_line import main; sys.exit(main())"
    command = ["-c", program, "import", "complaints", str(file), *NAMES, "--db", str(store)]
    terminal = pexpect.spawn(sys.executable, command, timeout=60, encoding="utf-8", dimensions=(24, 100))
    terminal.expect("rows/s")
    terminal.sendintr()
    terminal.expect(r"Stopped after ([0-9,]+) rows\. Run the same command again to go on")
    assert isinstance(terminal.match, re.Match)
    kept = int(terminal.match[1].replace(",", ""))
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 130
    assert 0 < kept < 60_000
    assert len(dump(store)["cases"]) == kept


def test_memory_stays_flat_however_long_the_file(tmp_path: Path, brings_in: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iopc_tui.bringing_in, "MOST_ROWS", 500)

    def peak(rows: int) -> int:
        lines = (f"{n},,2008-01-{n % 28 + 1:02},,{'note ' * 20}{n}" for n in range(rows))
        file = written(tmp_path, *lines, name=f"{rows}.csv")
        tracemalloc.start()
        try:
            assert brings_in(file, "--source", str(rows))["cases"] == rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(600)
    assert peak(6000) < peak(1500) + 500_000


def test_a_program_started_afresh_tells_bad_use(monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["iopc", "import", "complaints", "nothing.csv", "--reference", "a"])
    assert main() == 2


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.builds(
                "{},{},{},{},{}".format,
                st.sampled_from(["1", "2", "3", "", "=4", "é"]),
                st.sampled_from(["", "2008-01-01", "x"]),
                st.sampled_from(["2008-01-02", "02/01/2008", "2008-07-09", "30/06/2008 14:00", "2999-01-01", ""]),
                st.sampled_from(["", "2008-01-05", "2007-01-05", "2008-12-01", "late"]),
                st.sampled_from(["", "a", '"q', '"q"', "=1+1", "\udcff", "\x00", '"two\nlines"', "x,y"]),
            ),
            st.text(alphabet='1,"\n\r2008-', max_size=20),
        ),
        max_size=25,
    ),
    st.sampled_from([(), ("--until", "2008-06-30"), ("--day-first",)]),
)
def test_the_counts_add_up_for_any_file_and_again_changes_nothing(
    tmp_path: Path, store: Path, brings_in: Bring, lines: list[str], options: tuple[str, ...]
) -> None:
    source = f"system {next(SYSTEMS)}"
    options = (*options, "--source", source)
    file = written(tmp_path, *lines)
    trial = brings_in(file, *options, "--dry-run")
    first = brings_in(file, *options)
    assert trial == first
    rejects = tmp_path / "old.csv.rejects.csv"
    assert rejects.exists() == bool(first["rejected"])
    if first["rejected"]:
        assert len(cells(rejects)) == first["rejected"] + 1
    before = dump(store)
    with closing(sqlite3.connect(store)) as connection:
        made = connection.execute("SELECT count(*) FROM cases WHERE source = ?", [source]).fetchone()[0]
    assert made == first["cases"]
    again = brings_in(file, *options)
    assert again == {**first, "cases": 0, "added": 0, "repeated": sum(first[name] for name in ("cases", "repeated", "added"))}
    assert dump(store) == before
