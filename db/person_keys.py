"""Keeping the keys that people are found by, and the words their cases are found by."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, text

from casework.person_keys import keys_of
from db.bulk import room_for_many
from db.search import put_words, words_of_case

BATCH = 50_000
MOST_FORMER = 40
"""Of names, numbers and addresses that somebody had before, the latest so many still find them."""
_APART = " ; "
"""Between texts that may end and begin with a phone number: without it two would be read as one."""
_INSERT = {
    "sqlite": "INSERT INTO person_key (key, person_id) VALUES (?, ?)",
    "postgresql": "INSERT INTO person_key (key, person_id) VALUES (%s, %s)",
}
_PERSON = text("SELECT name, phone, email, merged_into FROM person WHERE id = :person")
_UNDER = (
    "WITH RECURSIVE under (id) AS (SELECT id FROM person WHERE merged_into = :person "
    "UNION SELECT person.id FROM person JOIN under ON person.merged_into = under.id) "
)
_MERGED = text(f"{_UNDER}SELECT id, name, phone, email FROM person WHERE id IN (SELECT id FROM under) ORDER BY id")
_REFERENCES = text(
    "SELECT force_reference, source_reference FROM cases WHERE person_id = :person UNION ALL "
    "SELECT before, NULL FROM case_change WHERE case_id IN (SELECT id FROM cases WHERE person_id = :person) "
    "AND name = 'force_reference' AND before <> ''"
)
_FORMER = text(
    "SELECT name, before FROM person_change WHERE person_id = :person AND name IN ('name', 'phone', 'email') AND before <> '' "
    f"ORDER BY id DESC LIMIT {MOST_FORMER}"
)
_THEIR_CASES = text("SELECT id, reference, force_reference, source_reference, subject FROM cases WHERE person_id = :person")
_ONE_CASE = text("SELECT id, reference, force_reference, source_reference, subject, person_id FROM cases WHERE id = :case")
_CASE_BEFORE = text(
    "SELECT name, before FROM case_change WHERE case_id = :case AND name IN ('subject', 'force_reference') AND before <> '' "
    f"ORDER BY id DESC LIMIT {MOST_FORMER}"
)
_PEOPLE = text("SELECT id, name, phone, email FROM person WHERE id > :after ORDER BY id LIMIT :most")
_THEIR_REFERENCES = text(
    "SELECT person_id, force_reference FROM cases WHERE person_id > :after AND person_id <= :last AND force_reference <> '' "
    "UNION ALL SELECT person_id, source_reference FROM cases WHERE person_id > :after AND person_id <= :last "
    "AND source_reference IS NOT NULL ORDER BY 1"
)

Key = tuple[str, int]


def put_person_keys(connection: Connection, person_id: int) -> None:
    """Make a person findable by their details, now and before, and their cases' references, and by nothing else.

    The details of records that were merged into theirs find them too; a record that was merged into another finds nobody itself.
    """
    person = connection.execute(_PERSON, {"person": person_id}).one()
    cases = connection.execute(_REFERENCES, {"person": person_id})
    wanted = keys_of(person.name, person.phone, person.email, {reference for case in cases for reference in case if reference})
    for name, before in _former(connection, person_id):
        wanted |= keys_of(**{"name": "", "phone": "", "email": "", name: before})
    for name, phone, email in _merged(connection, person_id):
        wanted |= keys_of(name, phone, email)
    if person.merged_into is not None:
        wanted = set()
    connection.execute(text("DELETE FROM person_key WHERE person_id = :person"), {"person": person_id})
    insert_keys(connection, [(key, person_id) for key in sorted(wanted)])


def put_words_of_person(connection: Connection, person_id: int, only: int | None = None) -> None:
    """Make every case of a person, or one, findable by their name, number and address, now, before and as merged into theirs."""
    person = connection.execute(_PERSON, {"person": person_id}).one()
    merged = (part for record in _merged(connection, person_id) for part in record if part)
    names = _APART.join((person.name, *(before for _, before in _former(connection, person_id)), *merged))
    rows = [
        (case.id, _words_of_case(connection, case, names, person.phone, person.email))
        for case in connection.execute(_THEIR_CASES, {"person": person_id}).all()
        if only in (None, case.id)
    ]
    put_words(connection, rows)


def put_words_of_case(connection: Connection, case_id: int) -> None:
    """Make a case findable by its references and what it is about, now and before, and by whose it is."""
    case = connection.execute(_ONE_CASE, {"case": case_id}).one()
    if case.person_id is not None:
        put_words_of_person(connection, case.person_id, case_id)
    else:
        put_words(connection, [(case_id, _words_of_case(connection, case, "", "", ""))])


def _words_of_case(connection: Connection, case: Any, names: str, phone: str, email: str) -> str:
    before = [(row.name, row.before) for row in connection.execute(_CASE_BEFORE, {"case": case.id})]
    references = _both((case.force_reference, case.source_reference, *(text_ for name, text_ in before if name != "subject")))
    subjects = _APART.join((case.subject, *(text_ for name, text_ in before if name == "subject")))
    return words_of_case(case.reference, references, names, phone, email, subjects)


def _former(connection: Connection, person_id: int) -> list[tuple[str, str]]:
    return [(row.name, row.before) for row in connection.execute(_FORMER, {"person": person_id})]


def _merged(connection: Connection, person_id: int) -> list[tuple[str, str, str]]:
    """Name, number and address of each record that was merged into a person's, and what it had before, each by itself."""
    found: list[tuple[str, str, str]] = []
    for record, name, phone, email in connection.execute(_MERGED, {"person": person_id}).all():
        found.append((name, phone, email))
        before = ({"name": "", "phone": "", "email": "", field: text_} for field, text_ in _former(connection, record))
        found += [(it["name"], it["phone"], it["email"]) for it in before]
    return found


def _both(references: Iterable[str | None]) -> str:
    return _APART.join(reference for reference in references if reference)


def insert_keys(connection: Connection, keys: Sequence[Key]) -> None:
    """Put keys in that are not there yet."""
    if keys:
        connection.exec_driver_sql(_INSERT[connection.dialect.name], list(keys))


def put_keys_of_everybody(connection: Connection) -> None:
    """Fill the empty table with the keys of all people there are, some thousands of people at a time."""
    room_for_many(connection)
    put = _copy_keys if connection.dialect.name == "postgresql" else insert_keys
    for keys in _keys_of_everybody(connection):
        put(connection, keys)


def _keys_of_everybody(connection: Connection) -> Iterator[list[Key]]:
    after = 0
    while people := connection.execute(_PEOPLE, {"after": after, "most": BATCH}).all():
        span = {"after": after, "last": people[-1].id}
        found = connection.execute(_THEIR_REFERENCES, span)
        references = {person: [row[1] for row in rows] for person, rows in groupby(found, itemgetter(0))}
        yield sorted((key, it.id) for it in people for key in keys_of(it.name, it.phone, it.email, references.get(it.id, ())))
        after = people[-1].id


def _copy_keys(connection: Connection, keys: Sequence[Key]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy("COPY person_key (key, person_id) FROM STDIN") as copy:
        for key in keys:
            copy.write_row(key)
