"""The whole of `iopc import complaints` against a bare sqlite3 executemany of the same cases, clocks and entries."""

import csv
import gzip
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from casework.timesource import SystemTime
from db.location import location
from db.opening import opened
from iopc_tui.command_line import run

REAL = Path(__file__).parents[2] / "shared" / "data" / "complaints-2000-2008.csv.gz"
COLUMNS = ("cr_id", "beat", "location_code", "incident_date", "incident_time", "complaint_date", "closed_date")
NAMES = ("--reference", "cr_id", "--received", "complaint_date", "--closed", "closed_date", "--incident", "incident_date")
TABLES = ("cases", "clock", "entry")
CASES = 72_000


def import_complaints() -> Iterator[str]:
    """Time both into a new store each, on the real file when it is beside the checkout, else on a made-up one of its shape."""
    with TemporaryDirectory() as folder:
        at = Path(folder)
        read = _put_data(at / "complaints.csv.gz")
        _new_store(at / "ours.db")
        ours, again = (_ours(at / "ours.db", at / "complaints.csv.gz") for _ in range(2))
        with closing(sqlite3.connect(at / "ours.db")) as store:
            rows = {table: store.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
        _new_store(at / "bare.db")
        bare = _bare(at / "bare.db", rows)
    yield f"{read:,} rows, {'the real file' if REAL.exists() else 'made up'}: " + ", ".join(
        f"{len(rows[t]):,} {t}" for t in TABLES
    )
    for name, seconds, what in (
        ("ours", ours, "the whole command"),
        ("again", again, "the same file once more, which changes nothing"),
        ("bare", bare, "executemany alone"),
    ):
        yield f"{name:6}{seconds:6.2f} s{read / seconds:10,.0f} rows/s  {what}"
    yield f"ours is {ours / bare:.2f} times bare"


def _new_store(path: Path) -> None:
    opened(location(str(path)), SystemTime().now()).close()


def _ours(store: Path, file: Path) -> float:
    began = perf_counter()
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        ended = run(["import", "complaints", str(file), *NAMES, "--db", str(store), "--json"])
    assert ended == 0, ended
    return perf_counter() - began


def _bare(store: Path, rows: dict[str, list[tuple[object, ...]]]) -> float:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        began = perf_counter()
        with connection:
            for table, found in rows.items():
                connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)
        return perf_counter() - began


def _put_data(file: Path) -> int:
    if REAL.exists():
        shutil.copyfile(REAL, file)
    else:
        with gzip.open(file, "wt", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows([COLUMNS, *_made_up(Random(1))])
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        return sum(1 for _ in csv.reader(text)) - 1


def _made_up(chance: Random) -> Iterator[tuple[str, ...]]:
    for number in range(CASES):
        received = date(2000, 1, 1) + timedelta(number * 3286 // CASES)
        incident = received - timedelta(min(int(chance.expovariate(0.1)), 300))
        closed = "" if chance.random() < 0.004 else (received + timedelta(int(chance.expovariate(0.005)))).isoformat()
        when = f"{chance.randrange(24):02}:{chance.randrange(60):02}:00"
        told = (incident.isoformat(), when, received.isoformat(), closed)
        row = (str(258_996 + number), str(chance.randrange(2535)), f"{chance.randrange(1, 60):02}", *told)
        yield row
        if chance.random() < 0.1:
            yield row
        for _ in range(chance.random() < 0.19):
            yield (row[0], str(chance.randrange(2535)), *row[2:])
