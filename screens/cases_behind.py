"""The cases behind a figure, where no filter lists them."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget

from casework.errors import DeskError
from db.queries.case_briefs import CaseBrief
from screens.widgets.columns import Column
from screens.widgets.dialogue import Dialogue
from screens.widgets.list_messages import Opened
from screens.widgets.read_table import ReadTable


class CasesBehind(Dialogue[int | None]):
    """Lists the cases behind a figure, and gives the one that was opened by its number; None when closed."""

    BINDINGS: ClassVar = [Binding("escape", "close", "Close", show=False, priority=True)]
    DEFAULT_CSS = """
    CasesBehind {
        & > .dialogue { width: 78; }
        & ReadTable { height: 15; background: $background; }
    }
    """

    def __init__(self, title: str, read: Callable[[], Sequence[CaseBrief]]) -> None:
        """Cases, under a title, that have yet to be read."""
        super().__init__(title, "↑↓ move   enter opens the case   esc close")
        self._read = read
        columns = (
            Column[CaseBrief]("Ref", lambda it: (it.reference, "strong"), width=11),
            Column[CaseBrief]("From, about", lambda it: it.words, share=1, least=20),
            Column[CaseBrief]("State", lambda it: (it.state, "muted"), width=18, priority=1),
        )
        self._table = ReadTable[CaseBrief](columns, lambda it: it.reference, empty_text="None is in the record any longer.")

    def compose_question(self) -> list[Widget]:
        """The list."""
        return [self._table]

    def on_mount(self) -> None:
        """Read them."""
        self._table.focus()
        self._fill()

    @work(exclusive=True)
    async def _fill(self) -> None:
        try:
            self._table.show_rows(await asyncio.to_thread(self._read))
        except DeskError as error:
            self.complain(str(error))

    @on(Opened)
    def _open(self, event: Opened) -> None:
        case: CaseBrief = event.row
        self.dismiss(case.id)

    def action_close(self) -> None:
        """Open none."""
        self.dismiss(None)
