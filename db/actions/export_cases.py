"""Keeping in the audit trail that how people can be reached was written to a file."""

from collections.abc import Sequence

from casework.permissions import require
from db.audit import record
from db.store import Writing


def record_export(writing: Writing, columns: Sequence[str], cases: int) -> None:
    """Keep who wrote which columns of how many cases to a file. Raises NotAllowed."""
    require(writing.staff.role, "export-contact-details")
    record(writing, "contact details exported", columns=list(columns), cases=cases)
