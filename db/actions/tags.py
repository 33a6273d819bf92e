"""Putting tags on a case and taking them off."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select

from casework.permissions import require
from casework.tags import MOST_TAGS, BadTag, read_tag
from db.actions.case_rows import add_entry, case_as_read, refuse_merged
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Case, CaseChange, CaseTag

FIELD = "tags"
"""Under which name the tags of a case before and after a change are kept, beside the changes of its fields."""


@dataclass(frozen=True, slots=True)
class ChangeTags:
    """A case, as read at `version`, and the tags to put on it and to take off it, as typed or as kept."""

    case_id: int
    version: int
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


def change_tags(writing: Writing, command: ChangeTags) -> bool:
    """Change the tags of a case, open or closed; says whether they are others than before. No deadline moves.

    What they were is kept in a row of its own: the audit trail names that row, never a tag. Raises CaseChanged, NotPossible for
    a merged case or for more tags than a case may have, BadValue for what can't be a tag.
    """
    require(writing.staff.role, "change-case")
    add, remove = _read(command.add), _read(command.remove)
    if both := set(add) & set(remove):
        raise BadValue("tags", f"{min(both)} can't be put on and taken off at once. Type it once.")
    case = case_as_read(writing, command.case_id, command.version)
    refuse_merged(writing, case)
    before = set(tags_on(writing, command.case_id))
    after = (before | set(add)) - set(remove)
    if after == before:
        return False
    if len(after) > MOST_TAGS and len(after) > len(before):
        raise NotPossible(f"{case.reference} would have {len(after)} tags. A case has at most {MOST_TAGS}: take one off with -.")
    put_tags(writing, case, before, after)
    case.version += 1
    row = CaseChange(case_id=command.case_id, at=writing.now, staff_id=writing.staff.id, name=FIELD, before="", after="")
    row.before, row.after = " ".join(sorted(before)), " ".join(sorted(after))
    writing.session.add_all((case, row))
    entry = add_entry(writing, case, "changed", step="tags", text=_words(after - before, before - after))
    record(writing, "tags changed", case.id, change=row.id, entry=entry.id)
    return True


def tags_on(writing: Writing, case_id: int) -> list[str]:
    """The tags of a case, in their order."""
    return list(writing.session.exec(select(CaseTag.tag).where(CaseTag.case_id == case_id).order_by(col(CaseTag.tag))))


def put_tags(writing: Writing, case: Case, before: set[str], after: set[str]) -> None:
    """Make the tags of a case these, row by row, so that whatever finds cases by their tags hears of each."""
    for tag in sorted(before - after):
        if (row := writing.session.get(CaseTag, (case.id, tag))) is not None:
            writing.session.delete(row)
    writing.session.add_all(CaseTag(case_id=case.id or 0, tag=tag) for tag in sorted(after - before))
    writing.session.flush()


def _read(typed: Iterable[str]) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(map(read_tag, typed)))
    except BadTag as problem:
        raise BadValue("tags", str(problem)) from None


def _words(added: set[str], removed: set[str]) -> str:
    lines = [f"Tagged {', '.join(sorted(added))}."] if added else []
    return "\n".join([*lines, *([f"No longer tagged {', '.join(sorted(removed))}."] if removed else [])])
