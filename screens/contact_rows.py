"""The rows of the new-contact form: what is always asked, then what each kind of contact needs beside it."""

from collections.abc import Iterator

from textual.widget import Widget

from casework.details import Detail, details
from casework.organisations import organisation_named
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.text_field import TextField

TEXTS = {
    "received": ("Received", "now; or: yesterday 16:50"),
    "name": ("Name", "as they give it; may be empty"),
    "phone": ("Phone", ""),
    "email": ("Email", ""),
    "force": ("Force", "a few letters: met, gwent, gmp"),
    "force_reference": ("Their ref", ""),
    "subject": ("About", "in a few words"),
}
ROWS = tuple(detail for detail in details().values() if not detail.asked_apart)
APART = tuple(detail.id for detail in details().values() if detail.asked_apart)
READ = {
    "received",
    "phone",
    "email",
    "force",
    *(row.id for row in ROWS if row.reads in ("day", "moment", "categories", "several") or row.notes),
}
"""The rows that say, on leaving them, how what was typed was read, or what to bear in mind."""


def text_rows() -> Iterator[FieldRow]:
    """The rows of what is always asked, in the order of a call."""
    for name, (label, placeholder) in TEXTS.items():
        yield FieldRow(label, TextField(placeholder=placeholder, id=name), id=f"row-{name}")


def detail_rows() -> Iterator[FieldRow]:
    """The rows of what some kinds need."""
    for detail in ROWS:
        yield FieldRow(detail.label, _field(detail), id=f"row-{detail.id}")


def force_words(text: str) -> str:
    """How a force or body was read, and what that means for the caller; raises UnknownOrganisation."""
    body = organisation_named(text)
    signpost = f": not ours, signpost to the {body.signpost_to}" if body.signpost_to else ""
    return f"{body.name}{signpost}{'; offer Welsh' if body.welsh else ''}"


def _field(detail: Detail) -> Widget:
    if detail.reads == "choice":
        return Choice([Option(each, each) for each in detail.options], optional=True, id=detail.id)
    return TextField(placeholder=detail.placeholder, id=detail.id)
