"""What every test run does first: keeps what it throws away in memory, and leaves the loaded program out of clearing up."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes that must be free in memory; the tests of two processes leave less than a tenth of it at any time."""

LONG = ("test_simulated_week", "test_clock_stories", "test_import", "test_undo_at_random", "test_terminal")
"""Files with tests that take long: begun first, so that at the end no process waits for another that has one left."""

MADE_BETWEEN = 100_000
"""Objects made and kept before garbage is looked for; one app makes more than Python's own seven hundred many times over."""


def pytest_configure() -> None:
    """Put temporary folders into memory, where a store's every write need not wait for a disk, unless TMPDIR says where."""
    if "TMPDIR" not in os.environ and has_room(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # It is asked for anew.


def has_room(folder: Path) -> bool:
    """Whether this is a file system in memory that takes as much as the tests may need."""
    return sys.platform == "linux" and os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free >= ROOM


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long."""
    items.sort(key=lambda item: item.path.stem not in LONG)


def pytest_collection_finish() -> None:
    """Look seldom for garbage, and no more among what was loaded: it stays to the end, and there is much of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE_BETWEEN)


@pytest.fixture(autouse=True, scope="session")
def quick_stores() -> Iterator[None]:
    """No store works out again the SQL of a statement."""
    from tests.worked_out_once import shared_statements

    with shared_statements():
        yield
