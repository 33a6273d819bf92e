"""Keeping what the queue shows as a view, changing one and removing one."""

import asyncio
from collections.abc import Callable

from textual import on, work

from casework.errors import DeskError
from casework.permissions import NotAllowed, require
from casework.queue_columns import Order
from db.actions.saved_views import PERMISSION, ChangeView, RemoveView, SaveView
from db.queries.saved_views import SavedOrBuiltIn
from screens.commands import Command
from screens.live_screen import ASKING
from screens.messages import CasesChanged
from screens.queue_views import QueueViews
from screens.view_prompt import ViewPrompt
from screens.widgets.picker import Pick, Picker
from screens.widgets.views_list import EditView, ViewsList


class SaveAsView(Command):
    """Keep what the list is narrowed to and sorted by as a view, for yourself or for everybody."""

    label = "save view"
    keys = "V"


class KeepsViews(QueueViews):
    """A queue whose views are made and changed by those who use it."""

    _name_begun = ""
    """A name that was typed for a view, and left."""

    @work(group=ASKING)
    async def action_save_as_view(self) -> None:
        """Ask for a name and keep the filter and the order as a view."""
        if self.wanted.problems:
            self.say(f"This can't be kept as a view. {' '.join(self.wanted.problems)}", "warning")
            return
        sort = "" if self.order == Order() else str(self.order)

        def keep(view: SaveView) -> None:
            self.chosen_view = self.desk.do.save_view(view)

        begun = SaveView(self._name_begun, self.filter_bar.text, sort)
        view, taken = await self._asked("Save this as a view", begun, keep)
        self._name_begun = "" if taken else view.name
        if taken:
            self.say(f"'{' '.join(view.name.split())}' is kept: v shows the views.")

    @on(ViewsList.Wanted)
    def _change_view(self, event: ViewsList.Wanted) -> None:
        view = event.row.view if event.row is not None else None
        if view is None:
            self.say("No view is under the cursor.", "warning")
        elif view.whose == "built-in":
            self.say(f"'{view.name}' is always there and as it is. V keeps what you see under a name of your own.", "warning")
        elif (refusal := self._refusal(view)) is not None:
            self.say(refusal, "warning")
        elif event.command is EditView:
            self._edit_view(view)
        else:
            self._remove_view(view)

    def _refusal(self, view: SavedOrBuiltIn) -> str | None:
        try:
            if view.whose == "shared":
                require(self.desk.me.role, PERMISSION)
        except NotAllowed as refusal:
            return str(refusal)
        return None

    @work(group=ASKING)
    async def _edit_view(self, view: SavedOrBuiltIn) -> None:
        was = SaveView(view.name, view.filter, view.sort, view.whose == "shared")

        def change(to: SaveView) -> None:
            self.desk.do.change_view(ChangeView(view.id or 0, view.version, to))

        to, taken = await self._asked(f"The view '{view.name}'", was, change)
        if taken:
            self.say(f"'{' '.join(to.name.split())}' is changed.")

    @work(group=ASKING)
    async def _remove_view(self, view: SavedOrBuiltIn) -> None:
        whose = " for everybody" if view.whose == "shared" else ""
        picks: list[Pick[bool]] = [Pick(True, f"remove it{whose}", view.filter), Pick(False, "keep it")]
        if not await self.app.push_screen_wait(Picker(f"Remove the view '{view.name}'?", picks)):
            return
        removed = await self.run(lambda: self.desk.do.remove_view(RemoveView(view.id or 0, view.version)))
        if removed is not None:
            self.count_again()
            self.say(removed)

    async def _asked(self, title: str, view: SaveView, keep: Callable[[SaveView], None]) -> tuple[SaveView, bool]:
        """Ask until the record takes what was typed, or it is left; gives what was typed, and whether it was taken."""
        refused: DeskError | None = None
        while True:
            prompt = ViewPrompt(title, view, self.desk, refused)
            answer = await self.app.push_screen_wait(prompt)
            if answer is None:
                return prompt.view, False
            view = answer
            try:
                await asyncio.to_thread(keep, view)
            except DeskError as error:
                refused = error
                continue
            self.post_message(CasesChanged())
            self.count_again()
            return view, True
