"""The rules read without opening the store: the same as the store's own, and nothing on disk is made or changed."""

import sqlite3
import stat
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import URL

from casework.calendars import SHIPPED, DayChange
from casework.rules import Rules
from casework.standards import shipped_standards
from casework.timesource import SetTime
from db.address import ENVIRONMENT
from db.engine import connect, for_writing
from db.errors import StoreTooNew, StoreUnavailable
from db.location import location
from db.migrations import upgrade
from db.opening import opened
from db.rules_alone import calendars_at, rules_at
from db.tables.plain import STANDARD
from tests.db.postgres import Server
from tests.desk import Desk, administrator, moment

NOW = moment("Fri 12 Jun 2026 23:30")
CHANGES = (
    DayChange(date(2026, 6, 25), "closure", "Llifogydd, \N{LATIN SMALL LETTER Y WITH CIRCUMFLEX}", source="the director"),
    DayChange(date(2026, 6, 25), "bank holiday", "Special day", "scotland"),
    DayChange(date(2026, 8, 31), "worked", "", "england-wales"),
    DayChange(date(2026, 7, 1), "closure", "Withdrawn again"),
)
REGIONS = ("england-wales", "scotland", "northern-ireland", "uk-any")


def given(address: URL) -> str:
    return address.render_as_string(hide_password=False)


def holidays(rules: Rules) -> list[object]:
    """Everything two calendars could differ in for some years."""
    calendars = [rules.calendars.region(name, closures) for name in REGIONS for closures in (True, False)]
    return [calendar.skipped(date(2025, 12, 31), date(2030, 12, 31)) for calendar in calendars]


def assert_same(one: Rules, other: Rules) -> None:
    assert dict(one.standards) == dict(other.standards)
    assert one.calendars.changes == other.calendars.changes
    assert one.calendars.published_to == other.calendars.published_to
    assert holidays(one) == holidays(other)


def test_they_are_those_of_the_open_store(address: URL) -> None:
    store = opened(address, NOW)
    assert_same(rules_at(given(address)), store.rules)
    assert rules_at(given(address)).calendars is SHIPPED
    desk = Desk(store, SetTime(NOW), administrator(store, NOW))
    desk.changes_days(*CHANGES, published_to=date(2030, 12, 31))
    desk.changes_days(withdraw=CHANGES[-1:])
    found = rules_at(given(address))
    assert_same(found, store.refresh_rules())
    assert [change.name for change in found.calendars.changes] == ["Special day", CHANGES[0].name, ""]
    assert {change.entered_on for change in found.calendars.changes} == {date(2026, 6, 12)}
    assert calendars_at(None, {ENVIRONMENT: given(address)}).changes == found.calendars.changes
    store.close()
    assert_same(rules_at(given(address)), found)


def test_a_standard_with_dates_is_read_as_the_store_reads_it(empty_address: URL) -> None:
    store = opened(empty_address, NOW)
    with store.engine.connect() as connection, for_writing(connection).begin():
        dated = {"effective_from": date(2026, 1, 1), "effective_to": date(2026, 12, 31), "verified": True, "length": 7}
        connection.execute(STANDARD.update().where(STANDARD.c.id == "enquiry-reply").values(**dated))
    assert_same(rules_at(given(empty_address)), store.rules)
    store.close()


def test_a_file_is_only_read(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    store = opened(location(str(path)), NOW)
    desk = Desk(store, SetTime(NOW), administrator(store, NOW))
    desk.changes_days(*CHANGES)
    assert len(calendars_at(str(path)).changes) == 4
    store.close()
    tmp_path.chmod(0o500)
    path.chmod(0o400)
    before = path.read_bytes(), {each.name for each in tmp_path.iterdir()}
    assert before[1] == {"desk.db"}
    assert len(calendars_at(str(path)).changes) == 4
    assert (path.read_bytes(), {each.name for each in tmp_path.iterdir()}) == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    tmp_path.chmod(0o700)


def test_where_there_is_no_store_the_shipped_ones_count_and_none_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    for name in ("desk.db", "folder/desk.db", "empty.db"):
        found = rules_at(str(tmp_path / name))
        assert found.calendars is SHIPPED
        assert dict(found.standards) == dict(enumerate(shipped_standards(), 1))
    assert [each.name for each in tmp_path.iterdir()] == ["empty.db"]


def test_the_database_of_another_program_is_no_store(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "places.sqlite")) as other:
        other.execute("CREATE TABLE setting (url TEXT)")
    assert rules_at(str(tmp_path / "places.sqlite")).calendars is SHIPPED


def test_a_store_of_an_earlier_version_has_no_changed_days(empty_address: URL) -> None:
    engine = connect(empty_address)
    with engine.connect() as connection, for_writing(connection).begin():
        upgrade(connection, to="0001")
    assert rules_at(given(empty_address)).calendars is SHIPPED
    engine.dispose()


def test_an_empty_database_on_a_server_is_no_store(postgres: Server) -> None:
    with postgres.database() as address:
        assert rules_at(given(address)).calendars is SHIPPED


def test_a_store_of_a_later_version_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    opened(location(str(path)), NOW).close()
    with closing(sqlite3.connect(path)) as later:
        later.execute("ALTER TABLE standard ADD COLUMN weight TEXT")
    with pytest.raises(StoreTooNew, match="later version of IOPC Desk"):
        rules_at(str(path))


def refusal(address: str) -> str:
    with pytest.raises(StoreUnavailable) as trouble:
        rules_at(address)
    sentence = trouble.value.sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "s3cret" not in sentence
    return sentence


def test_what_can_not_be_read_is_one_sentence(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam, " * 100)
    assert refusal(str(letter)) == f"The store {letter} can't be used: the file is not a desk store."
    assert refusal(str(tmp_path)) == f"The store {tmp_path} can't be opened: Is a directory."
    assert refusal(str(letter / "desk.db")) == f"The store {letter}/desk.db can't be opened: Not a directory."
    assert "address can't be read" in refusal("postgresql://ada:s3cret@localhost:port/desk")
    assert "not mysql" in refusal("mysql://ada:s3cret@localhost/desk")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:s3cret@localhost:1/desk",
        "postgres://ada@localhost:1/desk?password=s3cret",
        "postgresql+psycopg://ada:s3cret@no.such.host.invalid/desk",
        "postgresql://ada:s3cret@localhost:99999999/desk",
    ],
)
def test_a_server_that_is_not_there(address: str) -> None:
    assert refusal(address).startswith("The store desk at ")
