"""A desk screen that keeps up with the record and the time."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, TypeVar

from textual import events, on, work
from textual.widgets import Input, TextArea

from casework.concerns import SAFEGUARDING, Suggestion
from casework.date_words import clock_time, short_day
from casework.errors import DeskError
from casework.moments import london_date
from casework.raised_concerns import Concern
from db import settings
from screens.alert_words import alert_picker
from screens.calculator_over import CalculatorOver, SayLine
from screens.calculator_sums import Origin
from screens.commands import Command
from screens.common_commands import Safeguarding
from screens.concern import ConcernBox, ConcernLeft
from screens.desk import Desk
from screens.desk_screen import DeskScreen
from screens.messages import CasesChanged, Go, OpenCase, StartContact
from screens.navigation import PLACES
from screens.themes import next_theme
from screens.undo import Redo, Undo, done_again_words, undone_words
from screens.widgets.header import DeskHeader
from screens.widgets.list_messages import LoadFailed
from screens.widgets.picker import Pick, Picker
from screens.widgets.reading_box import ReadingBox
from screens.widgets.window_table import FAILED_TEXT, WindowTable

Result = TypeVar("Result")
EVERYWHERE: tuple[type[Command], ...] = (*PLACES, Undo, Redo, Safeguarding)
ASKING = "asking"
"""The group of workers that wait for somebody's answer, for as long as it takes."""


class LiveScreen(DeskScreen):
    """Shows the header's counts and time, reloads when cases change, and runs actions without blocking typing."""

    BINDINGS: ClassVar = [command.binding() for command in EVERYWHERE]
    crumbs: ClassVar[str] = ""
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk) -> None:
        """A screen of this desk."""
        super().__init__()
        self.desk = desk
        self.stale = False

    @classmethod
    def all_commands(cls) -> tuple[type[Command], ...]:
        """Its own commands, those that lead elsewhere, and those every screen has."""
        own = cls.commands
        taken = {key for command in own for key in command.key_list()}
        others = (it for it in (*EVERYWHERE, *super().all_commands()) if it not in own)
        return (*own, *(it for it in others if it is not Undo or not taken.intersection(it.key_list())))

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now; what is being typed is not meant by redo."""
        if command is Redo and isinstance(self.focused, Input | TextArea):
            return "ctrl+r does a change of a case again, not what is typed here. Leave the field first."
        return super().why_not(command)

    @property
    def alive(self) -> bool:
        """Whether its widgets are there to be told anything."""
        return self.is_mounted and self.is_running and any(isinstance(child, DeskHeader) for child in self.children)

    def place(self) -> str:
        """Where this is, for the breadcrumb."""
        return self.crumbs

    def origin(self) -> Origin | None:
        """What the calculator starts from over this screen: from now, unless there is a contact on it."""
        return None

    @property
    def shown_reference(self) -> str:
        """The reference of the case that the screen is about; nothing for a screen about many."""
        return ""

    def concern_subject(self) -> tuple[int | None, str]:
        """What a concern raised over this screen is about: a case, or the contact that has the draft of this name."""
        return None, ""

    def concern_suggested(self) -> Suggestion | None:
        """What the words on this screen suggest, for F2 to begin with."""
        return None

    def on_mount(self) -> None:
        """Fill the header."""
        self.tick()

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Catch up with what changed while another screen was in front."""
        self.tick()
        if self.stale:
            self.reload()

    def reload(self) -> None:
        """Read again what the screen shows; a screen that shows cases extends it."""
        self.stale = False

    def tick(self) -> None:
        """Say what is true now; called each second. A screen whose words change with time extends it."""
        if not self.alive:
            return
        now, pulse = self.desk.time.now(), self.desk.pulse
        header = self.header
        header.crumbs = self.place()
        header.notice = pulse.notice
        header.moment_text = f"{short_day(london_date(now), london_date(now))} {clock_time(now)}"
        header.alerts = pulse.alerts.new if pulse.alerts else 0
        header.concerns = pulse.concerns.number if pulse.concerns else 0
        header.unfinished = bool(pulse.unfinished)
        header.counts = (pulse.counts.overdue, pulse.counts.today, pulse.counts.soon) if pulse.counts else None

    async def run(self, write: Callable[[], Result]) -> Result | None:
        """Do a write in a thread; None when it could not be done, which is then said in one line."""
        try:
            result = await asyncio.to_thread(write)
        except DeskError as error:
            self.say(str(error), "error")
            return None
        self.post_message(CasesChanged())
        return result

    async def look_up(self, read: Callable[[], Result]) -> Result | None:
        """Do a read in a thread; None when it could not be done, which is then said in one line."""
        try:
            return await asyncio.to_thread(read)
        except DeskError as error:
            self.say(str(error), "error")
            return None

    @on(WindowTable.LoadFailed)
    def _list_not_read(self, event: LoadFailed) -> None:
        """Say that a list is as it was read before; its error may hold people's details unless it is a sentence of ours."""
        self.say(str(event.error) if isinstance(event.error, DeskError) else FAILED_TEXT, "error")

    def action_my_desk(self) -> None:
        """Go to the desk."""
        self.post_message(Go("desk"))

    def action_queues(self) -> None:
        """Go to the queues."""
        self.post_message(Go("queues"))

    def action_calculator(self) -> None:
        """Go to the calculator."""
        self.post_message(Go("calculator"))

    def action_today(self) -> None:
        """Go to the day's figures."""
        self.post_message(Go("today"))

    def action_performance(self) -> None:
        """Go to the figures of a period."""
        self.post_message(Go("performance"))

    @work(group=ASKING, exclusive=True)
    async def action_alerts(self) -> None:
        """Show concerns and the last days' alerts, which are seen then, and open the case of the one chosen."""
        concerns, found = await self.look_up(self.desk.read.concern_list), await self.look_up(self.desk.read.alert_list)
        if concerns is None or found is None:
            return
        if not concerns and not found.listed:
            self.say("No alert in the last seven days.")
            return
        chosen = await self.app.push_screen_wait(alert_picker(concerns, found))
        await self.run(lambda: self.desk.do.see_alerts(found.upto))
        self.desk.pulse.alerts = replace(found, new=0)
        self.tick()
        if isinstance(chosen, Concern):
            await self._see(chosen)
        elif chosen is not None:
            self.post_message(OpenCase(chosen))

    async def _see(self, concern: Concern) -> None:
        """Open the case of a concern, or show what was said where it has none; it is seen then."""
        await self.run(lambda: self.desk.do.see_concern(concern.id))
        if concern.case_id is not None:
            self.post_message(OpenCase(concern.case_id))
        else:
            lines = [concern.origin(self.desk.time.now()), "", *concern.lines]
            self.app.push_screen(ReadingBox(concern.title, lines))

    def action_safeguarding(self) -> None:
        """Open the box for a concern over this screen and whatever lies over it; in the box itself, go on to another."""
        box = next((screen for screen in self.app.screen_stack if isinstance(screen, ConcernBox)), None)
        if box is None:
            self._open_concern()
        elif box is self.app.screen:
            box.another()
        else:
            self._say_on_top("F2 is open beneath this: esc goes back to it.")

    def _open_concern(self) -> None:
        unfinished = self.desk.pulse.unfinished
        suggestion = self.concern_suggested()
        case_id, form = self.concern_subject()
        box = ConcernBox(
            self.desk,
            case_id=case_id,
            form=form,
            kind=suggestion.kind if suggestion else SAFEGUARDING,
            type=suggestion.type if suggestion else "",
            draft=unfinished.pop(0) if unfinished else None,
        )
        self.app.push_screen(box, self._concern_left)

    def _concern_left(self, left: ConcernLeft | None) -> None:
        if left is None:
            return
        self.say(left.said)
        self._say_on_top(left.said)
        self.tick()
        self.post_message(CasesChanged())
        if left.another:
            self._open_concern()

    def _say_on_top(self, text: str) -> None:
        """Say it also in a box that hides this screen's own line, where that has one."""
        for line in self.app.screen.query(SayLine):
            line.show(text)

    @work(group=ASKING)
    async def action_undo(self) -> None:
        """Take back what the member did last, and say what that was; ask first when it is of a case that is not in front."""
        if self.shown_reference and not await self._may_undo_elsewhere(self.shown_reference):
            return
        if (undone := await self.run(self.desk.do.undo)) is not None:
            self.say(undone_words(undone), "error" if undone.stays else "warning" if undone.left else "information")

    async def _may_undo_elsewhere(self, reference: str) -> bool:
        found = await self.look_up(self.desk.read.undoable)
        last = found.undo[0] if found is not None and found.undo else None
        if last is None or not last.references or reference in last.references:
            return found is not None
        picks: list[Pick[bool]] = [Pick(True, f"undo: {last.words}"), Pick(False, "leave it")]
        asked = await self.app.push_screen_wait(Picker("What you did last is of another case", picks))
        return asked is True

    @work(group="undo")
    async def action_redo(self) -> None:
        """Do again what was undone last."""
        if (done := await self.run(self.desk.do.redo)) is not None:
            self.say(done_again_words(done), "warning" if done.left else "information")

    def action_work_out_dates(self) -> None:
        """Open the calculator over this screen, and over any question that it asks."""
        self.app.push_screen(CalculatorOver(self.desk, self.origin()))

    def action_admin(self) -> None:
        """Go to what the desk counts by."""
        self.post_message(Go("admin"))

    def action_new_contact(self) -> None:
        """Open the form for a new contact."""
        self.post_message(StartContact())

    def action_previous_place(self) -> None:
        """Go to the place before this one."""
        self.post_message(Go("previous"))

    def action_back(self) -> None:
        """Go back in history."""
        self.post_message(Go(step=-1))

    def action_forward(self) -> None:
        """Go forward in history."""
        self.post_message(Go(step=1))

    def action_reload(self) -> None:
        """Read again."""
        self.reload()
        self.say("Read again.")

    def action_themes(self) -> None:
        """Use the next theme."""
        self.app.theme = next_theme(self.app.theme)
        self._keep_own(settings.THEME, self.app.theme, f"Theme: {self.app.theme.removeprefix('iopc-').replace('-', ' ')}.")

    def action_start_here(self) -> None:
        """Open on this section from now on."""
        section = self.app.current_mode
        self._keep_own(settings.FIRST_PLACE, section, f"IOPC Desk opens on {section.capitalize()} from now on.")

    def action_bell(self) -> None:
        """Ring from now on, or no longer."""
        self.desk.pulse.rings = not self.desk.pulse.rings
        rings = self.desk.pulse.rings
        self._keep_own(settings.BELL, "on" if rings else "off", f"New alerts {'ring the bell' if rings else 'are silent'}.")

    @work(group="settings")
    async def _keep_own(self, key: str, value: str, said: str) -> None:
        def keep() -> str:
            self.desk.do.keep_own_setting(key, value)
            return said

        if (kept := await self.run(keep)) is not None:
            self.say(kept)
