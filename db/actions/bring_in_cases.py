"""Bringing in cases from another system's file, a batch of rows in each transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.foreign.rows import ForeignRow
from casework.foreign.sorting import Plan, sort_rows
from casework.foreign.tally import Tally
from casework.permissions import require
from db.actions.imported_rows import write_plan
from db.audit import record
from db.bulk import room_for_many
from db.queries.known_rows import known_cases, known_marks, marks_of
from db.store import Writing


@dataclass(frozen=True, slots=True)
class BringIn:
    """A batch of rows in the order of the file, the source they come from, and the file's name for the audit trail."""

    rows: Sequence[ForeignRow]
    source: str
    file: str


def bring_in_cases(writing: Writing, command: BringIn) -> Tally:
    """Make cases of the rows, add to known ones, close those whose closing is told; rows already in change nothing.

    Raises NotAllowed.
    """
    require(writing.staff.role, "import-cases")
    rows = command.rows
    connection = writing.session.connection()
    room_for_many(connection)
    cases = known_cases(connection, command.source, {row.reference for row in rows})
    marks = known_marks(connection, marks_of(row for row in rows if row.reference in cases))
    plan = sort_rows(rows, cases, marks)
    if not plan.changes_nothing:
        write_plan(writing, plan, command.source)
        lines = {"first_line": rows[0].line, "last_line": rows[-1].line}
        closed = [[case.id, case.closed_at] for case in plan.closed]
        record(writing, "cases brought in", file=command.file, source=command.source, **lines, **_counts(plan), closed=closed)
    return tally_of(plan)


def tally_of(plan: Plan) -> Tally:
    """The counts of a plan."""
    return Tally(cases=len(plan.made), repeated=plan.repeated, added=plan.added)


def _counts(plan: Plan) -> dict[str, int]:
    return {"cases": len(plan.made), "repeated": plan.repeated, "added": plan.added}
