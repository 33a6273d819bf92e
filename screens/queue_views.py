"""The views of the queue: a list of them at its side, and which of them is shown."""

from collections.abc import Hashable
from datetime import date

from textual import on
from textual.getters import query_one

from casework.moments import london_date
from db.queries.saved_views import SavedOrBuiltIn
from screens.commands import Command
from screens.desk import Desk
from screens.queue_list import QueueList
from screens.view_rows import ViewRow, ViewRows
from screens.widgets.views_list import ViewsList


class Views(Command):
    """Go to the views of the queue: those there always are, your own, and those shared with everybody, each with its count."""

    label = "views"
    keys = "v"
    footer = True


class QueueViews(QueueList):
    """A queue with its views beside it."""

    views_list = query_one(ViewsList)

    def __init__(self, desk: Desk) -> None:
        """A queue with no view read yet."""
        super().__init__(desk)
        self.view_rows = ViewRows(desk, lambda: self.views_list.display)
        self._view: ViewRow | None = None
        self.chosen_view: Hashable | None = None
        """The view that was chosen last, which is the one shown where several narrow to the same."""
        self._counted_on: date | None = None

    def new_views_list(self) -> ViewsList:
        """The list of the views, to stand in the same container as the table, after it."""
        return ViewsList(self.view_rows)

    def place(self) -> str:
        """Where this is, with the view that is shown."""
        place = super().place()
        view = self._view.view if self._view is not None and self.wanted.narrows else None
        return f"{place} > {view.name}" if view is not None else place

    def reload(self) -> None:
        """Read the views and their counts again too."""
        super().reload()
        self.count_again()

    def tick(self) -> None:
        """Say which view is shown, and count again on another day, on which other cases are due today."""
        super().tick()
        if self.alive:
            self.say_view()
            if self._counted_on not in (None, london_date(self.desk.time.now())):
                self.count_again()

    def count_again(self) -> None:
        """Read the views and their counts again."""
        self._counted_on = london_date(self.desk.time.now())
        if self.is_mounted and self.query(ViewsList):
            self.views_list.reload()

    def show_list(self, at: int | None = None, near: int | None = None) -> None:
        """Say which view that is too."""
        super().show_list(at, near)
        self.say_view()

    @on(ViewsList.Read)
    def say_view(self) -> None:
        """Say which view is shown: the one that was chosen, or one that narrows to just the same."""
        if not self.query(ViewsList):
            return
        shown = self._shown()
        self.views_list.shown_key = shown.key if shown is not None else None
        if shown != self._view:
            self._view = shown
            self.header.crumbs = self.place()

    def _shown(self) -> ViewRow | None:
        same = [row for row in self.view_rows.views if row.wanted == self.wanted and not self.wanted.problems]
        return min(same, key=lambda row: (row.order != self.order, row.key != self.chosen_view), default=None)

    @on(ViewsList.Chosen)
    def _choose_view(self, event: ViewsList.Chosen) -> None:
        if event.row.view is not None:
            self.chosen_view = event.row.key
            self.show_view(event.row.view)

    def show_view(self, view: SavedOrBuiltIn) -> None:
        """Narrow and sort the list as this view does."""
        self.narrow_to(view.filter)
        if view.order != self.order:
            self.show_order(view.order)
        self.table.focus()

    @on(ViewsList.Left)
    def _leave_views(self) -> None:
        self.table.focus()

    def action_views(self) -> None:
        """Go to the list of views."""
        if self.views_list.has_focus:
            self.table.focus()
        else:
            self.views_list.open()
