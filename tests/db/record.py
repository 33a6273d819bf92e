"""The record as a test looks at it, behind the program's back."""

from sqlalchemy import Connection, select, text

from casework.moments import utc
from db.audit import first_broken
from db.store import Store
from db.tables.plain import ALL, AUDIT, CASE, CLOCK
from tests.desk import Desk

Contents = dict[str, list[tuple[object, ...]]]


def contents(store: Store) -> Contents:
    """Every row of every table."""
    with store.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for name, table in ALL.items()
        }


def audited(desk: Desk) -> list[str]:
    """What the audit trail says was done, in order, after showing that it is unbroken."""
    with desk.store.reading() as connection:
        assert first_broken(connection) is None
        return list(connection.execute(select(AUDIT.c.action).order_by(AUDIT.c.id)).scalars())


def without_guards(connection: Connection, table: str, refusal: str) -> None:
    """Take away what keeps a table's rows from being changed: on a server the trigger called after the `refusal`."""
    if connection.dialect.name == "sqlite":
        for trigger in ("update", "delete", "replace"):
            connection.execute(text(f"DROP TRIGGER {table}_no_{trigger}"))
    else:
        connection.execute(text(f"DROP TRIGGER {table}_{refusal} ON {table}"))


def assert_next_deadlines_hold(store: Store) -> None:
    """Every case's own next deadline is that of its earliest running clock, worked out from nothing."""
    with store.reading() as connection:
        cases = connection.execute(select(CASE)).all()
        clocks = connection.execute(select(CLOCK)).all()
    for case in cases:
        running = [clock for clock in clocks if clock.case_id == case.id and clock.stopped_at is None]
        first = min(running, key=lambda clock: (utc(clock.due_at), clock.id), default=None)
        expected = (first.due_at, first.warn_at, first.standard) if first else (None, None, None)
        assert (case.next_due_at, case.next_warn_at, case.next_standard) == expected, case.reference
        assert not (case.closed_at and running), case.reference
