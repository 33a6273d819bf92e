"""Merging a case that was logged twice into the one received first, and taking that back.

Nothing of the duplicate is moved: its own rows stay, its clocks are void while it is merged, and run again with the same rows
when the merge is taken back. The promises are those of the case that is kept, which run from the first contact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from casework.date_words import moment_words
from casework.kinds import kinds
from casework.permissions import require
from casework.tasks import CALL_BACK
from db.actions.case_rows import add_entry, case_as_read
from db.actions.follow_case import VOID, follow_case, keep_next_due, running_clocks
from db.audit import details_of, record
from db.errors import CaseNotFound, NotPossible
from db.queries.case import CaseView
from db.store import Writing
from db.tables import Case, Clock, Entry, Task

MERGED, UNMERGED = "cases merged", "cases unmerged"
"""What the audit trail calls it; the case it names is the one that is kept."""


@dataclass(frozen=True, slots=True)
class MergeCases:
    """A duplicate to merge into the case that is kept, each as read at its version."""

    case_id: int
    version: int
    into_id: int
    into_version: int


@dataclass(frozen=True, slots=True)
class UnmergeCase:
    """A merged duplicate, as read at `version`, that is a case of its own again."""

    case_id: int
    version: int


def merge_cases(writing: Writing, command: MergeCases) -> str:
    """Merge the duplicate and say what came of it.

    Raises NotPossible for a case and itself, one that is merged, cases of different kinds, an open duplicate of a closed case or
    one on which a call-back is promised, and the other way round: the one received first is kept. Raises CaseChanged when
    somebody else changed either.
    """
    require(writing.staff.role, "merge-cases")
    duplicate = case_as_read(writing, command.case_id, command.version)
    kept = case_as_read(writing, command.into_id, command.into_version)
    return _merge(writing, duplicate, kept)


def unmerge_case(writing: Writing, command: UnmergeCase) -> str:
    """Make a merged duplicate a case of its own again, as it was before, and say so. Raises NotPossible when it is not merged."""
    require(writing.staff.role, "merge-cases")
    duplicate = case_as_read(writing, command.case_id, command.version)
    if duplicate.merged_into is None:
        raise NotPossible(f"{duplicate.reference} is not merged into another case.")
    kept = _case(writing, duplicate.merged_into)
    return _unmerge(writing, duplicate, kept, _latest(writing, duplicate, kept))


def undo_merge(writing: Writing, case_id: int | None, detail: Mapping[str, Any]) -> str:
    """Take back the merge that an audit event `cases merged` tells of. Raises NotPossible when that was done already."""
    require(writing.staff.role, "merge-cases")
    duplicate, kept = _case(writing, detail["duplicate"]), _case(writing, case_id or 0)
    if duplicate.merged_into != kept.id or _latest(writing, duplicate, kept) != detail:
        raise NotPossible(f"The merge of {duplicate.reference} into {kept.reference} was taken back already.")
    return _unmerge(writing, duplicate, kept, detail)


def redo_merge(writing: Writing, case_id: int | None, detail: Mapping[str, Any]) -> str:
    """Merge the cases again that an audit event `cases merged` tells of, as of when they were. Raises NotPossible when they are.

    A duplicate on which something was done meanwhile is closed as of that.
    """
    require(writing.staff.role, "merge-cases")
    duplicate = _case(writing, detail["duplicate"])
    done = select(func.max(Entry.at)).where(Entry.case_id == duplicate.id, col(Entry.kind).in_(("step", "task", "contact")))
    last = writing.session.exec(done.where(col(Entry.withdrawn_at).is_(None))).one()
    return _merge(writing, duplicate, _case(writing, case_id or 0), max(filter(None, (detail["at"], last))))


def why_not_merged(duplicate: Case | CaseView, kept: Case | CaseView) -> str | None:
    """Why a case can't be merged into another, in a sentence, or None when it can; not whether either is merged already."""
    if duplicate.id == kept.id:
        return f"{kept.reference} can't be merged into itself. Name another case."
    if duplicate.kind != kept.kind:
        known = kinds()
        one, other = (known[case.kind].title.lower() for case in (duplicate, kept))
        return (
            f"{duplicate.reference} ({one}) and {kept.reference} ({other}) are of different kinds, each with clocks of its own, "
            "so they can't be merged. Link them instead."
        )
    if (duplicate.received_at, duplicate.id or 0) < (kept.received_at, kept.id or 0):
        return (
            f"{duplicate.reference} was received first, {moment_words(duplicate.received_at)}, and its promises run from there, "
            f"so it is kept: merge {kept.reference} into {duplicate.reference}."
        )
    if duplicate.closed_at is None and kept.closed_at is not None:
        return (
            f"{kept.reference} is closed, and {duplicate.reference} is open: merged, it would be on nobody's list. "
            f"Reopen {kept.reference} first."
        )
    return None


def _merge(writing: Writing, duplicate: Case, kept: Case, as_of: datetime | None = None) -> str:
    for case in (duplicate, kept):
        if case.merged_into is not None:
            into = _case(writing, case.merged_into)
            raise NotPossible(f"{case.reference} was merged into {into.reference} already. Merge with {into.reference}.")
    if (reason := why_not_merged(duplicate, kept)) is not None:
        raise NotPossible(reason)
    was_open = duplicate.closed_at is None
    _require_nobody_waits_for_a_call(writing, duplicate, kept)
    clocks, tasks = _void_clocks(writing, duplicate), _withdraw_tasks(writing, duplicate)
    duplicate.merged_into = kept.id
    if was_open:
        duplicate.closed_at, duplicate.outcome = as_of or writing.now, f"merged into {kept.reference}"
    keep_next_due(writing.session, duplicate)
    _tell_both(writing, duplicate, kept, "merged")
    record(writing, MERGED, kept.id, duplicate=duplicate.id, was_open=was_open, clocks=clocks, tasks=tasks)
    ended = f" Its open tasks end with it: {len(tasks)}." if tasks else ""
    run_on = ", whose clocks run on" if kept.closed_at is None else ""
    return f"{duplicate.reference} is merged into {kept.reference}{run_on}. Nothing of it was moved.{ended}"


def _unmerge(writing: Writing, duplicate: Case, kept: Case, detail: Mapping[str, Any]) -> str:
    duplicate.merged_into = None
    if detail["was_open"]:
        duplicate.closed_at, duplicate.outcome = None, ""
    for clock in _rows(writing, Clock, detail["clocks"]):
        clock.state, clock.stopped_at = "running", None
        writing.session.add(clock)
    for task in _rows(writing, Task, detail["tasks"]):
        task.withdrawn_at = None
        writing.session.add(task)
    followed = follow_case(writing, duplicate, "merge taken back")
    _tell_both(writing, duplicate, kept, "merge taken back", followed.moved_words)
    record(writing, UNMERGED, kept.id, duplicate=duplicate.id)
    again = "open again, with its own clocks" if detail["was_open"] else "closed, as it was before"
    return f"{duplicate.reference} is a case of its own again: {again}. {kept.reference} stays as it is."


def _void_clocks(writing: Writing, case: Case) -> list[int]:
    """Let the running clocks of a case be judged by nobody, and give their rows."""
    running = running_clocks(writing.session, case)
    for clock in running:
        clock.state, clock.paused_at, clock.stopped_at = VOID, None, writing.now
        writing.session.add(clock)
    return sorted(clock.id or 0 for clock in running)


def _require_nobody_waits_for_a_call(writing: Writing, duplicate: Case, kept: Case) -> None:
    """A call-back that somebody was promised is not lost in a merge."""
    promised = _open_tasks(writing, duplicate)
    if duplicate.closed_at is None and any(task.kind == CALL_BACK for task in promised):
        raise NotPossible(
            f"A call-back is promised on {duplicate.reference}, which merging would lose. Make it first; or take it back and "
            f"promise it on {kept.reference}."
        )


def _open_tasks(writing: Writing, case: Case) -> list[Task]:
    undone = select(Task).where(Task.case_id == case.id, col(Task.done_at).is_(None), col(Task.withdrawn_at).is_(None))
    return list(writing.session.exec(undone.order_by(col(Task.id))))


def _withdraw_tasks(writing: Writing, case: Case) -> list[int]:
    """Withdraw what is still to be done on a case, and give its rows."""
    tasks = _open_tasks(writing, case)
    for task in tasks:
        task.withdrawn_at = writing.now
        writing.session.add(task)
    return [task.id or 0 for task in tasks]


def _tell_both(writing: Writing, duplicate: Case, kept: Case, happened: str, text: str = "") -> None:
    """Say it on both timelines; each case is another version."""
    for case, step in ((duplicate, f"into {kept.reference}"), (kept, f"with its duplicate {duplicate.reference}")):
        case.version += 1
        writing.session.add(case)
        add_entry(writing, case, happened, step=step, text=text if case is duplicate else "")


def _latest(writing: Writing, duplicate: Case, kept: Case) -> Mapping[str, Any]:
    """What the last merge of a case into another did, as the audit trail has it."""
    found = details_of(writing.session, MERGED, kept.id)
    return next(detail for detail in found if detail["duplicate"] == duplicate.id)


def _rows(writing: Writing, table: Any, ids: Iterable[int]) -> list[Any]:
    return [row for id_ in ids if (row := writing.session.get(table, id_)) is not None]


def _case(writing: Writing, case_id: int) -> Case:
    case = writing.session.get(Case, case_id)
    if case is None:
        raise CaseNotFound("That case is no longer in the record.")
    return case
