"""Today, or any day: what came in, what went out, what was late and why, and what the next day starts with."""

from datetime import date, timedelta
from typing import ClassVar

from textual import on, work

from casework.date_reading import UnreadableDate, read_day
from casework.date_words import day_words, moment_words, short_day
from casework.summaries.day_differences import AWAY
from screens.cases_behind import CasesBehind
from screens.commands import Command
from screens.date_prompt import DatePrompt
from screens.live_screen import ASKING
from screens.messages import OpenCase, OpenQueue
from screens.today_commands import COMMANDS, DayAfter, DaysNotSigned
from screens.today_copy import CopiesDays
from screens.today_differences import DifferenceRow
from screens.today_pack import PackRow
from screens.today_parts import DIFFERENCES, FIGURES, HAND_OVER
from screens.today_rows import FigureRow
from screens.widgets.list_messages import Opened
from screens.widgets.picker import Pick, Picker
from screens.widgets.reading_box import ReadingBox


class TodayScreen(CopiesDays):
    """What came in, what went out, what is late, and what tomorrow starts with."""

    crumbs = "Today"
    commands = COMMANDS
    BINDINGS: ClassVar = []

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is DayAfter and self.day >= self.today:
            return "That day has not come yet."
        if command is DaysNotSigned and self.shown is not None and not self.shown.unsigned:
            return "No day waits to be signed; none before the first signed one is asked for."
        return super().why_not(command)

    # Another day.

    def action_day_before(self) -> None:
        """A day back."""
        self.show_day(self.day - timedelta(1))

    def action_day_after(self) -> None:
        """A day on."""
        self.show_day(self.day + timedelta(1))

    def action_this_day(self) -> None:
        """Today."""
        self.show_day(self.today)

    @work(group=ASKING)
    async def action_jump_to_day(self) -> None:
        """Ask for a date and show that day."""
        typed = await self.app.push_screen_wait(DatePrompt("Show which day?", self._day_meant, day_words, "fri, 2 Mar or today"))
        if typed is not None:
            self.show_day(self._day_meant(typed))

    def _day_meant(self, typed: str) -> date:
        day = read_day(typed, self.today, self.desk.calendar, prefer="past")
        if day > self.today:
            raise UnreadableDate(f"{day_words(day)} has not come yet. Type today or a day before it.")
        return day

    @work(group=ASKING)
    async def action_days_not_signed(self) -> None:
        """Show the only day that nobody signed, or ask which of them."""
        unsigned = self.shown.unsigned if self.shown is not None else ()
        if len(unsigned) == 1:
            self.show_day(unsigned[0])
            return
        picks = [Pick(day, short_day(day, self.today)) for day in unsigned]
        chosen = await self.app.push_screen_wait(Picker("Days nobody has signed", picks, chosen=self.day))
        if chosen is not None:
            self.show_day(chosen)

    # What is behind a figure.

    @on(Opened)
    def _open(self, event: Opened) -> None:
        if event.table.id == FIGURES:
            self._open_figure(event.row)
        elif event.table.id == DIFFERENCES:
            self._open_difference(event.row)
        elif event.table.id == HAND_OVER:
            self._open_handed_over(event.row)

    def _open_figure(self, row: FigureRow) -> None:
        figure, shown = row.figure, self.shown
        if figure is None or shown is None:
            return
        if not figure.number:
            self.say("There is none to list.")
        elif row.name == AWAY:
            self.app.push_screen(ReadingBox(f"Away on {short_day(self.day, self.today)}", shown.figures.away))
        elif figure.filter and shown.signed is None:
            self.post_message(OpenQueue(figure.filter))
        elif figure.cases:
            self._list_cases(f"{row.said}: {figure.number:,}", figure.cases)
        else:
            self.say("What is counted there belongs to no case.")

    def _open_handed_over(self, row: PackRow) -> None:
        if row.note is not None:
            title = f"{row.note.by}, {moment_words(row.note.at)}"
            self.app.push_screen(ReadingBox(title, row.note.text.splitlines()))
        elif row.waits is not None and row.waits.filter:
            self.post_message(OpenQueue(row.waits.filter))
        elif row.waits is not None and row.waits.cases:
            self._list_cases(f"{row.waits.label}: {row.waits.words}", row.waits.cases)
        elif row.waits is not None:
            self.say(f"{row.waits.label}: {row.waits.words}.")

    def _open_difference(self, row: DifferenceRow) -> None:
        it = row.it
        if it is None:
            return
        if it.name == AWAY or not (it.gone or it.come):
            self.app.push_screen(ReadingBox(it.words(self.titles), [row.cause.sentence(self.titles)]))
        else:
            self._list_cases(it.words(self.titles), (*it.gone, *it.come))

    @work(group=ASKING)
    async def _list_cases(self, title: str, references: tuple[str, ...]) -> None:
        chosen = await self.app.push_screen_wait(CasesBehind(title, lambda: self.desk.read.case_briefs(references)))
        if chosen is not None:
            self.post_message(OpenCase(chosen))
