"""The store's address as a person gives it: a path or a database URL, read without loading SQLAlchemy."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote

from db.errors import StoreUnavailable

ENVIRONMENT = "IOPC_DATABASE_URL"
FILE_NAME = "desk.db"

_URL = re.compile(
    r"(?P<kind>\w+)(?:\+\w+)?://"
    r"(?:(?P<user>[^:/]*)(?::(?P<password>[^@]*))?@)?"
    r"(?:\[(?P<ipv6>[^/?]+)\]|(?P<host>[^/:?]+))?(?::(?P<port>[^/?]*))?"
    r"(?:/(?P<database>[^?]*))?(?:\?(?P<query>.*))?"
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is: a file on this machine, or a database on a server; the other is None or empty."""

    path: Path | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    host: str | None = None
    port: int | None = None
    database: str | None = None
    query: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict, repr=False)


def default_path() -> Path:
    """The store of this computer's user, in the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path("iopc-desk", appauthor=False) / FILE_NAME


def address(given: str | None, environment: Mapping[str, str] = os.environ) -> Address:
    """The place meant: `--db` (a path or a database URL), else IOPC_DATABASE_URL, else the user's own file.

    Raises StoreUnavailable for an address that can't be read.
    """
    wanted = given or environment.get(ENVIRONMENT) or str(default_path())
    return _of_url(wanted) if "://" in wanted else Address(path=Path(wanted).expanduser().absolute())


def _of_url(wanted: str) -> Address:
    found = _URL.match(wanted)
    if found is None or (found["port"] and not found["port"].isdecimal()):
        raise StoreUnavailable("The store's address can't be read. Give a file, or postgresql://user@host/name.")
    if found["kind"] not in ("postgres", "postgresql", "sqlite"):
        raise StoreUnavailable(f"The desk keeps its record in SQLite or PostgreSQL, not {found['kind'][:40]}.")
    user, password, database = (
        None if found[name] is None else unquote(found[name]) for name in ("user", "password", "database")
    )
    query = {name: values[0] if len(values) == 1 else tuple(values) for name, values in parse_qs(found["query"] or "").items()}
    if found["kind"] != "sqlite":
        port = int(found["port"]) if found["port"] else None
        return Address(None, user, password, found["host"] or found["ipv6"], port, database, query)
    if not database or database == ":memory:" or query:
        raise StoreUnavailable("A SQLite store needs a file, such as sqlite:////home/me/desk.db.")
    return Address(path=Path(database).expanduser().absolute())
