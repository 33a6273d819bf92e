"""Logging a contact as a new case."""

from dataclasses import dataclass

from casework.contact import Contact, problems_with
from casework.kinds import kinds
from casework.moments import london_date
from casework.permissions import require
from casework.references import reference
from casework.search_words import phone_digits
from db.actions.case_rows import add_entry, next_numbers
from db.actions.follow_case import follow_case
from db.audit import record
from db.errors import BadValue
from db.search import put_words, words_of_case
from db.store import Writing
from db.tables import Case, Person


@dataclass(frozen=True, slots=True)
class Logged:
    """A case just logged."""

    id: int
    reference: str


def log_contact(writing: Writing, contact: Contact) -> Logged:
    """Make a case of a contact and start its clocks; raises BadValue for the first field that can't be kept."""
    require(writing.staff.role, "log-contact")
    for problem in problems_with(contact, writing.now):
        raise BadValue(problem.field, problem.sentence)
    received_at = contact.received_at or writing.now
    prefix, year = kinds()[contact.kind].prefix, london_date(received_at).year
    (number,) = next_numbers(writing.session, prefix, year)
    case = Case(
        reference=reference(prefix, year, number),
        kind=contact.kind,
        channel=contact.channel,
        subject=contact.subject,
        received_at=received_at,
        person_id=_person(writing, contact),
        force=contact.force,
        force_reference=contact.force_reference,
        created_at=writing.now,
    )
    writing.session.add(case)
    writing.session.flush()
    assert case.id is not None
    add_entry(writing, case, "contact", text=contact.note, channel=contact.channel)
    follow_case(writing, case, "received")
    found_by = words_of_case(case.reference, contact.force_reference, contact.name, contact.phone, contact.email, contact.subject)
    put_words(writing.session, [(case.id, found_by)])
    record(writing, "contact logged", case.id, kind=contact.kind, reference=case.reference)
    return Logged(case.id, case.reference)


def _person(writing: Writing, contact: Contact) -> int | None:
    if not (contact.name.strip() or contact.phone.strip() or contact.email.strip()):
        return None
    person = Person(
        name=contact.name,
        phone=contact.phone,
        phone_digits=phone_digits(contact.phone),
        email=contact.email,
        created_at=writing.now,
    )
    writing.session.add(person)
    writing.session.flush()
    return person.id
