"""Logging the contacts of a file, a batch of rows in each transaction, none of them twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, update

from casework.errors import DeskError
from casework.foreign.contact_rows import ContactRow
from casework.foreign.contact_tally import ContactTally
from casework.permissions import require
from db.actions.log_contact import log_contact
from db.audit import record
from db.errors import BadValue
from db.queries.known_rows import known_marks
from db.queries.people_alike import known_alike
from db.store import Writing
from db.tables.plain import ENTRY


@dataclass(frozen=True, slots=True)
class BringInContacts:
    """A batch of rows in the order of the file, the file's name for the audit trail, and the last person known before it."""

    rows: Sequence[ContactRow]
    file: str
    last_person: int


class RowRefused(DeskError):
    """A row of the batch can't be logged; nothing was written."""

    def __init__(self, row: ContactRow, sentence: str) -> None:
        super().__init__(sentence)
        self.row = row


def bring_in_contacts(writing: Writing, command: BringInContacts) -> ContactTally:
    """Log each row as a new case of somebody new, unless it is in already.

    Raises NotAllowed, and RowRefused for the first row that can't be logged.
    """
    require(writing.staff.role, "import-cases")
    connection = writing.session.connection()
    known = known_marks(connection, {row.digest for row in command.rows})
    rows = [row for row in command.rows if row.digest not in known]
    if not rows:
        return ContactTally(already=len(command.rows))
    alike = known_alike(connection, [row.contact for row in rows], command.last_person)
    logged = []
    for row in rows:
        try:
            logged.append(log_contact(writing, row.contact))
        except BadValue as error:
            raise RowRefused(row, f"{error.name}: {error.sentence}") from None
    mark = update(ENTRY).where(ENTRY.c.case_id == bindparam("case"), ENTRY.c.kind == "contact")
    marks = [{"case": case.id, "digest": row.digest} for case, row in zip(logged, rows, strict=True)]
    connection.execute(mark.values(source_digest=bindparam("digest")), marks)
    lines = {"first_line": rows[0].line, "last_line": rows[-1].line}
    record(writing, "contacts brought in", file=command.file, cases=len(logged), **lines)
    references = tuple(case.reference for case in logged)
    return ContactTally(
        logged=len(rows),
        already=len(known),
        first=references[0],
        last=references[-1],
        alike=tuple(reference for reference, one in zip(references, alike, strict=True) if one),
    )
