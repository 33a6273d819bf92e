"""The working-day calculator: sums with dates, answered while you type, with a sentence to say and every day accounted for."""

from collections.abc import Iterable
from typing import ClassVar

from textual.getters import query_one
from textual.widget import Widget

from screens.calculator_panel import CalculatorPanel
from screens.commands import Command
from screens.live_screen import LiveScreen
from screens.messages import Go
from screens.navigation import NewContact, WorkOutDates


class LeaveField(Command):
    """Leave the fields for the answer, where letters are commands again; from there, go back to the last place."""

    label = "leave"
    keys = "escape"
    footer = True


class CopyAnswer(Command):
    """Copy the sentence or the list shown."""

    label = "copy"
    keys = "y,ctrl+y"
    footer = True


class MonthBefore(Command):
    """Show the month before."""

    label = "month before"
    keys = "left"


class MonthAfter(Command):
    """Show the month after."""

    label = "month after"
    keys = "right"


class ThisMonth(Command):
    """Show the month of today."""

    label = "today"
    keys = "home"


class CalculatorScreen(LiveScreen):
    """The calculator as a place of its own."""

    crumbs = "Calculator"
    commands = (LeaveField, CopyAnswer, MonthBefore, MonthAfter, ThisMonth, NewContact, WorkOutDates)
    BINDINGS: ClassVar = []

    panel = query_one(CalculatorPanel)

    def compose_body(self) -> Iterable[Widget]:
        """The calculator."""
        yield CalculatorPanel(self.desk)

    def on_mount(self) -> None:
        """Start at the choice of what to work out."""
        super().on_mount()
        self.panel.start()

    def tick(self) -> None:
        """Let the answer follow the time and the rules."""
        super().tick()
        if self.alive:
            self.panel.tick()

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command in (MonthBefore, MonthAfter, ThisMonth) and self.is_mounted and not self.panel.turns_months:
            return "Only a month can be turned: choose Month first."
        return super().why_not(command)

    def action_leave_field(self) -> None:
        """Undo one layer."""
        if self.focused is self.panel.pane:
            self.post_message(Go("previous"))
        else:
            self.panel.pane.focus()

    def action_work_out_dates(self) -> None:
        """Go to the choice of what to work out: the calculator is here already."""
        self.panel.start()

    def action_copy_answer(self) -> None:
        """Copy the answer."""
        self.say(self.panel.copy())

    def action_month_before(self) -> None:
        """A month back."""
        self.panel.turn(-1)

    def action_month_after(self) -> None:
        """A month on."""
        self.panel.turn(1)

    def action_this_month(self) -> None:
        """The month of today."""
        self.panel.turn(0)
