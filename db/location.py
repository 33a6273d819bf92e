"""Where the record is kept: the address of its database as SQLAlchemy takes it."""

import os
from collections.abc import Mapping

from sqlalchemy import URL

from db.address import address


def location(given: str | None, environment: Mapping[str, str] = os.environ) -> URL:
    """The address of the store: `--db` (a path or a database URL), else IOPC_DATABASE_URL, else the user's own file."""
    found = address(given, environment)
    if found.path is not None:
        return URL.create("sqlite", database=str(found.path))
    place = (found.user, found.password, found.host, found.port, found.database, found.query)
    return URL.create("postgresql+psycopg", *place)


def shown(url: URL) -> str:
    """The address as it may be shown, and typed: a path, or a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    plain = url.set(drivername=url.get_backend_name()).difference_update_query(["password", "sslpassword"])
    return plain.render_as_string(hide_password=True)
