"""Who may be in the record twice, and whether those of a file are people known already: the same name, with the same phone
number or email address.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from casework.contact import Contact
from casework.name_sounds import name_words
from casework.person_keys import LONGEST_KEY, email_key, phone_keys
from db.bulk import in_parts
from db.queries.likely_people import Asked, LikelyPerson, likely_people
from db.queries.person import merged_into_any, one_person
from db.tables.plain import PERSON, PERSON_KEY

MOST_LIKE = 20


def people_like(connection: Connection, person_id: int) -> tuple[LikelyPerson, ...]:
    """Other records that may be of the same person, the likeliest first; raises PersonNotFound."""
    person = one_person(connection, person_id)
    found = likely_people(connection, Asked(person.name, person.phone, person.email), MOST_LIKE + 1)
    return tuple(it for it in found if it.person_id != person_id)[:MOST_LIKE]


def last_person(connection: Connection) -> int:
    """The number of the person who came into the record last; 0 when there is nobody."""
    return connection.execute(select(func.max(PERSON.c.id))).scalar() or 0


def known_alike(connection: Connection, contacts: Sequence[Contact], upto: int) -> list[bool]:
    """Of each contact, whether exactly one person up to this number has its name and its phone number or email address."""
    keys = [_keys(contact) for contact in contacts]
    names: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for part in in_parts(sorted({key for each in keys for key in each})):
        held = select(PERSON_KEY.c.key, PERSON.c.id, PERSON.c.name).join(PERSON, PERSON.c.id == PERSON_KEY.c.person_id)
        rows = connection.execute(held.where(PERSON_KEY.c.key.in_(part), PERSON.c.id <= upto)).all()
        merged: dict[int, list[str]] = defaultdict(list)
        for people in in_parts({person for _, person, _ in rows}):
            for it in merged_into_any(connection, people):
                merged[it.into].append(it.name)
        for key, person, name in rows:
            names[key].update((person, each) for each in (name, *merged[person]))
    found = []
    for contact, own in zip(contacts, keys, strict=True):
        wanted = sorted(name_words(contact.name))
        alike = {person for key in own for person, name in names[key] if wanted and sorted(name_words(name)) == wanted}
        found.append(len(alike) == 1)
    return found


def _keys(contact: Contact) -> set[str]:
    address = email_key(contact.email)
    found = {f"p{number}" for number in phone_keys(contact.phone)} | ({f"e{address}"} if address else set())
    return {key[:LONGEST_KEY] for key in found}
