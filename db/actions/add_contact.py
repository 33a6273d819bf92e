"""Adding a further contact to a case that is there already, in place of logging a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from casework.contact import not_come_yet, unstorable
from casework.kinds import channel_label, channels
from casework.permissions import require
from db.actions.case_rows import add_entry, case_for_change
from db.actions.change_person import put_person_details
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing

DIRECTIONS = ("in", "out")


@dataclass(frozen=True, slots=True)
class AddContact:
    """A contact about an open case, as read at `version`: how and when it arrived, and what was said, as typed.

    `direction` is one of DIRECTIONS: they contacted us, or we them.
    `person_details` are what is told of the person now, by the ids of casework.person_details.
    """

    case_id: int
    version: int
    channel: str
    text: str
    received_at: datetime | None = None
    person_details: Mapping[str, str] = field(default_factory=dict)
    direction: str = "in"


def add_contact(writing: Writing, command: AddContact) -> str:
    """Put the contact on the case's timeline; gives its reference. No clock starts, stops or moves.

    Raises BadValue, NotPossible for a closed case, or CaseChanged.
    """
    require(writing.staff.role, "log-contact")
    case = case_for_change(writing, command.case_id, command.version)
    if case.closed_at is not None:
        raise NotPossible(f"{case.reference} is closed. Reopen it, or log this as a new contact.")
    if command.channel not in channels():
        raise BadValue("channel", "Choose how the contact arrived.")
    if command.direction not in DIRECTIONS:
        raise BadValue("direction", "Say whether they contacted us (in) or we them (out).")
    received_at = command.received_at or writing.now
    problem = not_come_yet(received_at, writing.now) if command.received_at else None
    if problem or (problem := unstorable(command.text)):
        raise BadValue("received" if command.received_at and problem else "note", problem)
    entry = add_entry(writing, case, "contact", text=command.text, channel=command.channel)
    entry.at, entry.direction = min(received_at, writing.now), command.direction
    writing.session.add(case)
    writing.session.add(entry)
    if case.person_id is not None and command.person_details:
        put_person_details(writing, case.person_id, command.person_details)
    record(writing, "contact added", case.id, channel=channel_label(command.channel), entry=entry.id)
    return case.reference
