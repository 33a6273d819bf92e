"""One case: its person, its clocks, its timeline, and what can be done next."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget

from casework.errors import DeskError
from casework.kinds import kinds, step_label
from casework.why import Why, why
from db.actions.add_note import AddNote as NoteToAdd
from db.actions.allocate import Allocate
from db.actions.close_case import CloseCase as CaseToClose
from db.actions.complete_step import REPEATABLE, CompleteStep
from db.queries.case import CaseView
from screens.calculator_sums import Origin
from screens.case_commands import AddNote, AllocateCase, CloseCase, CopyReference, Leave, RecordStep, WhyThisDate
from screens.case_text import clocks_text, heading, timeline
from screens.commands import Command
from screens.desk import Desk
from screens.live_screen import ASKING, LiveScreen
from screens.navigation import Reload
from screens.owner_picker import owner_picker
from screens.widgets.picker import Pick, Picker
from screens.widgets.reading_pane import ReadingPane
from screens.widgets.text_prompt import TextPrompt


class CaseScreen(LiveScreen):
    """A case and everything about it."""

    commands = (AddNote, RecordStep, AllocateCase, CloseCase, WhyThisDate, CopyReference, Reload, Leave)
    BINDINGS: ClassVar = []
    pane = query_one(ReadingPane)

    def __init__(self, desk: Desk, case: CaseView) -> None:
        """This case, as just read."""
        super().__init__(desk)
        self.case = case
        self._note = ""
        self._prompt: TextPrompt | None = None
        self._drawn: tuple[CaseView, str] | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The heading, the clocks and the timeline, as one text to scroll through."""
        yield ReadingPane()

    def on_mount(self) -> None:
        """Show the case."""
        super().on_mount()
        self._draw()
        self.pane.focus()

    def place(self) -> str:
        """Where this is: the section it was opened from, and the case."""
        beneath = next(
            (each for each in reversed(self.app.screen_stack) if isinstance(each, LiveScreen) and each is not self), None
        )
        return f"{beneath.place()} > {self.case.reference}" if beneath else self.case.reference

    def tick(self) -> None:
        """Let the clocks' words change as time passes."""
        super().tick()
        if self.alive:
            self._draw()
            self._keep_what_is_typed()

    @work(exclusive=True, group="read")
    async def _read_again(self) -> None:
        case = await self.look_up(lambda: self.desk.read.case(self.case.id))
        if case is not None:
            self.case = case
            self._draw()
            self.refresh_bindings()

    def reload(self) -> None:
        """Read the case again."""
        super().reload()
        self._read_again()

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        case = self.case
        if case.closed_at is not None and command in (RecordStep, AllocateCase, CloseCase):
            return f"{case.reference} is closed."
        if command is RecordStep and not self.steps():
            return f"Every step of {case.reference} is done. x closes it."
        if command is WhyThisDate and not case.clocks:
            return "No clock runs on this kind of case."
        return super().why_not(command)

    def steps(self) -> list[str]:
        """The steps that can still be recorded."""
        done = {entry.step for entry in self.case.timeline if entry.kind == "step"}
        return [step for step in kinds()[self.case.kind].steps if step in REPEATABLE or step not in done]

    def _draw(self) -> None:
        clocks = clocks_text(self.case, self.desk.rules, self.desk.time.now())
        drawn = (self.case, clocks.plain)
        if drawn != self._drawn:
            self._drawn = drawn
            self.pane.say(Content("\n\n").join([heading(self.case), clocks, timeline(self.case)]))

    # What is typed to this case and not saved yet.

    def _draft_name(self) -> str:
        return f"note {self.case.reference}"

    async def _ask(self, title: str, question: str, *, required: bool) -> str | None:
        draft = await self.look_up(lambda: self.desk.read.draft(self._draft_name()))
        self._note = draft.fields.get("note", "") if draft is not None else self._note
        self._prompt = TextPrompt(title, text=self._note, question=question, many_lines=True, required=required, keep=self._kept)
        try:
            return await self.app.push_screen_wait(self._prompt)
        finally:
            self._prompt = None

    def _kept(self, text: str) -> None:
        self._write_note(text)
        # Also when the disk would not take it: what is said next, that it is kept here, must be true.
        self._note = text

    @work(group="draft")
    async def _keep_what_is_typed(self) -> None:
        prompt = self._prompt
        if prompt is not None and prompt.text != self._note:
            await asyncio.to_thread(self._write_note, prompt.text)

    def keep_now(self) -> None:
        """Put a note that is being typed on disk before the app ends."""
        if self._prompt is not None:
            self._write_note(self._prompt.text)

    def _write_note(self, text: str) -> None:
        with contextlib.suppress(DeskError):
            if text.strip():
                self.desk.do.keep_draft(self._draft_name(), {"note": text})
            elif self._note.strip():
                self.desk.do.drop_draft(self._draft_name())
            self._note = text

    async def _do(self, write: Callable[[], object], said: str) -> bool:
        """Do it; what was typed is let go of only once it is kept."""
        done = await self.run(write)
        if done is None:
            if self._note.strip():
                self.say(f"{self.message_line.text} What you typed is kept: m shows it again.", "error")
            return False
        await asyncio.to_thread(self._write_note, "")
        self.say(said)
        return True

    @work(group=ASKING)
    async def action_add_note(self) -> None:
        """Ask for a note and keep it."""
        text = await self._ask(f"Note on {self.case.reference}", "", required=True)
        if text is None:
            self._say_note_kept()
            return
        await asyncio.to_thread(self._write_note, text)
        await self._do(partial(self._add, NoteToAdd(self.case.id, text)), "Note kept.")

    @work(group=ASKING)
    async def action_record_step(self) -> None:
        """Ask which step, and record it."""
        picks = [Pick(step, step_label(step), self._stops(step)) for step in self.steps()]
        step = await self.app.push_screen_wait(Picker(f"{self.case.reference}: what was done?", picks))
        if step is None:
            return
        command = CompleteStep(self.case.id, self.case.version, step)
        done = await self.run(lambda: self.desk.do.complete_step(command))
        if done is not None:
            judged = f" Clock {' and '.join(done)}." if done else ""
            self.say(f"{self.case.reference}: {step_label(step)}.{judged}")

    @work(group=ASKING)
    async def action_close_case(self) -> None:
        """Ask for the outcome and a note, and close."""
        picks = [Pick(outcome, outcome) for outcome in kinds()[self.case.kind].outcomes]
        outcome = await self.app.push_screen_wait(Picker(f"Close {self.case.reference}: how did it end?", picks))
        if outcome is None:
            return
        question = "A note for the timeline, if there is more to say. ctrl+s closes the case."
        text = await self._ask(f"Close {self.case.reference}: {outcome}", question, required=False)
        if text is None:
            self._say_note_kept()
            return
        await asyncio.to_thread(self._write_note, text)
        command = CaseToClose(self.case.id, self.case.version, outcome, text)
        await self._do(lambda: self.desk.do.close(command), f"{self.case.reference} closed: {outcome}.")

    @work(group=ASKING)
    async def action_allocate_case(self) -> None:
        """Ask for the owner and give it."""
        staff = await self.look_up(self.desk.read.staff)
        if staff is None:
            return
        picked = await self.app.push_screen_wait(owner_picker(f"Allocate {self.case.reference} to", staff, self.desk.me))
        if picked is None:
            return
        command = Allocate([(self.case.id, self.case.version)], picked.staff_id)
        if await self.run(lambda: self.desk.do.allocate(command)) is not None:
            self.say(f"{self.case.reference}: {picked.words}.")

    def action_why_this_date(self) -> None:
        """Explain every deadline, the next one first."""
        self.action_work_out_dates()

    def origin(self) -> Origin:
        """The calculator over the case: its deadlines and why, then sums from when it was received."""
        return Origin(self.case.received_at, self.case.kind, self._reasons, "No clock runs on this kind of case.")

    def _reasons(self) -> list[Why]:
        rules = self.desk.rules
        clocks = sorted(self.case.clocks, key=lambda clock: (clock.stopped_at is not None, clock.due_at))
        return [why(rules.standards[clock.standard], clock.started_at, rules.calendars) for clock in clocks]

    def action_copy_reference(self) -> None:
        """Copy the reference."""
        self.app.copy_to_clipboard(self.case.reference)
        self.say(f"{self.case.reference} sent to the clipboard.")

    def action_leave(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

    def _add(self, note: NoteToAdd) -> bool:
        self.desk.do.add_note(note)
        return True

    def _say_note_kept(self) -> None:
        if self._note.strip():
            self.say("Nothing was saved. What you typed is kept here: m or x shows it again.", "warning")

    def _stops(self, step: str) -> str:
        standards = (self.desk.rules.standards[clock.standard] for clock in self.case.running)
        stopped = [standard.promise for standard in standards if standard.stops_on == step]
        return f"stops: {', '.join(stopped)}" if stopped else ""
