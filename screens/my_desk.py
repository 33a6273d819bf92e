"""The desk: the member's own work by deadline, what they promised, what they were writing, were given, and what changed."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import ClassVar

from textual import events, on, work
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widget import Widget

from casework.draft_words import (
    OF_CONCERNS,
    OF_CONTACT,
    OF_CONTACTS,
    OF_HAND_OVER,
    OF_LETTER,
    OF_NOTE,
    OF_PERSON,
    OF_SEVERAL,
    OF_TEMPLATE,
    draft_named,
)
from casework.errors import DeskError
from casework.moments import london_date
from casework.summaries.my_desk import DeskLine, MyDesk
from db import settings
from screens.case_commands import AboutPerson, AddNote, CopyReference
from screens.case_letters import WriteLetter
from screens.case_pane import CasePane
from screens.cases_behind import CasesBehind
from screens.commands import Command
from screens.contact_on_case import ContactOnCase
from screens.deadline_cell import STYLES
from screens.desk import Desk
from screens.desk_rows import MORE, DeskRow, DeskRows
from screens.live_screen import ASKING
from screens.messages import Go, OpenCase, OpenDay, OpenQueue, StartContact
from screens.navigation import NewContact, Reload
from screens.take_next import TakeNext, TakesNext
from screens.today_commands import NoteForTheNext
from screens.today_parts import HAND_OVER
from screens.widgets.columns import Cell, Column
from screens.widgets.list_messages import Highlighted, Opened, Refilled, RowLeft
from screens.widgets.parted_table import PartedTable

NO_WORK = "My open work: none. t takes the next case from the queue, n logs a contact."
GOES_ON_BY = {
    OF_NOTE: AddNote.name(),
    OF_LETTER: WriteLetter.name(),
    OF_CONTACT: ContactOnCase.name(),
    OF_PERSON: AboutPerson.name(),
}
"""The commands of a case's screen that go on with a draft at once, by what that is of; the others wait to be asked."""


class CallBack(Command):
    """Open the case under the cursor with its call-back: make the one that was promised, or promise one."""

    label = "call-back"
    keys = "c"


class ShiftBefore(Command):
    """Show what the working day before handed over: its notes whole, and what this day starts with."""

    label = "shift before"
    keys = "B"


class Fold(Command):
    """Fold every part to its first lines again."""

    label = "fold"
    keys = "escape"


class MyDeskScreen(TakesNext):
    """What waits for the member who is signed in, each part with its first lines."""

    crumbs = "Desk"
    commands = (NewContact, TakeNext, CallBack, CopyReference, ShiftBefore, Reload, Fold)
    BINDINGS: ClassVar = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    MyDeskScreen {
        & CasePane { display: none; width: 46%; border-left: vkey $panel; padding: 0 1; }
        &.-wide CasePane { display: block; }
    }
    """

    table = query_one(PartedTable)
    pane = query_one(CasePane)

    def __init__(self, desk: Desk) -> None:
        """The desk of the member who is signed in."""
        super().__init__(desk)
        self._looked_at: datetime | None = None
        self._shown: MyDesk | None = None
        self._rows = DeskRows(lambda: desk.read.my_desk(self._looked_at), lambda: self._room, lambda: self.table.cursor_key)
        self._room = 0
        self._away = False

    def compose_body(self) -> Iterable[Widget]:
        """The parts and, when wide, the case under the cursor."""
        columns = (
            Column("Due, or when", self._when, width=27, least=24),
            Column("Ref", _reference, width=11),
            Column("What", _what, share=1, least=14),
        )
        with Horizontal():
            yield PartedTable[DeskRow](
                columns,
                lambda row: row.key,
                self._across,
                lambda row: row.is_heading,
                loading_text="Reading your desk…",
            )
            yield CasePane(self.desk)

    def on_mount(self) -> None:
        """Read the desk once it is known how much room there is."""
        super().on_mount()
        self.table.focus()
        self.call_after_refresh(self._fit)

    def on_resize(self, _event: events.Resize) -> None:
        """Show as many lines as there is room for."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self.alive and self.table.rows_shown != self._room:
            first, self._room = not self._room, self.table.rows_shown
            if first:
                self.table.show(self._rows)
            else:
                self.table.reload()

    def reload(self) -> None:
        """Read the desk again; the cursor stays on its row."""
        super().reload()
        self._away = False
        self.table.reload()
        self.pane.reload()

    def tick(self) -> None:
        """Let states change as time passes."""
        super().tick()
        if self.alive and self.table.retick():
            self.pane.retick()

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command in (CallBack, CopyReference) and self.is_mounted and not (self._line and self._line.reference):
            return "No case is under the cursor."
        if command is Fold and not self._rows.unfolded:
            return "Nothing is unfolded."
        return super().why_not(command)

    @property
    def _line(self) -> DeskLine | None:
        row: DeskRow | None = self.table.cursor_row
        return row.line if row is not None else None

    # Looking at what was given.

    @on(Refilled)
    def _read(self) -> None:
        """What was given since the last look stays in sight until this one ends."""
        if not self._away:
            self._shown = self._rows.desk
            self._looked_at = self._shown.looked_at if self._shown is not None else None

    def leave(self) -> None:
        """The member goes elsewhere: what they were given and saw here is no longer new."""
        if (seen := self._seen()) is not None:
            self._keep_seen(seen)
        self._looked_at = None
        self._away = self.stale = True

    def keep_now(self) -> None:
        """The app ends: keep what was seen before it does."""
        if (seen := self._seen()) is not None:
            self.desk.do.keep_own_setting(settings.DESK_SEEN_AT, seen)

    def _seen(self) -> str | None:
        shown, self._shown = self._shown, None
        return shown.read_at.isoformat() if shown is not None and shown.has_news else None

    @work(thread=True, group="settings")
    def _keep_seen(self, seen: str) -> None:
        with suppress(DeskError):  # Then it is shown as new once more.
            self.desk.do.keep_own_setting(settings.DESK_SEEN_AT, seen)

    # What the list says.

    @on(Opened)
    def _open(self, event: Opened) -> None:
        row: DeskRow = event.row
        if row.unfolds:
            self._rows.unfolded.add(row.part.id)
            self.table.reload()
            self.refresh_bindings()
        elif row.line is None:
            self.say(
                f"{row.more_words[:1].upper()}{row.more_words[1:]}." if row.more_words else "There is nothing there to open."
            )
        else:
            self._go_to(row.line)

    def _go_to(self, line: DeskLine) -> None:
        """Go where a line leads, and on with its draft."""
        about = draft_named(line.form).about
        if line.case_id is not None:
            self.post_message(OpenCase(line.case_id, GOES_ON_BY.get(about, "")))
        elif line.filter:
            self.post_message(OpenQueue(line.filter))
        elif line.cases:
            self._list_cases(line)
        elif not line.form:
            self.action_shift_before()
        elif about == OF_CONTACTS:
            self.post_message(StartContact(line.form))
        elif about == OF_HAND_OVER:
            self.post_message(OpenDay(date.fromisoformat(draft_named(line.form).which), NoteForTheNext.name()))
        elif about == OF_CONCERNS:
            self._log_concern(line.form)
        elif draft_named(line.form).which == OF_SEVERAL:
            self.post_message(Go("queues"))
        elif about == OF_TEMPLATE:
            self.post_message(Go("admin"))
        else:
            self.say(f"What this is about is no longer in the record. It reads: {line.words}", "warning")

    def action_shift_before(self) -> None:
        """Show the hand-over of the working day before."""
        today = london_date(self.desk.time.now())
        self.post_message(OpenDay(self.desk.calendar.add(today, -1), part=HAND_OVER))

    @work(group=ASKING)
    async def _list_cases(self, line: DeskLine) -> None:
        """List the cases that a line is about, and open the one that is chosen."""
        title = f"{line.label}: {line.words}"
        chosen = await self.app.push_screen_wait(CasesBehind(title, lambda: self.desk.read.case_briefs(line.cases)))
        if chosen is not None:
            self.post_message(OpenCase(chosen))

    @work(group=ASKING)
    async def _log_concern(self, form: str) -> None:
        """Show what was written of a concern and not logged."""
        draft = await self.look_up(lambda: self.desk.read.draft(form))
        if draft is None:
            self.reload()
            return
        unfinished = self.desk.pulse.unfinished
        unfinished[:] = [draft, *(it for it in unfinished if it.form != form)]
        self.action_safeguarding()

    @on(RowLeft)
    def _left(self, event: RowLeft) -> None:
        row: DeskRow | None = event.row
        if row is not None and row.line is not None and row.line.reference:
            self.say(f"{row.line.reference} is no longer there.")

    @on(Highlighted)
    def _preview(self, event: Highlighted) -> None:
        row: DeskRow | None = event.row
        self.pane.case_id = row.line.case_id if row is not None and row.line is not None else None

    def action_call_back(self) -> None:
        """Open the case with the question about its call-back."""
        if self._line is not None and self._line.case_id is not None:
            self.post_message(OpenCase(self._line.case_id, CallBack.name()))

    def action_fold(self) -> None:
        """Fold every part again; the cursor goes from a line that is then out of sight to how many more there are."""
        row: DeskRow | None = self.table.cursor_row
        unfolded = row is not None and row.part.id in self._rows.unfolded
        self._rows.fold()
        self.table.show(self._rows, at=(row.part.id, MORE) if row is not None and unfolded else self.table.cursor_key)
        self.refresh_bindings()

    def action_copy_reference(self) -> None:
        """Copy the reference under the cursor."""
        if self._line is not None:
            self.app.copy_to_clipboard(self._line.reference)
            self.say(f"{self._line.reference} sent to the clipboard.")

    def _when(self, row: DeskRow) -> Cell:
        """When a line is due or was; for a heading its words, so that it is drawn again when they change."""
        rules, now = self.desk.rules, self.desk.time.now()
        if row.line is None:
            return row.part.heading(rules, now)
        stands = row.line.stands(rules, now)
        return row.line.when(rules, now), STYLES[stands.signal] if stands is not None else "muted"

    def _across(self, row: DeskRow) -> str:
        if not row.is_heading:
            return row.more_words
        return NO_WORK if row.part.id == "work" and not row.part.total else str(self._when(row))


def _reference(row: DeskRow) -> Cell:
    return (row.line.reference, "strong") if row.line is not None else ""


def _what(row: DeskRow) -> Cell:
    return row.line.words if row.line is not None else ""
