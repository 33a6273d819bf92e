"""The case under the cursor, beside the queue, when the terminal is wide."""

import asyncio

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from casework.errors import DeskError
from db.queries.case import CaseView
from screens.case_text import clocks_text, heading, timeline
from screens.desk import Desk
from screens.safe import safe


class CasePane(VerticalScroll, can_focus=False):
    """Reads the case it is told to show, when it can be seen."""

    case_id: reactive[int | None] = reactive[int | None](None)

    def __init__(self, desk: Desk) -> None:
        """A pane of this desk."""
        super().__init__()
        self.desk = desk
        self._case: CaseView | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def watch_case_id(self) -> None:
        """Read the case."""
        self.reload()

    def on_show(self) -> None:
        """Read the case when the pane comes into sight."""
        self.reload()

    def reload(self) -> None:
        """Read the case again, if anybody can see it."""
        if self.is_mounted and self.display and self.case_id is not None:
            self._read(self.case_id)
        elif self.is_mounted:
            self.query_one(Static).update("")

    def retick(self) -> None:
        """Say again how its clocks stand."""
        if self._case is not None and self.display:
            self._draw(self._case)

    @work(exclusive=True)
    async def _read(self, case_id: int) -> None:
        try:
            self._case = await asyncio.to_thread(self.desk.read.case, case_id)
        except DeskError as error:
            self._case = None
            self.query_one(Static).update(safe(str(error)))
            return
        self._draw(self._case)
        self.scroll_home(animate=False)

    def _draw(self, case: CaseView) -> None:
        now = self.desk.time.now()
        parts = [heading(case, self.desk.rules, now), clocks_text(case, self.desk.rules, now), timeline(case)]
        self.query_one(Static).update(Content("\n\n").join(parts))
