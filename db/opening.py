"""Opening a store: made if there is none, brought up to date if it is yesterday's, filled with its reference data."""

import os
import shutil
import subprocess
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, func, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

from casework.organisations import categories, organisations
from casework.standards import Standard, shipped_standards
from db.backup import copy_sqlite
from db.engine import for_writing, store_trouble
from db.errors import StoreUnavailable
from db.location import shown
from db.migrations import FOLDER, HEAD, require_known, revision_of, upgrade
from db.store import Store
from db.tables import Category, LetterTemplate, Organisation, StandardRow
from db.words_due import put_words_due

if TYPE_CHECKING:
    from casework.letters.templates import Template


def opened(url: URL, now: datetime, folder: Path = FOLDER, head: str = HEAD, *, make: bool = True) -> Store:
    """A store ready for use. An older one is backed up, then migrated; raises StoreUnavailable or StoreTooNew.

    One that is not there is not made but refused where it is only to be read, not to `make`. Alembic is loaded only when the
    store is not at the latest revision.
    """
    if not make and url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        raise _not_there(shown(url))
    store = Store(url)
    try:
        with store.engine.connect() as connection:
            at = revision_of(connection)
        if at is None and not make:
            raise _not_there(store.place)
        if at != head:
            _bring_up_to_date(store, at, now, folder, head)
    except SQLAlchemyError as error:
        store.close()
        raise store_trouble(error, store.place) from None
    except BaseException:
        store.close()
        raise
    return store


def _not_there(place: str) -> StoreUnavailable:
    return StoreUnavailable(f"There is no store at {place}. Name the right one with --db, or make a new one with: iopc")


def _bring_up_to_date(store: Store, at: str | None, now: datetime, folder: Path, head: str) -> None:
    if at is not None:
        require_known(at, folder)
        _back_up(store, at, now)
    with store.engine.connect() as connection, for_writing(connection).begin():
        found = revision_of(connection)
        if found == head:
            return
        if found is None and inspect(connection).get_table_names():
            raise StoreUnavailable(f"The database {store.place} holds another program's tables. Give the desk one of its own.")
        upgrade(connection, folder)
        fill(connection)
        put_words_due(connection)


def _back_up(store: Store, revision: str, now: datetime) -> None:
    if store.is_sqlite:
        copy_sqlite(Path(str(store.url.database)), now, f"before-upgrade-from-{revision}")
        return
    program = shutil.which("pg_dump")
    if program is None:
        raise StoreUnavailable("The store needs an upgrade, and pg_dump, which makes the backup first, is not installed.")
    copy = Path.cwd() / f"iopc-desk.before-upgrade-from-{revision}-{now:%Y%m%dT%H%M%S}.dump"
    # The password goes by the environment, because the command line can be read by everybody on the machine.
    url = store.url
    address = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    command = [program, "--format=custom", f"--file={copy}", address.render_as_string()]
    try:
        copy.touch(mode=0o600)
        done = subprocess.run(command, capture_output=True, check=False, env=os.environ | secret)
    except OSError as error:
        raise StoreUnavailable(f"The store was not upgraded: no backup could be made at {copy} ({error.strerror}).") from None
    if done.returncode != 0:
        copy.unlink(missing_ok=True)
        raise StoreUnavailable(
            "The store was not upgraded: pg_dump, which must be as new as the server, could not make a backup."
        )


def fill(connection: Connection) -> None:
    """Put in the bodies, categories, standards and letter templates the desk ships with, where there are none yet.

    A standard or a template that a later version ships is added to those of an older store, none of which is changed.
    """
    if not connection.execute(select(func.count()).select_from(Organisation)).scalar():
        connection.execute(
            insert(Organisation),
            [
                {"id": b.id, "name": b.name, "body_group": b.group, "aliases": list(b.aliases), "welsh": b.welsh}
                | {"signpost_to": b.signpost_to}
                for b in organisations().values()
            ],
        )
    if not connection.execute(select(func.count()).select_from(Category)).scalar():
        rows = [{"code": c.code, "name": c.name, "parent": c.parent} for c in categories().values()]
        connection.execute(insert(Category), sorted(rows, key=lambda row: row["parent"] is not None))
    known = set(connection.execute(select(col(StandardRow.id))).scalars())
    if added := [standard_row(standard) for standard in shipped_standards() if standard.id not in known]:
        connection.execute(insert(StandardRow), added)
    _fill_templates(connection)


def _fill_templates(connection: Connection) -> None:
    from casework.letters.templates import shipped_templates

    known = {tuple(row) for row in connection.execute(select(col(LetterTemplate.id), col(LetterTemplate.language)))}
    if added := [template_row(each) for each in shipped_templates() if (each.id, each.language) not in known]:
        connection.execute(insert(LetterTemplate), added)


def template_row(template: "Template") -> dict[str, object]:
    """A letter's template as its table takes it."""
    return asdict(template) | {"kinds": list(template.kinds)}


def standard_row(standard: Standard) -> dict[str, object]:
    """A standard as its table takes it."""
    waits_for = None if standard.waits_for is None else list(standard.waits_for)
    return asdict(standard) | {"kinds": list(standard.kinds), "waits_for": waits_for}
