"""Changing what was written on a case's timeline: the words before are kept, so that none is lost."""

from dataclasses import dataclass

from casework.contact import unstorable
from casework.permissions import require
from casework.timeline_words import happened
from db.audit import record
from db.errors import BadValue, CaseChanged, NotPossible
from db.store import Writing
from db.tables import Entry, FormerText

EDITABLE = ("note", "contact", "closed", "imported")
"""The kinds of lines whose words may be changed. What the desk wrote itself, and a letter that went out, never are."""


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A line of a case's timeline, its words as they were read, and those that are to stand in their place, as typed."""

    entry_id: int
    before: str
    text: str


def change_entry(writing: Writing, command: ChangeEntry) -> bool:
    """Put other words on a line; says whether they are other than those that stand there.

    Members change what they wrote themselves, from team lead on also what others did. The case's version stays: no other
    change is refused for this one. Raises NotAllowed, NotPossible, BadValue, or CaseChanged when the words are no longer those.
    """
    require(writing.staff.role, "add-note")
    entry = writing.session.get(Entry, command.entry_id)
    if entry is None:
        raise NotPossible("That line is on no timeline of the record.")
    if entry.staff_id != writing.staff.id:
        require(writing.staff.role, "change-others-entry")
    what = happened(entry.kind, entry.channel, entry.step, direction=entry.direction)
    if entry.kind not in EDITABLE:
        raise NotPossible(f"The line '{what}' is never changed. Add a note that puts it right.")
    if entry.withdrawn_at is not None:
        raise NotPossible(f"The line '{what}' was taken back, so its words stay as they are.")
    if entry.text != command.before:
        raise CaseChanged(f"The words of '{what}' were changed by somebody else meanwhile.")
    if command.text == entry.text:
        return False
    if problem := unstorable(command.text):
        raise BadValue("text", problem)
    if entry.kind == "note" and not command.text.strip():
        raise BadValue("text", "The note would be empty. Say in it what is no longer so.")
    former = FormerText(entry_id=command.entry_id, at=writing.now, staff_id=writing.staff.id, text=entry.text)
    entry.text = command.text
    writing.session.add_all((former, entry))
    writing.session.flush()
    record(writing, "entry changed", entry.case_id, entry=entry.id, former=former.id)
    return True
