"""Logging a new contact: its form, its deadlines live beside it, its draft on disk as it is typed."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import events, on, work
from textual.getters import query_one
from textual.widget import Widget

from casework.date_reading import UnreadableDate
from casework.date_words import clock_time, moment_words
from casework.errors import DeskError
from casework.why import Why, why
from screens.calculator_sums import Origin
from screens.contact_commands import KeepAsDraft, Save, SaveAndNext, StartAfresh
from screens.contact_form import ContactForm
from screens.deadline_preview import DeadlinePreview, promised
from screens.desk import Desk
from screens.live_screen import ASKING, LiveScreen
from screens.messages import CasesChanged
from screens.navigation import WorkOutDates
from screens.widgets.picker import Pick, Picker

FORM = "new contact"


class NewContactScreen(LiveScreen):
    """Logs a contact while the caller talks. The app keeps one, so that it is there at once for the next caller."""

    crumbs = "New contact"
    commands = (Save, SaveAndNext, WorkOutDates, KeepAsDraft, StartAfresh)
    BINDINGS: ClassVar = []

    form = query_one(ContactForm)
    preview = query_one(DeadlinePreview)

    def __init__(self, desk: Desk) -> None:
        """An empty form, until a draft is found."""
        super().__init__(desk)
        self.began = desk.time.now()
        self._unkept = False
        self._writing = asyncio.Lock()
        self._saving = False
        self._left = False

    def compose_body(self) -> Iterable[Widget]:
        """The form with its deadlines."""
        yield ContactForm(self.desk, DeadlinePreview(self.desk))

    def on_mount(self) -> None:
        """Offer the draft, if there is one, and start at the top."""
        super().on_mount()
        self.began = self.desk.time.now()
        self.form.start()
        self._show_deadlines()
        self._resume()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Start a new contact, unless this is the same one seen again after a dialogue."""
        super().on_screen_resume(event)
        if self._left:
            self._left = False
            self._empty()
            self._resume()

    def reload(self) -> None:
        """Work the deadlines out again: the calendar may have changed."""
        super().reload()
        self._show_deadlines()

    def tick(self) -> None:
        """Run the call timer; keep what was typed since the last second."""
        super().tick()
        if self.alive:
            self.preview.show_timer(self.desk.time.now() - self.began)
            if self._unkept and not self._writing.locked():
                self._keep()

    @on(ContactForm.Changed)
    def _typed(self) -> None:
        self._unkept = True
        self._show_deadlines()

    def _show_deadlines(self) -> None:
        try:
            started = self.form.received() or self.desk.time.now()
        except UnreadableDate:
            self.preview.nothing("Received can't be read yet.")
            return
        self.preview.show(self.form.kind.value or "", started)

    # Drafts.

    @work
    async def _resume(self) -> None:
        draft = await self.look_up(lambda: self.desk.read.draft(FORM))
        if draft is not None and not self.form.anything_typed():
            self.form.fill(draft.fields)
            self.say(f"Your draft from {clock_time(draft.kept_at)} is back. F9 empties the form.")

    @work(group="draft")
    async def _keep(self) -> None:
        async with self._writing:
            await self._keep_typed()

    async def _keep_typed(self) -> bool:
        """Keep the draft, off the screen's thread; False when it could not be kept, which is then said."""
        self._unkept = False
        fields = self.form.typed() if self.form.anything_typed() else None
        try:
            await asyncio.to_thread(self._write_draft, fields)
        except DeskError as error:
            self._unkept = True
            self.say(str(error), "error")
            return False
        return True

    def keep_now(self) -> None:
        """Put what is typed on disk before the app ends."""
        self._write_draft(self.form.typed() if self.form.anything_typed() else None)

    def _write_draft(self, fields: dict[str, str] | None) -> None:
        if fields is None:
            self.desk.do.drop_draft(FORM)
        else:
            self.desk.do.keep_draft(FORM, fields)

    # Saving.

    async def _save(self) -> str | None:
        contact = self.form.contact()
        if contact is None:
            self.say("Not saved yet: see the mark ✗.", "warning")
            return None
        logged = await self.run(lambda: self.desk.do.log(contact))
        if logged is None:
            return None
        self._unkept = False
        promises = promised(self.desk, contact.kind, contact.received_at or self.desk.time.now())
        first = f" {promises[0].standard.promise} {moment_words(promises[0].due_at)}." if promises else ""
        return f"Logged {logged.reference}.{first}"

    @work
    async def action_save(self) -> None:
        """Save and go back, saying the reference to read out."""
        said = await self._saved_once()
        if said is not None:
            self._leave(said)

    @work
    async def action_save_and_next(self) -> None:
        """Save and empty the form."""
        said = await self._saved_once()
        if said is not None:
            self._empty()
            self.say(said)

    async def _saved_once(self) -> str | None:
        """Save after any draft under way is on disk; a second press meanwhile does nothing."""
        if self._saving or not self.is_current:
            return None
        self._saving = True
        try:
            async with self._writing:
                return await self._save()
        finally:
            self._saving = False

    @work(group=ASKING)
    async def action_start_afresh(self) -> None:
        """Ask, then empty the form."""
        if self.form.anything_typed():
            picks = [Pick(False, "Keep what was typed"), Pick(True, "Empty the form: what was typed is gone for good")]
            if not await self.app.push_screen_wait(Picker("Empty the form?", picks)):
                return
        self._empty()

    @work
    async def action_keep_as_draft(self) -> None:
        """Leave, what was typed kept."""
        async with self._writing:
            if self.is_current and await self._keep_typed():
                self._leave("Kept as a draft: n shows it again." if self.form.anything_typed() else "")

    def origin(self) -> Origin:
        """The calculator over the form: the deadlines beside it and why, then sums from when the contact was received."""
        kind = self.form.kind.value or ""
        try:
            received = self.form.received()
        except UnreadableDate:
            received = None
        return Origin(received, kind, self._reasons, "No clock runs on this kind of contact.")

    def _reasons(self) -> list[Why]:
        started = self.form.received() or self.desk.time.now()
        promises, calendars = promised(self.desk, self.form.kind.value or "", started), self.desk.rules.calendars
        return [why(promise.standard, started, calendars) for promise in promises]

    def _empty(self) -> None:
        self.form.fill({})
        self._unkept = False
        self.began = self.desk.time.now()
        self.form.start()

    def _leave(self, said: str) -> None:
        beneath = self.app.screen_stack[-2]
        self._left = True
        self.dismiss()
        if said and isinstance(beneath, LiveScreen):
            beneath.say(said)
        beneath.post_message(CasesChanged())
