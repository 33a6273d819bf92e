"""What the reversals share: the case as it is now, whoever changed something else of it since."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from db.errors import CaseNotFound, NotPossible
from db.store import Writing
from db.tables import Case

Detail: TypeAlias = Mapping[str, Any]


def any_case(writing: Writing, case_id: int) -> Case:
    """The case as it is now, merged or not. Raises CaseNotFound."""
    case = writing.session.get(Case, case_id)
    if case is None:
        raise CaseNotFound("That case is no longer in the record.")
    return case


def the_case(writing: Writing, case_id: int) -> Case:
    """The case as it is now. Raises CaseNotFound, or NotPossible for one that was merged into another since."""
    case = any_case(writing, case_id)
    if case.merged_into is not None:
        raise NotPossible(f"{case.reference} was merged into {writing.session.get_one(Case, case.merged_into).reference} since.")
    return case


def open_case(writing: Writing, case_id: int) -> Case:
    """The case, which must be open. Raises NotPossible."""
    case = the_case(writing, case_id)
    if case.closed_at is not None:
        raise closed_since(case.reference)
    return case


def closed_since(reference: str) -> NotPossible:
    """What is against changing a case that was closed."""
    return NotPossible(f"{reference} was closed since. Reopen it first.")


def moment_in(value: str | datetime) -> datetime:
    """A moment of an audit event's detail."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
