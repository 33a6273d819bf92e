"""Keeping the words every case is found by true, whoever writes what to the record.

The tables themselves mark each case and person whose words may be other (see revision 0013); the transaction that wrote works
their words out anew before it ends.
"""

from sqlalchemy import Connection, text

from db.bulk import MOST_LOOKED_UP, in_parts, room_for_many
from db.search import put_words, remove_words
from db.words_of_case import words_of_cases

_DUE = text("""
WITH RECURSIVE known (id) AS (
    SELECT id FROM words_due WHERE what = 'person'
    UNION SELECT person.merged_into FROM known CROSS JOIN person WHERE person.id = known.id AND merged_into IS NOT NULL
), marked (id) AS (
    SELECT id FROM words_due WHERE what = 'case'
    UNION SELECT cases.id FROM known CROSS JOIN cases WHERE cases.person_id = known.id
), due (id) AS (
    SELECT id FROM marked
    UNION SELECT cases.merged_into FROM due CROSS JOIN cases WHERE cases.id = due.id AND merged_into IS NOT NULL
)
SELECT id FROM due ORDER BY id
""")
"""Each case that is marked, each of a person who is, and each that one of these was merged into: it has its duplicate's words."""


def put_words_due(connection: Connection) -> None:
    """Make every case that is marked findable by the words of its record as it stands now, and by no others."""
    due = connection.execute(_DUE).scalars().all()
    if len(due) > MOST_LOOKED_UP:
        room_for_many(connection)
    for part in in_parts(due):
        found = list(words_of_cases(connection, part))
        put_words(connection, found)
        remove_words(connection, sorted({*part} - {each.case_id for each in found}))
    if due:
        connection.execute(text("DELETE FROM words_due"))
