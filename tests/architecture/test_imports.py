"""What each package may load, who may read the clock, and what the wheel brings along."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("iopc_tui", "screens", "db", "casework")
NOT_IN_CASEWORK = {"sqlalchemy", "sqlmodel", "alembic", "textual", "rich", "typer", "db", "screens", "iopc_tui"}
NOT_IN_DB = {"textual", "rich", "typer", "screens", "iopc_tui"}


def modules(package: str) -> list[str]:
    """Every module of a package but the revisions and what runs them, which Alembic loads by their path."""
    paths = sorted((ROOT / package).rglob("*.py"))
    kept = [path.relative_to(ROOT).with_suffix("") for path in paths if path.name != "env.py" and "versions" not in path.parts]
    return [".".join(path.parts).removesuffix(".__init__") for path in kept]


def loaded_by(names: list[str]) -> set[str]:
    """The top-level packages a new interpreter has loaded after importing these modules."""
    program = f"import sys, importlib\nfor name in {names!r}: importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(("package", "never"), [("casework", NOT_IN_CASEWORK), ("db", NOT_IN_DB)])
def test_a_package_loads_nothing_above_it(package: str, never: set[str]) -> None:
    names = modules(package)
    assert len(names) > 15
    loaded = loaded_by(names)
    assert package in loaded
    assert loaded & never == set()


def test_opening_a_store_that_is_up_to_date_loads_no_migrations(tmp_path: Path) -> None:
    program = f"""
import sys
from casework.timesource import SystemTime
from db.location import location
from db.opening import opened
opened(location({str(tmp_path / "desk.db")!r}), SystemTime().now()).close()
print('alembic' in sys.modules)
"""
    said = [
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["True", "False"]


# The clock

READS_THE_CLOCK = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "monotonic", "monotonic_ns", "strftime", "ctime"},
}
ALLOWED = {"casework/timesource.py"}


def clock_readings(source: str) -> list[str]:
    """Each place in a program that reads the clock, or brings in a function that does."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if node.attr in READS_THE_CLOCK.get(owner, ()):
                found.append(f"{owner}.{node.attr}, line {node.lineno}")
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            found += [f"{name.name}, line {node.lineno}" for name in node.names if name.name in READS_THE_CLOCK["time"]]
    return found


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)",
        "import datetime\ndatetime.datetime.utcnow()",
        "date.today()",
        "datetime.date.today()",
        "time.time()",
        "from time import monotonic",
        "default = datetime.now",
    ],
)
def test_a_reading_of_the_clock_is_noticed(source: str) -> None:
    assert len(clock_readings(source)) == 1


def test_only_the_time_source_reads_the_clock() -> None:
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    readings = {path.relative_to(ROOT).as_posix(): clock_readings(path.read_text(encoding="utf-8")) for path in paths}
    assert {path for path, found in readings.items() if found} == ALLOWED, {p: f for p, f in readings.items() if f}


# The wheel


def test_the_wheel_brings_everything_the_packages_read(tmp_path: Path) -> None:
    uv = shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".tools" / "bin"))
    if uv is None:
        pytest.skip("there is no uv to build the wheel with")
    command = [uv, "build", "--wheel", "--offline", "--out-dir", str(tmp_path), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("the wheel can't be built without the network here")
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as packed:
        inside = {name for name in packed.namelist() if name.startswith(PACKAGES)}
    in_the_tree = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert inside == in_the_tree
    assert {
        "casework/bank_holidays.txt",
        "casework/facts/standards.toml",
        "casework/facts/organisations.toml",
        "casework/py.typed",
        "db/migrations/env.py",
        "db/migrations/script.py.mako",
        "db/migrations/versions/0001_first_tables.py",
    } <= inside
