"""The priority and the tags of a case on its screen."""

from functools import partial

from textual import work

from casework.priorities import PRIORITIES, priority_label
from casework.tags import change_to
from db.actions.priority import SetPriority
from db.actions.tags import ChangeTags
from screens.case_questions import CaseQuestions
from screens.commands import Command
from screens.live_screen import ASKING
from screens.tag_prompt import TagPrompt
from screens.widgets.picker import Pick, Picker


class GivePriority(Command):
    """Say how urgent the case is: urgent, high or normal; no deadline moves."""

    label = "priority"
    keys = "h"


class EditTags(Command):
    """Change the tags of the case, short words that find it together with others."""

    label = "tags"
    keys = "#"


MARK_COMMANDS: tuple[type[Command], ...] = (GivePriority, EditTags)


def priority_picker(title: str, chosen: int | None = None) -> Picker[int]:
    """Asks for a priority."""
    picks = [Pick(each.level, f"{each.mark or ' '} {each.label}", each.help) for each in PRIORITIES.values()]
    return Picker(title, picks, chosen=chosen)


class CasePriority(CaseQuestions):
    """A screen of one case with its priority and its tags."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is GivePriority and self.case.closed_at is not None:
            return f"{self.case.reference} is closed. O reopens it."
        return super().why_not(command)

    @work(group=ASKING)
    async def action_give_priority(self) -> None:
        """Ask for the priority and give it."""
        seen = self.case
        level = await self.app.push_screen_wait(priority_picker(f"{seen.reference}: how urgent is it?", seen.priority))
        if level is None:
            return
        given = await self.attempt(lambda case: self.desk.do.set_priority(SetPriority(case.id, case.version, level)), seen=seen)
        if given is not None:
            said = f"{priority_label(level)} priority"
            self.say(f"{seen.reference}: {said}." if given else f"{seen.reference} has {said} already.")

    @work(group=ASKING)
    async def action_edit_tags(self) -> None:
        """Ask for the tags, those it has in the field, and change them."""
        seen = self.case
        in_use = await self.look_up(self.desk.read.tags_in_use)
        if in_use is None:
            return
        make, question = partial(TagPrompt, in_use=in_use), "All its tags, with blanks between. Take one away to take it off."
        typed = await self.ask("tags", f"Tags of {seen.reference}", question, " ".join(seen.tags), make, required=False)
        if typed is None:
            return
        change = change_to(seen.tags, typed)
        changed = await self.attempt(
            lambda case: self.desk.do.change_tags(ChangeTags(case.id, case.version, change.add, change.remove)), "tags", seen=seen
        )
        if changed is not None:
            self.say(f"{seen.reference}: {change.words}." if changed else "Nothing changed: it has those tags already.")
