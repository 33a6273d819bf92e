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
from db.written.timeline import touch_points
from screens.case_head import head_lines
from screens.desk import Desk
from screens.safe import safe, safe_lines
from screens.widgets.timeline import point_head

WIDE = 60
"""Columns that its lines are laid out for until it is known how wide it is."""


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
        now, rules = self.desk.time.now(), self.desk.rules
        lines = [safe(line.text, line.style) for line in head_lines(case, rules, now, "", self.size.width or WIDE)]
        for point in touch_points(case, rules, now):
            lines.append(safe(point_head(point), "bold"))
            if point.text:
                lines.append(safe_lines(point.text))
        self.query_one(Static).update(Content("\n").join(lines))
