"""Writing many rows at once, past the cost of an object for each."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, text
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from db.tables.moment import Moment

Row = tuple[Any, ...]
_Item = TypeVar("_Item")

MOST_LOOKED_UP = 1000
_SIGNS = {"sqlite": "?", "postgresql": "%s"}


def room_for_many(connection: Connection) -> None:
    """Let SQLite hold more of the file in memory while many rows go in; an ordinary connection holds 16 MiB."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size=-65536")


def insert_rows(connection: Connection, table: Any, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Put rows into a table, each value as the database takes it: `kept_moments` makes moments so."""
    if rows:
        connection.exec_driver_sql(_statement(connection.dialect.name, table.name, tuple(columns)), list(rows))


def update_rows(connection: Connection, table: Any, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Change columns of many rows, each given as the new values, as the database takes them, and last the row's id."""
    if rows:
        sign = _SIGNS[connection.dialect.name]
        values = ", ".join(f"{column} = {sign}" for column in columns)
        connection.exec_driver_sql(f"UPDATE {table.name} SET {values} WHERE id = {sign}", list(rows))


@lru_cache(maxsize=64)
def _statement(dialect: str, table: str, columns: tuple[str, ...]) -> str:
    signs = ", ".join([_SIGNS[dialect]] * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({signs})"


def kept_moments(dialect: Dialect) -> Callable[[datetime | None], Any]:
    """How the database takes moments; one met before costs a look-up."""
    return _kept_on_sqlite if dialect.name == "sqlite" else lambda moment: moment


_as_text = Moment().dialect_impl(sqlite_dialect()).bind_processor(sqlite_dialect())


@lru_cache(maxsize=16384)
def _kept_on_sqlite(moment: datetime | None) -> Any:
    return _as_text(moment) if _as_text is not None else moment


def new_ids(connection: Connection, table: str, how_many: int) -> list[int]:
    """Row numbers nobody has, in order. The caller holds the one writing transaction."""
    if connection.dialect.name == "postgresql":
        query = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :n)")
        return sorted(connection.execute(query, {"name": table, "n": how_many}).scalars())
    last = connection.execute(text(f"SELECT max(id) FROM {table}")).scalar() or 0
    return list(range(last + 1, last + 1 + how_many))


def in_parts(items: Iterable[_Item], size: int = MOST_LOOKED_UP) -> Iterable[list[_Item]]:
    """Items in lists short enough for one statement's list of values."""
    waiting = iter(items)
    while part := list(islice(waiting, size)):
        yield part
