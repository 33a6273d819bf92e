"""The audit trail: one unbroken chain that the database itself will not let anyone rewrite, and that shows it if they do."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from db.audit import first_broken
from db.store import Store
from tests.db.record import audited, without_guards
from tests.desk import Desk, complaint


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """A desk with some work behind it."""
    reference = desk.logs(complaint())
    desk.notes(reference, "rang back")
    desk.acknowledges(reference)
    desk.gives(reference, desk.staff)
    desk.closes(reference)
    return desk


def test_every_write_leaves_an_event_in_one_unbroken_chain(worked: Desk) -> None:
    assert audited(worked) == [
        "store opened by its first administrator",
        "contact logged",
        "note added",
        "step completed",
        "case allocated",
        "case closed",
    ]


def test_no_event_holds_what_was_typed(worked: Desk, store: Store) -> None:
    worked.notes("C26-000001P", "a secret matter")
    with store.reading() as connection:
        details = connection.execute(text("SELECT detail FROM audit_event")).scalars().all()
    assert not [detail for detail in details if "secret" in detail or "Help with" in detail or "Adaeze" in detail]


REWRITES = [
    "UPDATE audit_event SET action = 'nothing happened' WHERE id = 2",
    "UPDATE audit_event SET detail = detail",
    "DELETE FROM audit_event WHERE id = 2",
    "DELETE FROM audit_event",
]
REPLACE_A_ROW = {
    "sqlite": "INSERT OR REPLACE INTO audit_event SELECT id, at, staff_id, 'x', case_id, detail, previous_hash, hash "
    "FROM audit_event WHERE id = 2",
    "postgresql": "INSERT INTO audit_event SELECT * FROM audit_event WHERE id = 2 ON CONFLICT (id) DO UPDATE SET action = 'x'",
}
REMOVE_ALL = {"sqlite": "REPLACE INTO audit_event SELECT * FROM audit_event", "postgresql": "TRUNCATE audit_event"}


def attempt(store: Store, statement: str) -> None:
    with store.engine.connect() as connection, connection.begin():
        connection.execute(text(statement))


@pytest.mark.parametrize("statement", [*REWRITES, REPLACE_A_ROW, REMOVE_ALL], ids=lambda statement: str(statement)[:20])
def test_the_database_refuses_to_change_or_remove_an_event(worked: Desk, store: Store, statement: str | dict[str, str]) -> None:
    before = audited(worked)
    with pytest.raises(DatabaseError, match="the audit trail is append-only"):
        attempt(store, statement if isinstance(statement, str) else statement[store.engine.dialect.name])
    assert audited(worked) == before


@pytest.mark.parametrize(
    ("tampering", "found_at"),
    [
        ("UPDATE audit_event SET action = 'note removed' WHERE id = 3", 3),
        ("UPDATE audit_event SET detail = '{}' WHERE id = 2", 2),
        ("UPDATE audit_event SET case_id = 99 WHERE id = 4", 4),
        ("UPDATE audit_event SET staff_id = NULL WHERE id = 5", 5),
        ("UPDATE audit_event SET previous_hash = hash WHERE id = 6", 6),
        ("DELETE FROM audit_event WHERE id = 1", 2),
        ("DELETE FROM audit_event WHERE id = 3", 4),
    ],
)
def test_tampering_with_the_guards_taken_away_is_found(worked: Desk, store: Store, tampering: str, found_at: int | None) -> None:
    with store.engine.connect() as connection, connection.begin() as transaction:
        without_guards(connection, "audit_event", "append_only")
        connection.execute(text(tampering))
        assert first_broken(connection) == found_at
        transaction.rollback()
    audited(worked)
