"""What administrators change: closures, hours, standards, letter templates, reasons for lateness; and people and teams."""

from collections.abc import Hashable, Iterable
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Static

from casework.permissions import NotAllowed, require
from casework.standards import Standard
from db.queries.day_changes import DayChangeView
from db.queries.hours_changes import HoursChangeView
from db.queries.letters import TemplateView
from db.queries.teams import MemberView, TeamView
from screens.admin_letters import why_not_template
from screens.admin_people import AdminPeople, why_not_person
from screens.admin_reasons import why_not_reason
from screens.change_dialogue import ChangeDialogue
from screens.commands import Command
from screens.desk import Desk
from screens.live_screen import ASKING
from screens.messages import CasesChanged
from screens.navigation import NewContact, Reload
from screens.rule_changes import RuleForm, changed_standard, new_day, new_hours, taken_back
from screens.rule_lists import PEOPLE, REASONS, RULE_LISTS, TEMPLATES
from screens.rule_rows import Ours, Reason, RowsSource, RuleList, RuleRow
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.list_messages import Highlighted, Opened, Refilled
from screens.widgets.window_table import WindowTable


class AddRule(Command):
    """Enter a closure, a holiday or other hours; you see which deadlines move before they do. Or begin a template or a team."""

    label = "add"
    keys = "+"
    footer = True


class EditRule(Command):
    """Change the standard under the cursor; you see which deadlines move before they do. Or a template, a team or a member."""

    label = "edit"
    keys = "e"
    footer = True


class UndoRule(Command):
    """Take the change under the cursor back: deadlines go back, a template stands as before, somebody is in; a team closes."""

    label = "undo"
    keys = "u"
    footer = True


class NextList(Command):
    """Show the next of the lists: closures, hours, standards, letter templates, reasons for lateness, people and teams."""

    label = "next list"
    keys = "tab"


class AdminScreen(AdminPeople):
    """Lists of what deadlines are counted by and letters written from, and of the staff; everybody may look, some may change."""

    crumbs = "Admin"
    commands = (AddRule, EditRule, UndoRule, NextList, NewContact, Reload)
    BINDINGS: ClassVar = []
    DEFAULT_CSS = """
    AdminScreen {
        & #admin-story { height: auto; max-height: 5; padding: 0 1; color: $text-muted; border-top: solid $panel; }
    }
    """

    choice = query_one(Choice)
    story = query_one("#admin-story", Static)

    def __init__(self, desk: Desk) -> None:
        """The lists at this desk, beginning with the calendar."""
        super().__init__(desk)
        self.shown = "days"
        self._typed: dict[str, dict[str, str]] = {}
        self._sources: dict[str, RowsSource] = {}

    @property
    def rules_list(self) -> RuleList:
        """The list that is shown."""
        return RULE_LISTS[self.shown]

    @property
    def table(self) -> "WindowTable[RuleRow]":
        """The table that is shown."""
        return self.query_one(f"#table-{self.shown}", WindowTable)

    def compose_body(self) -> Iterable[Widget]:
        """The choice of a list, the lists, of which one is shown, and the story of the row under the cursor."""
        yield Choice([Option(name, each.title) for name, each in RULE_LISTS.items()], self.shown, shares_keys=True)
        with Vertical():
            for name, each in RULE_LISTS.items():
                table: WindowTable[RuleRow] = WindowTable(
                    each.columns, lambda row: row.key, empty_text=each.empty, id=f"table-{name}"
                )
                table.display = name == self.shown
                yield table
        yield Static(markup=False, id="admin-story")

    def on_mount(self) -> None:
        """Read the first list."""
        super().on_mount()
        self.choice.can_focus = False
        self._show()

    def reload(self) -> None:
        """Read the list again."""
        super().reload()
        self.table.reload()

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command in (AddRule, EditRule, UndoRule) and self.is_mounted:
            if self.shown == PEOPLE:
                return why_not_person(command is AddRule, command is UndoRule, self.table.cursor_row, self.desk.me)
            try:
                require(self.desk.me.role, self.rules_list.allowed_by)
            except NotAllowed as refused:
                return str(refused)
            return self._why_not_here(command)
        return super().why_not(command)

    def _why_not_here(self, command: type[Command]) -> str | None:
        standards, row = self.shown == "standards", self.table.cursor_row
        if self.shown == REASONS:
            return why_not_reason(command is AddRule, command is EditRule, row)
        if self.shown == TEMPLATES:
            return None if command is AddRule else why_not_template(command is UndoRule, row)
        if command is AddRule:
            return "The standards are those of the desk: e changes one from a date on." if standards else None
        if command is EditRule and not standards:
            return "Only a standard is edited. Take an entry back with u, and add it as it should be with +."
        if row is None or row.about is None:
            return _nothing_to_take_back(standards, row)
        if command is UndoRule and isinstance(row.about, Standard) and row.about.effective_from is None:
            return "This standard was never changed, so there is nothing to take back."
        return None

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        if event.value is not None and event.value != self.shown:
            self.shown = event.value
            self._show()

    def table_keys(self) -> frozenset[Hashable]:
        """The keys of the rows in the list shown."""
        return self._sources[self.shown].keys()

    def read_again(self, at: Hashable | None = None) -> None:
        """Show the list again as it is by now, on a row."""
        self._show(at)

    def _show(self, at: Hashable | None = None) -> None:
        for name in RULE_LISTS:
            self.query_one(f"#table-{name}", WindowTable).display = name == self.shown
        source = self._sources[self.shown] = RowsSource(partial(self.rules_list.rows, self.desk))
        self.table.show(source, at=at or self.table.cursor_key)
        self.table.focus()
        self._tell(self.table.cursor_row)
        self.tick()
        self.refresh_bindings()

    @on(Highlighted)
    def _moved(self, event: Highlighted) -> None:
        if event.control is self.table:
            self._tell(event.row)

    @on(Refilled)
    def _refilled(self) -> None:
        self._tell(self.table.cursor_row)

    def _tell(self, row: RuleRow | None) -> None:
        self.story.update(Content("\n").join(map(safe, row.story)) if row is not None else "")
        self.story.display = row is not None

    @on(Opened)
    async def _opened(self) -> None:
        await self.action_run_command("edit_rule" if self.shown in ("standards", TEMPLATES, PEOPLE) else "undo_rule")

    def action_next_list(self) -> None:
        """The next of the lists, after the last the first."""
        names = list(RULE_LISTS)
        self.choice.value = names[(names.index(self.shown) + 1) % len(names)]

    def action_add_rule(self) -> None:
        """Ask for a day or for hours, or begin a template or a team."""
        if self.shown == PEOPLE:
            self.add_team()
            return
        if self.shown == TEMPLATES:
            self.change_template(None)
            return
        if self.shown == REASONS:
            self.add_reason()
            return
        today = self.desk.time.today()
        self._ask(new_day(today) if self.shown == "days" else new_hours(today), f"new {self.shown}")

    def action_edit_rule(self) -> None:
        """Ask what of the standard, the template, the team or the member is otherwise."""
        row = self.table.cursor_row
        if row is not None and isinstance(row.about, MemberView):
            self.change_member(row.about)
        elif row is not None and isinstance(row.about, TeamView):
            self.rename_team(row.about)
        elif row is not None and isinstance(row.about, TemplateView):
            self.change_template(row.about)
        elif row is not None and isinstance(row.about, Ours):
            self.change_office(row.about.texts)
        elif row is not None and isinstance(row.about, Standard):
            self._ask(changed_standard(row.about, self.desk.time.today()), f"standard {row.about.id}")

    def action_undo_rule(self) -> None:
        """Ask whether to take the change back, showing what moves; a template's or an absence's is taken back at once."""
        row = self.table.cursor_row
        if row is not None and isinstance(row.about, MemberView):
            self.take_absence_back(row.about)
        elif row is not None and isinstance(row.about, TeamView):
            self.close_team(row.about)
        elif row is not None and isinstance(row.about, TemplateView):
            self.take_template_back(row.about)
        elif row is not None and isinstance(row.about, Reason):
            self.take_reason_off(row.about.words)
        elif row is not None and isinstance(row.about, DayChangeView | HoursChangeView | Standard):
            self._ask(taken_back(row.about), "back")

    @work(group=ASKING, exclusive=True)
    async def _ask(self, form: RuleForm, about: str) -> None:
        today = self.desk.time.today()
        typed, known = self._typed.setdefault(about, {}), self.table_keys()
        made = await self.app.push_screen_wait(
            ChangeDialogue(form, self.desk.read.impact, self.desk.do.change_rules, typed, today)
        )
        if made is None:
            return
        self.post_message(CasesChanged())
        rows = await self.look_up(lambda: self.rules_list.rows(self.desk))
        self._show(max((row.key for row in rows or () if row.key not in known), default=None))
        self.say(f"{made.summary(preview=False)}.{' u takes it back.' if form.fields else ''}")


def _nothing_to_take_back(standards: bool, row: RuleRow | None) -> str:
    if row is None:
        return "Nothing has been entered here."
    if standards:
        return "A later change of this standard holds: take that back first."
    return "It was taken back already." if row.key else "These are the hours the program came with."
