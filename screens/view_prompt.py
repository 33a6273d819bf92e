"""Asking what a saved view is to be: its name, its filter, its order and whose it is."""

from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.widgets import Input

from casework.errors import DeskError
from casework.permissions import may
from db.actions.saved_views import PERMISSION, SaveView
from db.errors import BadValue
from screens.desk import Desk
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormDialogue, field_text
from screens.widgets.text_field import TextField

MINE, SHARED = "mine", "shared"
WHOSE = (Option(MINE, "mine alone", "m"), Option(SHARED, "everybody's", "e"))


class ViewPrompt(FormDialogue[SaveView | None]):
    """Gives the view as it is to be kept, None when left. What the record refused is said under its field."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
        Binding("enter", "save", "Save", show=False),
    ]
    DEFAULT_CSS = """
    ViewPrompt {
        & > .dialogue { width: 100%; max-width: 76; height: auto; }
        & FormRows { height: auto; }
    }
    """

    def __init__(self, title: str, view: SaveView, desk: Desk, refused: DeskError | None = None) -> None:
        """Ask from this view, which the record may have `refused`."""
        rows = {
            "name": FieldRow("Name", TextField(view.name, placeholder="such as Reviews without an owner")),
            "filter": FieldRow("Filter", TextField(view.filter, placeholder="empty for every open case")),
            "sort": FieldRow("Sorted by", TextField(view.sort, placeholder="empty for the next deadline; received, -received")),
        }
        if may(desk.me.role, PERMISSION):
            rows["whose"] = FieldRow("Whose", Choice(WHOSE, SHARED if view.shared else MINE))
        super().__init__(title, "tab next   enter or ctrl+s save   esc leave it", rows)
        self._view, self._refused = view, refused

    def on_mount(self) -> None:
        """Say what was refused and go there."""
        super().on_mount()
        if isinstance(self._refused, BadValue) and self._refused.name in self.rows:
            row = self.rows[self._refused.name]
            row.complain(str(self._refused))
            row.field.focus()
        elif self._refused is not None:
            self.complain(str(self._refused))

    def check(self, name: str) -> None:
        """What was refused is said no longer once it was changed."""
        if name == "name" and self.texts[name] != self._view.name:
            self.rows[name].hush()

    @property
    def view(self) -> SaveView:
        """The view as it stands here."""
        texts = {name: field_text(row.field) for name, row in self.rows.items()}
        shared = texts["whose"] == SHARED if "whose" in texts else self._view.shared
        return SaveView(texts["name"], texts["filter"], texts["sort"], shared)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Save: a name is all that has to be typed."""
        event.stop()
        event.prevent_default()
        self.action_save()

    def action_save(self) -> None:
        """Give the view."""
        self.dismiss(self.view)

    def action_leave(self) -> None:
        """Save nothing."""
        self.dismiss(None)
