"""The rules in force at a store read on their own: without SQLAlchemy, and without making or changing a file."""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from casework.bank_holidays import PUBLISHED_TO
from casework.calendars import SHIPPED, Calendars, DayChange
from casework.moments import london_date
from casework.office_week import OfficeWeek, read_week
from casework.rules import Rules
from casework.standards import Standard, shipped_standards, standard_from
from db import settings
from db.address import Address, address
from db.errors import StoreTooNew, StoreUnavailable
from db.trouble import NO_DRIVER, trouble

_STANDARDS = "SELECT * FROM standard ORDER BY row_id"
_DAYS = "SELECT day, kind, name, region, source, entered_at FROM day_change WHERE withdrawn_at IS NULL ORDER BY id"
_PUBLISHED = f"SELECT value FROM setting WHERE key = '{settings.PUBLISHED_TO}'"
_HOURS = "SELECT from_day, hours, source, entered_at FROM office_hours WHERE withdrawn_at IS NULL ORDER BY from_day"
_TABLES = ("alembic_version", "standard", "day_change", "setting")
_LATER_TABLES = ("office_hours",)


def rules_at(given: str | None, environment: Mapping[str, str] = os.environ) -> Rules:
    """The rules of the store at an address as `location` reads one; those the program ships with where there is no store yet.

    A store of a version without changed days has none. Raises StoreUnavailable or StoreTooNew for one that can't be read.
    """
    place = address(given, environment)
    return _on_server(place) if place.path is None else _in_file(place.path)


def calendars_at(given: str | None, environment: Mapping[str, str] = os.environ) -> Calendars:
    """The calendars of the store at an address; see `rules_at`."""
    return rules_at(given, environment).calendars


def calendars_of(changes: Iterable[DayChange], published_to: str | None, weeks: Iterable[OfficeWeek] = ()) -> Calendars:
    """The calendars with these changes; holidays are never taken as published for less than the program knows them."""
    changes, weeks = tuple(changes), tuple(weeks)
    upto = max(PUBLISHED_TO, date.fromisoformat(published_to)) if published_to else PUBLISHED_TO
    return Calendars(changes, upto, weeks) if changes or weeks or upto != PUBLISHED_TO else SHIPPED


def _in_file(path: Path) -> Rules:
    try:
        with path.open("rb") as file:
            if not file.read(1):
                return _shipped()
        with closing(sqlite3.connect(_read_only(path), uri=True, timeout=10)) as connection:
            connection.execute("BEGIN")
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            return _read(connection, tables)
    except FileNotFoundError:
        return _shipped()
    except OSError as error:
        raise StoreUnavailable(f"The store {path} can't be opened: {error.strerror or error}.") from None
    except sqlite3.Error as error:
        raise trouble(error, str(path)) from None


def _read_only(path: Path) -> str:
    """The file as SQLite may only read it. Nobody has it open when it has no log beside it; SQLite would then make one."""
    nobody = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    return f"{path.as_uri()}?mode=ro{nobody}"


def _on_server(place: Address) -> Rules:
    try:
        import psycopg
    except ImportError:
        raise StoreUnavailable(NO_DRIVER) from None
    known = {"user": place.user, "password": place.password, "host": place.host, "port": place.port, "dbname": place.database}
    given = {name: value if isinstance(value, str) else ",".join(value) for name, value in place.query.items()}
    keywords: dict[str, Any] = {name: value for name, value in (known | given).items() if value}
    try:
        with psycopg.connect(**keywords) as connection:
            connection.read_only = True
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            names = connection.execute(
                "SELECT name FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NOT NULL", [[*_TABLES, *_LATER_TABLES]]
            )
            return _read(connection, {name for (name,) in names})
    except psycopg.Error as error:
        raise trouble(error, f"{place.database or ''} at {place.host or 'this machine'}") from None


def _read(connection: Any, tables: set[str]) -> Rules:
    shipped = _shipped()
    if not {"alembic_version", "standard"} <= tables:
        return shipped
    standards = _standards(connection.execute(_STANDARDS))
    if not tables >= set(_TABLES):
        return Rules(standards, SHIPPED)
    changes = [_change(*row) for row in connection.execute(_DAYS).fetchall()]
    published = connection.execute(_PUBLISHED).fetchone()
    hours = connection.execute(_HOURS).fetchall() if tables >= set(_LATER_TABLES) else ()
    return Rules(standards, calendars_of(changes, published[0] if published else None, [_week(*row) for row in hours]))


def _standards(found: Any) -> dict[int, Standard]:
    names = [column[0] for column in found.description]
    try:
        return dict(_standard(dict(zip(names, row, strict=True))) for row in found.fetchall())
    except (KeyError, TypeError):
        raise StoreTooNew("This store was written by a later version of IOPC Desk. Update the program.") from None


def _standard(row: dict[str, Any]) -> tuple[int, Standard]:
    """A row as either driver gives it: SQLite's own keeps lists as JSON, dates as text and truths as numbers."""
    number = int(row.pop("row_id"))
    if isinstance(row["kinds"], str):
        row["kinds"] = json.loads(row["kinds"])
        row["waits_for"] = json.loads(row["waits_for"]) if row.get("waits_for") else None
        row |= {name: bool(row[name]) for name in ("verified", "recurring")}
        row |= {name: date.fromisoformat(row[name]) for name in ("effective_from", "effective_to") if row[name]}
    return number, standard_from(row)


def _change(day: Any, kind: Any, name: str, region: str, source: str, entered_at: Any) -> DayChange:
    """A row as either driver gives it: SQLite's own keeps dates and moments, in UTC, as text."""
    if isinstance(day, str):
        day, entered_at = date.fromisoformat(day), datetime.fromisoformat(entered_at).replace(tzinfo=UTC)
    return DayChange(day, kind, name, region, source, london_date(entered_at))


def _week(from_day: Any, hours: str, source: str, entered_at: Any) -> OfficeWeek:
    if isinstance(from_day, str):
        from_day, entered_at = date.fromisoformat(from_day), datetime.fromisoformat(entered_at).replace(tzinfo=UTC)
    return OfficeWeek(read_week(hours), from_day, source, london_date(entered_at))


def _shipped() -> Rules:
    return Rules(dict(enumerate(shipped_standards(), 1)), SHIPPED)
