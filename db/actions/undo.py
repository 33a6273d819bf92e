"""Undoing and doing again what the acting member changed last, by reversing, audited events."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from casework.errors import DeskError
from casework.undo_stacks import BECAME, PASSED, REDONE, UNDONE, WITHIN, Change, Event
from casework.undo_words import STAYS, WORDS
from db.actions.case_rows import add_entry
from db.actions.judgements import judgements, no_longer
from db.actions.reversals import REVERSALS, Reversal, Reverse
from db.audit import last_event, record
from db.errors import NotPossible
from db.queries.undoable import ChangeView, change_view, undo_stacks
from db.store import Writing
from db.tables import Case
from db.tables.plain import AUDIT


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was undone or done again, and what came of it: each date that moved, a line each.

    With `stays`, a sentence that says why, it could not be undone and was passed over: the next undoing is of what was before it.
    """

    change: ChangeView
    came: str = ""
    stays: str = ""


def undo(writing: Writing) -> Undone:
    """Take the acting member's last change back, all of it or none. What was done of it stays on the record, as taken back.

    One that stays, or that can't be undone any more since somebody else has changed that very thing, is left as it is and
    recorded as passed over. Raises NotPossible when there is no change.
    """
    changes = undo_stacks(writing.session.connection(), writing.staff.id, writing.now).undo
    if not changes:
        raise NotPossible("You changed nothing in the last day that can be undone.")
    change, last = changes[-1], changes[-1].first
    if last.action in STAYS:
        case = writing.session.get(Case, last.case_id) if last.case_id is not None else None
        what = STAYS[last.action].format(case.reference if case else "a case")
        return _passed_over(writing, change, f"Nothing was undone: last you {what}.")
    try:
        with writing.session.begin_nested():
            return _all_of(writing, change, UNDONE, lambda reversal: reversal.undo)
    except DeskError as refusal:
        words = change_view(writing.session.connection(), change).words
        return _passed_over(writing, change, f"Nothing was undone: '{words}' stays. {refusal}")


def redo(writing: Writing) -> Undone:
    """Do again what the acting member undid last, as of the moment it was done.

    Raises NotPossible when there is none, or when somebody else has changed that very thing since; NotAllowed.
    """
    changes = undo_stacks(writing.session.connection(), writing.staff.id, writing.now).redo
    if not changes:
        raise NotPossible("You undid nothing last that could be done again.")
    return _all_of(writing, changes[-1], REDONE, lambda reversal: reversal.redo)


def _passed_over(writing: Writing, change: Change, why: str) -> Undone:
    record(writing, PASSED, change.first.case_id, event=change.first.id, what=change.first.action)
    return Undone(change_view(writing.session.connection(), change), stays=why)


def _all_of(writing: Writing, change: Change, kind: str, way: Callable[[Reversal], Reverse]) -> Undone:
    view = change_view(writing.session.connection(), change)
    if len(change.events) > 1 and (many := REVERSALS[change.first.action].many) is not None:
        many(writing, change.events, kind)
        return Undone(view)
    came = [_reversed(writing, event, kind, way(REVERSALS[event.action]), view) for event in change.events]
    return Undone(view, "\n".join(filter(None, came)))


def _reversed(writing: Writing, event: Event, kind: str, reverse: Reverse, view: ChangeView) -> str:
    """Reverse one event: the case is another version, and its timeline and the audit trail say so."""
    judged, before = judgements(writing.session, event.case_id), last_event(writing.session)
    came = reverse(writing, event.case_id or 0, {**event.detail, "at": event.at})
    case = writing.session.get(Case, event.case_id) if event.case_id is not None else None
    if case is not None and not REVERSALS[event.action].tells:
        case.version += 1
        writing.session.add(case)
        add_entry(writing, case, kind, step=view.what, text=came)
    otherwise = no_longer(judged, judgements(writing.session, event.case_id))
    record(writing, kind, event.case_id, event=event.id, what=event.action, **otherwise, **_written_since(writing, before))
    return came


def _written_since(writing: Writing, before: int) -> dict[str, object]:
    """The changes that a reversal recorded by itself, which are no changes of the member's own."""
    query = select(AUDIT.c.id, AUDIT.c.action, AUDIT.c.detail).where(AUDIT.c.id > before).order_by(AUDIT.c.id)
    written = [row for row in writing.session.execute(query) if row.action in (*WORDS, *STAYS)]
    return {WITHIN: [row.id for row in written], BECAME: json.loads(written[-1].detail)} if written else {}
