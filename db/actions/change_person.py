"""Changing what is known of a person: each field's words before and after are kept, so that none is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import select

from casework.contact import unstorable
from casework.permissions import require
from casework.person_details import kept_person_details, problems_with_person_details
from casework.search_words import phone_digits
from db.audit import record
from db.errors import BadValue, CaseChanged, NotPossible
from db.person_keys import put_person_keys
from db.queries.person import PersonNotFound
from db.store import Writing
from db.tables import Person, PersonChange, PersonDetail

OWN = ("name", "phone", "email")
"""The fields of a person that they are found by."""


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """A change of somebody as read in this version: details as typed, an empty one to remove it; None leaves a field alone."""

    person_id: int
    version: int
    typed: Mapping[str, str] = field(default_factory=dict)
    name: str | None = None
    phone: str | None = None
    email: str | None = None


def change_person(writing: Writing, command: ChangePerson) -> tuple[str, ...]:
    """Change somebody, and give the names of the fields that are other than before.

    Raises PersonNotFound, CaseChanged when somebody else changed them since that version, BadValue for what can't be kept, and
    NotPossible for a record that was merged into another, where a change would be read by nobody and counted as theirs by none.
    """
    require(writing.staff.role, "log-contact")
    person = writing.session.get(Person, command.person_id)
    if person is None:
        raise PersonNotFound("That person is no longer in the record.")
    _refuse_merged(writing, person)
    if person.version != command.version:
        who = person.name.strip() or "this person"
        raise CaseChanged(f"What is known of {who} was changed by somebody else meanwhile. Nothing of yours was saved.")
    changed = (*_change_own(writing, person, command), *_put_details(writing, command.person_id, command.typed))
    if changed:
        record(writing, "person changed", person=person.id, fields=list(changed))
    return changed


def put_person_details(writing: Writing, person_id: int, typed: Mapping[str, str]) -> tuple[str, ...]:
    """Keep what was typed of a person, whoever changed them since; an empty text removes, a field not named stays as it is.

    Gives the names of the fields that changed. Raises BadValue, by field, before anything is written.
    """
    changed = _put_details(writing, person_id, typed)
    if changed:
        record(writing, "person changed", person=person_id, fields=list(changed))
    return changed


def note_change(writing: Writing, person_id: int, name: str, before: str, after: str) -> PersonChange:
    """Keep a field's words from before it changes, by the acting member, now, and give that; the person's version moves on."""
    change = PersonChange(person_id=person_id, at=writing.now, staff_id=writing.staff.id, name=name, before=before, after=after)
    writing.session.add(change)
    person = writing.session.get(Person, person_id)
    if person is not None:
        person.version += 1
        writing.session.add(person)
    writing.session.flush()
    return change


def _refuse_merged(writing: Writing, person: Person) -> None:
    kept = person
    while kept.merged_into is not None:
        kept = writing.session.get_one(Person, kept.merged_into)
    if kept is not person:
        was, now = (it.name.strip() or f"person {it.id}" for it in (person, kept))
        raise NotPossible(f"The record of {was} was merged into that of {now}. Nothing was saved: change {now} in its place.")


def _change_own(writing: Writing, person: Person, command: ChangePerson) -> list[str]:
    """Change name, phone and email, and keep the person findable by what they were before too."""
    given = {name: text for name in OWN if (text := getattr(command, name)) is not None and text != getattr(person, name)}
    for name, text in given.items():
        if problem := unstorable(text):
            raise BadValue(name, problem)
    if given and not any(given.get(name, getattr(person, name)).strip() for name in OWN):
        raise BadValue("name", "Leave a name, a phone number or an email address: without one nobody can find them again.")
    for name, text in given.items():
        note_change(writing, command.person_id, name, getattr(person, name), text)
        setattr(person, name, text)
    if given:
        person.phone_digits = phone_digits(person.phone)
        writing.session.add(person)
        writing.session.flush()
        put_person_keys(writing.session.connection(), command.person_id)
    return list(given)


def _put_details(writing: Writing, person_id: int, typed: Mapping[str, str]) -> tuple[str, ...]:
    for problem in problems_with_person_details(typed):
        raise BadValue(problem.field, problem.sentence)
    read = kept_person_details(typed)
    rows = {row.name: row for row in writing.session.exec(select(PersonDetail).where(PersonDetail.person_id == person_id))}
    changed = []
    for name, text in typed.items():
        row, after = rows.get(name), text if name in read else ""
        before = row.typed if row is not None else ""
        if after == before:
            continue
        note_change(writing, person_id, name, before, after)
        changed.append(name)
        if row is not None and not after:
            writing.session.delete(row)
        else:
            row = row or PersonDetail(person_id=person_id, name=name, typed="", value="")
            row.typed, row.value = after, read[name]
            writing.session.add(row)
    writing.session.flush()
    return tuple(changed)
