"""A store that is somewhere it can't be: one plain sentence, and nothing there is changed."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from db.address import ENVIRONMENT
from db.engine import connect
from db.errors import StoreUnavailable
from db.location import location, shown
from db.opening import opened
from tests.db.postgres import Server
from tests.desk import moment

NOW = moment("Mon 12 Jan 2026 10:00")


def refusal(address: str) -> str:
    with pytest.raises(StoreUnavailable) as trouble:
        opened(location(address, {}), NOW)
    sentence = trouble.value.sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "sqlalche.me" not in sentence
    assert "SELECT" not in sentence
    return sentence


def look(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), stat.S_IMODE(path.stat().st_mode)


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 100)
    path.chmod(0o644)
    before = look(path)
    assert refusal(str(path)) == f"The store {path} can't be used: the file is not a desk store."
    assert look(path) == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    path.chmod(0o644)
    before = look(path)
    assert "is another program's database" in refusal(str(path))
    assert look(path) == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_database_of_another_program_on_a_server(postgres: Server) -> None:
    with postgres.database() as address:
        engine = connect(address)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE bookmarks (url text)"))
        assert "holds another program's tables" in refusal(address.render_as_string(hide_password=False))
        with engine.begin() as connection:
            tables = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
            assert tables.scalars().all() == ["bookmarks"]
        engine.dispose()


def test_a_damaged_store(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    opened(location(str(path)), NOW).close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    assert refusal(str(path)) == f"The store {path} can't be used: the file is damaged; restore the latest backup."


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)) == f"The store {tmp_path} can't be opened: Is a directory."


def test_a_place_nobody_can_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "can't be opened" in refusal(str(tmp_path / "file" / "desk.db"))
    assert "can't be opened" in refusal("/proc/desk/desk.db")
    assert "can't be opened" in refusal("/dev/null/desk.db")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:s3cret@localhost:1/desk",
        "postgresql://ada:s3cret@no.such.host.invalid/desk",
        "postgres://ada@localhost:1/desk?password=s3cret",
        "postgresql+other://ada:s3cret@localhost:1/desk",
        "postgresql://ada:s3cret@localhost:99999999/desk",
    ],
)
def test_a_server_that_is_not_there(address: str) -> None:
    sentence = refusal(address)
    assert "can't be" in sentence
    assert "s3cret" not in sentence


def test_a_database_that_is_not_on_the_server(postgres: Server) -> None:
    wrong = postgres.shared.set(database="nowhere").render_as_string(hide_password=False)
    assert refusal(wrong).endswith("can't be reached.")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("mysql://ada:s3cret@localhost/desk", "not mysql"),
        ("postgresql://ada:s3cret@localhost:port/desk", "address can't be read"),
        ("://", "address can't be read"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:///desk.db?mode=ro", "needs a file"),
    ],
)
def test_an_address_that_can_not_be_used(address: str, reason: str) -> None:
    sentence = refusal(address)
    assert reason in sentence
    assert "s3cret" not in sentence


# Where a store is


def test_the_place_given_comes_before_the_environment_and_that_before_the_users_own(tmp_path: Path) -> None:
    given, elsewhere = str(tmp_path / "a.db"), {ENVIRONMENT: str(tmp_path / "b.db")}
    assert shown(location(given, elsewhere)) == given
    assert shown(location(None, elsewhere)) == elsewhere[ENVIRONMENT]
    assert shown(location(None, {})).endswith("desk.db")
    assert shown(location("", {ENVIRONMENT: ""})) == shown(location(None, {}))


def test_a_path_may_be_short_or_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/ada")
    assert shown(location("desk.db", {})) == str(tmp_path / "desk.db")
    assert shown(location("~/desk.db", {})) == "/home/ada/desk.db"
    assert shown(location("sqlite:///desk.db", {})) == str(tmp_path / "desk.db")
    assert shown(location(f"sqlite:///{tmp_path}/x%20y.db", {})) == f"{tmp_path}/x y.db"


def test_a_server_is_shown_without_its_password() -> None:
    url = location("postgres://ada:s3cret@db.example.org/desk?sslmode=require", {})
    assert isinstance(url, URL)
    assert url.drivername == "postgresql+psycopg"
    assert shown(url) == "postgresql://ada:***@db.example.org/desk?sslmode=require"
