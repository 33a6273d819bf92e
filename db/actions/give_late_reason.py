"""Saying afterwards why a deadline was missed."""

from dataclasses import dataclass

from casework.clocks import judged
from casework.date_words import moment_words
from casework.late_reasons import OWN_WORDS, Late
from casework.permissions import require
from db.actions.case_rows import add_entry
from db.actions.late_reasons import keep_late_reason, late_reason
from db.audit import record
from db.errors import NotPossible
from db.store import Writing
from db.tables import Case, Clock


@dataclass(frozen=True, slots=True)
class GiveLateReason:
    """Why a clock, by its row, was missed."""

    clock_id: int
    late: Late


def give_late_reason(writing: Writing, command: GiveLateReason) -> str:
    """Keep the reason with the clock and on the timeline of its case, whose reference it gives; the last one said counts.

    It replaces nothing of the case, so it needs no version. Raises NotPossible for a clock that was not missed, BadValue for no
    reason, or one that is not on the office's list.
    """
    require(writing.staff.role, "give-late-reason")
    clock = writing.session.get(Clock, command.clock_id)
    if clock is None or clock.state == "void":
        raise NotPossible("That deadline is no longer in the record.")
    case = writing.session.get_one(Case, clock.case_id)
    promise = writing.rules.standards[clock.standard].promise
    ended = clock.stopped_at or writing.now
    if clock.state in ("met", "paused") or judged(ended, clock.due_at) == "met":
        raise NotPossible(f"{promise} {moment_words(clock.due_at)} on {case.reference} was not missed.")
    late = late_reason(writing, command.late)
    keep_late_reason(writing, [clock], late)
    said = "" if late.reason == OWN_WORDS else late.reason
    words = "\n".join(part for part in (f"{promise} {moment_words(clock.due_at)} was missed.", said, late.words) if part)
    entry = add_entry(writing, case, "late reason", text=words)
    record(writing, "late reason given", case.id, clock=clock.id, entry=entry.id)
    return case.reference
