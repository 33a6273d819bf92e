"""The voluntary monitoring questions, on a page of their own."""

import asyncio
from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import work
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from casework.errors import DeskError
from casework.monitoring import PROMISE, MonitoringQuestion, basis, monitoring_questions
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormDialogue

VOLUNTARY = f"Voluntary: nothing is required, and any answer may be left out. {PROMISE}"
LABEL_CELLS = 15


class MonitoringPage(FormDialogue[bool]):
    """Asks the monitoring questions; True once they are kept, False when left, which keeps nothing."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "keep", "Keep", show=False, priority=True),
        Binding("escape", "leave", "Leave, nothing kept", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    MonitoringPage {
        & > .dialogue { max-height: 14; }
        & .monitoring--words { height: auto; margin: 0 0 1 0; }
    }
    """

    def __init__(self, keep: Callable[[Mapping[str, str]], None]) -> None:
        """Ask, and keep the answers by this, which may be slow and may refuse."""
        keys = "←→ or a letter choose  p prefers not to say  ctrl+s keep  esc keeps nothing"
        super().__init__("Monitoring", keys, {each.id: _row(each) for each in monitoring_questions().values()})
        self._keep = keep
        self._keeping = False

    def compose_question(self) -> list[Widget]:
        """What the answers are for, then the questions."""
        return [Static(safe(VOLUNTARY, "bold"), classes="monitoring--words"), *super().compose_question()]

    def on_mount(self) -> None:
        """Say on what the wording rests."""
        super().on_mount()
        self.query_one(".dialogue").border_subtitle = safe(f"wording: {basis()}")

    @work(group="keeping")
    async def action_keep(self) -> None:
        """Keep the answers, once."""
        if self._keeping:
            return
        self._keeping = True
        try:
            await asyncio.to_thread(self._keep, {name: text for name, text in self.texts.items() if text})
            self.dismiss(True)
        except DeskError as error:
            self.complain(str(error))
        finally:
            self._keeping = False

    def action_leave(self) -> None:
        """Leave; nothing is kept."""
        self.dismiss(False)


def _row(question: MonitoringQuestion) -> FieldRow:
    options = [Option(each.name, each.name) for each in question.answers]
    return FieldRow(question.label, Choice(options, optional=True, id=question.id), label_cells=LABEL_CELLS)
