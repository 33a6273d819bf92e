"""Writing letters and emails on a case from its screen: which template, what it needs, and recording what went out."""

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING

from textual import work

from casework.date_words import clock_time, short_day
from casework.kinds import asked_before
from casework.letters.facts import LANGUAGES
from casework.letters.files import FileLetter, letter_bytes
from casework.letters.templates import step_of, step_words
from casework.moments import london_date
from casework.permissions import NotAllowed, require
from db.actions.letters import SendLetter
from db.queries.letters import ForLetters, TemplateView, letter_draft
from screens.commands import Command
from screens.documents import to_documents
from screens.kept_pages import KeptPages
from screens.live_screen import ASKING
from screens.widgets.picker import Pick, Picker

if TYPE_CHECKING:
    from pathlib import Path

    from screens.letter_draft import LetterDraft, Outgoing


class WriteLetter(Command):
    """Write a letter or an email from a template: what is known is said in it, what is not is asked for."""

    label = "letter"
    keys = "l"


LETTER_COMMANDS: tuple[type[Command], ...] = (WriteLetter,)


class TemplatePicker(Picker[str]):
    """A picker with room for a template's title and what there is to know of it."""

    row_cells = 72
    DEFAULT_CSS = """
    TemplatePicker > .dialogue { width: 80; }
    """


class CaseLetters(KeptPages):
    """A screen of one case on which letters are written and recorded."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is WriteLetter:
            try:
                require(self.desk.me.role, "send-letter")
            except NotAllowed as refused:
                return str(refused)
        return super().why_not(command)

    @work(group=ASKING)
    async def action_write_letter(self) -> None:
        """Ask for a template, or a draft to go on with; then write, until it is recorded or left as a draft."""
        case = self.case
        about = await self.look_up(lambda: self.desk.read.letters(case))
        if about is None:
            return
        await asyncio.to_thread(import_module, "screens.letter")  # Jinja takes long to load.
        from screens.letter import LetterPage
        from screens.letter_draft import begun, taken_up

        chosen = await self.app.push_screen_wait(TemplatePicker(f"Letter on {case.reference}", self._picks(about)))
        if chosen is None:
            return
        id_, _, language = chosen.partition(" ")
        draft_name = letter_draft(id_, case.reference)
        typed = await self.typed_before(draft_name)
        letter: LetterDraft = taken_up(id_, typed) if typed else begun(about, about.in_language(id_, language))
        page = LetterPage(f"Letter on {case.reference}", about, letter, self._save_letter)
        outgoing = await self.fill_in(page, draft_name, lambda: page.typed)
        if outgoing is None or not await self._goes_out(outgoing):
            if page.typed:
                self.say("Nothing was recorded. What you wrote is kept: l shows it again.", "warning")
            return
        done = await self.attempt(
            lambda case: self.desk.do.send_letter(_command(case.id, case.version, outgoing), draft_name), seen=case, keys="l"
        )
        if done is not None:
            await self.keep_page(draft_name, {})
            judged = f" Clock {' and '.join(done)}." if done else ""
            recorded = f", {step_words(outgoing.step)}" if outgoing.step else ""
            what = "Email" if outgoing.draft.channel == "email" else "Letter"
            self.say(f"{what} recorded on {case.reference}{recorded}.{judged}")

    def _picks(self, about: ForLetters) -> list[Pick[str]]:
        """The drafts there are, the templates that fit, and a letter written freely."""
        now = self.desk.time.now()
        titles = {it.template.id: it.template.title for it in reversed(about.templates)}
        picks = []
        for id_, draft in sorted(about.drafts.items(), key=lambda item: item[1].kept_at, reverse=True):
            kept = f"draft, {short_day(london_date(draft.kept_at), london_date(now))} {clock_time(draft.kept_at)}"
            picks.append(Pick(f"{id_} ", f"Go on: {titles.get(id_, 'a letter of your own')}", kept))
        for it in about.templates:
            records = step_words(it.template.step) if it.template.step else ""
            picks.append(Pick(f"{it.template.id} {it.template.language}", it.template.title, _detail(it), records))
        return [*picks, Pick(" ", "Write freely, without a template")]

    async def _goes_out(self, outgoing: "Outgoing") -> bool:
        """Ask what has to be asked before the step it records; whether it goes out."""
        first = asked_before().get(step_of(outgoing.step)[0])
        if first is None:
            return True
        goes_on = await self.app.push_screen_wait(Picker(first.asks, [Pick(True, first.goes_on), Pick(False, first.instead)]))
        return bool(goes_on)

    def _save_letter(self, letter: FileLetter, ending: str) -> "Path":
        return to_documents(f"{self.case.reference} {letter.heading}", ending, letter_bytes(letter, ending))


def _detail(it: TemplateView) -> str:
    return f"{LANGUAGES[it.template.language]}, {it.template.channel}"


def _command(case_id: int, version: int, outgoing: "Outgoing") -> SendLetter:
    draft = outgoing.draft
    return SendLetter(
        case_id=case_id,
        version=version,
        text=outgoing.text,
        subject=outgoing.subject,
        template=outgoing.template,
        channel=draft.channel,
        language=draft.language,
        large_print=draft.large_print,
        step=outgoing.step,
        step_text=draft.step_text,
    )
