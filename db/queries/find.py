"""Finding cases from what a caller says: a reference, a name, a phone number, words."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from casework.filter_grammar import Filter
from casework.references import read_reference
from casework.search_words import wanted_words, words
from db.queries.queue import QueueRow, queue_window


def find_cases(connection: Connection, typed: str, now: datetime, limit: int = 50) -> Sequence[QueueRow]:
    """Open and closed cases with every word typed, or a word that starts so; none for an empty search.

    What reads as one of our references is looked for as that first: `e26 412` means E26-000412G. Raises Misheard for one
    that does not add up.
    """
    reference = read_reference(typed)
    # A case from before there were check letters is found by what stands before the letter.
    for wanted in (words(reference[:-1] if reference else ""), wanted_words(typed)):
        found = queue_window(connection, Filter(words=tuple(wanted), status="any"), now, None, 0, limit) if wanted else []
        if found:
            return found
    return []
