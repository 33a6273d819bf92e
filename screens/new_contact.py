"""Logging a new contact: its form, its deadlines live beside it, its draft on disk as it is typed."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import ClassVar
from uuid import uuid4

from textual import events, on, work
from textual.getters import query_one
from textual.widget import Widget

from casework.date_reading import UnreadableDate
from casework.date_words import clock_time, moment_words
from casework.errors import DeskError
from casework.why import Why, why
from db.actions.add_contact import AddContact
from db.queries.drafts import DraftView
from db.queries.likely_people import Asked, LikelyPerson
from screens.calculator_sums import Origin
from screens.commands import Command
from screens.contact_commands import AskWhoReviews, Drafts, GoToNote, KeepAsDraft, Save, SaveAndNext, StartAfresh, WhoIsThis
from screens.contact_form import ContactForm
from screens.deadline_preview import DeadlinePreview, promised
from screens.desk import Desk
from screens.draft_picker import draft_picker
from screens.likely_people import NOBODY, LikelyPane, UseCase, person_picker
from screens.live_screen import ASKING, LiveScreen
from screens.messages import CasesChanged
from screens.navigation import WorkOutDates
from screens.review_questions import ReviewQuestions
from screens.widgets.picker import Pick, Picker

FORM = "new contact"
"""What drafts of this form are called; each has a colon and a name of its own after it."""
MAIL = f"{FORM}:mail-"
"""How the drafts that came by mail are named: none of them is opened without being chosen."""
PAUSE_IN_TYPING = 0.08
"""Seconds without a further letter after which people are looked for."""


def _new_name() -> str:
    """A name that no draft has."""
    return f"{FORM}:{uuid4().hex}"


class NewContactScreen(LiveScreen):
    """Logs a contact while the caller talks. The app keeps one, so that it is there at once for the next caller."""

    crumbs = "New contact"
    commands = (Save, SaveAndNext, WorkOutDates, WhoIsThis, AskWhoReviews, GoToNote, Drafts, KeepAsDraft, StartAfresh)
    BINDINGS: ClassVar = []

    form = query_one(ContactForm)
    preview = query_one(DeadlinePreview)

    def __init__(self, desk: Desk) -> None:
        """An empty form, until a draft is found."""
        super().__init__(desk)
        self.began = desk.time.now()
        self._draft = _new_name()
        self._unkept = False
        self._writing = asyncio.Lock()
        self._saving = False
        self._left = False
        self._people: Sequence[LikelyPerson] = ()
        self._looked_for = Asked()

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
            self._take_answers_so_far()
            if self._unkept and not self._writing.locked():
                self._keep()

    def _take_answers_so_far(self) -> None:
        """Let the draft hold the answers of a question box that is still open."""
        for screen in self.app.screen_stack:
            if isinstance(screen, ReviewQuestions) and screen.is_mounted and screen.answers != self.form.apart:
                self.form.answer(screen.answers)

    @on(ContactForm.Changed)
    def _typed(self) -> None:
        self._unkept = True
        self._show_deadlines()
        self._look_for_people()

    # Who is this?

    def _asked(self) -> Asked:
        typed = self.form.typed()
        return Asked(typed["name"], typed["phone"], typed["email"], typed["force_reference"])

    @work(group="people", exclusive=True)
    async def _look_for_people(self) -> None:
        """Find who it may be, from what is typed so far; a later letter takes the place of this one's answer."""
        asked = self._asked()
        if asked == self._looked_for:
            return
        await asyncio.sleep(PAUSE_IN_TYPING)
        found = await self.look_up(lambda: self.desk.read.likely_people(asked))
        if found is not None:
            self._looked_for, self._people = asked, found
            self._show_people()

    def _show_people(self) -> None:
        known = self.form.person_id is not None
        name = self.form.typed()["name"] or "somebody known" if known else ""
        self.query_one(LikelyPane).show(() if known else self._people, name, self.desk.time.today())

    @work(group=ASKING)
    async def action_who_is_this(self) -> None:
        """Choose among those it may be."""
        known = self.form.person_id is not None
        if not self._people and not known:
            self.say("Nobody known is like what is typed. A name, a phone number, an email or a reference finds people.")
            return
        chosen = await self.app.push_screen_wait(person_picker(self._people, known, self.desk.time.today()))
        if isinstance(chosen, UseCase):
            await self._add_to(chosen)
        elif chosen is not None:
            self.form.use(chosen.person if chosen.person is not NOBODY else None)
            self._show_people()
            if chosen.person is not NOBODY:
                self.form.query_one("#subject").focus()

    async def _add_to(self, chosen: UseCase) -> None:
        """Put the contact on their open case in place of a new one."""
        note = self.form.note.text
        if not note.strip():
            self.say(f"Write what was said first: it goes on {chosen.case.reference}.", "warning")
            self.form.note.focus()
            return
        try:
            received = self.form.received()
        except UnreadableDate as error:
            self.say(str(error), "warning")
            return
        subject = self.form.typed()["subject"].strip()
        text = f"{subject}\n{note}" if subject else note
        command = AddContact(chosen.case.case_id, chosen.case.version, self.form.channel.value or "", text, received)
        async with self._writing:
            reference = await self.run(lambda: self.desk.do.add_contact(command, self._draft))
            if reference is not None:
                self._unkept = False
                self._leave(f"Added to {reference}.")

    def _show_deadlines(self) -> None:
        try:
            started = self.form.received() or self.desk.time.now()
        except UnreadableDate:
            self.preview.nothing("Received can't be read yet.")
            return
        self.preview.show(self.form.kind.value or "", started)
        judged = self.form.judged()
        self.preview.show_judged(judged.lines if judged is not None else ())

    # Drafts.

    @work
    async def _resume(self) -> None:
        found = await self.look_up(lambda: self.desk.read.drafts(FORM))
        if not found or self.form.anything_typed():
            return
        calls = [draft for draft in found if not draft.form.startswith(MAIL)]
        if not calls:
            self.say(f"{len(found)} mail{' waits' if len(found) == 1 else 's wait'} to be confirmed: F7 shows.")
            return
        self._show_draft(calls[0])
        more = f", and {len(found) - 1} more: F7" if len(found) > 1 else ""
        self.say(f"Your draft from {clock_time(calls[0].kept_at)} is back{more}. F9 empties the form.")

    def _show_draft(self, draft: DraftView) -> None:
        self._draft = draft.form
        self.form.fill(draft.fields)

    @work(group=ASKING)
    async def action_drafts(self) -> None:
        """Ask which contact to go on with; the one on the screen is kept first."""
        async with self._writing:
            if not await self._keep_typed():
                return
        found = await self.look_up(lambda: self.desk.read.drafts(FORM))
        if found is None:
            return
        others = [draft for draft in found if draft.form != self._draft]
        if not others and not self.form.anything_typed():
            self.say("There is no other draft.")
            return
        left = self.form.anything_typed()
        chosen = await self.app.push_screen_wait(draft_picker(others, self.desk.time.now()))
        if chosen is None:
            return
        if isinstance(chosen, DraftView):
            self._show_draft(chosen)
            self._unkept = False
        else:
            self._empty()
        self.form.start()
        self.say("The contact you left is kept: F7 goes back to it." if left else "")

    @work(group="draft")
    async def _keep(self) -> None:
        async with self._writing:
            if self._unkept:
                await self._keep_typed()

    async def _keep_typed(self) -> bool:
        """Keep the draft, off the screen's thread; False when it could not be kept, which is then said."""
        self._unkept = False
        fields = self.form.typed() if self.form.anything_typed() else None
        try:
            await asyncio.to_thread(self._write_draft, self._draft, fields)
        except DeskError as error:
            self._unkept = True
            self.say(str(error), "error")
            return False
        return True

    def keep_now(self) -> None:
        """Put what is typed on disk before the app ends."""
        self._write_draft(self._draft, self.form.typed() if self.form.anything_typed() else None)

    def _write_draft(self, name: str, fields: dict[str, str] | None) -> None:
        if fields is None:
            self.desk.do.drop_draft(name)
        else:
            self.desk.do.keep_draft(name, fields)

    # Saving.

    async def _save(self) -> str | None:
        contact = self.form.contact()
        if contact is None:
            self.say("Not saved yet: see the mark ✗.", "warning")
            return None
        logged = await self.run(lambda: self.desk.do.log(contact, self._draft))
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

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is AskWhoReviews and self.is_mounted and self.form.kind.value != "review":
            return "Whose review it is, is only asked of a review application. Choose that type first."
        return super().why_not(command)

    def action_go_to_note(self) -> None:
        """Go to what was said."""
        self.form.note.focus()

    @work(group=ASKING)
    async def action_ask_who_reviews(self) -> None:
        """Ask the questions over the form; the answers stay with what is typed."""
        answers = await self.app.push_screen_wait(ReviewQuestions(self.form.apart, self.form.authority))
        if answers is not None:
            self.form.answer(answers)

    @work(group=ASKING)
    async def action_start_afresh(self) -> None:
        """Ask, then empty the form."""
        if self.form.anything_typed():
            lost = "this mail and its files are" if self._draft.startswith(MAIL) else "what was typed is"
            picks = [Pick(False, "Keep it"), Pick(True, f"Empty it: {lost} gone for good")]
            if not await self.app.push_screen_wait(Picker("Empty the form?", picks)):
                return
        given_up = self._draft
        self._empty()
        async with self._writing:
            await self.run(lambda: self.desk.do.drop_draft(given_up))

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
        self._draft = _new_name()
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
