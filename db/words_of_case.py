"""The words each case is found by, read from its record: all that stands in it and that everybody may read on its screen.

That is its references and what it is about; the names, numbers, addresses and other words kept of its person, those of before
and of records merged into theirs too; every line of its timeline that was not taken back, as it reads now; the names of letters
and files; tasks, tags and why it was late; and all that of the duplicates merged into it.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, TextClause, text

from casework.search_words import found_by
from db.search import CaseWords, numbers, numbers_as

_CASE, _PERSON, _PERSON_DETAIL, _CASE_DETAIL = range(4)
"""What comes first of a case's words; of its timeline, what was written last comes first."""
_APART = " ; "
_STANDS = "withdrawn_at IS NULL"
_TEXTS = f"""
WITH RECURSIVE part (case_id, id) AS (
    SELECT id, id FROM cases WHERE id IN ({{these}})
    UNION ALL SELECT part.case_id, cases.id FROM part CROSS JOIN cases WHERE cases.merged_into = part.id
), known (case_id, id) AS (
    SELECT part.case_id, cases.person_id FROM part CROSS JOIN cases WHERE cases.id = part.id AND cases.person_id IS NOT NULL
    UNION SELECT known.case_id, person.id FROM known CROSS JOIN person WHERE person.merged_into = known.id
)
SELECT part.case_id, {_CASE}, CASE WHEN part.id = part.case_id AND closed_at IS NULL THEN 1 ELSE 0 END, reference,
    subject || '{_APART}' || force_reference || '{_APART}' || coalesce(source_reference, '')
    FROM part CROSS JOIN cases WHERE cases.id = part.id
UNION ALL SELECT case_id, {_PERSON}, person.id, phone, name || '{_APART}' || email
    FROM known CROSS JOIN person WHERE person.id = known.id
UNION ALL SELECT case_id, {_PERSON}, -it.id, CASE WHEN name = 'phone' THEN before ELSE '' END, before
    FROM known CROSS JOIN person_change AS it WHERE it.person_id = known.id AND name IN ('name', 'phone', 'email')
UNION ALL SELECT case_id, {_PERSON_DETAIL}, 0, name, value FROM known CROSS JOIN person_detail AS it WHERE it.person_id = known.id
UNION ALL SELECT part.case_id, {_CASE_DETAIL}, 0, name, value FROM part CROSS JOIN case_detail AS it WHERE it.case_id = part.id
UNION ALL SELECT part.case_id, 4, 0, '', tag FROM part CROSS JOIN case_tag AS it WHERE it.case_id = part.id
UNION ALL SELECT part.case_id, 5, -it.id, '', before
    FROM part CROSS JOIN case_change AS it WHERE it.case_id = part.id AND name IN ('subject', 'force_reference')
UNION ALL SELECT part.case_id, 6, -it.id, '', what FROM part CROSS JOIN task AS it WHERE it.case_id = part.id AND {_STANDS}
UNION ALL SELECT part.case_id, 7, -it.id, '', text
    FROM part CROSS JOIN entry AS it WHERE it.case_id = part.id AND {_STANDS} AND text <> '' AND kind <> 'deadline moved'
UNION ALL SELECT part.case_id, 8, -it.id, '', subject
    FROM part CROSS JOIN entry AS it CROSS JOIN letter WHERE it.case_id = part.id AND {_STANDS} AND entry_id = it.id
UNION ALL SELECT part.case_id, 9, -it.id, '', name FROM part CROSS JOIN attachment AS it WHERE it.case_id = part.id
UNION ALL SELECT part.case_id, 10, -it.id, '', words
    FROM part CROSS JOIN clock CROSS JOIN late_reason AS it WHERE clock.case_id = part.id AND it.clock_id = clock.id
    AND NOT EXISTS (SELECT 1 FROM late_reason AS later WHERE later.clock_id = it.clock_id AND later.id > it.id)
"""
"""Case, what it is, order, a name or number of it, and its text. A moved deadline is told by the desk, on thousands at once."""

_Text = tuple[int, int, int, str, str]


def words_of_cases(connection: Connection, case_ids: Sequence[int]) -> Iterator[CaseWords]:
    """The words of each of these cases that is there, in the order of their numbers."""
    dialect = connection.dialect.name
    rows = sorted(map(tuple, connection.execute(_texts(dialect), {"ids": numbers_as(dialect, case_ids)}).all()))
    for case_id, found in groupby(rows, itemgetter(0)):
        yield _words(case_id, list(found))


@cache
def _texts(dialect: str) -> TextClause:
    return text(_TEXTS.format(these=numbers(dialect)))


def _words(case_id: int, found: list[_Text]) -> CaseWords:
    references = [name for _, what, _, name, _ in reversed(found) if what == _CASE]
    phones = [phone for _, what, _, phone, _ in found if what == _PERSON and phone]
    texts = [typed for _, what, _, name, typed in found if typed and _is_said(what, name, typed)]
    is_open = any(order for _, what, order, _, _ in found if what == _CASE)
    return CaseWords(case_id, is_open, found_by(references, phones, texts))


def _is_said(what: int, name: str, kept: str) -> bool:
    """Whether a text is somebody's words: a choice, a date or what most people need anyway is none."""
    if what == _PERSON_DETAIL:
        from casework.person_details import person_fields

        field = person_fields().get(name)
        return field is None or (field.reads != "option" and kept not in field.unremarkable)
    if what == _CASE_DETAIL:
        from casework.details import details

        detail = details().get(name)
        return detail is None or detail.reads == "text"
    return True
