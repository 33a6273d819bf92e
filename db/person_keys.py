"""Keeping the keys that people are found by."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, text

from casework.person_keys import keys_of
from db.bulk import room_for_many

BATCH = 50_000
MOST_FORMER = 40
"""Of names, numbers and addresses that somebody had before, the latest so many still find them."""
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
