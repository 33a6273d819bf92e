"""One case: its person, its clocks, its timeline, and what can be done next."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget

from casework.kinds import asked_before, kinds, step_label
from casework.why import Why
from db.actions.add_note import AddNote as NoteToAdd
from db.actions.allocate import Allocate
from db.actions.close_case import CloseCase as CaseToClose
from db.actions.complete_step import REPEATABLE, CompleteStep
from db.queries.case import CaseView
from db.queries.clock_story import explained
from screens.calculator_sums import Origin
from screens.case_clocks import CLOCK_COMMANDS
from screens.case_commands import AddNote, AllocateCase, CloseCase, CopyReference, Leave, RecordStep, WhyThisDate
from screens.case_person import PERSON_COMMANDS, CasePerson
from screens.case_text import clocks_text, heading, timeline
from screens.commands import Command
from screens.desk import Desk
from screens.live_screen import ASKING, LiveScreen
from screens.navigation import Reload
from screens.owner_picker import owner_picker
from screens.widgets.picker import Pick, Picker
from screens.widgets.reading_pane import ReadingPane

WORK: tuple[type[Command], ...] = (AddNote, RecordStep, AllocateCase, CloseCase, WhyThisDate)


class CaseScreen(CasePerson):
    """A case and everything about it."""

    commands = (*WORK, *CLOCK_COMMANDS, *PERSON_COMMANDS, CopyReference, Reload, Leave)
    BINDINGS: ClassVar = []
    pane = query_one(ReadingPane)

    def __init__(self, desk: Desk, case: CaseView) -> None:
        """This case, as just read."""
        super().__init__(desk, case)
        self._drawn: tuple[CaseView, str, str] | None = None

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

    @work(exclusive=True, group="read")
    async def _read_again(self) -> None:
        case = await self.look_up(lambda: self.desk.read.case(self.case.id))
        if case is not None:
            self.show(case)

    def show(self, case: CaseView) -> None:
        """Show the case as read again."""
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
            return f"{case.reference} is closed. O reopens it."
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
        rules, now = self.desk.rules, self.desk.time.now()
        head, clocks = heading(self.case, rules, now), clocks_text(self.case, rules, now)
        drawn = (self.case, head.plain, clocks.plain)
        if drawn != self._drawn:
            self._drawn = drawn
            self.pane.say(Content("\n\n").join([head, clocks, timeline(self.case)]))

    @work(group=ASKING)
    async def action_add_note(self) -> None:
        """Ask for a note and keep it."""
        text = await self.ask("note", f"Note on {self.case.reference}", many_lines=True)
        if text is not None and await self.do(partial(self._add, NoteToAdd(self.case.id, text)), "note") is not None:
            self.say("Note kept.")

    @work(group=ASKING)
    async def action_record_step(self) -> None:
        """Ask which step, and record it."""
        picks = [Pick(step, step_label(step), self._stops(step)) for step in self.steps()]
        step = await self.app.push_screen_wait(Picker(f"{self.case.reference}: what was done?", picks))
        if step is None or not await self._may_go_on(step):
            return
        command = CompleteStep(self.case.id, self.case.version, step)
        done = await self.run(lambda: self.desk.do.complete_step(command))
        if done is not None:
            judged = f" Clock {' and '.join(done)}." if done else ""
            self.say(f"{self.case.reference}: {step_label(step)}.{judged}")

    async def _may_go_on(self, step: str) -> bool:
        """Ask what has to be asked before a step; when that is against it, the case is closed with the reason instead."""
        first = asked_before().get(step)
        if first is None:
            return True
        picks = [Pick(True, first.goes_on), Pick(False, first.instead)]
        goes_on = await self.app.push_screen_wait(Picker(first.asks, picks))
        if goes_on is False:
            await self._close(first.instead)
        return bool(goes_on)

    @work(group=ASKING)
    async def action_close_case(self) -> None:
        """Ask for the outcome and a note, and close."""
        picks = [Pick(outcome, outcome) for outcome in kinds()[self.case.kind].outcomes]
        outcome = await self.app.push_screen_wait(Picker(f"Close {self.case.reference}: how did it end?", picks))
        if outcome is not None:
            await self._close(outcome)

    async def _close(self, outcome: str) -> None:
        """Ask for a note, and close with this outcome."""
        question = "A note for the timeline, if there is more to say. ctrl+s closes the case."
        title = f"Close {self.case.reference}: {outcome}"
        text = await self.ask("note", title, question, many_lines=True, required=False)
        if text is None:
            return
        command = CaseToClose(self.case.id, self.case.version, outcome, text)
        if await self.do(lambda: self.desk.do.close(command), "note") is not None:
            self.say(f"{self.case.reference} closed: {outcome}.")

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

    def concern_subject(self) -> tuple[int | None, str]:
        """A concern raised over a case is on it."""
        return self.case.id, ""

    def _reasons(self) -> list[Why]:
        clocks = sorted(self.case.clocks, key=lambda clock: (clock.stopped_at is not None, clock.due_at))
        return [explained(self.case, clock, self.desk.rules) for clock in clocks]

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

    def _stops(self, step: str) -> str:
        standards = (self.desk.rules.standards[clock.standard] for clock in self.case.running)
        stopped = [standard.promise for standard in standards if standard.stops_on == step]
        return f"stops: {', '.join(stopped)}" if stopped else ""
