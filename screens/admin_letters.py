"""Changing the templates of letters from the lists of Admin; what is typed and not saved is a draft on disk."""

from collections.abc import Hashable, Mapping

from textual import work

from db.actions.letter_templates import TakeTemplateBack
from db.queries.letters import TemplateView
from screens.asks_by_pages import AsksByPages
from screens.letter_template import OfficePage, TemplatePage
from screens.live_screen import ASKING
from screens.messages import CasesChanged
from screens.rule_rows import RuleRow


class AdminLetters(AsksByPages):
    """A screen on which templates of letters are changed."""

    def read_again(self, at: Hashable | None = None) -> None:
        """Show the list again as it is by now, on a row; the screen with the list does."""

    @work(group=ASKING, exclusive=True)
    async def change_template(self, view: TemplateView | None) -> None:
        """Change a template, or begin one; refused or left, what was typed is kept."""
        name = f"template {view.template.id} {view.template.language}" if view is not None else "template"
        page = TemplatePage(view, await self.typed_before(name), self.desk.do.save_template)
        saved = await self.fill_in(page, name, lambda: page.typed)
        if saved is not None:
            await self.keep_page(name, {})
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


def why_not_template(taking_back: bool, row: RuleRow | None) -> str | None:
    """Why the row under the cursor can't be changed, or its change not be taken back; None when it can."""
    if row is None:
        return "Nothing has been entered here."
    if row.about is None:
        return "This version is not used any more. What was put in its place can be changed, or taken back."
    if taking_back and not (isinstance(row.about, TemplateView) and row.about.entered_at is not None):
        return "This was never changed here, so there is nothing to take back."
    return None
