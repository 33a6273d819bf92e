"""A case that was paused or resumed: as if it had never waited, or waiting and run on as of the moments it did."""

from sqlmodel import col, or_, select

from casework.permissions import require
from casework.waiting import reason_label
from db.actions.follow_case import follow_case
from db.actions.reverse.rows import Detail, moment_in, open_case
from db.errors import NotPossible
from db.store import Writing
from db.tables import Case, CaseWait


def never_waited(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let the case be as if it had not been paused, unless it was resumed since."""
    case, wait = _wait(writing, case_id, detail)
    if wait.withdrawn_at is not None or wait.resumed_at is not None:
        raise NotPossible(f"{case.reference} waits for that no longer: it was resumed since.")
    wait.withdrawn_at = writing.now
    writing.session.add(wait)
    return _followed(writing, case, wait, "does not wait for {} after all")


def waits_after_all(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let the case wait as of when it was paused, unless it has waited otherwise since."""
    case, wait = _wait(writing, case_id, detail)
    if wait.withdrawn_at is None:
        raise NotPossible(f"{case.reference} waits for that already.")
    _require_no_other(writing, case, wait)
    wait.withdrawn_at = None
    writing.session.add(wait)
    return _followed(writing, case, wait, "waiting for {}")


def waits_on(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let the case wait on as if it had not been resumed, unless it has waited again since."""
    case, wait = _wait(writing, case_id, detail)
    if wait.withdrawn_at is not None or wait.resumed_at != moment_in(detail["at"]):
        raise NotPossible(f"{case.reference} waits already, or was resumed at another time since.")
    _require_no_other(writing, case, wait)
    wait.resumed_at = wait.resumed_by = None
    writing.session.add(wait)
    return _followed(writing, case, wait, "still waiting for {}")


def resumed_after_all(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let the case's clocks run again as of when it was resumed, unless it was since."""
    case, wait = _wait(writing, case_id, detail)
    if wait.withdrawn_at is not None or wait.resumed_at is not None:
        raise NotPossible(f"{case.reference} waits for that no longer: it was resumed since.")
    wait.resumed_at, wait.resumed_by = moment_in(detail["at"]), writing.staff.id
    writing.session.add(wait)
    return _followed(writing, case, wait, "waited for {}")


def _wait(writing: Writing, case_id: int, detail: Detail) -> tuple[Case, CaseWait]:
    require(writing.staff.role, "pause-case")
    case = open_case(writing, case_id)
    wait = writing.session.get(CaseWait, detail["wait"])
    if wait is None or wait.case_id != case_id:
        raise NotPossible(f"{case.reference} does not wait for that any more.")
    return case, wait


def _require_no_other(writing: Writing, case: Case, wait: CaseWait) -> None:
    """Raise NotPossible when the case waits otherwise, or has done so since this wait began."""
    others = select(CaseWait).where(CaseWait.case_id == case.id, CaseWait.id != wait.id, col(CaseWait.withdrawn_at).is_(None))
    later = or_(col(CaseWait.resumed_at).is_(None), col(CaseWait.resumed_at) > wait.paused_at)
    if (other := writing.session.exec(others.where(later).limit(1)).first()) is not None:
        raise NotPossible(f"{case.reference} was paused for {reason_label(other.reason)} since.")


def _followed(writing: Writing, case: Case, wait: CaseWait, why: str) -> str:
    return follow_case(writing, case, why.format(reason_label(wait.reason))).moved_words
