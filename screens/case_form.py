"""The fields of a case, to be changed, one a row."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from casework.case_fields import (
    FORCE,
    CaseField,
    case_field_words,
    case_fields,
    problems_with_case_fields,
    read_case_field,
)
from casework.details import detail_words, details
from casework.kinds import channels
from casework.review_questions import questions
from screens.contact_rows import force_words
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormDialogue
from screens.widgets.text_field import TextField

LABEL_CELLS = 18


class CaseForm(FormDialogue[bool]):
    """Asks what is to be recorded of a case; True to save what is typed, False to leave it as a draft."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "close", "Keep and close", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        kind: str,
        texts: Mapping[str, str],
        otherwise: Mapping[str, str],
        now: Callable[[], datetime],
        recorded: Mapping[str, str],
    ) -> None:
        """Ask for a case of this kind from these texts, where those are other than `recorded` a draft.

        `otherwise` is how the fields that somebody changed since are now.
        """
        self._recorded = recorded
        self._kind, self._texts, self._otherwise, self._time = kind, dict(texts), otherwise, now
        rows = {id_: _row(field, texts.get(id_, "")) for id_, field in case_fields(kind).items()}
        self._at_first = {id_: row.field.value for id_, row in rows.items() if isinstance(row.field, Choice)}
        super().__init__(title, "ctrl+s save   esc keep as a draft and close", rows)

    def on_mount(self) -> None:
        """Say what the record has otherwise by now, and which question is which, and start at the first."""
        super().on_mount()
        for id_ in self.rows:
            if id_ in self._otherwise:
                self.check(id_)
            elif self._texts.get(id_, "") != self._recorded.get(id_, ""):
                self.rows[id_].echo(f"your draft, not saved yet; recorded: {self._recorded.get(id_, '').strip() or 'nothing'}")
            elif id_ in questions():
                self.rows[id_].echo(questions()[id_].short)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in each field."""
        return {id_: self._text(id_) for id_ in self.rows}

    def _text(self, id_: str) -> str:
        field = self.rows[id_].field
        if isinstance(field, Choice) and field.value == self._at_first[id_]:
            return self._texts.get(id_, "")  # An option of a later version is in no row, and stays.
        return self.texts[id_]

    def check(self, name: str) -> None:
        """Say what is wrong with a field that was changed, or how it was read."""
        text, row = self._text(name), self.rows[name]
        changed = text != self._texts.get(name, "")
        if changed and (found := problems_with_case_fields(self._kind, {name: text}, self._time())):
            row.complain(found[0].sentence)
            return
        said = [questions()[name].short if name in questions() else "", self._reading(name, text) if changed else ""]
        if name in self._otherwise and text != self._otherwise[name]:
            said.append(f"in the record by now: {case_field_words(name, self._otherwise[name]) or 'nothing'}")
        row.echo("; ".join(part for part in said if part))

    def _reading(self, name: str, text: str) -> str:
        """How a field was read, where that is not what it says already, and what to bear in mind."""
        kept = read_case_field(name, text, self._time())
        if not kept:
            return ""
        if name == FORCE:
            return force_words(text)
        words = detail_words(name, kept) if name in details() else text
        note = details()[name].note(kept) if name in details() else ""
        return "; ".join(part for part in (words if words != text else "", note) if part)

    def action_save(self) -> None:
        """Close to save, unless something can't be kept: then go there."""
        if not self.go_to_first_wrong():
            self.dismiss(True)

    def action_close(self) -> None:
        """Close; what is typed stays a draft."""
        self.dismiss(False)


def _row(field: CaseField, text: str) -> FieldRow:
    return FieldRow(field.label, _field(field, text), label_cells=LABEL_CELLS, id=f"row-{field.id}")


def _field(field: CaseField, text: str) -> Widget:
    if field.reads == "channel":
        ways = [Option(way.id, way.label, way.letter) for way in channels().values()]
        return Choice(ways, text if text in channels() else None, id=field.id)
    if field.reads == "choice":
        chosen = text if text in field.options else None
        return Choice([Option(each, each) for each in field.options], chosen, optional=True, id=field.id)
    return TextField(text, placeholder=field.placeholder, id=field.id)
