"""The queue's list: narrowed by what is typed, sorted, counted, and true while others work."""

from dataclasses import replace
from datetime import date

from textual import on, work

from casework.filter_grammar import Filter, read_filter
from casework.moments import london_date
from casework.queue_columns import QUEUE_COLUMNS, Order
from db.queries.queue import QueueRow
from screens.messages import OpenCase
from screens.queue_cases import QueueCases
from screens.queue_columns import DOWN, UP, bears_order, queue_columns
from screens.queue_source import QueueSource
from screens.widgets.columns import Column
from screens.widgets.filter_bar import FilterBar
from screens.widgets.list_messages import MarksChanged, Opened, Refilled, RowLeft
from screens.widgets.window_table import WindowTable


class QueueList(QueueCases):
    """Shows the cases that the filter keeps, in the order and the columns chosen."""

    source: QueueSource | None = None
    """Where the list that is shown is read from."""
    went = ""
    """What was said last of where a case went."""
    _read_on: date | None = None

    def new_table(self) -> WindowTable[QueueRow]:
        """The list, with nothing in it."""
        return WindowTable[QueueRow](self._columns(), lambda row: row.id, loading_text="Reading the queue…")

    def show_again(self) -> None:
        """Show the list as it is narrowed and sorted now; the cursor stays on its case."""
        self.show_list()

    def show_list(self, at: int | None = None, near: int | None = None) -> None:
        """Show the list as it is narrowed and sorted now, on a case or near a place."""
        self._read_on = self._read_on or london_date(self.desk.time.now())
        self.show_columns(self.columns)
        self.table.set_empty_text(_empty_text(self.wanted))
        self.source = QueueSource(self.desk.read, self.wanted, self.order, self.versions)
        self.table.show(self.source, at=at, near=near)

    def show_columns(self, columns: tuple[str, ...]) -> None:
        """Show these columns of the same list."""
        self.columns = columns
        self.table.set_columns(self._columns())
        self.say_count()

    def _columns(self) -> list[Column[QueueRow]]:
        return queue_columns(self.columns, self.desk, self.order)

    def reload(self) -> None:
        """Read the list again; the cursor stays on its case."""
        super().reload()
        self.table.reload()

    def tick(self) -> None:
        """Let states change as time passes; on another day, days typed such as `due:<fri` are others."""
        super().tick()
        if self.alive and self.source is not None:
            self.say_count()
            if self._read_on != london_date(self.desk.time.now()):
                self._take_typed(self.filter_bar.text)

    def read_typed(self, text: str) -> None:
        """Take up what the list is to be narrowed to, naming what is not understood."""
        self.wanted = read_filter(text, london_date(self.desk.time.now()), self.desk.calendar)
        self.filter_bar.complain(self.wanted.problems)

    @on(FilterBar.Changed)
    def _narrow(self, event: FilterBar.Changed) -> None:
        self._take_typed(event.text)

    def _take_typed(self, text: str) -> None:
        before, self._read_on = replace(self.wanted, problems=()), london_date(self.desk.time.now())
        self.read_typed(text)
        if replace(self.wanted, problems=()) != before:
            self.show_again()

    @on(FilterBar.Left)
    def _into_list(self) -> None:
        self.table.focus()

    def narrow_to(self, text: str) -> None:
        """Show what is typed so, in place of what the list is narrowed to."""
        self.filter_bar.text = text
        self.table.focus()

    @on(Refilled)
    def _look_among_closed(self, event: Refilled) -> None:
        if not event.total and self.wanted.narrows and self.wanted.status == "open":
            self._count_closed(self.wanted)

    @work(exclusive=True, group="closed")
    async def _count_closed(self, wanted: Filter) -> None:
        closed = await self.look_up(lambda: self.desk.read.count(replace(wanted, status="closed")))
        if closed and wanted == self.wanted:
            cases = "closed case does" if closed == 1 else "closed cases do"
            self.table.set_empty_text(f"No open case matches this filter, but {closed:,} {cases}: add status:any. esc clears it.")

    @on(Refilled)
    @on(MarksChanged)
    def say_count(self) -> None:
        """Say how many cases the list has of how many, how many are marked, and an order that no title shows."""
        counts = self.desk.pulse.counts
        of = f" of {counts.open:,}" if counts is not None and self.wanted.status == "open" else ""
        self.filter_bar.count = f"{self.marks_words()}{self.table.total:,}{of}{self._order_words()}"

    def marks_words(self) -> str:
        """How many are marked, to go before how many there are; nothing for none."""
        return f"{len(self.table.marked):,} marked, " if self.table.marked else ""

    def _order_words(self) -> str:
        shown = [each for each, there in zip(self.columns, self.table.with_room(self.table.columns), strict=True) if there]
        if self.order == Order() or bears_order(shown, self.order):
            return ""
        return f", by {QUEUE_COLUMNS[self.order.by].title.lower()} {DOWN if self.order.backwards else UP}"

    def say_too(self, text: str) -> None:
        """Say it after where a case went, in place of anything else."""
        self.say(f"{self.went} {text}" if self.went and self.message_line.text == self.went else text)

    @on(Opened)
    def _open(self, event: Opened) -> None:
        self.post_message(OpenCase(event.row.id))

    @on(RowLeft)
    @work(exclusive=True, group="left")
    async def _left(self, event: RowLeft) -> None:
        """Say where the case under the cursor went, unless the line tells what was just done, which is why."""
        wanted, case_id = self.wanted, event.key
        if isinstance(case_id, int):
            said = await self.look_up(lambda: self.desk.read.where_it_went(wanted, case_id))
            if said and not self.message_line.text:
                self.went = said
                self.say(said)


def _empty_text(wanted: Filter) -> str:
    if wanted.narrows:
        return "No case matches this filter. esc clears it."
    return "No open cases. Press n to log the first contact, or import some with: iopc import complaints FILE"
