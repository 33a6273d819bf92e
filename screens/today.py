"""The day's figures, today's or any past day's."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget

from casework.moments import london_date
from casework.summaries.day import DaySummary, as_text
from db.queries.queue import QueueCounts
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
        self._summary: DaySummary | None = None
        self._counts: QueueCounts | None = None

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
        elif self.alive and self.desk.pulse.counts is not self._counts:
            self._counts = self.desk.pulse.counts
            self._draw()

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
            self._summary = summary
            self._draw()

    def _draw(self) -> None:
        if self._summary is not None:
            self.pane.say(summary_text(self._summary, self.today, self.desk.pulse.counts))

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


def summary_text(summary: DaySummary, today: date, counts: QueueCounts | None) -> Content:
    """The figures; under today's, how the queue stands this minute."""
    head, _, rest = as_text(summary, today).partition("\n")
    lines = [safe(head, "bold"), safe_lines(rest)]
    if summary.date == today and counts is not None:
        lines += [Content(""), Content.assemble("At this minute: ", *_standing(counts))]
    return Content("\n").join(lines)


def _standing(counts: QueueCounts) -> list[tuple[str, str]]:
    if not counts.overdue + counts.today + counts.soon:
        return [("✓ nothing is late, due today or due soon.", "$state-ok")]
    return [
        (f"▲ {counts.overdue:,} overdue", "$state-overdue"),
        (f"   ◆ {counts.today:,} still due today", "$state-today"),
        (f"   ◐ {counts.soon:,} due soon", "$state-soon"),
    ]
