"""What Performance shows: one part of a period's report, read in a thread and kept up with the record."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from textual import on, work
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Static

from casework.moments import london_date
from casework.publishing.publication import Publication, Table
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import period_with
from screens.desk import Desk
from screens.live_screen import LiveScreen
from screens.performance_cells import TableRow, table_columns, table_rows
from screens.performance_chart import ChartBox
from screens.performance_pages import FIRST, page_with, pages
from screens.performance_slices import WHOLE
from screens.performance_words import about_figure, head, in_words
from screens.safe import safe
from screens.widgets.cell_table import CellTable
from screens.widgets.columns import Column
from screens.widgets.reading_pane import ReadingPane

COUNTING = "Counting…"
NOT_COUNTED = "These figures could not be read. r tries again."
REST = timedelta(seconds=15)
"""How long figures rest before a change of the record lets them be read again: a year of a large store takes its time."""
MOST_OLD = timedelta(minutes=5)
"""How old the figures of a period that is not over get: what is due becomes late by itself."""


class PerformanceShown(LiveScreen):
    """Shows one part of a period's report at a time, and keeps it up with the record."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]  # noqa: RUF012
    DEFAULT_CSS = """
    PerformanceShown {
        & #head, & #about { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #words, & #table, & #chart { display: none; }
        & #words.-shown, & #table.-shown, & #chart.-shown { display: block; }
        &.-high #chart.-beside { display: block; border-top: hkey $panel; }
    }
    """

    top = query_one("#head", Static)
    about = query_one("#about", Static)
    words = query_one("#words", ReadingPane)
    table = query_one("#table", CellTable)
    chart = query_one("#chart", ChartBox)

    def __init__(self, desk: Desk) -> None:
        """The report of this desk for the month that runs."""
        super().__init__(desk)
        self.period = period_with(self.today, "month")
        self.of = Slice()
        self.found: Publication | None = None
        self.page = FIRST
        self._tried = desk.time.now()
        self._behind = False
        self._reading = False

    @property
    def today(self) -> date:
        """The day it is in London."""
        return london_date(self.desk.time.now())

    def compose_body(self) -> Iterable[Widget]:
        """The head, one part of the report, and what is under the cursor."""
        yield Static(id="head", markup=False)
        yield ReadingPane(id="words")
        yield CellTable[TableRow]((Column("", _title),), 1, _place, words=COUNTING, id="table")
        yield ChartBox(id="chart")
        yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        """Count, and begin with the words."""
        super().on_mount()
        self.read_afresh()

    # Reading.

    def report(self) -> Callable[[], Publication]:
        """What reads the report that is shown."""
        period, of = self.period, self.of
        return lambda: self.desk.read.performance(period, of)

    @property
    def subject(self) -> str:
        """What the report is of."""
        return self.of.words or WHOLE.lower()

    def reload(self) -> None:
        """Count again after a change of the record, when the figures have rested a little."""
        super().reload()
        self._behind = True
        self._catch_up()

    def action_reload(self) -> None:
        """Count again now."""
        super().reload()
        self._read()
        self.say("Read again.")

    def tick(self) -> None:
        """Count again what the record or time has changed."""
        super().tick()
        if self.alive:
            self._catch_up()

    def _catch_up(self) -> None:
        age = self.desk.time.now() - self._tried
        due = (self._behind and age >= REST) or (self.period.runs(self.today) and age >= MOST_OLD)
        if due and not self._reading:
            self._read()

    def read_afresh(self) -> None:
        """Read other figures than those that are shown, which are taken away at once."""
        self.found = None
        self.draw(COUNTING)
        self._read()

    @work(exclusive=True, group="performance")
    async def _read(self) -> None:
        self._tried, self._behind, self._reading = self.desk.time.now(), False, True
        found = await self.look_up(self.report())
        self._reading, self._behind = False, self._behind or found is None
        if self.alive:
            self.found = found or self.found
            self.draw(NOT_COUNTED)

    # Showing.

    def draw(self, otherwise: str) -> None:
        """Show the part that is chosen of what was found; other words where nothing is."""
        found = self.found
        page = page_with(pages(found), self.page.id) if found is not None else self.page
        if page.table is None or found is None:
            self.table.show((), otherwise)
        else:
            self._draw_table(page.table)
        self.words.say(in_words(found) if found is not None else safe(otherwise))
        shown = "table" if page.table is not None else "chart" if page.chart is not None and found is not None else "words"
        chart = page.chart_beside if found is not None else None
        if chart is not None:
            self.chart.show(chart)
        for widget in (self.words, self.table, self.chart):
            widget.set_class(widget.id == shown, "-shown")
        self.chart.set_class(shown == "table" and chart is not None, "-beside")
        self.page = page
        self._focus_on(shown)
        self._say_where()
        self.refresh_bindings()

    def _focus_on(self, shown: str) -> None:
        wanted = {"words": self.words, "table": self.table, "chart": self.chart.pane}[shown]
        self.set_focus(wanted if shown != "chart" or self.chart.has_class("-lying") else None)

    def _draw_table(self, table: Table) -> None:
        rows = table_rows(table)
        self.table.columns = table_columns(table, rows, self.size.width - 1)
        self.table.figures = len(self.table.columns) - 1
        self.table.figure = self.table.validate_figure(self.table.figure)
        self.table.show(rows, "Nothing to show.")

    def on_resize(self) -> None:
        """Show as many columns as there is room for now."""
        if self.found is not None and self.page.table is not None:
            self._draw_table(self.page.table)
        self._say_where()

    @on(CellTable.Moved)
    def _say_where(self) -> None:
        found, page = self.found, self.page
        there = pages(found) if found is not None else ()
        number = there.index(page) + 1 if page in there else 0
        self.top.update(head(f"{self.period.said(self.today)}, {self.subject}", page, number, len(there), self.size.width - 2))
        if found is not None and page.table is not None:
            row: TableRow | None = self.table.cursor_row
            self.about.update(about_figure(page.table, row, self.table.figure + 1, len(self.table.columns)))
        else:
            self.about.update(Content(""))
        self.about.display = page.table is not None


def _title(row: TableRow) -> str:
    return row.title


def _place(row: TableRow) -> str:
    return f"{row.place} {row.title}"
