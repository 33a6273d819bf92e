"""What every test run does first: keeps what it throws away in memory, and leaves the loaded program out of clearing up."""

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes that must be free in memory; the tests of two processes leave less than a tenth of it at any time."""


def pytest_configure() -> None:
    """Put temporary folders into memory, where a store's every write need not wait for a disk, unless TMPDIR says where."""
    if "TMPDIR" not in os.environ and has_room(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # It is asked for anew.


def has_room(folder: Path) -> bool:
    """Whether this is a file system in memory that takes as much as the tests may need."""
    return sys.platform == "linux" and os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free >= ROOM


def pytest_collection_finish() -> None:
    """Look no more for garbage among what was loaded: it stays to the end, and there is much of it."""
    gc.collect()
    gc.freeze()
