"""Putting texts in order in the store as `casework.sorting` does: a function for SQLite, an expression for PostgreSQL."""

import sqlite3
from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from casework.sorting import letters, sorting

_NAME = "iopc_sorting"


class sorted_as(FunctionElement[str]):  # noqa: N801
    """A text column as it is put in order, whatever the case and the accents of its letters; a text of blanks is absent."""

    name = _NAME
    type = String()
    inherit_cache = True


def add_sorting(connection: sqlite3.Connection) -> None:
    """Let a connection to SQLite put texts in order."""
    connection.create_function(_NAME, 1, _sorting, deterministic=True)


def _sorting(text: str | None) -> str | None:
    return (sorting(text) or None) if text is not None else None


@compiles(sorted_as, "sqlite")
def _for_sqlite(element: sorted_as, compiler: Any, **how: Any) -> str:
    return f"{_NAME}({compiler.process(element.clauses, **how)})"


@compiles(sorted_as, "postgresql")
def _for_postgres(element: sorted_as, compiler: Any, **how: Any) -> str:
    accented, plain = letters()
    column = compiler.process(element.clauses, **how)
    return f"(nullif(lower(translate(trim({column}), '{accented}', '{plain}')), '') COLLATE \"C\")"
