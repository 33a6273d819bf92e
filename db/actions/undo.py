"""Undoing and doing again what the acting member changed last, by reversing, audited events."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from casework.errors import DeskError
from casework.undo_stacks import BECAME, PASSED, REDONE, UNDONE, WITHIN, Change, Event
from casework.undo_words import STAYS, WORDS
from db.actions.allocate import case_rows
from db.actions.case_rows import add_entry
from db.actions.judgements import judgements, no_longer
from db.actions.refusals import Refusals, Refused
from db.actions.reversals import REVERSALS, Reversal, Reverse
from db.audit import last_event, record, record_each
from db.errors import NotPossible
from db.queries.undoable import ChangeView, change_view, undo_stacks
from db.store import Writing
from db.tables import Case
from db.tables.plain import AUDIT


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was undone or done again, and what came of it: each date that moved, a line each.

    With `stays`, a sentence that says why, it could not be undone and was passed over: the next undoing is of what was before it.
    `left` are the cases of a mass change that stay as they are, each with what is against it: somebody else has changed that very
    thing since, the case was closed or merged, its owner has left, or the member is not permitted to.
    """

    change: ChangeView
    came: str = ""
    stays: str = ""
    left: tuple[Refused, ...] = ()


def undo(writing: Writing) -> Undone:
    """Take the acting member's last change back. What was done of it stays on the record, as taken back.

    One that stays, or that can't be undone any more since somebody else has changed that very thing, is left as it is and
    recorded as passed over; of a mass change the cases of which that is so are, and the others undone. Raises NotPossible when
    there is no change.
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
            return _what_can_be(writing, change, UNDONE, lambda reversal: reversal.undo)
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
    return _what_can_be(writing, changes[-1], REDONE, lambda reversal: reversal.redo)


def _passed_over(writing: Writing, change: Change, why: str) -> Undone:
    record(writing, PASSED, change.first.case_id, event=change.first.id, what=change.first.action)
    return Undone(change_view(writing.session.connection(), change), stays=why)


def _what_can_be(writing: Writing, change: Change, kind: str, way: Callable[[Reversal], Reverse]) -> Undone:
    """Reverse a change; of a mass change each case that can be, naming the others. Raises what is against it if none can."""
    connection, many = writing.session.connection(), REVERSALS[change.first.action].many
    view, came = change_view(connection, change), [""]
    if len(change.events) == 1:
        return Undone(view, _reversed(writing, change.first, kind, way(REVERSALS[change.first.action]), view))
    refused = dict(many(writing, change.events, kind)) if many is not None else {}
    for event in change.events if many is None else ():
        try:
            with writing.session.begin_nested():
                came.append(_reversed(writing, event, kind, way(REVERSALS[event.action]), view))
        except DeskError as refusal:
            refused[event.id] = refusal
    if len(refused) == len(change.events):
        raise refused[change.first.id]
    done, stay = ([event for event in change.events if (event.id in refused) == stays] for stays in (False, True))
    record_each(writing, PASSED, [(event.case_id or 0, {"event": event.id, "what": event.action}) for event in stay])
    left, references = Refusals(), case_rows(writing, [event.case_id or 0 for event in stay])
    for event in stay:
        case = references.get(event.case_id or 0)
        left.add(case.reference if case else "a case", str(refused[event.id]))
    return Undone(change_view(connection, Change(tuple(done))), "\n".join(filter(None, came)), left=left.listed())


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
