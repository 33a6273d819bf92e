"""Finding cases by words, references and phone numbers: one function, with a form for each database."""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Select, bindparam, column, literal_column, select, table, text
from sqlmodel import Session

from casework.search_words import phone_digits, phone_numbers, words

MOST_KEPT = 2000
LAST_FIGURES = 6

_APOSTROPHE = re.compile("['\u2018\u2019\u02bc]")

_CASE_WORDS = table("case_words", column("rowid"), column("case_id"), column("words"))
_PUT = {
    "sqlite": "INSERT OR REPLACE INTO case_words (rowid, words) VALUES (:id, :words)",
    "postgresql": "INSERT INTO case_words (case_id, words) VALUES (:id, array_to_tsvector(string_to_array(:words, ' '))) "
    "ON CONFLICT (case_id) DO UPDATE SET words = excluded.words",
}


def words_of_case(reference: str, other_reference: str | None, name: str, phone: str, email: str, subject: str) -> str:
    """What a case is found by, folded: its references, the person's number, name and address, and what it is about.

    A phone number is found without its 0 and by its last six figures too, `O'Brien` as one word and as two. Of a very long
    text, the first two thousand words are kept.
    """
    texts = "  ".join(filter(None, (other_reference, name, email, subject)))
    own = words(reference)
    found = [*own, "".join(own), phone_digits(phone), *phone_numbers(f"{phone}  {texts}")]
    numbers = [number for number in found if number.isdigit() and len(number) > LAST_FIGURES]
    found += [part for number in numbers for part in (number.lstrip("0"), number[-LAST_FIGURES:])]
    found += words(texts)
    if _APOSTROPHE.search(texts):
        found += words(_APOSTROPHE.sub("", texts))
    return " ".join(list(dict.fromkeys(filter(None, found)))[:MOST_KEPT])


def folded_reference(reference: str) -> str:
    """A reference as one word."""
    return "".join(words(reference))


def put_words(connection: Connection | Session, rows: Iterable[tuple[int, str]]) -> None:
    """Make cases, by their row number, findable by their words, in place of any words from before."""
    found = [{"id": case_id, "words": text_} for case_id, text_ in rows]
    if found:
        bind = connection.connection() if isinstance(connection, Session) else connection
        bind.execute(text(_PUT[bind.dialect.name]), found)


def cases_with(wanted: Sequence[str], dialect: str) -> Select[tuple[int]]:
    """The row numbers of cases that have every one of these folded words, or a word that starts so."""
    if dialect == "sqlite":
        query = " ".join(f'"{word}"*' for word in wanted)
        return (
            select(literal_column("rowid"))
            .select_from(_CASE_WORDS)
            .where(text("case_words MATCH :query").bindparams(bindparam("query", query, unique=True)))
        )
    query = " & ".join(f"'{word}':*" for word in wanted)
    return select(_CASE_WORDS.c.case_id).where(
        text("words @@ cast(:query AS tsquery)").bindparams(bindparam("query", query, unique=True))
    )
