"""A store in a file: the settings that keep what was acknowledged, and who may read it."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from casework.timesource import SetTime
from db.location import location
from db.opening import opened
from db.store import Store
from tests.desk import Desk, administrator, enquiry, moment, new_desk

NOW = moment("Mon 12 Jan 2026 10:00")


@pytest.mark.parametrize(
    ("setting", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10000)]
)
def test_the_settings_of_every_connection(sqlite_store: Store, setting: str, value: object) -> None:
    with sqlite_store.reading() as first, sqlite_store.reading() as second:
        assert [each.execute(text(f"PRAGMA {setting}")).scalar() for each in (first, second)] == [value, value]


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.glob("desk.db*")}


def test_only_its_owner_reads_the_file_and_those_beside_it(tmp_path: Path) -> None:
    store = opened(location(str(tmp_path / "desk.db")), NOW)
    Desk(store, SetTime(NOW), administrator(store, NOW)).logs(enquiry())
    assert modes(tmp_path) == {"desk.db": 0o600, "desk.db-wal": 0o600, "desk.db-shm": 0o600}


def test_a_store_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    for path in tmp_path.glob("desk.db*"):
        path.chmod(0o644)
    opened(desk.store.url, NOW).close()
    assert set(modes(tmp_path).values()) == {0o600}


def test_its_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    opened(location(str(tmp_path / "new" / "desk.db")), NOW).close()
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_row_that_refers_to_nothing_is_refused(sqlite_store: Store) -> None:
    with sqlite_store.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("INSERT INTO draft (staff_id, form, content, kept_at) VALUES (99, '', '', '2026-01-01')"))


def test_a_reader_is_not_kept_waiting_by_a_writer(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    reference = desk.logs(enquiry())
    with desk.store.writing(desk.staff, desk.now):
        assert desk.queue() == [reference]


def test_the_file_holds_the_work_when_the_program_has_let_go_of_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    reference = desk.logs(enquiry())
    desk.store.close()
    assert list(modes(tmp_path)) == ["desk.db"]
    moved = (tmp_path / "desk.db").rename(tmp_path / "elsewhere.db")
    again = opened(location(str(moved)), NOW)
    with again.reading() as connection:
        assert connection.execute(text("SELECT reference FROM cases")).scalar() == reference
    again.close()
