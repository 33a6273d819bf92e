"""Finding cases by the words in their record: one function, with a form for each database.

Each case has one document, so that several words may be found in different places of it. The documents of open cases are kept
apart from those of closed ones: however many cases there ever were, searching the open ones takes the same few milliseconds.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, TextClause, bindparam, column, select, table, text, union_all

Status = Literal["open", "closed", "any"]

_DOCUMENTS = {
    status: table(name, column("rowid"), column("case_id"))
    for status, name in (("open", "open_words"), ("closed", "closed_words"))
}
_KEY = {"sqlite": "rowid", "postgresql": "case_id"}
_WANTED = {"sqlite": ('"{0}"*', " "), "postgresql": ("'{0}':*", " & ")}
_MATCHES = {"sqlite": "{0} MATCH :query", "postgresql": "{0}.words @@ cast(:query AS tsquery)"}
_THESE = {"sqlite": "SELECT value FROM json_each(:ids)", "postgresql": "SELECT unnest(cast(:ids AS integer[]))"}
_PUT = {
    "sqlite": "INSERT OR REPLACE INTO {0} (rowid, words) VALUES (:id, :words)",
    "postgresql": "INSERT INTO {0} (case_id, words) VALUES (:id, array_to_tsvector(string_to_array(:words, ' '))) "
    "ON CONFLICT (case_id) DO UPDATE SET words = excluded.words WHERE {0}.words <> excluded.words",
}


class CaseWords(NamedTuple):
    """The words one case is found by, as `found_by` of casework.search_words gives them."""

    case_id: int
    is_open: bool
    words: str


def cases_with(wanted: Sequence[str], dialect: str, status: Status = "any") -> Any:
    """The row numbers of open, closed or all cases with every one of these folded words, or a word that starts so."""
    word, between = _WANTED[dialect]
    query = between.join(word.format(each) for each in wanted)
    found = [
        select(each.c[_KEY[dialect]]).where(
            text(_MATCHES[dialect].format(each.name)).bindparams(bindparam("query", query, unique=True))
        )
        for each in (_DOCUMENTS.values() if status == "any" else [_DOCUMENTS[status]])
    ]
    return union_all(*found) if len(found) > 1 else found[0]


def put_words(connection: Connection, found: Collection[CaseWords]) -> None:
    """Make cases findable by these words and no others, in place of any from before; the same words write nothing."""
    for status, documents in _DOCUMENTS.items():
        _remove(connection, documents.name, [each.case_id for each in found if each.is_open != (status == "open")])
        here = _others(connection, documents.name, [each for each in found if each.is_open == (status == "open")])
        if here:
            rows = [{"id": each.case_id, "words": each.words} for each in here]
            connection.execute(_put(connection.dialect.name, documents.name), rows)


def _others(connection: Connection, name: str, found: Sequence[CaseWords]) -> Sequence[CaseWords]:
    """Those that are not stored so already, as far as that need be known: PostgreSQL looks as it writes."""
    if not found or connection.dialect.name != "sqlite":
        return found
    ids = numbers_as("sqlite", [each.case_id for each in found])
    stored = {row.rowid: row.words for row in connection.execute(_stored(name), {"ids": ids})}
    return [each for each in found if stored.get(each.case_id) != each.words]


def remove_words(connection: Connection, case_ids: Sequence[int]) -> None:
    """Let nothing find cases that are no longer there."""
    for documents in _DOCUMENTS.values():
        _remove(connection, documents.name, case_ids)


def _remove(connection: Connection, name: str, case_ids: Sequence[int]) -> None:
    if case_ids:
        dialect = connection.dialect.name
        connection.execute(_removal(dialect, name), {"ids": numbers_as(dialect, case_ids)})


@cache
def _put(dialect: str, name: str) -> TextClause:
    return text(_PUT[dialect].format(name))


@cache
def _stored(name: str) -> TextClause:
    return text(f"SELECT rowid, words FROM {name} WHERE rowid IN ({numbers('sqlite')})")


@cache
def _removal(dialect: str, name: str) -> TextClause:
    return text(f"DELETE FROM {name} WHERE {_KEY[dialect]} IN ({numbers(dialect)})")


def numbers(dialect: str) -> str:
    """A query for the numbers that `numbers_as` puts into the value `:ids`, however many they are."""
    return _THESE[dialect]


def numbers_as(dialect: str, these: Iterable[int]) -> Any:
    """Numbers as one value."""
    return json.dumps([*these]) if dialect == "sqlite" else [*these]
