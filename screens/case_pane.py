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
RESTS = 0.08
"""Seconds for which the cursor rests on a case before that is read, so that a key held down is never held up."""


class CasePane(VerticalScroll, can_focus=False):
    """Reads the case it is told to show, when it can be seen."""

    case_id: reactive[int | None] = reactive[int | None](None, repaint=False)

    def __init__(self, desk: Desk) -> None:
        """A pane of this desk."""
        super().__init__()
        self.desk = desk
        self._case: CaseView | None = None
        self._said = Content()
        self._rows = 0

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def watch_case_id(self) -> None:
        """Read the case, once the cursor rests on it."""
        self.reload(RESTS if self._case is not None else 0.0)

    def on_show(self) -> None:
        """Read the case when the pane comes into sight."""
        self.reload()

    def on_resize(self) -> None:
        """Lay the lines out again for another width, in as many rows as they take."""
        if self._case is not None and self.display:
            self._rows, self._said = 0, Content()
            self._draw(self._case)

    def reload(self, after: float = 0.0) -> None:
        """Read the case again after so many seconds, if anybody can see it."""
        if self.is_mounted and self.display and self.case_id is not None:
            self._read(self.case_id, after)
        elif self.is_mounted:
            self._say(Content())

    def retick(self) -> None:
        """Say again how its clocks stand."""
        if self._case is not None and self.display:
            self._draw(self._case)

    @work(exclusive=True)
    async def _read(self, case_id: int, after: float) -> None:
        await asyncio.sleep(after)
        try:
            self._case = await asyncio.to_thread(self.desk.read.case, case_id)
        except DeskError as error:
            self._case = None
            self._say(safe(str(error)))
            return
        self._draw(self._case)
        if self.scroll_y:
            self.scroll_home(animate=False)

    def _draw(self, case: CaseView) -> None:
        now, rules = self.desk.time.now(), self.desk.rules
        lines = [safe(line.text, line.style) for line in head_lines(case, rules, now, "", self.size.width or WIDE)]
        for point in touch_points(case, rules, now):
            lines.append(safe(point_head(point), "bold"))
            if point.text:
                lines.append(safe_lines(point.text))
        self._say(Content("\n").join(lines))

    def _say(self, content: Content) -> None:
        """Show this. The screen is laid out again only where it takes more rows than there were, or none need be scrolled to."""
        if content == self._said:
            return
        self._said = content
        static, room = self.query_one(Static), self.size.height
        rows = max(room, content.get_height(static.styles.get_rules(), static.size.width or WIDE))
        if rows > self._rows or rows == room < self._rows:
            self._rows = rows
            static.styles.height = rows
        static.update(content, layout=False)
