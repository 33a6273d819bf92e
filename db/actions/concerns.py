"""Raising a concern, which never waits: for no form, no version of a case, and nobody's leave."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from casework.concerns import concern_kinds, concern_lines, problems_with_concern
from casework.permissions import require
from db.actions.case_rows import add_entry
from db.actions.drafts import drop_draft
from db.audit import record
from db.errors import BadValue, CaseNotFound, ConcernNotFound
from db.store import Writing
from db.tables import Case, Concern, Draft

CONCERN_FORM = "concern"
"""What drafts of concerns are called; each has a colon and a name of its own after it."""
DRAFT_OVER = "form"
"""The field of such a draft that names the form it was opened over, `DRAFT_CASE` that of the case."""
DRAFT_CASE = "case"


@dataclass(frozen=True, slots=True)
class RaiseConcern:
    """A concern of a kind of casework.concerns: on a case, or over the form of a draft, or by itself."""

    kind: str
    content: Mapping[str, str]
    case_id: int | None = None
    form: str = ""


def raise_concern(writing: Writing, command: RaiseConcern) -> int:
    """Record a concern, and on its case's timeline where it has one; gives its number.

    It replaces nothing, so it needs no version and is never refused for another's change. Raises BadValue, CaseNotFound.
    """
    require(writing.staff.role, "log-contact")
    for problem in problems_with_concern(command.kind, command.content):
        raise BadValue(problem.field, problem.sentence)
    order = concern_kinds()[command.kind].names
    kept = {name: command.content[name] for name in order if command.content.get(name, "").strip()}
    row = Concern(
        kind=command.kind,
        case_id=_case(writing, command.case_id).id if command.case_id is not None else None,
        form=command.form if command.case_id is None else "",
        content=json.dumps(kept),
        raised_at=writing.now,
        raised_by=writing.staff.id,
    )
    writing.session.add(row)
    writing.session.flush()
    record(writing, "concern raised", row.case_id, kind=row.kind, concern=row.id)
    _put_on_timeline(writing, row)
    return row.id or 0


def raise_concerns(writing: Writing, commands: Sequence[RaiseConcern], draft: str = "") -> list[int]:
    """Record what was written in one box, all of it or none, and let go of its draft; gives the numbers."""
    numbers = [raise_concern(writing, command) for command in commands]
    if draft:
        drop_draft(writing, draft)
    return numbers


def see_concern(writing: Writing, concern_id: int) -> None:
    """Keep that the acting supervisor has seen a concern, and when; the first to see it stays. Raises ConcernNotFound."""
    require(writing.staff.role, "see-concerns")
    row = writing.session.get(Concern, concern_id)
    if row is None:
        raise ConcernNotFound(f"There is no concern with the number {concern_id}.")
    if row.seen_at is not None:
        return
    row.seen_at, row.seen_by = writing.now, writing.staff.id
    writing.session.add(row)
    writing.session.flush()
    record(writing, "concern seen", row.case_id, concern=row.id)
    _put_sight_on_timeline(writing, row)


def attach_concerns_to_case(writing: Writing, form: str, case_id: int) -> int:
    """Put what the member raised over a draft on the case it became, at the moment it was raised; gives how many that were.

    One that is still being written over it goes there too when it is done.
    """
    require(writing.staff.role, "log-contact")
    if not form:
        return 0
    _point_unfinished(writing, form, case_id)
    mine = select(Concern).where(Concern.raised_by == writing.staff.id, Concern.form == form, col(Concern.case_id).is_(None))
    rows = writing.session.exec(mine.order_by(col(Concern.id))).all()
    for row in rows:
        row.case_id, row.form = case_id, ""
        writing.session.add(row)
        writing.session.flush()
        _put_on_timeline(writing, row)
        _put_sight_on_timeline(writing, row)
    if rows:
        record(writing, "concerns moved to case", case_id, form=form, concerns=[row.id for row in rows])
    return len(rows)


def _put_on_timeline(writing: Writing, row: Concern) -> None:
    if row.case_id is not None:
        text = "\n".join(concern_lines(row.kind, json.loads(row.content)))
        entry = add_entry(writing, _case(writing, row.case_id), "concern", text=text, step=row.kind)
        entry.at = row.raised_at
        writing.session.add(entry)


def _put_sight_on_timeline(writing: Writing, row: Concern) -> None:
    if row.case_id is not None and row.seen_at is not None:
        entry = add_entry(writing, _case(writing, row.case_id), "concern seen", step=row.kind)
        entry.at, entry.staff_id = row.seen_at, row.seen_by
        writing.session.add(entry)


def _point_unfinished(writing: Writing, form: str, case_id: int) -> None:
    """Let the drafts of concerns that were opened over a form name the case it became."""
    named = col(Draft.form).startswith(f"{CONCERN_FORM}:", autoescape=True)
    for draft in writing.session.exec(select(Draft).where(Draft.staff_id == writing.staff.id, named)):
        fields: dict[str, Any] = json.loads(draft.content)
        if fields.get(DRAFT_OVER) == form:
            draft.content = json.dumps(fields | {DRAFT_OVER: "", DRAFT_CASE: str(case_id)})
            writing.session.add(draft)


def _case(writing: Writing, case_id: int) -> Case:
    case = writing.session.get(Case, case_id)
    if case is None:
        raise CaseNotFound("That case is no longer in the record.")
    return case
