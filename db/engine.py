"""The connection to the record's database, with the settings that keep what was acknowledged."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from db.errors import StoreUnavailable
from db.sorting import add_sorting
from db.trouble import NO_DRIVER, trouble

WRITES = "iopc_writes"
_WRITER_LOCK = 0x10BC


def connect(url: URL) -> Engine:
    """An engine for the store. SQLite: WAL, foreign keys, full synchronisation, file mode 0600, made if it is not there."""
    if url.get_backend_name() == "sqlite":
        _refuse_others(Path(str(url.database)))
        _private_file(Path(str(url.database)))
        engine = create_engine(url, poolclass=QueuePool, pool_size=8, max_overflow=8, hide_parameters=True)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(url, pool_size=4, pool_pre_ping=True, hide_parameters=True)
    except ImportError:
        raise StoreUnavailable(NO_DRIVER) from None
    event.listen(engine, "begin", _begin_postgres)
    return engine


def for_writing(connection: Connection) -> Connection:
    """The connection with its next transaction a writing one: one writer at a time, so each sees the last one's work."""
    return connection.execution_options(**{WRITES: True})


def for_reading(connection: Connection) -> Connection:
    """The connection with its next transaction seeing the record as it stands at its first read, whatever is written since."""
    if connection.dialect.name == "sqlite":
        return connection
    return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _refuse_others(path: Path) -> None:
    """Raise StoreUnavailable for a file that is something else, so that not a byte or permission of it changes."""
    try:
        if not path.is_file() or not path.stat().st_size:
            return
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=10)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except OSError as error:
        raise StoreUnavailable(f"The store {path} can't be opened: {error.strerror or error}.") from None
    except sqlite3.Error as error:
        raise trouble(error, str(path)) from None
    if tables and "alembic_version" not in tables:
        raise StoreUnavailable(f"The file {path} is another program's database, so it was left as it is. Choose another file.")


def _private_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        for part in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            if part.exists() and part.stat().st_mode & 0o077:
                part.chmod(0o600)
    except OSError as error:
        raise StoreUnavailable(f"The store {path} can't be opened: {error.strerror or error}.") from None


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    add_sorting(connection)
    cursor = connection.cursor()
    for pragma in (
        "busy_timeout=10000",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=FULL",
        "cache_size=-16384",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")


def store_trouble(error: SQLAlchemyError, where: str) -> StoreUnavailable:
    """A database error as one sentence, without the statement or its values, which hold what people typed."""
    original = getattr(error, "orig", None) or error
    if getattr(error, "connection_invalidated", False):
        return StoreUnavailable(f"The store {where} can't be reached.")
    return trouble(original, where)
