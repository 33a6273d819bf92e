"""A copy of the record, made before anything changes its tables."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from db.errors import StoreUnavailable


def copy_sqlite(path: Path, now: datetime, why: str) -> Path:
    """Copy a SQLite store, whole and consistent, beside itself as `NAME.WHY-TIME.backup`, mode 0600; gives the copy's path."""
    copy = path.with_name(f"{path.name}.{why}-{now:%Y%m%dT%H%M%S}.backup")
    try:
        copy.touch(mode=0o600)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreUnavailable(f"The store was not changed: no backup could be made at {copy} ({error}).") from None
    return copy
