"""One case: what somebody needs of it at once, the next thing to do as one key, and its timeline."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events, work
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widget import Widget

from casework.why import Why
from db.actions.add_note import AddNote as NoteToAdd
from db.actions.allocate import Allocate
from db.queries.case import CaseView
from db.queries.clock_story import explained
from db.written.next_step import next_of, steps_left
from screens.calculator_sums import Origin
from screens.case_clocks import CLOCK_COMMANDS
from screens.case_closing import CaseClosing
from screens.case_commands import AddNote, AllocateCase, CloseCase, CopyMenu, Leave, NextStep, RecordStep, WhyThisDate
from screens.case_copy import CaseCopy
from screens.case_edit import EDIT_COMMANDS, CaseEdit
from screens.case_head import CaseHead
from screens.case_learning import LEARNING_COMMANDS, CaseLearning
from screens.case_letters import LETTER_COMMANDS, CaseLetters
from screens.case_links import LINK_COMMANDS, CaseLinks
from screens.case_person import PERSON_COMMANDS
from screens.case_presence import CasePresence
from screens.case_priority import MARK_COMMANDS, CasePriority
from screens.case_tasks import TASK_COMMANDS, CaseTasks
from screens.case_text import due_words
from screens.case_timeline import TIMELINE_COMMANDS, CaseTimeline
from screens.commands import Command
from screens.contact_on_case import CONTACT_COMMANDS, CaseContact
from screens.desk import Desk
from screens.live_screen import ASKING, LiveScreen
from screens.navigation import Reload
from screens.owner_picker import NewOwner, ask_owner
from screens.widgets.filter_bar import FilterBar
from screens.widgets.reading_pane import ReadingPane
from screens.widgets.timeline import Timeline

LEAST_TIMELINE = 5
"""Lines of the timeline that the essentials leave room for."""
WORK: tuple[type[Command], ...] = (NextStep, AddNote, RecordStep, AllocateCase, CloseCase, WhyThisDate)


class CaseActions(CaseCopy, CaseClosing, CaseTasks, CaseLetters, CaseLinks, CaseContact, CaseEdit, CasePriority, CaseLearning):
    """All that can be done to a case."""


class CaseScreen(CaseTimeline, CaseActions, CasePresence):
    """A case and everything about it."""

    commands = (
        *(*WORK, *CONTACT_COMMANDS, *TASK_COMMANDS, *EDIT_COMMANDS, *LETTER_COMMANDS, *CLOCK_COMMANDS, *LINK_COMMANDS),
        *(*PERSON_COMMANDS, *MARK_COMMANDS, *LEARNING_COMMANDS, *TIMELINE_COMMANDS, CopyMenu, Reload, Leave),
    )
    BINDINGS: ClassVar = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    CaseScreen {
        & ReadingPane { display: none; width: 46%; border-left: vkey $panel; }
        &.-wide ReadingPane { display: block; }
    }
    """
    head = query_one(CaseHead)

    def __init__(self, desk: Desk, case: CaseView) -> None:
        """This case, as just read."""
        super().__init__(desk, case)
        self._drawn: CaseView | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The essentials over the timeline and, when wide, everything in full beside them."""
        with Horizontal():
            with Vertical():
                yield CaseHead()
                yield FilterBar()
                yield Timeline()
            yield ReadingPane()

    def on_mount(self) -> None:
        """Show the case."""
        super().on_mount()
        self._draw()
        self.timeline.focus()

    def on_resize(self, _event: events.Resize) -> None:
        """Give the essentials the room there is now."""
        self.call_after_refresh(self._draw)

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
        if case.closed_at is not None and command in (NextStep, RecordStep, AllocateCase, CloseCase):
            return f"{case.reference} is closed. O reopens it."
        if command is CloseCase and case.call_back is not None:
            by = due_words(case.call_back.due_at, self.desk.time.now())
            return f"A call-back is promised on {case.reference} by {by}. c makes it or takes it back."
        if command is RecordStep and not steps_left(case):
            return f"Every step of {case.reference} is done. x closes it."
        if command is WhyThisDate and not case.clocks:
            return "No clock runs on this kind of case."
        return super().why_not(command)

    def _draw(self) -> None:
        if not self.alive or not self.query(CaseHead):
            return
        rules, now = self.desk.rules, self.desk.time.now()
        body = self.query_one("#body").size
        if not body.height:
            return  # It is drawn once it is known how much room there is.
        wide = body.width * 54 // 100 if self.aside.display else body.width
        self.head.show(self.case, rules, now, self.also_open_line(), max(40, wide - 2), max(6, body.height - 1 - LEAST_TIMELINE))
        self.draw_timeline()

    def presence_changed(self) -> None:
        """Show who else has the case open now."""
        self._draw()

    def action_edit_case(self) -> None:
        """Edit what the cursor is on, or what is recorded of the case."""
        self.edit_here(self.entry)

    def action_next_step(self) -> None:
        """Do what is next: record the step, return the call-back, resume or close."""
        found = next_of(self.case, self.desk.rules, self.desk.time.now())
        if found is None:
            return
        if found.doing == "resume":
            self.action_pause_or_resume()
        elif found.doing == "close":
            self.action_close_case()
        elif found.doing == "call back":
            self.action_call_back()
        elif found.doing == "task":
            self.work_on_next_task()
        else:
            self._record_next(found.step)

    @work(group=ASKING)
    async def _record_next(self, step: str) -> None:
        await self.record_step(step)

    @work(group=ASKING)
    async def action_add_note(self) -> None:
        """Ask for a note and keep it."""
        text = await self.ask("note", f"Note on {self.case.reference}", many_lines=True)
        if text is not None and await self.do(lambda: self._add(NoteToAdd(self.case.id, text)), "note") is not None:
            self.say("Note kept.")

    @work(group=ASKING)
    async def action_allocate_case(self) -> None:
        """Ask for the owner and give it."""
        seen = self.case
        picked = await ask_owner(self, f"Allocate {seen.reference} to", [seen.id])
        if not isinstance(picked, NewOwner):
            return
        given = await self.attempt(
            lambda case: self.desk.do.allocate(Allocate([(case.id, case.version)], picked.staff_id)), seen=seen
        )
        if given is not None:
            self.say(f"{self.case.reference}: {picked.words}.")

    def action_why_this_date(self) -> None:
        """Explain every deadline, the next one first."""
        self.action_work_out_dates()

    def origin(self) -> Origin:
        """The calculator over the case: its deadlines and why, then sums from when it was received."""
        return Origin(self.case.received_at, self.case.kind, self._reasons, "No clock runs on this kind of case.")

    @property
    def shown_reference(self) -> str:
        """The case's own."""
        return self.case.reference

    def concern_subject(self) -> tuple[int | None, str]:
        """A concern raised over a case is on it."""
        return self.case.id, ""

    def _reasons(self) -> list[Why]:
        clocks = sorted(self.case.clocks, key=lambda clock: (clock.stopped_at is not None, clock.due_at))
        return [explained(self.case, clock, self.desk.rules) for clock in clocks]

    def action_leave(self) -> None:
        """Undo one layer: the filter of the timeline, then the case."""
        if not self.clear_filter():
            self.dismiss()

    def _add(self, note: NoteToAdd) -> bool:
        self.desk.do.add_note(note)
        return True
