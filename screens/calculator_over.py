"""The calculator in a box over any screen, which is then as it was left."""

from typing import ClassVar

from textual.binding import Binding
from textual.getters import query_one
from textual.widget import Widget

from screens.calculator_panel import CalculatorPanel
from screens.calculator_sums import Origin
from screens.desk import Desk
from screens.widgets.dialogue import Dialogue
from screens.widgets.message_line import MessageLine


class SayLine(MessageLine):
    """A line that is only there while it says something."""

    DEFAULT_CSS = """
    SayLine { display: none; }
    """

    def watch_text(self, before: str, now: str) -> None:
        """Come and go with the words."""
        super().watch_text(before, now)
        self.display = bool(now)


class CalculatorOver(Dialogue[None]):
    """The calculator, opened over a form or a case with the reasons for its dates, or over anything else."""

    BINDINGS: ClassVar = [
        Binding("escape,f3", "close", "Close", show=False, priority=True),
        Binding("y,ctrl+y", "copy", "Copy", show=False),
        Binding("left", "turn(-1)", "Month before", show=False),
        Binding("right", "turn(1)", "Month after", show=False),
        Binding("home", "turn(0)", "This month", show=False),
    ]
    DEFAULT_CSS = """
    CalculatorOver {
        & > .dialogue { width: 100%; max-width: 124; height: 100%; max-height: 40; padding: 0; }
        & .dialogue--keys { padding: 0 1; }
    }
    """

    panel = query_one(CalculatorPanel)
    message_line = query_one(SayLine)

    def __init__(self, desk: Desk, origin: Origin | None) -> None:
        """The calculator of this desk, opened over something or over nothing."""
        super().__init__("Dates", "tab next   ↑↓ scroll   ctrl+y copy   esc close")
        self.desk = desk
        self.origin = origin

    def compose_question(self) -> list[Widget]:
        """The calculator and a line for what it says."""
        return [CalculatorPanel(self.desk, self.origin), SayLine()]

    def on_mount(self) -> None:
        """Start at the choice of what to work out."""
        self.panel.start()

    def tick(self) -> None:
        """Let the answer follow the time and the rules."""
        for panel in self.query(CalculatorPanel):
            panel.tick()

    def action_copy(self) -> None:
        """Copy the answer."""
        self.message_line.show(self.panel.copy())

    def action_turn(self, months: int) -> None:
        """Turn to another month, if a month is shown."""
        if self.panel.turns_months:
            self.panel.turn(months)

    def action_close(self) -> None:
        """Back to what is beneath."""
        self.dismiss(None)
