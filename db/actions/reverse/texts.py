"""Words that were changed, on a line of a timeline or in a field of a case: put back, each time as one more change."""

from sqlmodel import col, select

from casework.case_fields import case_field_label
from db.actions.change_case import ChangeCase, change_case
from db.actions.change_entry import ChangeEntry, change_entry
from db.actions.reverse.rows import Detail, any_case, the_case
from db.errors import NotPossible
from db.store import Writing
from db.tables import CaseChange, Entry, FormerText


def other_words(writing: Writing, case_id: int, detail: Detail) -> str:
    """Put the words a line had before in place of those it has, unless those are no longer what the change wrote.

    A merged case's lines are read, and changed, with those of the case it was merged into, so they are here too.
    """
    case = any_case(writing, case_id)
    entry, former = writing.session.get(Entry, detail["entry"]), writing.session.get(FormerText, detail["former"])
    later = select(FormerText.text).where(FormerText.entry_id == detail["entry"], col(FormerText.id) > detail["former"])
    wrote = writing.session.exec(later.order_by(col(FormerText.id)).limit(1)).first()
    if entry is None or former is None or (wrote is not None and wrote != entry.text):
        raise NotPossible(f"That line of {case.reference} was changed again since.")
    change_entry(writing, ChangeEntry(detail["entry"], entry.text, former.text))
    return ""


def other_fields(writing: Writing, case_id: int, detail: Detail) -> str:
    """Put what stood in a case's fields before in place of what stands there, unless that is no longer what the change wrote."""
    case = the_case(writing, case_id)
    changes = [change for id_ in detail["changes"] if (change := writing.session.get(CaseChange, id_)) is not None]
    for change in changes:
        latest = select(CaseChange.after).where(CaseChange.case_id == case_id, CaseChange.name == change.name)
        if writing.session.exec(latest.order_by(col(CaseChange.id).desc()).limit(1)).first() != change.after:
            raise NotPossible(f"{case_field_label(case.kind, change.name)} of {case.reference} was changed again since.")
    change_case(writing, ChangeCase(case_id, case.version, {change.name: change.before for change in changes}))
    return ""
