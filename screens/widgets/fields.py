"""The fields that forms are made of."""

from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.note_field import NoteField
from screens.widgets.text_field import TextField

__all__ = ["Choice", "FieldRow", "NoteField", "Option", "TextField"]
