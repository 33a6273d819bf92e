"""The drafts of new contacts: on disk as they are typed, put aside, taken up again, given up."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from textual import events, work
from textual.getters import query_one
from textual.screen import Screen
from textual.widget import Widget

from casework.date_words import clock_time, short_day
from casework.errors import DeskError
from casework.kinds import kinds
from casework.moments import london_date
from casework.spoken import an
from db.queries.drafts import DraftView
from screens.about_them import AboutThem
from screens.contact_form import ContactForm
from screens.deadline_preview import DeadlinePreview
from screens.desk import Desk
from screens.draft_picker import draft_picker
from screens.live_screen import ASKING, LiveScreen
from screens.messages import CasesChanged
from screens.review_questions import ReviewQuestions
from screens.safe import fit
from screens.widgets.picker import Pick, Picker

FORM = "new contact"
"""What drafts of this form are called; each has a colon and a name of its own after it."""
MAIL = f"{FORM}:mail-"
"""How the drafts that came by mail are named: none of them is opened without being chosen."""
BEGAN = "began"
"""The field of a draft that tells when its contact began."""
NAME_CELLS = 22


class ContactDrafts(LiveScreen):
    """A form of which nothing typed is lost, and of which several can be under way."""

    form = query_one(ContactForm)
    preview = query_one(DeadlinePreview)

    def __init__(self, desk: Desk) -> None:
        """An empty form, until a draft is found: the one `wanted` by its name, or else the latest."""
        super().__init__(desk)
        self.began = desk.time.now()
        self.draft = new_name()
        self.wanted = ""
        self._unkept = False
        self._writing = asyncio.Lock()
        self._left = False

    def compose_body(self) -> Iterable[Widget]:
        """The form with its deadlines."""
        yield ContactForm(self.desk, DeadlinePreview(self.desk))

    def on_mount(self) -> None:
        """Offer the draft, if there is one, and start at the top."""
        super().on_mount()
        self.began = self.desk.time.now()
        self.form.start()
        self._resume()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Start a new contact, unless this is the same one seen again after a dialogue."""
        super().on_screen_resume(event)
        if self._left:
            self._left = False
            self.empty()
            self._resume()

    def tick(self) -> None:
        """Run the call timer; keep what was typed since the last second."""
        super().tick()
        if self.alive:
            self.preview.show_timer(self.desk.time.now() - self.began)
            for screen in self.app.screen_stack:
                if screen.is_mounted:
                    self._take_answers_so_far(screen)
            if self._unkept and not self._writing.locked():
                self._keep()

    def _take_answers_so_far(self, screen: Screen[object]) -> None:
        """Let the draft hold the answers of a box that is still open."""
        if isinstance(screen, ReviewQuestions) and screen.answers != self.form.apart:
            self.form.answer(screen.answers)
            self._unkept = True
        elif isinstance(screen, AboutThem) and self.form.about != self.form.about | screen.typed:
            self.form.tell(screen.typed)
            self._unkept = True

    def concern_subject(self) -> tuple[int | None, str]:
        """A concern raised meanwhile is about this contact, whatever becomes of it."""
        return None, self.draft

    # Taking up again.

    @work
    async def _resume(self) -> None:
        wanted, self.wanted = self.wanted, ""
        found = await self.look_up(lambda: self.desk.read.drafts(FORM))
        if not found or self.form.anything_typed():
            return
        calls = sorted(
            (draft for draft in found if draft.form == wanted or not draft.form.startswith(MAIL)),
            key=lambda draft: draft.form != wanted,
        )
        if not calls:
            self.say(f"{len(found)} mail{' waits' if len(found) == 1 else 's wait'} to be confirmed: F7 shows.")
            return
        self.show_draft(calls[0])
        more = f" F7 has {len(found) - 1} more, or begins another." if len(found) > 1 else " F7 begins another."
        self.say(f"You were logging {_described(calls[0], self.desk.time.now())}.{more} F9 empties it.")

    def show_draft(self, draft: DraftView) -> None:
        """Go on with a contact where it was left."""
        self.draft = draft.form
        self.form.fill(draft.fields)
        self.began = _began(draft.fields) or self.desk.time.now()

    @work(group=ASKING)
    async def action_drafts(self) -> None:
        """Ask which contact to go on with; the one on the screen is kept first."""
        async with self._writing:
            if not await self.keep_typed():
                return
        found = await self.look_up(lambda: self.desk.read.drafts(FORM))
        if found is None:
            return
        others = [draft for draft in found if draft.form != self.draft]
        if not others and not self.form.anything_typed():
            self.say("There is no other draft.")
            return
        left = self.form.anything_typed()
        chosen = await self.app.push_screen_wait(draft_picker(others, self.desk.time.now()))
        if chosen is None:
            return
        if isinstance(chosen, DraftView):
            self.show_draft(chosen)
            self._unkept = False
        else:
            self.empty()
        self.form.start()
        self.say("The contact you left is kept: F7 goes back to it." if left else "")

    # Keeping.

    @work(group="draft")
    async def _keep(self) -> None:
        async with self._writing:
            if self._unkept:
                await self.keep_typed()

    async def keep_typed(self) -> bool:
        """Keep the draft, off the screen's thread; False when it could not be kept, which is then said."""
        self._unkept = False
        name, fields = self.draft, self._fields()
        try:
            await asyncio.to_thread(self._write_draft, name, fields)
        except DeskError as error:
            self._unkept = True
            self.say(str(error), "error")
            return False
        return True

    def keep_now(self) -> None:
        """Put what is typed on disk before the app ends."""
        self._write_draft(self.draft, self._fields())

    def _fields(self) -> dict[str, str] | None:
        return self.form.typed() | {BEGAN: self.began.isoformat()} if self.form.anything_typed() else None

    def _write_draft(self, name: str, fields: dict[str, str] | None) -> None:
        if fields is None:
            self.desk.do.drop_draft(name)
        else:
            self.desk.do.keep_draft(name, fields)

    # Leaving.

    @work(group=ASKING)
    async def action_start_afresh(self) -> None:
        """Ask, then empty the form."""
        if self.form.anything_typed():
            lost = "this mail and its files are" if self.draft.startswith(MAIL) else "what was typed is"
            picks = [Pick(False, "Keep it"), Pick(True, f"Empty it: {lost} gone for good")]
            if not await self.app.push_screen_wait(Picker("Empty the form?", picks)):
                return
        given_up = self.draft
        self.empty()
        async with self._writing:
            await self.run(lambda: self.desk.do.drop_draft(given_up))

    @work
    async def action_keep_as_draft(self) -> None:
        """Leave, what was typed kept."""
        async with self._writing:
            if self.is_current and await self.keep_typed():
                self.leave("Kept as a draft: n shows it again." if self.form.anything_typed() else "")

    def empty(self) -> None:
        """Begin another contact."""
        self.draft = new_name()
        self.form.fill({})
        self._unkept = False
        self.began = self.desk.time.now()
        self.form.start()

    def leave(self, said: str) -> None:
        """Go back to where the form was opened, and say this there."""
        beneath = self.app.screen_stack[-2]
        self._left = True
        self.dismiss()
        if said and isinstance(beneath, LiveScreen):
            beneath.say(said)
        beneath.post_message(CasesChanged())


def new_name() -> str:
    """A name that no draft has."""
    return f"{FORM}:{uuid4().hex}"


def _described(draft: DraftView, now: datetime) -> str:
    """`a complaint from Ada Okafor at 14:02`, with the day if it was another."""
    kind = kinds().get(draft.fields.get("kind", ""))
    what = kind.title[0].lower() + kind.title[1:] if kind is not None else "contact"
    name = fit(draft.fields.get("name", "").strip(), NAME_CELLS).rstrip()
    day, today = london_date(draft.kept_at), london_date(now)
    when = clock_time(draft.kept_at) if day == today else f"{clock_time(draft.kept_at)} on {short_day(day, today)}"
    return f"{an(what)}{f' from {name}' if name else ''} at {when}"


def _began(fields: Mapping[str, str]) -> datetime | None:
    try:
        found = datetime.fromisoformat(fields.get(BEGAN, ""))
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
