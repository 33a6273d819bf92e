"""The calculator starts without the app or the database: proved in a fresh interpreter."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from casework.calendars import DayChange
from tests.desk import new_desk

HEAVY = ("textual", "rich", "sqlalchemy", "sqlmodel", "alembic", "holidays", "dateutil", "psycopg", "screens")

SCRIPT = """
import json, sys
from iopc_tui.command_line import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("workdays", "add", "2020-01-04", "20"),
        ("--as-at", "2008-06-30T16:45", "workdays", "add", "fri 17:40", "5", "--receipt", "office hours", "--json"),
        ("workdays", "between", "12 Jun 2026", "10 Jul 2026"),
        ("workdays", "explain", "fri 17:40", "5"),
        ("workdays", "send-by", "24 Dec 2026", "2"),
        ("workdays", "month", "Dec 2026"),
        ("--version",),
    ],
)
def test_it_loads_neither_the_app_nor_the_database(arguments: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True)
    code, loaded = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    assert set(loaded) & set(HEAVY) == set()
    assert "casework" in loaded or arguments == ("--version",)


def test_a_stores_own_calendars_are_read_without_its_library(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.changes_days(DayChange(date(2026, 6, 25), "closure", "Flood"))
    script = f"""
import json, sys
from db.rules_alone import calendars_at
print(json.dumps([len(calendars_at({desk.store.place!r}).changes), sorted({{name.partition(".")[0] for name in sys.modules}})]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    changes, loaded = json.loads(done.stdout)
    desk.store.close()
    assert changes == 1
    assert set(loaded) & set(HEAVY) == set()
