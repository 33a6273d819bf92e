"""The day's figures, today's or any past day's."""

from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget

from casework.moments import london_date
from casework.summaries.day import COLUMNS, DaySummary, as_text, table
from screens.commands import Command
from screens.desk import Desk
from screens.live_screen import LiveScreen
from screens.navigation import NewContact, Reload
from screens.safe import safe, safe_lines
from screens.widgets.reading_pane import ReadingPane


class DayBefore(Command):
    """Show the day before."""

    label = "day before"
    keys = "left"
    footer = True


class DayAfter(Command):
    """Show the day after."""

    label = "day after"
    keys = "right"
    footer = True


class ThisDay(Command):
    """Show today."""

    label = "today"
    keys = "home"
    footer = True


class TodayScreen(LiveScreen):
    """What came in, what went out, what is late, and what tomorrow starts with."""

    crumbs = "Today"
    commands = (DayBefore, DayAfter, ThisDay, NewContact, Reload)
    BINDINGS: ClassVar = []

    pane = query_one(ReadingPane)

    def __init__(self, desk: Desk) -> None:
        """Today's figures at this desk."""
        super().__init__(desk)
        self.today = london_date(desk.time.now())
        self.day = self.today

    def compose_body(self) -> Iterable[Widget]:
        """One text."""
        yield ReadingPane()

    def on_mount(self) -> None:
        """Read today's figures."""
        super().on_mount()
        self.pane.say(safe("Counting…"))
        self.pane.focus()
        self._read()

    def reload(self) -> None:
        """Count again."""
        super().reload()
        self._read()

    def tick(self) -> None:
        """Go on to the new day at midnight, if today is what is shown."""
        super().tick()
        today = london_date(self.desk.time.now())
        if today != self.today:
            follow = self.day == self.today
            self.today = today
            if follow and self.alive:
                self._show(0)

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is DayAfter and self.day >= self.today:
            return "That day has not come yet."
        return super().why_not(command)

    @work(exclusive=True)
    async def _read(self) -> None:
        day = self.day
        summary = await self.look_up(lambda: self.desk.read.day(day))
        if summary is not None:
            self.pane.say(summary_text(summary, "  so far" if day == self.today else ""))

    def _show(self, days: int) -> None:
        self.day = self.day + timedelta(days) if days else self.today
        self.refresh_bindings()
        self._read()

    def action_day_before(self) -> None:
        """A day back."""
        self._show(-1)

    def action_day_after(self) -> None:
        """A day on."""
        self._show(1)

    def action_this_day(self) -> None:
        """Today."""
        self._show(0)


def summary_text(summary: DaySummary, note: str) -> Content:
    """The figures, the late ones standing out in colour beside their word."""
    head, _, rest = as_text(summary, note).partition("\n")
    overdue = sum(summary.overdue.values())
    lines = [safe(head, "bold"), safe_lines(rest)]
    lines.append(Content(""))
    lines.append(
        safe(f"▲ {overdue:,} of {table(summary)[-1][1][COLUMNS.index('Open')]:,} open cases are overdue.", "$state-overdue")
        if overdue
        else safe("✓ Nothing is overdue.", "$state-ok")
    )
    return Content("\n").join(lines)
