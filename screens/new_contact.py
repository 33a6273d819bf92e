"""Logging a new contact: its form, its deadlines live beside it, its draft on disk as it is typed."""

from typing import ClassVar

from textual import on, work

from casework.concerns import Suggestion, suggested
from casework.date_reading import UnreadableDate
from casework.references import to_read_out
from casework.why import Why, why
from screens.calculator_sums import Origin
from screens.commands import Command
from screens.contact_commands import (
    AboutPerson,
    AskWhoReviews,
    Drafts,
    GoToNote,
    KeepAsDraft,
    Save,
    SaveAndNext,
    StartAfresh,
    WhoIsThis,
)
from screens.contact_form import ContactForm
from screens.contact_people import ContactPeople
from screens.deadline_preview import promised
from screens.desk import Desk
from screens.live_screen import ASKING
from screens.navigation import WorkOutDates
from screens.review_questions import ReviewQuestions

MOST_SUGGESTED = 2


class NewContactScreen(ContactPeople):
    """Logs a contact while the caller talks. The app keeps one, so that it is there at once for the next caller."""

    crumbs = "New contact"
    commands = (
        *(Save, SaveAndNext, WorkOutDates, WhoIsThis, AboutPerson, AskWhoReviews, GoToNote, Drafts),
        *(KeepAsDraft, StartAfresh),
    )
    BINDINGS: ClassVar = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-usual"), (120, "-wide"), (160, "-wider")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-low"), (30, "-high")]  # noqa: RUF012
    DEFAULT_CSS = """
    NewContactScreen {
        &.-wide #fields, &.-wider #fields { layout: horizontal; }
        &.-wide.-high #fields { layout: vertical; }
        &.-low ContactForm.-writing #beside, &.-short ContactForm.-writing #beside { max-height: 45%; }
        &.-short #beside { max-height: 50%; }
        &.-short KnownOf { max-height: 2; }
    }
    """

    def __init__(self, desk: Desk) -> None:
        """A form with nothing in it."""
        super().__init__(desk)
        self._saving = False
        self._suggested: tuple[Suggestion, ...] = ()

    def on_mount(self) -> None:
        """Show what the kind that is chosen promises."""
        super().on_mount()
        self._show_deadlines()

    def reload(self) -> None:
        """Work the deadlines out again: the calendar may have changed."""
        super().reload()
        self._show_deadlines()

    @on(ContactForm.Changed)
    def _typed(self) -> None:
        self._unkept = True
        self._suggested = suggested(text for name, text in self.form.typed().items() if name not in ("kind", "channel"))
        self._show_deadlines()

    # Beside the form.

    def _show_deadlines(self) -> None:
        self.show_warnings()
        try:
            started = self.form.received() or self.desk.time.now()
        except UnreadableDate:
            self.preview.nothing("Received can't be read yet.")
            return
        self.preview.show(self.form.kind.value or "", started)

    def show_warnings(self) -> None:
        """Show whether a review is in time and for us, what the words suggest, and that there is a case already."""
        judged = self.form.judged()
        flags = [each.line for each in self._suggested[:MOST_SUGGESTED]]
        found = judged.lines if judged is not None else ()
        lines = [*flags, *(f"{line} (F6)" if "Ask for the letter" in line else line for line in found), self.open_already]
        self.preview.show_judged([line for line in lines if line])

    def concern_suggested(self) -> Suggestion | None:
        """What F2 begins with: what the words suggest most."""
        return self._suggested[0] if self._suggested else None

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

    # Saving.

    async def _save(self) -> str | None:
        contact = self.form.contact()
        if contact is None:
            self.say("Not saved yet: see the mark ✗.", "warning")
            return None
        logged = await self.run(lambda: self.desk.do.log(contact, self.draft))
        if logged is None:
            return None
        self._unkept = False
        said = f"Logged {to_read_out(logged.reference)}."
        if logged.closed:
            return f"{said} It is closed: nothing more is promised."
        promise = logged.promise(self.desk.rules)
        return f"{said} {promise}." if promise else said

    async def action_save(self) -> None:
        """Save and go back, saying the reference to read out; keys typed meanwhile wait for what is shown then."""
        said = await self._saved_once()
        if said is not None:
            self.leave(said)

    async def action_save_and_next(self) -> None:
        """Save and empty the form; keys typed meanwhile wait for it, so that they are the next contact's."""
        said = await self._saved_once()
        if said is not None:
            self.empty()
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
        answers = await self.app.push_screen_wait(ReviewQuestions(self.form.apart, self.form.authority, self.form.lacking()))
        if answers is not None:
            self.form.answer(answers)
