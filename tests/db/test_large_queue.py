"""The queue of 100,000 open cases is read from its index: no scan of the cases, no sorting of more than a page."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event, text

from casework.filter_grammar import Filter
from casework.queue_columns import QUEUE_COLUMNS, Order
from db.engine import for_writing
from db.queries import queue_page
from db.queries.queue import queue_count, queue_counts, queue_position, queue_window
from db.queries.queue_page import page
from tests.desk import Desk, new_desk

MANY = 100_000
FILL = f"""
WITH RECURSIVE
  numbered(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbered WHERE n < {MANY + 20_000}),
  dated(n, due, warn) AS (
    SELECT n,
      strftime('%Y-%m-%d %H:%M:%S.000000', '2026-06-17', (n * 7919 % {MANY}) || ' seconds'),
      strftime('%Y-%m-%d %H:%M:%S.000000', '2026-06-15', (n * 7919 % {MANY}) || ' seconds')
    FROM numbered
  )
INSERT INTO cases
  (id, reference, kind, channel, subject, received_at, created_at, version, outcome, force_reference,
   closed_at, next_due_at, next_warn_at, next_standard)
SELECT n, 'E26-' || n, 'enquiry', 'phone', 'Help', warn, warn, 1, '', '',
  iif(n > {MANY}, due, NULL), iif(n > {MANY}, NULL, due), iif(n > {MANY}, NULL, warn), iif(n > {MANY}, NULL, 1)
FROM dated
"""


@pytest.fixture(scope="module")
def busiest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with 100,000 open cases, due one after another in no order of their numbers, and 20,000 closed ones."""
    desk = new_desk(tmp_path_factory.mktemp("busiest"), "Wed 17 Jun 2026 14:00")
    with desk.store.engine.connect() as connection, for_writing(connection).begin():
        connection.execute(text(FILL))
    yield desk
    desk.store.close()


def plans(engine: Engine, ask: object) -> list[list[tuple[int, int, str]]]:
    """How SQLite answers each question: for every step its number, the step it belongs to, and what it does."""
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    assert callable(ask)
    ask()
    event.remove(engine, "before_cursor_execute", note)
    found = []
    with engine.connect() as connection:
        for statement, values in asked:
            if statement.startswith(("SELECT", "WITH")):
                steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
                found.append([(step.id, step.parent, step.detail) for step in steps])
    return found


@pytest.mark.parametrize(("status", "index"), [("open", "ix_cases_queue"), ("closed", "ix_cases_closed_at")])
@pytest.mark.parametrize("offset", [0, 19_900])
@pytest.mark.parametrize("backwards", [False, True])
def test_a_page_is_cut_on_an_index(busiest: Desk, status: str, index: str, offset: int, backwards: bool) -> None:
    wanted, order = Filter(status="open" if status == "open" else "closed"), Order("due", backwards)

    def ask() -> None:
        with busiest.store.reading() as connection:
            assert len(queue_window(connection, wanted, busiest.now, None, offset, 50, order)) == 50

    page, *others = plans(busiest.store.engine, ask)
    assert {index in does for _, _, does in page if "cases" in does} == {True}, page
    assert not [does for _, _, does in page if "ORDER BY" in does], page
    assert not [does for plan in others for _, _, does in plan if does.startswith(("SCAN cases", "SCAN entry"))], others


@pytest.mark.parametrize("by", [by for by, column in QUEUE_COLUMNS.items() if column.sorts])
def test_every_order_of_the_open_cases_is_made_from_an_index_of_them_alone(busiest: Desk, by: str) -> None:
    def ask() -> None:
        with busiest.store.reading() as connection:
            page(connection, Filter(), busiest.now, None, 0, 50, Order(by))

    (plan,) = plans(busiest.store.engine, ask)
    of_them = [does for _, _, does in plan if does.startswith("SCAN cases")]
    assert of_them
    assert not [does for does in of_them if "ix_cases_queue" not in does and "ix_cases_owner" not in does], plan


@pytest.mark.parametrize("by", [by for by, column in QUEUE_COLUMNS.items() if column.sorts])
def test_where_an_open_case_stands_is_found_without_going_through_the_others(busiest: Desk, by: str) -> None:
    def ask() -> None:
        with busiest.store.reading() as connection:
            assert queue_position(connection, Filter(), busiest.now, None, MANY // 2, Order(by)) is not None

    for plan in plans(busiest.store.engine, ask):
        of_cases = [does for _, _, does in plan if " cases " in does and "PRIMARY KEY (rowid=?)" not in does]
        assert not [does for does in of_cases if "ix_cases_queue" not in does and "ix_cases_owner" not in does], plan


def test_a_list_that_was_turned_round_is_the_same_list(busiest: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[list[int]] = []
    for turned_from in (0, 10**9):
        monkeypatch.setattr(queue_page, "TURNED_FROM", turned_from)
        with busiest.store.reading() as connection:
            for by in ("due", "closed", "received", "ref"):
                for status in ("closed", "any"):
                    for offset in (0, 9_999, 10_001, 19_990, 20_000, 119_990, 120_000):
                        asked = connection, Filter(status=status), busiest.now, None, offset, 20, Order(by)
                        found.append(page(*asked))
    assert found[: len(found) // 2] == found[len(found) // 2 :]


def test_the_counts_are_read_from_the_index(busiest: Desk) -> None:
    def ask() -> None:
        with busiest.store.reading() as connection:
            assert queue_counts(connection, busiest.now).open == MANY

    for plan in plans(busiest.store.engine, ask):
        assert [step for step in plan if "ix_cases_queue" not in step[2]] == []


def test_the_last_of_them_is_where_it_stands(busiest: Desk) -> None:
    wanted = Filter()
    with busiest.store.reading() as connection:
        assert queue_count(connection, wanted, busiest.now, None) == MANY
        for offset in (0, 1, 50_000, MANY - 1):
            (row,) = queue_window(connection, wanted, busiest.now, None, offset, 1)
            assert queue_position(connection, wanted, busiest.now, None, row.id) == offset
        everything = Filter(status="any")
        across = queue_window(connection, everything, busiest.now, None, MANY - 2, 4)
        assert [row.closed_at is None for row in across] == [True, True, False, False]
        places = [queue_position(connection, everything, busiest.now, None, row.id) for row in across]
        assert places == [MANY - 2, MANY - 1, MANY, MANY + 1]
