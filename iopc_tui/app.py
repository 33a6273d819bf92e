"""The app: its sections, and the way between them."""

import asyncio
import contextlib
import gc
import signal
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.driver import Driver

from casework.errors import DeskError
from db import settings
from db.actions.concerns import CONCERN_FORM
from iopc_tui.bound_desk import bound_desk
from iopc_tui.crash import CRASHED, sentence_for
from iopc_tui.dropped_line import outlasting
from iopc_tui.keeping_up import KeepsUp
from iopc_tui.signing_in import SignedIn
from screens.admin import AdminScreen
from screens.board import BoardScreen
from screens.calculator import CalculatorScreen
from screens.case import CaseScreen
from screens.common_commands import Safeguarding
from screens.concern import ConcernBox
from screens.contact_drafts import FORM
from screens.desk import Desk
from screens.history import History, Place
from screens.live_screen import LiveScreen
from screens.messages import Go, OpenCase, OpenDay, OpenQueue, StartContact
from screens.my_desk import MyDeskScreen
from screens.new_contact import NewContactScreen
from screens.performance import PerformanceScreen
from screens.queues import QueuesScreen
from screens.themes import state_variables, use_themes
from screens.today import TodayScreen
from screens.too_small import TooSmall
from screens.whole_pastes import use_whole_pastes

SECTIONS: dict[str, type[LiveScreen]] = {
    "desk": MyDeskScreen,
    "queues": QueuesScreen,
    "board": BoardScreen,
    "calculator": CalculatorScreen,
    "today": TodayScreen,
    "performance": PerformanceScreen,
    "admin": AdminScreen,
}
OPENS_ON = {"agent": "desk"}
"""The section a role's app opens on, unless the member chose another; the queue for the others."""


KEEPING = (NewContactScreen, CaseScreen, ConcernBox, MyDeskScreen, QueuesScreen, TodayScreen, AdminScreen)
"""The screens with something to keep when the app ends."""
ONCE_OPEN = 2.0
"""Seconds after which all that the app is made of is there, and need not be looked through for garbage while somebody waits."""


class IopcApp(KeepsUp):
    """IOPC Desk for one member of staff."""

    TITLE = "IOPC Desk"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar = set()
    BINDINGS: ClassVar = [Safeguarding.binding(Safeguarding.name())]
    NOTIFICATION_TIMEOUT = 5
    CSS = """
    CommandPalette > Vertical { margin-top: 1; }
    """

    def __init__(self, desk: Desk, *, welcome: str = "") -> None:
        """The app at this desk; `welcome` is said once it is open."""
        super().__init__(desk)
        self.welcome = welcome
        self.history = History()
        use_themes(self)
        for name, screen in SECTIONS.items():
            self.add_mode(name, partial(screen, desk))

    def get_driver_class(self) -> type[Driver]:
        """What reads and writes the terminal, and outlasts it."""
        return outlasting(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The states' colours under any theme."""
        return state_variables(dark=self.current_theme.dark)

    async def on_mount(self) -> None:
        """Open the first section, start the pulse, and end cleanly when the line drops."""
        for number in (signal.SIGHUP, signal.SIGTERM) if hasattr(signal, "SIGHUP") else ():
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(number, self._line_dropped)
        first = OPENS_ON.get(self.desk.me.role, "queues")
        with contextlib.suppress(DeskError):  # A store that is busy now is told of by the pulse.
            first = await self._use_own() or first
        self.install_screen(NewContactScreen(self.desk), FORM)
        await self._visit(Place(first))
        self.set_interval(1, self.beat)
        self.beat()
        if self.welcome and isinstance(self.screen, LiveScreen):
            self.screen.say(self.welcome)

    async def _use_own(self) -> str | None:
        """Take up the member's own settings, and what they wrote of a concern before the app last ended.

        Gives the section they want to begin with, None for one who chose none.
        """
        self.desk.pulse.unfinished = await asyncio.to_thread(self.desk.read.drafts, CONCERN_FORM)
        own = await asyncio.to_thread(self.desk.read.own_settings)
        if (theme := own.get(settings.THEME)) in self.available_themes:
            self.theme = theme
        self.desk.pulse.rings = own.get(settings.BELL) == "on"
        wanted = own.get(settings.FIRST_PLACE)
        return wanted if wanted in SECTIONS else None

    # Getting about.

    async def _go(self, place: Place) -> None:
        if self._current_mode != place.section:
            if self._screen_stack and isinstance(left := self.screen_stack[0], MyDeskScreen | QueuesScreen):
                left.leave()
            await self.switch_mode(place.section)
        while len(self.screen_stack) > 1 and isinstance(self.screen, CaseScreen) and self.screen.case.id != place.case_id:
            await self.pop_screen()
        if place.case_id is not None and not isinstance(self.screen, CaseScreen):
            case = await asyncio.to_thread(self.desk.read.case, place.case_id)
            await self.push_screen(CaseScreen(self.desk, case))

    async def _visit(self, place: Place | None, *, remember: bool = True) -> None:
        if place is None:
            if isinstance(self.screen, LiveScreen):
                self.screen.say("There is no place that way.")
            return
        try:
            await self._go(place)
        except DeskError as error:
            if isinstance(self.screen, LiveScreen):
                self.screen.say(str(error), "error")
            return
        if remember:
            self.history.visit(place)

    @on(Go)
    async def _gone(self, event: Go) -> None:
        if event.step:
            await self._visit(self.history.step(event.step), remember=False)
        elif event.section == "previous":
            await self._visit(self.history.previous())
        else:
            await self._visit(Place(event.section))

    @on(OpenCase)
    async def _open_case(self, event: OpenCase) -> None:
        await self._visit(Place(self._current_mode or "queues", event.case_id))
        here = self.screen
        if event.then and isinstance(here, CaseScreen) and here.case.id == event.case_id and here.command_named(event.then):
            await here.action_run_command(event.then)
        if event.say and isinstance(here, LiveScreen):
            here.say(event.say)

    @on(OpenQueue)
    async def _open_queue(self, event: OpenQueue) -> None:
        await self._visit(Place("queues"))
        if isinstance(self.screen, QueuesScreen):
            self.screen.narrow_to(event.text)

    @on(OpenDay)
    async def _open_day(self, event: OpenDay) -> None:
        await self._visit(Place("today"))
        if isinstance(here := self.screen, TodayScreen):
            here.show_day(event.day)
            if event.part:
                here.show_part(event.part)
            if event.then:
                await here.action_run_command(event.then)

    @on(StartContact)
    async def _start_contact(self, event: StartContact) -> None:
        if not any(isinstance(screen, NewContactScreen) for screen in self.screen_stack):
            form = self.get_screen(FORM, NewContactScreen)
            form.wanted = event.draft
            await self.push_screen(form)

    @work
    async def open_reference(self, reference: str) -> None:
        """Open the case with this reference; the palette offers it."""
        try:
            case = await asyncio.to_thread(self.desk.read.case_called, reference)
        except DeskError as error:
            if isinstance(self.screen, LiveScreen):
                self.screen.say(str(error), "warning")
            return
        await self._visit(Place(self._current_mode or "queues", case.id))

    def action_safeguarding(self) -> None:
        """Open the box for a concern over whatever is in front, a question or a list included."""
        beneath = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, LiveScreen)), None)
        if beneath is not None and not isinstance(self.screen, TooSmall):
            beneath.action_safeguarding()

    # Ending.

    def action_help_quit(self) -> None:
        """Say how to leave, where Textual would lay a notice over the list."""
        if isinstance(self.screen, LiveScreen):
            self.screen.say("ctrl+q leaves the desk. What you are typing is kept.")

    async def action_quit(self) -> None:
        """Leave. A concern is logged; what else is being typed is kept as a draft, so there is nothing to ask about."""
        for box in self.all_screens():
            if isinstance(box, ConcernBox):
                with contextlib.suppress(DeskError):
                    box.log_now()
        self._keep_drafts()
        self.exit()

    def _line_dropped(self) -> None:
        self._keep_drafts()
        self.exit()

    def _keep_drafts(self) -> None:
        for screen in self.all_screens():
            if isinstance(screen, KEEPING) and screen.is_mounted:
                with contextlib.suppress(DeskError):
                    screen.keep_now()

    def _handle_exception(self, error: Exception) -> None:
        """End on an unexpected error; what anybody typed is in no part of what is then printed or kept."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._return_code = CRASHED
        self._close_messages_no_wait()

    def on_resize(self, event: events.Resize) -> None:
        """Say what is needed when the terminal is too small to work in."""
        small = event.size.width < 60 or event.size.height < 15
        shown = isinstance(self.screen, TooSmall)
        if small and not shown:
            self.push_screen(TooSmall())
        elif shown and not small:
            self.pop_screen()


def run_app(signed_in: SignedIn, notice: str = "") -> int:
    """Open the app and stay in it; gives the exit code. `notice` stands in every header, such as `DEMO`."""
    import sys

    use_whole_pastes()
    desk = bound_desk(signed_in.store, signed_in.staff, signed_in.time)
    desk.pulse.notice = notice
    app = IopcApp(desk, welcome=signed_in.welcome if signed_in.first else "")
    app.call_later(app.set_timer, ONCE_OPEN, gc.freeze)
    app.run()
    if app._exception is not None:
        print(sentence_for(app._exception), file=sys.stderr)  # noqa: T201
        return CRASHED
    return app.return_code or 0
