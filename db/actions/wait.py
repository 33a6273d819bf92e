"""Pausing a case while it waits for somebody else, and resuming it."""

from dataclasses import dataclass

from sqlmodel import col, select

from casework.clocks import judged
from casework.contact import unstorable
from casework.date_words import moment_words
from casework.permissions import require
from casework.standards import Standard
from casework.waiting import reason_label, wait_reasons
from db.actions.case_rows import add_entry, case_for_change
from db.actions.follow_case import Followed, follow_case, running_clocks
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Case, CaseWait, Clock


@dataclass(frozen=True, slots=True)
class PauseCase:
    """A case, as read at `version`, that waits from now on for a reason of casework.waiting; `awaited` says whom, as typed."""

    case_id: int
    version: int
    reason: str
    awaited: str = ""


@dataclass(frozen=True, slots=True)
class ResumeCase:
    """A case, as read at `version`, that waits no longer."""

    case_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Paused:
    """The titles of the standards whose clocks wait now, and of those whose clocks run on."""

    waiting: tuple[str, ...]
    running_on: tuple[str, ...]


def pause_case(writing: Writing, command: PauseCase) -> Paused:
    """Pause every clock of the case that its standard lets wait for this reason; the others run on.

    Raises NotPossible when the case is closed or waits already, or when none of its clocks may wait, in words that say why;
    BadValue for an unknown reason.
    """
    require(writing.staff.role, "pause-case")
    case = case_for_change(writing, command.case_id, command.version)
    if command.reason not in wait_reasons():
        raise BadValue("reason", f"Choose what the case waits for: {', '.join(wait_reasons())}.")
    if problem := unstorable(command.awaited):
        raise BadValue("awaited", problem)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is closed, so it can't wait for anybody.")
    if (wait := _open_wait(writing, case)) is not None:
        since = moment_words(wait.paused_at)
        raise NotPossible(f"{case.reference} waits for {reason_label(wait.reason)} already, since {since}. Resume it first.")
    _require_one_that_may(writing, case, command.reason)
    wait = CaseWait(
        case_id=command.case_id,
        reason=command.reason,
        awaited=command.awaited,
        paused_at=writing.now,
        paused_by=writing.staff.id,
    )
    writing.session.add(wait)
    add_entry(writing, case, "paused", step=command.reason, text=command.awaited)
    follow_case(writing, case, f"waiting for {reason_label(command.reason)}")
    found = [(writing.rules.standards[clock.standard].title, clock.paused_at) for clock in running_clocks(writing.session, case)]
    record(writing, "case paused", case.id, reason=command.reason, wait=wait.id)
    return Paused(tuple(title for title, at in found if at), tuple(title for title, at in found if not at))


def resume_case(writing: Writing, command: ResumeCase) -> Followed:
    """Let the case's clocks run again, each gaining the days of its own counting that it waited.

    Raises NotPossible when the case does not wait.
    """
    require(writing.staff.role, "pause-case")
    case = case_for_change(writing, command.case_id, command.version)
    wait = _open_wait(writing, case)
    if wait is None:
        raise NotPossible(f"{case.reference} does not wait for anybody, so there is nothing to resume.")
    wait.resumed_at, wait.resumed_by = writing.now, writing.staff.id
    writing.session.add(wait)
    followed = follow_case(writing, case, f"waited for {reason_label(wait.reason)}")
    add_entry(writing, case, "resumed", step=wait.reason, text=followed.moved_words)
    record(writing, "case resumed", case.id, wait=wait.id, clocks=len(followed.moved))
    return followed


def _open_wait(writing: Writing, case: Case) -> CaseWait | None:
    query = select(CaseWait).where(CaseWait.case_id == case.id, col(CaseWait.resumed_at).is_(None))
    query = query.where(col(CaseWait.withdrawn_at).is_(None))
    return writing.session.exec(query).first()


def _require_one_that_may(writing: Writing, case: Case, reason: str) -> None:
    running = [(clock, writing.rules.standards[clock.standard]) for clock in running_clocks(writing.session, case)]
    if not running:
        raise NotPossible(f"No clock runs on {case.reference}, so nothing is gained by waiting.")
    refusals = [_refusal(writing, clock, standard, reason) for clock, standard in running]
    if all(refusals):
        raise NotPossible(f"No clock of {case.reference} may wait for {reason_label(reason)}. {' '.join(map(str, refusals))}")


def _refusal(writing: Writing, clock: Clock, standard: Standard, reason: str) -> str | None:
    """Why a clock may not wait now for a reason, in a sentence; None when it may."""
    if judged(writing.now, clock.due_at) == "missed":
        return f"{standard.title} is overdue already."
    if standard.may_wait_for(reason):
        return None
    if not standard.waits_for:
        return f"{standard.title} runs on whatever the case waits for ({standard.basis})."
    allowed = " or ".join(reason_label(each) for each in standard.waits_for)
    return f"{standard.title} may wait only for {allowed} ({standard.basis})."
