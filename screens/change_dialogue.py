"""Asks for a change of what the desk counts by, and shows which running deadlines it would move before it is made."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input

from casework.errors import DeskError
from casework.impact import Impact
from db.actions.change_rules import RuleChange
from db.errors import BadValue
from screens.rule_changes import ChangeField, RuleForm, Texts
from screens.safe import safe, safe_lines
from screens.widgets.choice import Choice
from screens.widgets.dialogue import Dialogue
from screens.widgets.field_row import FieldRow
from screens.widgets.reading_pane import ReadingPane
from screens.widgets.text_field import TextField

MOST_LINES = 500
ALL_OF_THEM = "; the command line shows all of them with --preview --json"
COUNTING = "Counting the running deadlines…"


class ChangeFields(VerticalScroll, can_focus=False):
    """The fields, scrolled to the one that has the focus."""

    DEFAULT_CSS = """
    ChangeFields {
        height: auto;
        max-height: 50%;
        scrollbar-size-vertical: 1;
        & TextField { width: 1fr; }
    }
    """


class ImpactPane(ReadingPane):
    """What the change would move."""

    DEFAULT_CSS = """
    ImpactPane {
        border-top: solid $panel;
        border-title-color: $text-muted;
        padding: 0;
        &:focus { border-top: solid $primary; border-title-color: $foreground; border-title-style: bold; }
    }
    """

    def on_mount(self) -> None:
        """Say what it is about."""
        self.border_title = "What would move"

    def watch_has_focus(self, has_focus: bool) -> None:
        """Put the sign before the title while the keys act here."""
        super().watch_has_focus(has_focus)
        self.border_title = "▸ What would move" if has_focus else "What would move"


class ChangeDialogue(Dialogue[Impact | None]):
    """Made with ctrl+s, once, by what `apply` does with the change; None when closed without. `typed` keeps the texts."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "make", "Make the change", show=False, priority=True),
        Binding("escape", "close", "Close", show=False, priority=True),
        Binding("pagedown", "scroll_impact('page_down')", "Page down", show=False),
        Binding("pageup", "scroll_impact('page_up')", "Page up", show=False),
    ]
    DEFAULT_CSS = """
    ChangeDialogue {
        & > .dialogue { width: 100%; max-width: 110; height: 100%; max-height: 36; }
    }
    """

    fields = query_one(ChangeFields)
    pane = query_one(ImpactPane)

    def __init__(
        self,
        form: RuleForm,
        impact: Callable[[RuleChange], Impact],
        apply: Callable[[RuleChange], Impact],
        typed: dict[str, str],
        today: date,
    ) -> None:
        """Ask this; `impact` looks without changing anything, and both may be slow."""
        super().__init__(form.title, "tab next   ctrl+s make the change   esc close")
        self.form = form
        self._impact = impact
        self._apply = apply
        self._typed = typed
        self._today = today
        self._rows = {each.name: self._row(each) for each in form.fields}
        self._making = False

    def _row(self, each: ChangeField) -> FieldRow:
        value = self._typed.get(each.name, each.value)
        field: Widget = Choice(each.options, value) if each.options else TextField(value, placeholder=each.placeholder)
        return FieldRow(each.label, field, id=f"row-{each.name}")

    def compose_question(self) -> list[Widget]:
        """The fields, and what the change would move."""
        return [ChangeFields(*self._rows.values()), ImpactPane()] if self._rows else [ImpactPane()]

    def on_mount(self) -> None:
        """Show the fields that are needed, and look at once."""
        self._show_fields()
        self._look()
        if not self._rows:
            self.pane.focus()

    @property
    def texts(self) -> Texts:
        """What stands in the fields."""
        return {name: self._text(row) for name, row in self._rows.items()}

    def _text(self, row: FieldRow) -> str:
        field = row.field
        return (field.value or "") if isinstance(field, Choice | TextField) else ""

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self, event: Input.Changed | Choice.Changed) -> None:
        event.stop()
        self._typed.update(self.texts)
        for row in self._rows.values():
            if event.control in row.query("*"):
                row.hush()
        self.complain("")
        self._show_fields()
        self._look()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Say how a field that is left was read, or what is wrong with it."""
        for each in self.form.fields:
            if each.read is not None and event.widget is self._rows[each.name].field:
                self._check(each)

    def _check(self, each: ChangeField) -> None:
        text = self.texts[each.name]
        row = self._rows[each.name]
        if each.read is None or not text.strip():
            row.hush()
            return
        try:
            row.echo(each.read(text))
        except DeskError as error:
            row.complain(str(error))

    def _show_fields(self) -> None:
        texts = self.texts
        for each in self.form.fields:
            self._rows[each.name].display = each.shown(texts)

    def _look(self) -> None:
        try:
            change = self.form.change(self.texts)
        except DeskError as error:
            self._say(str(error))
            return
        if change is None:
            self._say(self.form.hint)
        else:
            self._count(change)

    @work(exclusive=True, group="impact")
    async def _count(self, change: RuleChange) -> None:
        self._say(COUNTING)
        await asyncio.sleep(0.15)  # A letter typed meanwhile takes this one's place.
        try:
            found = await asyncio.to_thread(self._impact, change)
        except DeskError as error:
            self._say(str(error))
            return
        first, *rest = found.lines(preview=True, most=MOST_LINES, more=ALL_OF_THEM, today=self._today)
        self.pane.say(Content("\n").join([safe(first, "bold"), *map(safe, rest)]))
        self.pane.scroll_home(animate=False)

    def _say(self, text: str) -> None:
        self.pane.say(safe_lines(text, "$text-muted"))

    def action_scroll_impact(self, way: str) -> None:
        """Scroll what would move while a field keeps the focus."""
        getattr(self.pane, f"action_{way}")()

    @work(group="making")
    async def action_make(self) -> None:
        """Make the change; what keeps it from being made is said at its field."""
        if self._making:
            return
        if (unread := self._first_unread()) is not None:
            unread.field.focus()
            return
        self._making = True
        try:
            change = self.form.change(self.texts)
            if change is None:
                self.complain(self.form.hint or "Nothing would change.")
                return
            self.dismiss(await asyncio.to_thread(self._apply, change))
            self._typed.clear()
        except BadValue as error:
            self._refused(error)
        except DeskError as error:
            self.complain(str(error))
        finally:
            self._making = False

    def _first_unread(self) -> FieldRow | None:
        """The first row whose text can't be read, which then says why."""
        for each in self.form.fields:
            self._check(each)
        rows = (self._rows[each.name] for each in self.form.fields)
        return next((row for row in rows if row.display and row.complaining), None)

    def _refused(self, error: BadValue) -> None:
        row = self._rows.get(error.name)
        if row is None or not row.display:
            self.complain(str(error))
        else:
            row.complain(str(error))
            row.field.focus()

    def action_close(self) -> None:
        """Close; what was typed is there when it is opened again."""
        self.dismiss(None)
