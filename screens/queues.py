"""The queue: every open case by deadline, narrowed by what is typed after `/`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widget import Widget

from casework.concerns import MARK
from casework.filter_grammar import Filter, read_filter
from casework.kinds import kinds
from casework.moments import london_date
from casework.organisations import organisations
from db.actions.allocate import Allocate
from db.queries.queue import QueueRow
from screens.case_commands import CopyReference
from screens.case_pane import CasePane
from screens.commands import Command
from screens.deadline_cell import deadline_cell, next_mark
from screens.desk import Desk
from screens.live_screen import ASKING
from screens.messages import OpenCase
from screens.navigation import NewContact, Reload
from screens.owner_picker import owner_picker
from screens.queue_cases import QueueCases
from screens.queue_source import QueueSource
from screens.take_next import TakeNext
from screens.widgets.columns import Cell, Column
from screens.widgets.filter_bar import FilterBar
from screens.widgets.list_messages import Highlighted, MarksChanged, Opened, Refilled, RowLeft
from screens.widgets.window_table import WindowTable

FLAG = f"{MARK} "
"""Before a case on which a concern was raised."""
WAITS_BESIDE = "‖ waiting  "
"""Before a case that waits for somebody else while another clock of it runs, whose state the line shows."""


class AllocateCases(Command):
    """Give the marked cases, or the one under the cursor, to somebody, or put them back."""

    label = "allocate"
    keys = "a"
    footer = True


class NarrowQueue(Command):
    """Narrow the list by words and terms such as kind:review owner:none !word due:today force:gwent status:closed flag:any."""

    label = "filter"
    keys = "/"
    footer = True


class ClearFilter(Command):
    """Show the whole queue again, or unmark what is marked."""

    label = "clear"
    keys = "escape"


class QueuesScreen(QueueCases):
    """Everything open, by deadline."""

    crumbs = "Queues"
    commands = (NewContact, AllocateCases, TakeNext, NarrowQueue, CopyReference, Reload, ClearFilter)
    BINDINGS: ClassVar = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    QueuesScreen {
        & CasePane { display: none; width: 46%; border-left: vkey $panel; padding: 0 1; }
        &.-wide CasePane { display: block; }
    }
    """

    filter_bar = query_one(FilterBar)
    pane = query_one(CasePane)

    def __init__(self, desk: Desk) -> None:
        """The queue of this desk."""
        super().__init__(desk)
        self._wanted = Filter()

    def compose_body(self) -> Iterable[Widget]:
        """The filter, the list and, when wide, the case under the cursor."""
        yield FilterBar()
        columns = (
            Column("Due", self._due, width=27, least=24),
            Column("Ref", _reference, width=11),
            Column("Kind", _kind, width=8, priority=2, from_cells=90),
            Column("From, about", _about, share=1, least=14),
            Column("Force", _force, width=12, least=8, priority=3, from_cells=100),
            Column("Owner", _owner, width=12, least=8, priority=1),
        )
        with Horizontal():
            yield WindowTable[QueueRow](columns, lambda row: row.id, loading_text="Reading the queue…")
            yield CasePane(self.desk)

    def on_mount(self) -> None:
        """Show the queue and put the cursor on its first case."""
        super().on_mount()
        self._show()
        self.table.focus()

    def reload(self) -> None:
        """Read the queue again; the cursor stays on its case."""
        super().reload()
        self.table.reload()

    def tick(self) -> None:
        """Let states change as time passes."""
        super().tick()
        if self.alive:
            self._say_count()
            if self.table.retick():
                self.pane.retick()

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command in (AllocateCases, CopyReference) and self.is_mounted and not len(self.chosen()):
            return "No case is under the cursor."
        return super().why_not(command)

    def _show(self) -> None:
        self.table.set_empty_text(_empty_text(self._wanted))
        self.table.show(QueueSource(self.desk.read, self._wanted, self.versions))

    @on(FilterBar.Changed)
    def _narrow(self, event: FilterBar.Changed) -> None:
        self._wanted = read_filter(event.text, london_date(self.desk.time.now()), self.desk.calendar)
        self.filter_bar.complain(self._wanted.problems)
        self._show()

    @on(FilterBar.Left)
    def _into_list(self) -> None:
        self.table.focus()

    @on(Refilled)
    def _look_among_closed(self, event: Refilled) -> None:
        if not event.total and self._wanted.narrows and self._wanted.status == "open":
            self._count_closed(self._wanted)

    @work(exclusive=True, group="closed")
    async def _count_closed(self, wanted: Filter) -> None:
        closed = await self.look_up(lambda: self.desk.read.count(replace(wanted, status="closed")))
        if closed and wanted == self._wanted:
            cases = "closed case does" if closed == 1 else "closed cases do"
            self.table.set_empty_text(f"No open case matches this filter, but {closed:,} {cases}: add status:any. esc clears it.")

    @on(Refilled)
    @on(MarksChanged)
    def _say_count(self) -> None:
        counts = self.desk.pulse.counts
        marked = f"{len(self.table.marked):,} marked, " if self.table.marked else ""
        of = f" of {counts.open:,}" if counts is not None and self._wanted.status == "open" else ""
        self.filter_bar.count = f"{marked}{self.table.total:,}{of}"

    @on(Opened)
    def _open(self, event: Opened) -> None:
        self.post_message(OpenCase(event.row.id))

    @on(RowLeft)
    def _left(self, event: RowLeft) -> None:
        if event.row is not None:
            self.say(f"{event.row.reference} is no longer in this list.")

    @on(Highlighted)
    def _preview(self, event: Highlighted) -> None:
        self.pane.case_id = event.row.id if event.row is not None else None

    def action_narrow_queue(self) -> None:
        """Type a filter."""
        self.filter_bar.start()

    def narrow_to(self, text: str) -> None:
        """Show what is typed so, in place of what the list is narrowed to."""
        self.filter_bar.text = text
        self.table.focus()

    def action_clear_filter(self) -> None:
        """Undo one layer: the marks, then the filter."""
        if self.table.marked:
            self.table.clear_marks()
        elif self.filter_bar.text:
            self.filter_bar.text = ""

    def action_copy_reference(self) -> None:
        """Copy the reference under the cursor."""
        row: QueueRow | None = self.table.cursor_row
        if row is not None:
            self.app.copy_to_clipboard(row.reference)
            self.say(f"{row.reference} sent to the clipboard.")

    @work(group=ASKING)
    async def action_allocate_cases(self) -> None:
        """Choose an owner and give them the chosen cases."""
        chosen = self.chosen()
        staff = await self.look_up(self.desk.read.staff)
        if staff is None:
            return
        picked = await self.app.push_screen_wait(owner_picker(f"Allocate {chosen.words} to", staff, self.desk.me))
        if picked is None:
            return
        command = Allocate(chosen.cases, picked.staff_id)
        changed = await self.run(lambda: self.desk.do.allocate(command))
        if changed is not None:
            self.table.clear_marks()
            self.say(f"{chosen.words}: {picked.words}.")

    def _due(self, row: QueueRow) -> Cell:
        return deadline_cell(row, self.desk.rules, self.desk.time.now())


def _reference(row: QueueRow) -> Cell:
    return row.reference, "strong"


def _kind(row: QueueRow) -> Cell:
    return kinds()[row.kind].short


def _about(row: QueueRow) -> Cell:
    about = f"{row.person}  {row.subject}" if row.person else row.subject
    return f"{FLAG if row.flagged else ''}{WAITS_BESIDE if row.waits_beside else ''}{next_mark(row)}{about}"


def _force(row: QueueRow) -> Cell:
    return organisations()[row.force].name if row.force else "-"


def _owner(row: QueueRow) -> Cell:
    return row.owner or "-"


def _empty_text(wanted: Filter) -> str:
    if wanted.narrows:
        return "No case matches this filter. esc clears it."
    return "No open cases. Press n to log the first contact, or import some with: iopc import complaints FILE"
