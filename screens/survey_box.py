"""The answers of somebody to the satisfaction survey, entered in a box."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from casework.contact import unstorable
from casework.date_reading import UnreadableDate, read_day
from casework.date_words import day_words
from casework.survey import COMMENT, answer_options, survey_basis, survey_questions
from screens.desk import Desk
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormDialogue, FormNote
from screens.widgets.text_field import TextField

ANSWERED = "answered"
LABEL_CELLS = 12
_HINTS = {
    ANSWERED: "The day they answered: today, unless another is typed.",
    COMMENT: "What they said beside it, as they said it.",
}


class SurveyBox(FormDialogue[bool]):
    """Asks for the answers; says whether they are to be kept. What is typed stays to be asked for, however it is closed."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "keep", "Keep", show=False, priority=True),
        Binding("escape", "leave", "Leave, what is typed is kept", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SurveyBox {
        & > .dialogue { max-height: 16; }
        & .survey--wording { height: 1; color: $text-muted; }
    }
    """

    def __init__(self, title: str, desk: Desk, typed: Mapping[str, str]) -> None:
        """Ask, going on from what was typed before."""
        rows = {it.id: _row(it.id, it.label, typed.get(it.id)) for it in survey_questions().values()}
        rows[ANSWERED] = FieldRow("Answered", TextField(typed.get(ANSWERED, ""), placeholder="today"), label_cells=LABEL_CELLS)
        rows[COMMENT] = FieldRow("Comment", FormNote(typed.get(COMMENT, "")), label_cells=LABEL_CELLS)
        super().__init__(title, "←→ or a letter choose   ctrl+s keep   esc close", rows)
        self._desk = desk
        self._wording = Static(markup=False, classes="survey--wording")

    def compose_question(self) -> list[Widget]:
        """The rows, and how the question is worded that has the focus."""
        return [*super().compose_question(), self._wording]

    def on_mount(self) -> None:
        """Say on what the wording rests, and start at the first question."""
        super().on_mount()
        self.query_one(".dialogue").border_subtitle = safe(f"wording: {survey_basis()}")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say how the question is worded."""
        name = next((name for name, row in self.rows.items() if row.field is event.widget), "")
        known = survey_questions().get(name)
        self._wording.update(safe(known.wording if known else _HINTS.get(name, "")))

    @property
    def typed(self) -> dict[str, str]:
        """All that is typed or chosen, without what is empty."""
        return {name: text for name, text in self.texts.items() if text.strip()}

    @property
    def answers(self) -> dict[str, str]:
        """The answers by question."""
        return {id_: text for id_, text in self.typed.items() if id_ in survey_questions()}

    @property
    def answered_on(self) -> date:
        """The day that was typed, today where none was. Raises UnreadableDate, also for one that has not come yet."""
        typed, today = self.texts[ANSWERED], self._desk.time.today()
        day = read_day(typed, today, self._desk.calendar, prefer="past") if typed.strip() else today
        if day > today:
            raise UnreadableDate(f"{day_words(day)} has not come yet. Give the day they answered.")
        return day

    def check(self, name: str) -> None:
        """Say how the day was read, or what can't be kept."""
        text, row = self.texts[name], self.rows[name]
        if name == ANSWERED:
            try:
                row.echo(day_words(self.answered_on) if text.strip() else "")
            except UnreadableDate as wrong:
                row.complain(str(wrong))
        elif name == COMMENT:
            problem = unstorable(text)
            row.complain(problem) if problem else row.hush()

    def action_keep(self) -> None:
        """Close, to keep it as an answer, unless something can't be kept: then go there."""
        if self.go_to_first_wrong():
            return
        if not any(text for name, text in self.typed.items() if name != ANSWERED):
            self.complain("Nothing is answered yet. Choose an answer, or close with esc.")
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Close; nothing is kept as an answer."""
        self.dismiss(False)


def _row(id_: str, label: str, typed: str | None) -> FieldRow:
    options = [Option(it.name, it.name, it.letter) for it in answer_options().values()]
    chosen = typed if typed in answer_options() else None
    return FieldRow(label, Choice(options, chosen, optional=True, id=id_), label_cells=LABEL_CELLS)
