"""Putting right what was recorded: when a case was received, a step that was not done, a closing that came too soon."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from casework.contact import not_come_yet, unstorable
from casework.date_words import moment_words
from casework.kinds import step_label
from casework.moments import london_date
from casework.permissions import require
from db.actions.case_rows import add_entry, case_for_change
from db.actions.follow_case import Followed, follow_case
from db.actions.judgements import judgements, no_longer
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Case, Clock, Entry


@dataclass(frozen=True, slots=True)
class ChangeReceived:
    """The moment a case, as read at `version`, was really received, and why it is changed, as typed."""

    case_id: int
    version: int
    received_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawStep:
    """The entry of a step that was not done after all, on a case as read at `version`, and why, as typed."""

    case_id: int
    version: int
    entry_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReopenCase:
    """A closed case, as read at `version`, that is open again, and why, as typed."""

    case_id: int
    version: int
    reason: str = ""


def change_received(writing: Writing, command: ChangeReceived) -> Followed:
    """Date the case's receipt anew: every clock that began with it is counted, and judged, from there.

    Raises BadValue for a moment that has not come yet or is later than something done on the case, NotPossible when closed.
    """
    require(writing.staff.role, "change-received")
    case = _open_case(writing, command.case_id, command.version, "its clocks stay as they were judged", command.reason)
    before = case.received_at
    if problem := not_come_yet(command.received_at, writing.now):
        raise BadValue("received", problem)
    if command.received_at == before:
        raise NotPossible(f"{case.reference} is recorded as received then already.")
    earliest = first_step(writing, case)
    if earliest is not None and command.received_at > earliest:
        raise BadValue("received", f"A step of {case.reference} was done on {moment_words(earliest)}, before that.")
    judged = judgements(writing.session, case.id)
    begun = begin_anew(writing, case, before, command.received_at)
    case.received_at = command.received_at
    followed = follow_case(writing, case, "received at another time", judge_again=begun)
    words = f"received {moment_words(command.received_at)}, not {moment_words(before)}"
    add_entry(writing, case, "received changed", text=_lines(words, command.reason, followed.moved_words))
    otherwise = no_longer(judged, judgements(writing.session, case.id))
    moments = {"received": command.received_at, "before": before}
    record(writing, "received changed", case.id, **moments, clocks=len(followed.moved), **otherwise)
    return followed


def withdraw_step(writing: Writing, command: WithdrawStep) -> Followed:
    """Take a step back: the clocks it stopped run as if it had never been, and those it began never were.

    Raises NotPossible for an entry that is no step, one withdrawn already, or a closed case.
    """
    require(writing.staff.role, "complete-step")
    case = _open_case(writing, command.case_id, command.version, "no step of it can be taken back", command.reason)
    entry = writing.session.get(Entry, command.entry_id)
    if entry is None or entry.case_id != case.id or entry.kind != "step":
        raise NotPossible(f"That is not a step of {case.reference}.")
    if entry.withdrawn_at is not None:
        raise NotPossible(f"{step_label(entry.step).capitalize()} was taken back already.")
    judged = judgements(writing.session, case.id)
    entry.withdrawn_at = writing.now
    writing.session.add(entry)
    followed = follow_case(writing, case, f"{step_label(entry.step)} taken back")
    add_entry(writing, case, "step taken back", step=entry.step, text=_lines(command.reason, followed.moved_words))
    otherwise = no_longer(judged, judgements(writing.session, case.id))
    record(writing, "step withdrawn", case.id, step=entry.step, entry=entry.id, **otherwise)
    return followed


def reopen_case(writing: Writing, command: ReopenCase) -> Followed:
    """Open a closed case again: the clocks its closing stopped run on as if it had not been closed.

    Raises NotPossible when it is open.
    """
    require(writing.staff.role, "close-case")
    case = case_for_change(writing, command.case_id, command.version)
    if case.closed_at is None:
        raise NotPossible(f"{case.reference} is open.")
    if problem := unstorable(command.reason):
        raise BadValue("reason", problem)
    judged, before = judgements(writing.session, case.id), {"closed": case.closed_at, "outcome": case.outcome}
    case.closed_at, case.outcome = None, ""
    followed = follow_case(writing, case, "reopened")
    add_entry(writing, case, "reopened", text=_lines(command.reason, followed.moved_words))
    record(writing, "case reopened", case.id, **before, **no_longer(judged, judgements(writing.session, case.id)))
    return followed


def _open_case(writing: Writing, case_id: int, version: int, so: str, reason: str) -> Case:
    case = case_for_change(writing, case_id, version)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is closed, so {so}. Reopen it first.")
    if problem := unstorable(reason):
        raise BadValue("reason", problem)
    return case


def first_step(writing: Writing, case: Case) -> datetime | None:
    """When the first step of a case was done that was not taken back."""
    done = select(Entry.at).where(Entry.case_id == case.id, Entry.kind == "step", col(Entry.withdrawn_at).is_(None))
    return writing.session.exec(done.order_by(col(Entry.at)).limit(1)).first()


def begin_anew(writing: Writing, case: Case, before: datetime, received_at: datetime) -> set[int | None]:
    """Let the clocks begun by the receipt begin at another moment, under the standards in force that day, and say which."""
    begun = set()
    day, rules = london_date(received_at), writing.rules
    query = select(Clock).where(Clock.case_id == case.id, Clock.started_at == before, col(Clock.begun_by).is_(None))
    for clock in writing.session.exec(query.where(Clock.state != "void")):
        id_ = rules.standards[clock.standard].id
        fitting = (row for row, it in rules.standards.items() if it.id == id_ and case.kind in it.kinds and it.in_force(day))
        clock.started_at, clock.standard = received_at, next(fitting, clock.standard)
        writing.session.add(clock)
        begun.add(clock.id)
    return begun


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
