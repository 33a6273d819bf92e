"""What is known of a person, field by field: how to address, reach and treat them, and what a contact plan says."""

from collections.abc import Mapping
from contextlib import suppress
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from casework.monitoring import PROMISE
from casework.option_reading import DetailNotRead, option_meant
from casework.person_details import (
    PersonField,
    person_detail_problem,
    person_detail_words,
    person_fields,
    person_lines,
    read_person_detail,
)
from screens.calculator_over import SayLine
from screens.live_screen import LiveScreen
from screens.monitoring import MonitoringPage
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormDialogue, FormNote
from screens.widgets.text_field import TextField

LABEL_CELLS = 16


class AboutThem(FormDialogue[Mapping[str, str] | None]):
    """Asks what is known of a person; however it is closed it gives all that is typed, by field id.

    A field that held something and was emptied is given as an empty text, one that is empty still is not given.
    """

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Close, answers kept", show=False, priority=True),
        Binding("escape", "close", "Close, answers kept", show=False, priority=True),
        Binding("f6", "monitoring", "Monitoring", show=False, priority=True),
    ]

    def __init__(self, name: str, typed: Mapping[str, str], recorded: Mapping[str, str] | None = None) -> None:
        """Ask about somebody of this name with these texts given.

        With `recorded`, what the record has of them now is said under each field that is otherwise.
        """
        self._given = {id_: text for id_, text in typed.items() if text}
        self._recorded = recorded
        rows = {id_: _row(field, typed.get(id_, "")) for id_, field in person_fields().items()}
        self._at_first = {id_: row.field.value for id_, row in rows.items() if isinstance(row.field, Choice)}
        keys = "F6 monitoring   ctrl+s or esc close, answers kept"
        super().__init__(f"About {name.strip() or 'this person'}", keys, rows)

    def compose_question(self) -> list[Widget]:
        """The rows, and a line for what was kept elsewhere."""
        return [*super().compose_question(), SayLine()]

    def on_mount(self) -> None:
        """Say how each field is read and what the record has otherwise, and start at the first."""
        super().on_mount()
        for id_ in self.rows:
            self.check(id_)

    @property
    def typed(self) -> dict[str, str]:
        """All that is typed so far, as it is given when this closes."""
        texts = {id_: self._text(id_) for id_ in self.rows}
        return {id_: text for id_, text in texts.items() if text or id_ in self._given}

    def _text(self, id_: str) -> str:
        field = self.rows[id_].field
        if isinstance(field, Choice) and field.value == self._at_first[id_]:
            return self._given.get(id_, "")
        return self.texts[id_]

    def check(self, name: str) -> None:
        """Say what is wrong with a field, or the words a later contact has of it."""
        text, row = self._text(name), self.rows[name]
        if problem := person_detail_problem(name, text):
            row.complain(problem)
            return
        said = [self._reading(name, text), self._otherwise(name)]
        row.echo("; ".join(part for part in said if part))

    def _reading(self, name: str, text: str) -> str:
        """How a field was read, where that is not what it says already."""
        if not text.strip() or person_fields()[name].reads in ("text", "option"):
            return ""
        kept = read_person_detail(name, text)
        return "; ".join(person_lines({name: kept})) or (kept if kept != text.strip() else "")

    def _otherwise(self, name: str) -> str:
        if self._recorded is None or self._text(name) == self._recorded.get(name, ""):
            return ""
        return f"in the record: {person_detail_words(name, self._recorded.get(name, '')) or 'nothing'}"

    def action_save(self) -> None:
        """Close with what is typed, unless something can't be kept: then go there."""
        if not self.go_to_first_wrong():
            self.dismiss(self.typed)

    def action_close(self) -> None:
        """Close with what is typed."""
        self.dismiss(self.typed)

    def action_monitoring(self) -> None:
        """Ask the monitoring questions, whose answers have nothing to do with what is typed here."""
        beneath = next((screen for screen in reversed(self.app.screen_stack) if isinstance(screen, LiveScreen)), None)
        if beneath is not None:
            self.app.push_screen(MonitoringPage(beneath.desk.do.keep_monitoring), self._say_kept)

    def _say_kept(self, kept: bool | None) -> None:
        if kept:
            self.query_one(SayLine).show(PROMISE)


def _row(field: PersonField, text: str) -> FieldRow:
    return FieldRow(field.label, _field(field, text), label_cells=LABEL_CELLS, id=f"row-{field.id}")


def _field(field: PersonField, text: str) -> Widget:
    if field.reads == "option":
        chosen = None
        with suppress(DetailNotRead):
            chosen = option_meant(text, field.options) if text.strip() else None
        options = [Option(each.name, each.name, field.letters.get(each.name, each.name[0])) for each in field.options]
        return Choice(options, chosen, optional=True, id=field.id)
    if field.lines:
        return FormNote(text, placeholder=field.placeholder, id=field.id)
    return TextField(text, placeholder=field.placeholder, id=field.id)
