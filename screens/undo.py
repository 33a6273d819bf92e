"""Undo and redo: the commands every screen has, and what is said of what they did."""

from db.actions.undo import Undone
from screens.commands import Command

MOST_NAMED = 5
"""Of the cases of a mass change that stay as they are, how many are named beside the first."""


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
    return f"Undone: {undone.change.words}.{_came(undone)} ctrl+r does it again.{_left(undone)}"


def done_again_words(done: Undone) -> str:
    """What was done again, on which case, and how to take it back once more."""
    return f"Done again: {done.change.words}.{_came(done)} u undoes it.{_left(done)}"


def _came(undone: Undone) -> str:
    """The date that moved, or how many did: the case has each."""
    lines = undone.came.splitlines()
    if len(lines) > 1:
        return f" {len(lines)} dates moved."
    return f" {lines[0].rstrip('.')}." if lines else ""


def _left(undone: Undone) -> str:
    """The cases of a mass change that stay as they are, and why the first of them does."""
    first, *others = [reference for refused in undone.left for reference in refused.references] or [""]
    if not first:
        return ""
    more = f" and {len(others) - MOST_NAMED:,} more" if len(others) > MOST_NAMED else ""
    likewise = f" So {'do' if others[1:] else 'does'} {', '.join(others[:MOST_NAMED])}{more}." if others else ""
    return f" One stays: {undone.left[0].sentence}{likewise}"
