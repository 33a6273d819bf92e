"""The queue: every open case by deadline, narrowed by what is typed after `/`, sorted and shown as its reader likes."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widget import Widget

from db.queries.queue import QueueRow
from screens.asks_by_pages import AsksByPages
from screens.case_commands import CopyReference
from screens.case_pane import CasePane
from screens.commands import Command
from screens.navigation import NewContact, Reload
from screens.queue_allocating import AllocateCases, HandOver, QueueAllocating
from screens.queue_board import QueueBoard, TeamBoard
from screens.queue_bulk import BULK_COMMANDS, QueueBulk
from screens.queue_columns_menu import ChooseColumns, ChoosesColumns
from screens.queue_filters import QueueFilters
from screens.queue_jump import JumpsToDate, JumpToDate
from screens.queue_marks import MarkAll, MarkRange, MarksCases
from screens.queue_saved_views import KeepsViews, SaveAsView
from screens.queue_sorting import SortQueue, SortsQueue
from screens.queue_views import Views
from screens.take_next import TakeNext
from screens.widgets.filter_bar import FilterBar
from screens.widgets.list_messages import Highlighted


class NarrowQueue(Command):
    """Narrow the list by words and terms such as kind:review owner:none !word due:today closed:last-month; tab offers all."""

    label = "filter"
    keys = "/"
    footer = True


class ClearFilter(Command):
    """Show the whole queue again, or unmark what is marked."""

    label = "clear"
    keys = "escape"


class QueuesScreen(
    MarksCases,  # What is typed and marked is taken up by the list's own parts before the others hear of it.
    ChoosesColumns,
    SortsQueue,
    JumpsToDate,
    QueueAllocating,
    QueueBulk,
    QueueBoard,
    KeepsViews,
    QueueFilters,
):
    """Everything open, by deadline."""

    crumbs = "Queues"
    commands: ClassVar[tuple[type[Command], ...]] = (
        NewContact,
        AllocateCases,
        TakeNext,
        NarrowQueue,
        CopyReference,
        Reload,
        ClearFilter,
        SortQueue,
        ChooseColumns,
        JumpToDate,
        MarkRange,
        MarkAll,
        HandOver,
        TeamBoard,
        Views,
        SaveAsView,
        *BULK_COMMANDS,
    )
    BINDINGS: ClassVar = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (140, "-wider"), (180, "-widest")]  # noqa: RUF012
    DEFAULT_CSS = """
    QueuesScreen {
        & CasePane { display: none; width: 44; border-left: vkey $panel; padding: 0 1; }
        &.-wider CasePane { display: block; }
        &.-wide ViewsList, &.-wider ViewsList, &.-widest ViewsList { display: block; }
        &.-widest CasePane { display: block; width: 54; }
    }
    """

    pane = query_one(CasePane)

    def compose_body(self) -> Iterable[Widget]:
        """The filter, the list and, when wide, the case under the cursor."""
        yield FilterBar()
        with Horizontal():
            yield self.new_table()
            yield CasePane(self.desk)
            yield self.new_views_list()

    @on(events.Mount)
    async def _begin(self) -> None:
        """Show the queue as it was left, or with the cursor on its first case."""
        self.table.focus()
        await self.take_up()

    def keep_now(self) -> None:
        """Put what is being typed for several cases on disk before the app ends, and keep the place."""
        AsksByPages.keep_now(self)
        super().keep_now()

    def tick(self) -> None:
        """Let states change as time passes."""
        super().tick()
        if self.alive and self.table.retick():
            self.pane.retick()

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is CopyReference and self.is_mounted and self.table.cursor_row is None:
            return "No case is under the cursor."
        return super().why_not(command)

    @on(Highlighted)
    def _preview(self, event: Highlighted) -> None:
        self.pane.case_id = event.row.id if event.row is not None else None

    def action_narrow_queue(self) -> None:
        """Type a filter."""
        self.filter_bar.start()

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
