"""A long list is read a window at a time, and its cursor stays on its row."""

from collections.abc import Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from threading import Event

import pytest
from textual.pilot import Pilot

from screens.widgets.columns import Column, column_widths
from screens.widgets.pages import MOST_PAGES
from screens.widgets.window_table import WindowTable
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import HOSTILE, Case, Host, Rows, cases

Table = WindowTable[Case]


def a_table(**options: str) -> Table:
    """A table of cases."""
    columns: Sequence[Column[Case]] = (
        Column("Due", lambda case: (case.due, "overdue"), width=16),
        Column("Ref", lambda case: case.reference, width=10),
        Column("From", lambda case: case.name, share=1),
    )
    return WindowTable(columns, lambda case: case.reference, **options)


@asynccontextmanager
async def shown(rows: Rows, size: tuple[int, int] = (80, 24)):  # type: ignore[no-untyped-def]
    """A pilot, a table showing these rows, and the app around it."""
    table = a_table(empty_text="Nothing is waiting.")
    app = Watcher(table)
    async with app.run_test(size=size) as pilot:
        table.focus()
        table.show(rows)
        await settle(pilot)
        yield pilot, table, app


class Watcher(Host):
    """Remembers what tables said."""

    def on_window_table_highlighted(self, message: WindowTable.Highlighted) -> None:
        self.seen.append(message)

    def on_window_table_opened(self, message: WindowTable.Opened) -> None:
        self.seen.append(message)

    def on_window_table_marks_changed(self, message: WindowTable.MarksChanged) -> None:
        self.seen.append(message)

    def on_window_table_row_left(self, message: WindowTable.RowLeft) -> None:
        self.seen.append(message)

    def on_window_table_load_failed(self, message: WindowTable.LoadFailed) -> None:
        self.seen.append(message)

    def said(self, kind: type) -> list:  # type: ignore[type-arg]
        """The messages of one kind."""
        return [message for message in self.seen if type(message) is kind]


@contextmanager
def held_up(rows: Rows) -> Iterator[Event]:
    """Reading these rows waits until the event is set."""
    gate = Event()

    def wait() -> None:
        gate.wait(10)

    rows.before_read = wait
    try:
        yield gate
    finally:
        gate.set()


def line_of(app: Host, reference: str) -> int:
    """The line of the screen a case is on."""
    return next(number for number, line in enumerate(screen_text(app).splitlines()) if f" {reference} " in f"{line} ")


async def test_titles_and_rows_are_drawn() -> None:
    async with shown(Rows(cases(3))) as (_pilot, _table, app):
        assert screen_text(app).rstrip() == (
            "   Due              Ref        From\n"
            "▸  overdue 3 days   E-0        Okafor, Ada\n"
            "   overdue 3 days   E-1        Okafor, Ada\n"
            "   overdue 3 days   E-2        Okafor, Ada"
        )


async def test_a_hundred_thousand_rows_are_read_in_windows() -> None:
    rows = Rows(cases(100_000))
    async with shown(rows) as (pilot, table, app):
        await pilot.press("G")
        await settle(pilot)
        assert "E-99999" in screen_text(app).splitlines()[-1]
        await pilot.press("g", "pagedown", "j", "k")
        await settle(pilot)
        assert table.cursor_key == "E-23"
        assert len(rows.windows) <= 3
        assert all(limit <= 100 for _offset, limit in rows.windows)


async def test_the_rows_are_never_spelled_out_for_a_log() -> None:
    class Secretive(Rows):
        """A list that must not be turned into text."""

        def __repr__(self) -> str:
            raise AssertionError

    async with shown(Secretive(cases(1_000))) as (pilot, table, app):
        await pilot.press("G")
        await settle(pilot)
        assert table.cursor_key == "E-999"
        assert app.is_running


async def test_no_more_than_a_few_pages_are_held() -> None:
    rows = Rows(cases(5_000))
    async with shown(rows) as (pilot, table, app):
        for place in range(0, 5_000, 400):
            table.cursor = place
            await settle(pilot)
            assert f"E-{place}" in screen_text(app)
        assert len(table._pages) <= MOST_PAGES


async def test_rows_not_read_yet_are_placeholders() -> None:
    rows = Rows(cases(1_000))
    async with shown(rows) as (pilot, table, app):
        gate = Event()
        window = rows.window
        rows.window = lambda offset, limit: window(offset, limit) if gate.wait(10) else ()  # type: ignore[method-assign]
        await pilot.press("G")
        await pilot.pause()
        assert screen_text(app).splitlines()[-1].split() == ["▸", "…", "…", "…"]
        assert table.cursor_row is None
        gate.set()
        await settle(pilot)
        assert table.cursor_key == "E-999"
        assert app.said(WindowTable.Highlighted)[-1].row.reference == "E-999"


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_text_is_only_shown(text: str) -> None:
    async with shown(Rows([Case("E-0", text, text), Case("E-1")])) as (pilot, _table, app):
        before = screen_text(app).splitlines()
        assert "\x1b" not in before[1]
        assert "Okafor" in before[2]
        await pilot.click(offset=(40, 1))
        await pilot.click(offset=(5, 1))
        assert app.is_running


async def test_reload_keeps_the_cursor_on_its_row_and_its_place_on_the_screen() -> None:
    rows = Rows(cases(500))
    async with shown(rows) as (pilot, table, app):
        table.cursor = 200
        await pilot.press("k", "k", "k")
        await settle(pilot)
        line = line_of(app, "E-197")
        rows.rows = [*(Case(f"N-{number}") for number in range(150)), *rows.rows]
        table.reload()
        await settle(pilot)
        assert (table.cursor, table.cursor_key, line_of(app, "E-197")) == (347, "E-197", line)
        assert not app.said(WindowTable.RowLeft)


async def test_when_the_row_leaves_the_cursor_goes_to_its_neighbour_and_says_so() -> None:
    rows = Rows(cases(10))
    async with shown(rows) as (pilot, table, app):
        table.cursor = 4
        await settle(pilot)
        rows.rows = [row for row in rows.rows if row.reference != "E-4"]
        table.reload()
        await settle(pilot)
        assert table.cursor_key == "E-5"
        (left,) = app.said(WindowTable.RowLeft)
        assert (left.key, left.row.name) == ("E-4", "Okafor, Ada")
        rows.rows = []
        table.reload()
        await settle(pilot)
        assert (table.cursor_key, table.total) == (None, 0)
        assert "Nothing is waiting." in screen_text(app)
        rows.rows = cases(2)
        table.reload()
        await settle(pilot)
        assert table.cursor_key == "E-0"


async def test_old_rows_stay_until_the_new_are_in() -> None:
    rows = Rows(cases(50))
    async with shown(rows) as (pilot, table, app):
        before = screen_text(app)
        rows.rows = [replace(row, name="Evans, Dai") for row in rows.rows]
        with held_up(rows) as gate:
            table.reload()
            await pilot.pause()
            assert screen_text(app) == before
            gate.set()
            await settle(pilot)
        assert "Evans, Dai" in screen_text(app)
        assert app.said(WindowTable.Highlighted)[-1].row.name == "Evans, Dai"


async def test_moving_while_reloading_is_not_undone() -> None:
    rows = Rows(cases(50))
    async with shown(rows) as (pilot, table, _app):
        with held_up(rows) as gate:
            table.reload()
            await pilot.press("j", "j", "j")
            rows.rows = [Case("N-0"), *rows.rows]
            gate.set()
            await settle(pilot)
        assert table.cursor_key == "E-3"


async def test_a_late_answer_is_dropped() -> None:
    slow = Rows([Case("OLD-1")])
    async with shown(Rows(cases(2))) as (pilot, table, app):
        with held_up(slow) as gate:
            table.show(slow)
            table.show(Rows([Case("NEW-1")]))
            while table.total != 1:
                await pilot.pause()
            gate.set()
            await settle(pilot)
        assert "NEW-1" in screen_text(app)
        assert "OLD-1" not in screen_text(app)


async def test_many_reloads_at_once_are_read_as_one_more() -> None:
    rows = Rows(cases(5))
    async with shown(rows) as (pilot, table, _app):
        rows.windows.clear()
        for _ in range(20):
            table.reload()
        await settle(pilot)
        assert len(rows.windows) == 2


async def test_another_list_keeps_the_row_if_it_is_there_else_starts_at_the_top() -> None:
    async with shown(Rows(cases(300))) as (pilot, table, app):
        table.cursor = 250
        await settle(pilot)
        table.show(Rows(list(reversed(cases(300)))))
        await settle(pilot)
        assert table.cursor_key == "E-250"
        table.show(Rows([Case(f"C-{number}") for number in range(300)]))
        await settle(pilot)
        assert table.cursor_key == "C-0"
        assert not app.said(WindowTable.RowLeft)
        table.show(Rows(cases(300)), at="E-120")
        await settle(pilot)
        assert table.cursor_key == "E-120"
        assert "E-120" in screen_text(app)


async def test_space_marks_and_marks_outlive_a_reload() -> None:
    rows = Rows(cases(5))
    async with shown(rows) as (pilot, table, app):
        await pilot.press("space", "space", "k", "space")
        assert table.marked == {"E-0"}
        assert app.said(WindowTable.MarksChanged)[-1].marked == {"E-0"}
        rows.rows = rows.rows[1:]
        table.reload()
        await settle(pilot)
        assert table.marked == {"E-0"}
        rows.rows = cases(5)
        table.reload()
        await settle(pilot)
        assert "✓" in screen_text(app).splitlines()[line_of(app, "E-0")]
        table.clear_marks()
        await settle(pilot)
        assert "✓" not in screen_text(app)


async def test_enter_and_a_second_click_open() -> None:
    async with shown(Rows(cases(5))) as (pilot, table, app):
        await pilot.press("j", "enter")
        await pilot.click(offset=(30, 4))
        assert table.cursor_key == "E-3"
        assert [message.row.reference for message in app.said(WindowTable.Opened)] == ["E-1"]
        await pilot.click(offset=(30, 4))
        assert [message.row.reference for message in app.said(WindowTable.Opened)] == ["E-1", "E-3"]


async def test_clicks_on_titles_and_beyond_the_rows_do_nothing() -> None:
    async with shown(Rows(cases(2))) as (pilot, table, app):
        for line in (0, 3, 20):
            await pilot.click(offset=(30, line))
        assert (table.cursor, app.said(WindowTable.Opened)) == (0, [])


async def test_a_source_that_fails_is_said_in_words_and_tried_again() -> None:
    rows = Rows(cases(3))

    def fail() -> None:
        raise OSError("Okafor, Ada 07700 900123")

    rows.before_read = fail
    async with shown(rows) as (pilot, table, app):
        assert "could not be read" in screen_text(app)
        assert "07700" not in screen_text(app)
        assert isinstance(app.said(WindowTable.LoadFailed)[0].error, OSError)
        rows.before_read = lambda: None
        table.reload()
        await settle(pilot)
        assert "E-2" in screen_text(app)
        rows.before_read = fail
        table.reload()
        await settle(pilot)
        assert "E-2" in screen_text(app)


async def test_a_first_reading_says_that_it_is_reading() -> None:
    table = a_table(loading_text="Reading the queue…")
    rows = Rows(cases(1))
    app = Watcher(table)
    async with app.run_test(size=(80, 24)) as pilot:
        with held_up(rows) as gate:
            table.show(rows)
            await pilot.pause()
            assert "Reading the queue…" in screen_text(app)
            gate.set()
            await settle(pilot)
        assert "Reading" not in screen_text(app)


async def test_retick_repaints_only_what_changed() -> None:
    due = {"E-1": "today, 17:00"}
    table: Table = WindowTable(
        [Column("Due", lambda case: due.get(case.reference, "soon"), width=20)], lambda case: case.reference
    )
    app = Watcher(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.show(Rows(cases(3)))
        await settle(pilot)
        assert table.retick() is False
        due["E-1"] = "overdue 1 minute"
        assert table.retick() is True
        await settle(pilot)
        assert "overdue 1 minute" in screen_text(app)
        assert table.retick() is False


async def test_a_list_that_is_shorter_than_it_said_is_not_read_for_ever() -> None:
    rows = Rows(cases(20))
    rows.count = lambda: 500  # type: ignore[method-assign]
    async with shown(rows) as (pilot, table, _app):
        await pilot.press("G")
        await settle(pilot)
        assert table.total == 20
        assert len(rows.windows) < 5


async def test_resizing_keeps_the_cursor_on_the_screen() -> None:
    async with shown(Rows(cases(200)), (80, 40)) as (pilot, table, app):
        table.cursor = 35
        await settle(pilot)
        await pilot.resize_terminal(60, 15)
        await settle(pilot)
        assert "E-35" in screen_text(app)
        assert all(len(line) <= 60 for line in screen_text(app).splitlines())


async def scrolled(pilot: Pilot[None], table: Table) -> None:
    """Turn the wheel well down the list."""
    table.scroll_to(y=150, animate=False)
    await settle(pilot)


async def test_the_wheel_scrolls_and_a_key_comes_back_to_the_cursor() -> None:
    async with shown(Rows(cases(300))) as (pilot, table, app):
        await scrolled(pilot, table)
        assert "E-160" in screen_text(app)
        assert table.cursor == 0
        await pilot.press("j")
        assert screen_text(app).splitlines()[1].startswith("▸")
        assert table.cursor_key == "E-1"


@pytest.mark.parametrize("cells", range(1, 140, 3))
def test_columns_never_overflow(cells: int) -> None:
    columns = [
        Column[Case]("Due", lambda case: "", width=24, least=18),
        Column[Case]("Ref", lambda case: "", width=11),
        Column[Case]("From", lambda case: "", share=2, least=10),
        Column[Case]("Force", lambda case: "", share=1, least=8, priority=2),
    ]
    widths = column_widths(columns, cells)
    used = [width for width in widths if width]
    assert sum(used) + (len(used) - 1) * (2 if cells >= 100 else 1) <= cells
    assert widths[0]
    if widths[3]:
        assert all(widths)
