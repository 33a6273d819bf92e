"""Logging a contact as a new case."""

from dataclasses import dataclass
from datetime import datetime

from casework.contact import Contact
from casework.contact_outcomes import contact_outcomes
from casework.date_words import moment_words
from casework.details import all_problems, kept_details
from casework.kinds import kinds
from casework.moments import london_date
from casework.permissions import require
from casework.references import reference
from casework.rules import Rules
from casework.search_words import phone_digits
from casework.tasks import CALL_BACK, PROMISES
from db.actions.case_rows import add_entry, next_numbers
from db.actions.change_person import ChangePerson, change_person, put_person_details
from db.actions.close_case import CloseCase, close_case
from db.actions.complete_step import CompleteStep, complete_step
from db.actions.follow_case import follow_case
from db.actions.follow_tasks import open_tasks_of
from db.audit import record
from db.errors import BadValue
from db.person_keys import put_person_keys
from db.store import Writing
from db.tables import Case, CaseDetail, Person


@dataclass(frozen=True, slots=True)
class Logged:
    """A case just logged: whether the contact was all of it, and what is promised next, and when.

    That is by a row of the standards, or a call-back with a moment of its own, whose kind `next_task` is.
    """

    id: int
    reference: str
    closed: bool = False
    next_due_at: datetime | None = None
    next_standard: int | None = None
    next_task: str | None = None

    def promise(self, rules: Rules) -> str:
        """What is promised next and by when, such as `Answer by Mon 29 Jun 2026, 17:00`; nothing when nothing is."""
        if self.next_due_at is None:
            return ""
        standard = rules.standards[self.next_standard].promise if self.next_standard is not None else ""
        return f"{standard or PROMISES[self.next_task or CALL_BACK]} {moment_words(self.next_due_at)}"


def log_contact(writing: Writing, contact: Contact) -> Logged:
    """Make a case of a contact and start its clocks; raises BadValue for the first field that can't be kept."""
    require(writing.staff.role, "log-contact")
    for problem in all_problems(contact, writing.now):
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
    if case.person_id is not None:
        put_person_keys(writing.session.connection(), case.person_id)
    _keep_details(writing, case.id, contact)
    add_entry(writing, case, "contact", text=contact.note, channel=contact.channel)
    follow_case(writing, case, "received")
    record(writing, "contact logged", case.id, kind=contact.kind, reference=case.reference)
    _end_contact(writing, case, contact)
    is_task = case.next_due_at is not None and case.next_standard is None
    first = next((task.kind for task in open_tasks_of(writing.session, case) if task.own_due), None) if is_task else None
    return Logged(case.id, case.reference, case.closed_at is not None, case.next_due_at, case.next_standard, first)


def _end_contact(writing: Writing, case: Case, contact: Contact) -> None:
    """Record how the contact ended: by its step, and by closing the case where that is the end of it, with the words for it."""
    if not contact.outcome:
        return
    ended = contact_outcomes()[contact.outcome]
    assert case.id is not None
    record(writing, "contact ended", case.id, outcome=ended.id)
    words = contact.outcome_words
    if ended.step:
        complete_step(writing, CompleteStep(case.id, case.version, ended.step, words))
    if ended.closes:
        close_case(writing, CloseCase(case.id, case.version, ended.closes, "" if ended.step else words, asks=False))


def _keep_details(writing: Writing, case_id: int, contact: Contact) -> None:
    for name, value in kept_details(contact.kind, contact.details, writing.now).items():
        writing.session.add(CaseDetail(case_id=case_id, name=name, typed=contact.details[name], value=value))
    writing.session.flush()


def _known(writing: Writing, person_id: int, contact: Contact) -> int:
    """The person known already who made the contact, with what they now give of themselves; raises BadValue for nobody.

    What was kept of them before is kept with them still; the same phone number written otherwise changes nothing. A record that
    was merged into another meanwhile means that one.
    """
    person = writing.session.get(Person, person_id)
    while person is not None and person.merged_into is not None:
        person = writing.session.get(Person, person.merged_into)
    if person is None or person.id is None:
        raise BadValue("name", "The person chosen is no longer in the record. Choose again, or log them as somebody new.")
    same_number = phone_digits(contact.phone) == person.phone_digits and bool(person.phone_digits)
    given = {"name": contact.name, "phone": "" if same_number else contact.phone, "email": contact.email}
    told = {name: text for name, text in given.items() if text.strip()}
    change_person(writing, ChangePerson(person.id, person.version, contact.person_details, **told))
    return person.id


def _person(writing: Writing, contact: Contact) -> int | None:
    if contact.person_id is not None:
        return _known(writing, contact.person_id, contact)
    told = {name: text for name, text in contact.person_details.items() if text.strip()}
    if not (contact.name.strip() or contact.phone.strip() or contact.email.strip() or told):
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
    assert person.id is not None
    put_person_details(writing, person.id, told)
    return person.id
