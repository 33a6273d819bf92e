"""Every test of the record runs on SQLite and on PostgreSQL: a real file, and a real server."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import URL

from casework.timesource import SetTime
from db.location import location
from db.opening import opened
from db.staff_member import StaffMember
from db.store import Store
from tests.db.postgres import Server, running
from tests.desk import Desk, administrator, moment, new_file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The PostgreSQL of this test process. Skips where none can be had; on the build machine that is a failure."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running())
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no PostgreSQL can be started here: {error}")
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """Where a store is kept that has the desk's tables and nobody's work."""
    if request.param == "sqlite":
        yield location(str(new_file(tmp_path)))
        return
    server: Server = request.getfixturevalue("postgres")
    with server.emptied_afterwards() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """Where a new store can be made that the test may do anything to."""
    if request.param == "sqlite":
        yield location(str(tmp_path / "desk.db"))
        return
    server: Server = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


@pytest.fixture
def store(address: URL, now: datetime) -> Iterator[Store]:
    """A new store, ready for use, with nobody on its staff list."""
    store = opened(address, now)
    yield store
    store.close()


@pytest.fixture
def sqlite_store(tmp_path: Path, now: datetime) -> Iterator[Store]:
    """A new store in a file."""
    store = opened(location(str(new_file(tmp_path))), now)
    yield store
    store.close()


@pytest.fixture
def now() -> datetime:
    """A Monday morning in office hours."""
    return moment("Mon 12 Jan 2026 10:00")


@pytest.fixture
def staff(store: Store, now: datetime) -> StaffMember:
    """The first administrator of the store."""
    return administrator(store, now)


@pytest.fixture
def desk(store: Store, staff: StaffMember, now: datetime) -> Desk:
    """The desk at work on the store, its administrator at the keyboard."""
    return Desk(store, SetTime(now), staff)
