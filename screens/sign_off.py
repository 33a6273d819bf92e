"""Signing a day off: the reasons for lateness still missing, a note for the next shift, what will be frozen, and one enter."""

from datetime import date

from textual import work

from casework.date_words import clock_time, short_day
from casework.permissions import NotAllowed, require
from casework.summaries.day_snapshot import standards_in_force
from db.actions.sign_day import SignDay, why_not_yet
from screens.commands import Command
from screens.late_reasons import AsksLateReasons
from screens.live_screen import ASKING
from screens.sign_preview import SignPreview, ToSign
from screens.today_commands import SignTheDay
from screens.today_parts import WORDS
from screens.today_reading import signed_words


class SigningOff(AsksLateReasons):
    """A screen of a day that is signed off from it."""

    _preview: SignPreview | None = None
    _telling = False

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        return self._why_not_sign() if command is SignTheDay else super().why_not(command)

    def _why_not_sign(self) -> str | None:
        try:
            require(self.desk.me.role, "sign-day")
        except NotAllowed as error:
            return str(error)
        signed = self.shown.signed if self.shown is not None else None
        if signed is not None and signed.day == self.day:
            return f"{short_day(self.day, self.today)} is {signed_words(signed, self.today)}. A signed day stays as it is."
        return None

    @work(group=ASKING)
    async def action_sign_the_day(self) -> None:
        """Ask for what is missing, show what will be frozen, and sign."""
        day = self.day
        if await self.reasons_given(day) and await self.handed_over(day, SignTheDay.key_text()):
            await self._sign(day)

    async def _sign(self, day: date) -> None:
        """Show what will be frozen, as it stands while it is shown, and freeze it."""
        found = await self.look_up(lambda: self._to_sign(day))
        if found is None:
            return
        self._preview = preview = SignPreview(found, self.today)
        try:
            signs = await self.app.push_screen_wait(preview)
        finally:
            self._preview = None
        if not signs:
            self.say(f"{short_day(day, self.today)} is not signed. The reasons and notes are kept.")
            return
        command = SignDay(day, self.desk.place, preview.found.too_soon is not None, preview.found.unexplained)
        signed = await self.run(lambda: self.desk.do.sign_day(command))
        if signed is not None:
            span = "the whole of it" if signed.figures.is_over else f"until {clock_time(signed.figures.until)}"
            self.say(f"{short_day(day, self.today)} is signed, {span}. This is the snapshot.")
            self.show_part(WORDS)
            self.show_day(day)

    def _to_sign(self, day: date) -> ToSign:
        rules = self.desk.read.rules()
        return ToSign(
            figures=self.desk.read.day_figures(day),
            notes=len(self.desk.read.day_notes(day)),
            standards=len(list(standards_in_force(rules, day))),
            too_soon=why_not_yet(rules, day, self.desk.time.now()),
        )

    def tick(self) -> None:
        """Let what will be frozen be told as it stands: when the record changes, and each minute of a day that goes on."""
        super().tick()
        if self._preview is not None and not self._telling and (self.stale or self._preview.is_old(self.desk.time.now())):
            self.stale = False
            self._tell_again(self._preview)

    @work(exclusive=True, group="preview")
    async def _tell_again(self, preview: SignPreview) -> None:
        self._telling = True
        found = await self.look_up(lambda: self._to_sign(preview.found.figures.day))
        self._telling = False
        if found is not None and preview is self._preview:
            preview.show(found)
            self.read_shown()
