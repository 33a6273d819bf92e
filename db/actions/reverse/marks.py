"""The priority and the tags a case was given: as they were before, as long as nobody has changed those very ones since."""

from casework.permissions import require
from casework.priorities import priority_label
from db.actions.reverse.rows import Detail, the_case
from db.actions.tags import put_tags, tags_on
from db.errors import NotPossible
from db.store import Writing
from db.tables import Case, CaseChange


def with_the_priority_before(writing: Writing, case_id: int, detail: Detail) -> str:
    """Give the case the priority it had."""
    return _prioritise(writing, case_id, detail["after"], detail["before"])


def with_the_priority_after(writing: Writing, case_id: int, detail: Detail) -> str:
    """Give the case once more the priority it was given."""
    return _prioritise(writing, case_id, detail["before"], detail["after"])


def with_the_tags_before(writing: Writing, case_id: int, detail: Detail) -> str:
    """Take off the tags that were put on, and put on those that were taken off."""
    case, before, after = _tags(writing, case_id, detail)
    return _tag(writing, case, on=before - after, off=after - before)


def with_the_tags_after(writing: Writing, case_id: int, detail: Detail) -> str:
    """Put on once more the tags that were put on, and take off those that were taken off."""
    case, before, after = _tags(writing, case_id, detail)
    return _tag(writing, case, on=after - before, off=before - after)


def _prioritise(writing: Writing, case_id: int, now: int, back_to: int) -> str:
    require(writing.staff.role, "change-case")
    case = the_case(writing, case_id)
    if case.priority != now:
        raise NotPossible(f"The priority of {case.reference} is {priority_label(case.priority)} since.")
    case.priority = back_to
    writing.session.add(case)
    return ""


def _tag(writing: Writing, case: Case, on: set[str], off: set[str]) -> str:
    there = set(tags_on(writing, case.id or 0))
    if on & there or off - there:
        raise NotPossible(f"The tags of {case.reference} were changed again since.")
    put_tags(writing, case, there, (there | on) - off)
    return ""


def _tags(writing: Writing, case_id: int, detail: Detail) -> tuple[Case, set[str], set[str]]:
    require(writing.staff.role, "change-case")
    case, change = the_case(writing, case_id), writing.session.get(CaseChange, detail["change"])
    if change is None or change.case_id != case_id:
        raise NotPossible(f"What the tags of {case.reference} were is no longer in the record.")
    return case, set(change.before.split()), set(change.after.split())
