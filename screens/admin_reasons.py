"""The reasons for lateness among the lists of Admin: adding one, and taking one off the list."""

from textual import work

from screens.admin_letters import AdminLetters
from screens.live_screen import ASKING
from screens.rule_rows import RuleRow
from screens.widgets.text_prompt import TextPrompt


class AdminReasons(AdminLetters):
    """Lists among which are the reasons for lateness that closing a case offers."""

    @work(group=ASKING, exclusive=True)
    async def add_reason(self) -> None:
        """Ask for a reason and put it at the end of the list."""
        question = "A few words that staff choose when they close a case late."
        typed = await self.app.push_screen_wait(TextPrompt("Reason for lateness", question=question))
        if typed is not None:
            await self._change([*self.desk.read.late_reasons(), typed], f"Added: {typed.strip()}.")

    @work(group=ASKING, exclusive=True)
    async def take_reason_off(self, reason: str) -> None:
        """Take a reason off the list; cases closed with it keep it."""
        left = [it for it in self.desk.read.late_reasons() if it != reason]
        await self._change(left, f"{reason} is no longer offered. Cases closed with it keep it.")

    async def _change(self, reasons: list[str], said: str) -> None:
        if await self.run(lambda: self._keep(reasons)) is not None:
            self.read_again()
            self.say(said)

    def _keep(self, reasons: list[str]) -> bool:
        self.desk.do.change_late_reasons(reasons)
        return True


def why_not_reason(adding: bool, editing: bool, row: RuleRow | None) -> str | None:
    """Why the list can't be changed so; None when it can."""
    if editing:
        return "A reason is not edited: take it off with u and add it as it should be with +."
    return None if adding or row is not None else "There is no reason to take off."
