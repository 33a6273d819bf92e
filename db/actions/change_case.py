"""Changing what is recorded of a case: each field's words before and after are kept, so that none is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import select

from casework.case_fields import (
    CHANNEL,
    FORCE,
    FORCE_REFERENCE,
    SUBJECT,
    case_field_label,
    case_field_text,
    case_field_words,
    case_fields,
    case_texts,
    problems_with_case_fields,
    read_case_field,
)
from casework.permissions import require
from casework.spoken import listed
from casework.visible_text import visible
from db.actions.case_rows import add_entry, case_as_read, refuse_merged
from db.audit import record
from db.errors import BadValue
from db.person_keys import put_person_keys
from db.store import Writing
from db.tables import Case, CaseChange, CaseDetail

_COLUMNS = {SUBJECT: "subject", FORCE: "force", FORCE_REFERENCE: "force_reference", CHANNEL: "channel"}


@dataclass(frozen=True, slots=True)
class ChangeCase:
    """Fields of a case, as read at `version`, by the ids of casework.case_fields, as typed; an empty one to remove it."""

    case_id: int
    version: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Change:
    """A field that is to be other: what stood there and had been typed for it, what stands there now, as kept and as typed."""

    name: str
    before: str
    typed_before: str
    after: str
    kept: str
    typed: str


def change_case(writing: Writing, command: ChangeCase) -> tuple[str, ...]:
    """Change a case, open or closed, and give the fields that are other than before; no clock starts, stops or moves.

    Raises CaseChanged when somebody else changed it since that version, NotPossible for a merged case, BadValue by field, before
    anything is written.
    """
    require(writing.staff.role, "change-case")
    case = case_as_read(writing, command.case_id, command.version)
    refuse_merged(writing, case)
    for problem in problems_with_case_fields(case.kind, command.fields, writing.now):
        raise BadValue(problem.field, problem.sentence)
    changes = _changes(writing, case, command.fields)
    if changes:
        case.version += 1
        rows = [_put(writing, case, it) for it in changes]
        labels = listed([case_field_label(case.kind, it.name).lower() for it in changes])
        entry = add_entry(writing, case, "changed", step=labels, text=_words(case, changes))
        names = [it.name for it in changes]
        record(writing, "case changed", case.id, fields=names, changes=[row.id for row in rows], entry=entry.id)
        if FORCE_REFERENCE in names and case.person_id is not None:
            put_person_keys(writing.session.connection(), case.person_id)
    return tuple(it.name for it in changes)


def _changes(writing: Writing, case: Case, fields: Mapping[str, str]) -> list[_Change]:
    """The fields whose words are read otherwise than those that stand there, in the order of a call."""
    rows = _details(writing, case)
    kept = {name: row.value for name, row in rows.items()}
    texts = case_texts(case.kind, case.subject, case.force, case.force_reference, case.channel, kept)
    changes = []
    for name in case_fields(case.kind):
        if name not in fields or fields[name] == texts[name]:
            continue
        value = read_case_field(name, fields[name], writing.now)
        own = _COLUMNS.get(name)
        if value != ((getattr(case, own) or "") if own else kept.get(name, "")):
            typed_before = rows[name].typed if name in rows else texts[name]
            after = case_field_text(case.kind, name, value)
            changes.append(_Change(name, texts[name], typed_before, after, value, fields[name]))
    return changes


def _put(writing: Writing, case: Case, change: _Change) -> CaseChange:
    """Keep what a field was, and put what it is now."""
    session, name = writing.session, change.name
    row = CaseChange(
        case_id=case.id or 0, at=writing.now, staff_id=writing.staff.id, name=name, before=change.before, after=change.after
    )
    session.add(row)
    if name in _COLUMNS:
        setattr(case, _COLUMNS[name], change.kept or None if name == FORCE else change.kept)
        session.add(case)
    else:
        detail = _details(writing, case).get(name)
        if change.kept:
            detail = detail or CaseDetail(case_id=case.id or 0, name=name, typed="", value="")
            detail.typed, detail.value = change.typed, change.kept
            session.add(detail)
        elif detail is not None:
            session.delete(detail)
    session.flush()
    return row


def _details(writing: Writing, case: Case) -> dict[str, CaseDetail]:
    found = writing.session.exec(select(CaseDetail).where(CaseDetail.case_id == case.id))
    return {row.name: row for row in found}


def _words(case: Case, changes: list[_Change]) -> str:
    """Each change on a line: `About: 'custody' to 'custody, 12 October'`; a control character in either is a mark."""
    lines = ["Changed after it was closed."] if case.closed_at is not None else []
    for it in changes:
        before, after = (_quoted(it.name, text) for text in (it.before, it.after))
        typed = f" (typed as {_quoted(it.name, it.typed_before)})" if it.typed_before != it.before else ""
        lines.append(f"{case_field_label(case.kind, it.name)}: {before}{typed} to {after}")
    return "\n".join(lines)


def _quoted(name: str, text: str) -> str:
    return f"'{visible(case_field_words(name, text))}'" if text.strip() else "nothing"
