"""The team board: people, standards and the forecast, beside each other where there is room."""

import asyncio
from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual import events, on, work
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Static

from casework.date_reading import UnreadableDate, read_day
from casework.date_words import day_words
from casework.errors import DeskError
from casework.forecast import PACE_DAYS, forecast, usual_day
from casework.moments import london_date
from casework.summaries.board import Board, BoardRow
from db.errors import BadValue
from screens.board_cells import people_columns, standard_columns
from screens.board_commands import COMMANDS, DayEarlier, NarrowToTeam
from screens.board_words import about_cell, about_forecast, forecast_text, head
from screens.commands import Command
from screens.date_prompt import DatePrompt
from screens.desk import Desk
from screens.live_screen import ASKING, LiveScreen
from screens.messages import Go, OpenQueue
from screens.safe import safe
from screens.widgets.cell_table import CellTable
from screens.widgets.picker import Pick, Picker
from screens.widgets.reading_pane import ReadingPane

PARTS = {"people": "People", "standards": "Standards", "forecast": "Forecast"}
"""The parts by the id of their widget, in the order that tab goes through them."""
FIGURES = 4
UNREAD = "The board could not be read. r tries again."
MOST_OLD = timedelta(minutes=1)
"""How old the figures get before they are read again: what is left of today runs on by itself."""


class BoardScreen(LiveScreen):
    """Who has how much and what is due, by person and by standard, and what is to come of it."""

    crumbs = "Team board"
    commands = COMMANDS
    BINDINGS: ClassVar = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]  # noqa: RUF012
    DEFAULT_CSS = """
    BoardScreen {
        & #head, & #about { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #people, & #standards, & #forecast, & #beside { display: none; }
        & #beside { width: 1fr; }
        & #people.-shown, & #standards.-shown, & #forecast.-shown, & #beside.-shown { display: block; }
        &.-wide.-high {
            & #people, & #standards, & #forecast, & #beside { display: block; }
            & #people { width: 54%; border-right: vkey $panel; }
            & #standards { height: auto; max-height: 45%; }
            & #forecast { border-top: hkey $panel; }
        }
    }
    """

    head = query_one("#head", Static)
    about = query_one("#about", Static)
    people = query_one("#people", CellTable)
    standards = query_one("#standards", CellTable)
    pane = query_one("#forecast", ReadingPane)

    def __init__(self, desk: Desk) -> None:
        """The board of this desk, of everybody."""
        super().__init__(desk)
        self._board: Board | None = None
        self._team = ""
        self._by: date | None = None
        self._part = "people"
        self._tried = desk.time.now()

    def compose_body(self) -> Iterable[Widget]:
        """The head, the parts, and what is under the cursor."""
        yield Static(id="head", markup=False)
        with Horizontal():
            yield CellTable[BoardRow](people_columns(1, PACE_DAYS), FIGURES, _key, words="Counting…", id="people")
            with Vertical(id="beside"):
                yield CellTable[BoardRow](standard_columns(), FIGURES, _key, words="Counting…", id="standards")
                yield ReadingPane(id="forecast")
        yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        """Count, and begin with the people."""
        super().on_mount()
        self._show_part("people")
        self._read()

    # Reading.

    def reload(self) -> None:
        """Count again; the cursors stay on their figures."""
        super().reload()
        self._read()

    def tick(self) -> None:
        """Count again once a figure has changed by itself, and the forecast every minute."""
        super().tick()
        board = self._board
        now = self.desk.time.now()
        passed = board is not None and self._tried < board.changes_at <= now
        if self.alive and (passed or now >= self._tried + MOST_OLD):
            self._read()

    @work(exclusive=True, group="board")
    async def _read(self) -> None:
        self._tried, team = self.desk.time.now(), self._team
        try:
            found = await asyncio.to_thread(self.desk.read.board, team)
        except BadValue as error:  # The team was closed, or is called otherwise now.
            self.say(str(error), "warning")
            self._team = ""
            self._read()
        except DeskError as error:
            self.say(str(error), "error")
            if self._board is None:
                self._say_unread()
            else:
                self._team = self._board.team
        else:
            if self.alive:
                self._board = found
                self._draw()

    def _say_unread(self) -> None:
        """Say in the place of every figure that there is none yet."""
        self.people.show((), UNREAD)
        self.standards.show((), UNREAD)
        self.pane.say(safe(UNREAD))

    def _draw(self) -> None:
        board = self._board
        if board is None:
            return
        top = max((max(row.received + row.closed, default=0) for row in board.people[1:]), default=0)
        self.people.columns = people_columns(max(1, top), len(board.pace.days))
        self.people.show(board.people)
        self.standards.show(board.standards, "No clock is running.")
        self._draw_forecast()
        self._say_about()
        self.refresh_bindings()

    def _draw_forecast(self) -> None:
        board = self._board
        if board is not None:
            self.pane.say(forecast_text(forecast(self.desk.rules.calendars, board.read_at, board.due, board.pace, self.by)))

    @property
    def by(self) -> date:
        """The day the forecast is for."""
        usual = usual_day(self.desk.rules.calendars, self.desk.time.now())
        return usual if self._by is None or self._by < london_date(self.desk.time.now()) else self._by

    # Moving among the parts.

    def _show_part(self, part: str) -> None:
        """Show a part, where there is room for one, and go to it."""
        for id_ in PARTS:
            self.query_one(f"#{id_}").set_class(id_ == part, "-shown")
        self.query_one("#beside").set_class(part != "people", "-shown")
        self._part = part
        self.query_one(f"#{part}").focus()
        self._say_about()

    @on(events.DescendantFocus)
    def _gone_to(self, event: events.DescendantFocus) -> None:
        if event.widget.id in PARTS and event.widget.id != self._part:
            self._show_part(event.widget.id)

    def action_next_part(self) -> None:
        """Go to the part after this one."""
        self._step(1)

    def action_part_before(self) -> None:
        """Go to the part before this one."""
        self._step(-1)

    def _step(self, by: int) -> None:
        parts = list(PARTS)
        self._show_part(parts[(parts.index(self._part) + by) % len(parts)])

    @on(CellTable.Moved)
    def _say_about(self) -> None:
        board = self._board
        if board is None:
            return
        self.head.update(head(board, PARTS, self._part, self.size.width - 2))
        if self._part == "forecast":
            self.about.update(about_forecast())
        else:
            table = self.people if self._part == "people" else self.standards
            self.about.update(
                about_cell(table.cursor_row, table.figure, len(board.pace.days), standard=self._part == "standards")
            )

    # What is done from it.

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is DayEarlier and self.by <= london_date(self.desk.time.now()):
            return "The forecast is for today. There is none for a day that has gone by."
        if command is NarrowToTeam and self._board is not None and not self._board.teams:
            return "There are no teams yet. An administrator makes them with: iopc team add NAME."
        return super().why_not(command)

    @on(CellTable.Opened)
    def _open(self, event: CellTable.Opened) -> None:
        row: BoardRow | None = event.table.cursor_row
        if row is None:
            return
        cell = row.cells[event.table.figure]
        if cell.number:
            self.post_message(OpenQueue(cell.filter))
        else:
            self.say("There is none to list.")

    def action_back_to_queue(self) -> None:
        """Widen the board to the whole desk again, or go back to the queue."""
        if self._team:
            self._narrow("")
        else:
            self.post_message(Go("queues"))

    @work(group=ASKING)
    async def action_narrow_to_team(self) -> None:
        """Choose a team, or the whole desk."""
        teams = self._board.teams if self._board is not None else ()
        picks = [Pick("", "Whole desk"), *(Pick(team, team) for team in teams)]
        chosen = await self.app.push_screen_wait(Picker("Board of", picks, chosen=self._team))
        if chosen is not None:
            self._narrow(chosen)

    def _narrow(self, team: str) -> None:
        self._team = team
        self._read()

    def action_day_earlier(self) -> None:
        """Forecast to the working day before."""
        self._forecast_to(max(self.desk.calendar.add(self.by, -1), london_date(self.desk.time.now())))

    def action_day_later(self) -> None:
        """Forecast to the working day after."""
        try:
            self._forecast_to(self.desk.calendar.add(self.by, 1))
        except DeskError as error:
            self.say(str(error), "warning")

    @work(group=ASKING)
    async def action_forecast_to(self) -> None:
        """Ask for a date and forecast to it."""
        prompt = DatePrompt("Forecast to which day?", self._day_meant, day_words, "fri, 30 Nov or +10wd")
        typed = await self.app.push_screen_wait(prompt)
        if typed is not None:
            self._forecast_to(self._day_meant(typed))

    def _day_meant(self, typed: str) -> date:
        today = london_date(self.desk.time.now())
        day = read_day(typed, today, self.desk.calendar, prefer="future")
        if day < today:
            raise UnreadableDate(f"{day_words(day)} has gone by. Type today or a day to come.")
        return day

    def _forecast_to(self, day: date) -> None:
        self._by = day
        self._show_part("forecast")
        self._draw_forecast()
        self.refresh_bindings()


def _key(row: BoardRow) -> str:
    return row.key
