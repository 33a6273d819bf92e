"""Asking for a text about a case: what is typed and not saved yet is a draft on disk, one for each thing it is about."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual import work

from casework.errors import DeskError
from db.errors import CaseChanged
from db.queries.case import CaseView
from screens.desk import Desk
from screens.live_screen import LiveScreen, Result
from screens.messages import CasesChanged
from screens.side_by_side import ChangedMeanwhile
from screens.widgets.text_prompt import TextPrompt

About = str
SHOWN_AGAIN_BY: Mapping[About, str] = {
    "note": "m",
    "closing note": "x",
    "step words": "s",
    "late": "x",
    "awaited": "p",
    "longer": "E",
    "received": "R",
    "why received": "R",
    "taken back": "w",
    "reopened": "O",
    "call-back when": "c",
    "call-back": "c",
    "call-back note": "c",
    "task": "T",
    "task by": "T",
    "task note": "T",
    "tags": "#",
    "learning": "K",
}
"""The keys that show again what was typed about a thing; what has none here is shown again by the key that asked for it."""


def _shown_again_by(about: About) -> str:
    """The keys for a thing, or for what is changed in one that stands, such as `learning 17`."""
    return SHOWN_AGAIN_BY.get(about) or SHOWN_AGAIN_BY.get(about.partition(" ")[0], "the same key")


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt on the screen: what its text is about, and what that was before anybody typed."""

    about: About
    start: str
    prompt: TextPrompt


class CaseQuestions(LiveScreen):
    """A screen of one case that asks for texts and loses none of them."""

    def __init__(self, desk: Desk, case: CaseView) -> None:
        """This case, as just read."""
        super().__init__(desk)
        self.case = case
        self._typed: dict[About, str] = {}
        self._asked: Asked | None = None

    def show(self, case: CaseView) -> None:
        """Show the case as read again."""
        self.case = case

    async def ask(
        self,
        about: About,
        title: str,
        question: str = "",
        start: str = "",
        make: Callable[..., TextPrompt] = TextPrompt,
        **how: bool,
    ) -> str | None:
        """Ask, going on from what was typed before; None when escaped, which is then said."""
        draft = await self.look_up(lambda: self.desk.read.draft(self._draft_name(about)))
        if draft is not None:
            self._typed[about] = draft.fields.get("note", "")
        prompt = make(title, text=self._typed.get(about) or start, question=question, keep=self._keep, **how)
        self._asked = Asked(about, start, prompt)
        try:
            text = await self.app.push_screen_wait(prompt)
        finally:
            self._asked = None
        if text is not None:
            await asyncio.to_thread(self._write, about, "" if text == start else text)
        elif self._typed.get(about, "").strip():
            keys = _shown_again_by(about)
            self.say(f"Nothing was saved. What you typed is kept here: {keys} shows it again.", "warning")
        return text

    async def do(self, write: Callable[[], Result], *typed: About) -> Result | None:
        """Do it; what was typed for it is let go of only once it is kept. None when it could not be done, which is then said."""
        return await self._done(await self.tried(write), *typed)

    async def attempt(
        self, write: Callable[[CaseView], Result], *typed: About, seen: CaseView | None = None, keys: str = ""
    ) -> Result | None:
        """Do what names the case's version, as `do` does; when others changed the case, show how and ask whether to do it yet.

        `seen` is the case as the first question about this found it: take it before asking, as the case may be read again
        meanwhile. `write` is called with the case to do it on. `keys` show again what was typed beside the texts of `ask`.
        """
        case = seen or self.case
        while isinstance(done := await self.tried(lambda case=case: write(case)), CaseChanged):  # type: ignore[misc]
            again = await self.look_up(lambda: self.desk.read.case(self.case.id))
            if again is None:
                return None
            self.show(again)
            if not await self.app.push_screen_wait(ChangedMeanwhile(case, again, self.desk.time.now())):
                self.say(f"Nothing was saved.{self._shown_again(typed, keys)}", "warning")
                return None
            case = again
        return await self._done(done, *typed, keys=keys)

    async def tried(self, write: Callable[[], Result]) -> Result | DeskError:
        """Do a write in a thread, and give what came of it or why it was refused; nothing is said."""
        try:
            done = await asyncio.to_thread(write)
        except DeskError as error:
            return error
        self.post_message(CasesChanged())
        return done

    async def _done(self, done: Result | DeskError, *typed: About, keys: str = "") -> Result | None:
        if isinstance(done, DeskError):
            self.say(f"{done}{self._shown_again(typed, keys)}", "error")
            return None
        for about in typed:
            await asyncio.to_thread(self._write, about, "")
        return done

    async def let_go(self, about: About) -> None:
        """Let go of what was typed about something that no longer stands."""
        with contextlib.suppress(DeskError):
            await asyncio.to_thread(self.desk.do.drop_draft, self._draft_name(about))
        self._typed.pop(about, None)

    def _shown_again(self, typed: tuple[About, ...], keys: str) -> str:
        kept = [about for about in typed if self._typed.get(about, "").strip()]
        keys = _shown_again_by(kept[0]) if kept else keys
        return f" What you typed is kept: {keys} shows it again." if keys else ""

    def tick(self) -> None:
        """Keep what is typed as time passes."""
        super().tick()
        if self.alive:
            self._keep_what_is_typed()

    def keep_now(self) -> None:
        """Put a text that is being typed on disk before the app ends."""
        if self._asked is not None:
            self._write(self._asked.about, self._text(self._asked))

    def _draft_name(self, about: About) -> str:
        return f"{about} {self.case.reference}"

    def _keep(self, _text: str) -> None:
        asked = self._asked
        if asked is not None:
            self._write(asked.about, self._text(asked))
            # Also when the disk would not take it: what is said next, that it is kept here, must be true.
            self._typed[asked.about] = self._text(asked)

    @work(group="draft")
    async def _keep_what_is_typed(self) -> None:
        asked = self._asked
        if asked is not None and self._text(asked) != self._typed.get(asked.about, ""):
            await asyncio.to_thread(self._write, asked.about, self._text(asked))

    @staticmethod
    def _text(asked: Asked) -> str:
        return "" if asked.prompt.text == asked.start else asked.prompt.text

    def _write(self, about: About, text: str) -> None:
        with contextlib.suppress(DeskError):
            if text.strip():
                self.desk.do.keep_draft(self._draft_name(about), {"note": text})
            elif self._typed.get(about, "").strip():
                self.desk.do.drop_draft(self._draft_name(about))
            self._typed[about] = text
