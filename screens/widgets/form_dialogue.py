"""A question of many fields, one a row, in a box that fills a small terminal."""

from collections.abc import Mapping
from typing import ClassVar, TypeVar

from textual import events, on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from screens.widgets.choice import Choice
from screens.widgets.dialogue import Dialogue
from screens.widgets.field_row import FieldRow
from screens.widgets.note_field import NoteField
from screens.widgets.text_field import TextField

Answer = TypeVar("Answer")


class FormRows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows, scrolled to the one that has the focus."""

    DEFAULT_CSS = """
    FormRows {
        height: 1fr;
        scrollbar-size-vertical: 1;
        & TextField { width: 1fr; }
        & NoteField { width: 1fr; height: auto; min-height: 1; max-height: 4; background: $surface; }
    }
    """


class FormNote(NoteField):
    """A text of several lines in a form: past its first and last line the arrows go to the rows around it."""

    class Left(Message):
        """An arrow led out of it: -1 for up, 1 for down."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def action_cursor_up(self, select: bool = False) -> None:
        """Up a line, or out."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(self.Left(-1))
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down a line, or out."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.post_message(self.Left(1))
        else:
            super().action_cursor_down(select)


class FormDialogue(Dialogue[Answer]):
    """Asks row by row: arrows, enter and tab go on; a subclass checks a row on leaving it."""

    BINDINGS: ClassVar = [
        Binding("down,enter", "go(1)", "Next", show=False),
        Binding("up", "go(-1)", "Before", show=False),
        Binding("pagedown", "go(5)", "Further on", show=False),
        Binding("pageup", "go(-5)", "Further back", show=False),
    ]
    DEFAULT_CSS = """
    FormDialogue > .dialogue { width: 100%; max-width: 96; height: 100%; max-height: 30; }
    """

    def __init__(self, title: str, keys: str, rows: Mapping[str, FieldRow]) -> None:
        """Ask these, by name, in this order."""
        super().__init__(title, keys)
        self.rows = rows

    def compose_question(self) -> list[Widget]:
        """The rows."""
        return [FormRows(*self.rows.values())]

    def on_mount(self) -> None:
        """Start at the first."""
        next(iter(self.rows.values())).field.focus()

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each row, exactly as typed or chosen."""
        return {name: field_text(row.field) for name, row in self.rows.items()}

    def check(self, name: str) -> None:
        """Say under a row what is wrong with it, or how it was read; a subclass does."""

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check a row on leaving it."""
        for name, row in self.rows.items():
            if row.field is event.widget:
                self.check(name)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go(1)

    @on(FormNote.Left)
    def _left(self, event: FormNote.Left) -> None:
        event.stop()
        self.action_go(event.step)

    def action_go(self, step: int) -> None:
        """Go to another row, stopping at the ends."""
        rows = list(self.rows.values())
        place = next((place for place, row in enumerate(rows) if row.field.has_focus), 0)
        rows[min(max(0, place + step), len(rows) - 1)].field.focus()

    def go_to_first_wrong(self) -> bool:
        """Check every row; says whether one is wrong, and goes to the first of them, its words in sight."""
        for name in self.rows:
            self.check(name)
        wrong = next((row for row in self.rows.values() if row.complaining), None)
        if wrong is not None:
            wrong.field.focus()
            self.call_after_refresh(wrong.scroll_visible, animate=False)
        return wrong is not None


def field_text(field: Widget) -> str:
    """What stands in a field."""
    if isinstance(field, NoteField):
        return field.text
    return (field.value or "") if isinstance(field, Choice | TextField) else ""
