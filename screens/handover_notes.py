"""Writing notes for the next shift, and taking them back; what is typed is a draft until it is left."""

from datetime import date

from textual import work

from casework.date_words import short_day
from casework.draft_words import OF_HAND_OVER, first_line
from db.actions.handover import AddHandoverNote
from db.queries.day_notes import HandoverNoteView
from screens.commands import Command
from screens.live_screen import ASKING
from screens.today_commands import TakeNoteBack
from screens.today_parts import HAND_OVER, TodayParts
from screens.widgets.picker import Pick, Picker
from screens.widgets.text_prompt import TextPrompt

WHAT = "What must the next shift know?"


class LeavesNotes(TodayParts):
    """A screen of a day on which notes for the next shift are left."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is TakeNoteBack and self.shown is not None and not self.shown.notes:
            return "There is no note for the next shift. m writes one."
        return super().why_not(command)

    @work(group=ASKING)
    async def action_note_for_the_next(self) -> None:
        """Ask for a note for the next shift and leave it."""
        day = self.day
        if await self._write_note(day, f"{WHAT} It stands on each desk the next morning.", "m"):
            self.say(f"Left for the shift after {short_day(day, self.today)}.")
            self.show_part(HAND_OVER)

    async def handed_over(self, day: date, key: str) -> bool:
        """Ask for a note, or none; whether to go on. The `key` shows again what was typed where not."""
        notes = await self.look_up(lambda: self.desk.read.day_notes(day))
        if notes is None:
            return False
        left = f" There {'is one' if len(notes) == 1 else f'are {len(notes)}'} already." if notes else ""
        return await self._write_note(day, f"{WHAT} Leave it empty to go on without a note.{left}", key, required=False)

    async def _write_note(self, day: date, question: str, key: str, *, required: bool = True) -> bool:
        """Ask for a note and leave it; whether that was done, or there was none to leave."""
        draft = f"{OF_HAND_OVER} {day.isoformat()}"
        text = await self.typed_text(draft, f"{short_day(day, self.today)}: hand-over", question, required=required)
        if text is None:
            if (await self.typed_before(draft)).get("note", "").strip():
                self.say(f"Nothing was left. What you typed is kept: {key} shows it again.", "warning")
            return False
        if text.strip() and await self.run(lambda: self.desk.do.leave_handover_note(AddHandoverNote(day, text))) is None:
            return False
        await self.keep_page(draft, {})
        self.read_shown()
        return True

    async def typed_text(self, draft: str, title: str, question: str, *, required: bool = True) -> str | None:
        """Ask for a text, going on from what was typed before, which stays a draft; None when escaped."""
        before = (await self.typed_before(draft)).get("note", "")
        prompt = TextPrompt(title, text=before, question=question, many_lines=True, required=required, keep=lambda _: None)
        return await self.fill_in(prompt, draft, lambda: {"note": prompt.text} if prompt.text.strip() else {})

    @work(group=ASKING)
    async def action_take_note_back(self) -> None:
        """Ask which note, and take it back."""
        notes = self.shown.notes if self.shown is not None else ()
        picks: list[Pick[HandoverNoteView]] = [Pick(it, first_line(it.text), it.by) for it in notes]
        chosen = await self.app.push_screen_wait(Picker("Take back which note?", picks))
        if chosen is None:
            return

        def take_back() -> bool:
            self.desk.do.take_handover_note_back(chosen.id)
            return True

        if await self.run(take_back):
            self.say("Taken back. A day that was signed with it keeps it.")
            self.read_shown()
