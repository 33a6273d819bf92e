"""Undo and redo: the commands every screen has, and what is said of what they did."""

from db.actions.undo import Undone
from screens.commands import Command


class Undo(Command):
    """Take back what you did last: a step, a note, an owner, a pause, a closing; the record shows both."""

    label = "undo"
    keys = "u"
    group = "Everywhere"


class Redo(Command):
    """Do again what you undid last, as of the moment it was done."""

    label = "redo"
    keys = "ctrl+r"
    group = "Everywhere"


def undone_words(undone: Undone) -> str:
    """What was undone, on which case, and how to have it again; or why it stays, and that the next is what was before it."""
    if undone.stays:
        return f"{undone.stays} u goes on with what you did before that."
    return f"Undone: {undone.change.words}.{_came(undone)} ctrl+r does it again."


def done_again_words(done: Undone) -> str:
    """What was done again, on which case, and how to take it back once more."""
    return f"Done again: {done.change.words}.{_came(done)} u undoes it."


def _came(undone: Undone) -> str:
    """The date that moved, or how many did: the case has each."""
    lines = undone.came.splitlines()
    if len(lines) > 1:
        return f" {len(lines)} dates moved."
    return f" {lines[0].rstrip('.')}." if lines else ""
