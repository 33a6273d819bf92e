"""Where the record is kept: the address of its database, from what a person gave."""

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.errors import StoreUnavailable

ENVIRONMENT = "IOPC_DATABASE_URL"
FILE_NAME = "desk.db"


def default_path() -> Path:
    """The store of this computer's user, in the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path("iopc-desk", appauthor=False) / FILE_NAME


def location(given: str | None, environment: Mapping[str, str] = os.environ) -> URL:
    """The address of the store: `--db` (a path or a database URL), else IOPC_DATABASE_URL, else the user's own file."""
    wanted = given or environment.get(ENVIRONMENT) or str(default_path())
    if "://" not in wanted:
        return URL.create("sqlite", database=str(Path(wanted).expanduser().absolute()))
    try:
        url = make_url(wanted)
    except (ArgumentError, ValueError):
        raise StoreUnavailable("The store's address can't be read. Give a file, or postgresql://user@host/name.") from None
    kind = url.get_backend_name()
    if kind in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise StoreUnavailable(f"The desk keeps its record in SQLite or PostgreSQL, not {kind[:40]}.")
    if not url.database or url.database == ":memory:" or url.query:
        raise StoreUnavailable("A SQLite store needs a file, such as sqlite:////home/me/desk.db.")
    return location(url.database)


def shown(url: URL) -> str:
    """The address as it may be shown: a path, or a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.difference_update_query(["password", "sslpassword"]).render_as_string(hide_password=True)
