"""Changing the templates of letters from the lists of Admin; what is typed and not saved is a draft on disk."""

import asyncio
import contextlib
from collections.abc import Hashable, Mapping

from textual import work

from casework.errors import DeskError
from db.actions.letter_templates import TakeTemplateBack
from db.queries.letters import TemplateView
from screens.desk import Desk
from screens.letter_template import OfficePage, TemplatePage
from screens.live_screen import ASKING, LiveScreen
from screens.messages import CasesChanged
from screens.rule_lists import RuleRow


class AdminLetters(LiveScreen):
    """A screen on which templates of letters are changed."""

    def __init__(self, desk: Desk) -> None:
        """At this desk."""
        super().__init__(desk)
        self._template_page: TemplatePage | None = None
        self._template_kept: tuple[str, Mapping[str, str]] = ("", {})
        self._template_drafts = asyncio.Lock()

    def read_again(self, at: Hashable | None = None) -> None:
        """Show the list again as it is by now, on a row; the screen with the list does."""

    @work(group=ASKING, exclusive=True)
    async def change_template(self, view: TemplateView | None) -> None:
        """Change a template, or begin one; refused or left, what was typed is kept."""
        name = f"template {view.template.id} {view.template.language}" if view is not None else "template"
        draft = await self.look_up(lambda: self.desk.read.draft(name))
        typed = draft.fields if draft is not None else {}
        self._template_kept = name, typed
        page = self._template_page = TemplatePage(view, typed, self.desk.do.save_template)
        try:
            saved = await self.app.push_screen_wait(page)
        finally:
            self._template_page = None
        async with self._template_drafts:
            await asyncio.to_thread(self._write_template, {} if saved else page.typed)
        if saved is not None:
            self.post_message(CasesChanged())
            self.read_again(saved.row)
            self.say(saved.said)
        elif page.typed:
            self.say("Nothing was saved. What you typed is kept: the same key shows it again.", "warning")

    @work(group=ASKING)
    async def take_template_back(self, view: TemplateView) -> None:
        """Let the version before stand again."""
        command = TakeTemplateBack(view.template.id, view.template.language)
        done = await self.run(lambda: (self.desk.do.take_template_back(command),))
        if done is None:
            return
        (before,) = done
        self.read_again(before)
        self.say(f"{view.template.title} is {'as before that change' if before is not None else 'no longer used'}.")

    @work(group=ASKING, exclusive=True)
    async def change_office(self, kept: Mapping[str, str]) -> None:
        """Change what the office is called and reached by on letters."""
        texts = await self.app.push_screen_wait(OfficePage(kept))
        if texts is None:
            return
        changed = {name: text for name, text in texts.items() if text != kept.get(name, "")}
        if await self.run(lambda: self._keep_office(changed)) is not None:
            self.read_again(0)
            self.say("Kept: letters say so from now on.")

    def _keep_office(self, texts: Mapping[str, str]) -> bool:
        self.desk.do.keep_office(texts)
        return True

    def tick(self) -> None:
        """Keep what is typed as time passes."""
        super().tick()
        if self.alive and self._template_page is not None and not self._template_drafts.locked():
            self._keep_template()

    def keep_now(self) -> None:
        """Put what is being typed on disk before the app ends."""
        if self._template_page is not None:
            self._write_template(self._template_page.typed)

    @work(group="draft")
    async def _keep_template(self) -> None:
        async with self._template_drafts:
            if self._template_page is not None and self._template_page.typed != self._template_kept[1]:
                await asyncio.to_thread(self._write_template, self._template_page.typed)

    def _write_template(self, typed: Mapping[str, str]) -> None:
        name, before = self._template_kept
        with contextlib.suppress(DeskError):
            if typed:
                self.desk.do.keep_draft(name, typed)
            elif before:
                self.desk.do.drop_draft(name)
            self._template_kept = name, dict(typed)


def why_not_template(taking_back: bool, row: RuleRow | None) -> str | None:
    """Why the row under the cursor can't be changed, or its change not be taken back; None when it can."""
    if row is None:
        return "Nothing has been entered here."
    if row.about is None:
        return "This version is not used any more. What was put in its place can be changed, or taken back."
    if taking_back and not (isinstance(row.about, TemplateView) and row.about.entered_at is not None):
        return "This was never changed here, so there is nothing to take back."
    return None
