"""The tables as the program describes them are the tables its revisions make."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, inspect, select
from sqlmodel import SQLModel

from casework.organisations import categories, organisations
from casework.standards import shipped_standards
from db.migrations import FOLDER, HEAD, alembic_settings
from db.opening import opened
from db.store import Store
from db.tables.plain import ALL
from tests.desk import moment

WORDS = ("open_words", "closed_words", "words_due")
"""Tables made by the revisions alone, and the tables SQLite keeps behind them."""


def ours(thing: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    return not str(name).removeprefix("ix_").startswith(WORDS)


def test_the_revisions_make_the_tables_described(store: Store) -> None:
    assert ALL
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, SQLModel.metadata) == []
        assert {*WORDS} <= {*inspect(connection).get_table_names()}


def test_the_latest_revision_is_the_one_the_program_expects() -> None:
    assert ScriptDirectory(str(FOLDER)).get_current_head() == HEAD


def test_every_revision_can_be_undone_and_done_again(empty_address: URL) -> None:
    from alembic import command

    store = opened(empty_address, moment("Mon 12 Jan 2026 10:00"))
    for _ in range(2):
        with store.engine.connect() as connection, connection.begin():
            command.downgrade(alembic_settings(connection), "base")
            left = set(inspect(connection).get_table_names()) - {"alembic_version"}
            assert left == set()
            command.upgrade(alembic_settings(connection), "head")
    store.close()


def test_a_new_store_holds_the_bodies_categories_and_standards_it_ships_with(store: Store) -> None:
    with store.reading() as connection:
        ids = {
            name: list(connection.execute(select(next(iter(ALL[name].primary_key)))).scalars())
            for name in ("organisation", "category")
        }
    assert set(ids["organisation"]) == set(organisations())
    assert set(ids["category"]) == set(categories())
    assert list(store.rules.standards.values()) == list(shipped_standards())
