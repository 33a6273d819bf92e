"""A row of a file of survey answers as answers to keep, or why it can't be that."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b

from casework.date_words import day_words
from casework.facts import facts
from casework.foreign.columns import shown_heading
from casework.foreign.dates import UnreadableWhen, read_when
from casework.foreign.errors import UnknownColumn
from casework.foreign.records import Record
from casework.foreign.rejects import LINE, REASON, Reject, unguarded
from casework.foreign.rows import Skipped
from casework.search_words import folded
from casework.survey import COMMENT, kept_survey, problems_with_survey, survey_questions

REFERENCE, ANSWERED = "reference", "answered"
FIELDS = (REFERENCE, ANSWERED, COMMENT)


@dataclass(frozen=True, slots=True)
class SurveyColumns:
    """Which columns of a file hold the answers: the place of each field there is, and the headings that are not kept.

    `kept` are the places of the file's own columns, which a file of rejects has others beside.
    """

    names: tuple[str, ...]
    kept: tuple[int, ...]
    are_rejects: bool
    fields: Mapping[str, int]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings of the columns that are no answer: what they hold is not kept."""
        taken = set(self.fields.values())
        return tuple(name for place, name in enumerate(self.names) if place not in taken)

    @property
    def line(self) -> str:
        """Which column is what, in words."""
        said = [f"{name} from {shown_heading(self.names[place])}" for name, place in self.fields.items()]
        without = f"; not kept: {', '.join(map(shown_heading, self.left_out))}" if self.left_out else ""
        return f"{', '.join(said)}{without}"

    def before(self, name: str) -> str:
        """The heading of a field, to stand before what is wrong with it; nothing where it has no column."""
        return f"{self.names[self.fields[name]]}: " if name in self.fields else ""


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """The answers of one row: of which case, as its reference was written, or of none.

    `digest` is the same for rows that answer the same. Of those that name no case, the second in a file has another, which is
    that of the second in any other file: two people may answer alike.
    """

    line: int
    cells: Sequence[str]
    reference: str
    answered_on: date
    answers: Mapping[str, str]
    comment: str
    digest: str


def survey_columns(header: Sequence[str]) -> SurveyColumns:
    """The columns of a file by their headings; raises UnknownColumn when none holds an answer."""
    plain = [name.strip() for name in header]
    are_rejects = REASON in plain
    kept = tuple(place for place, name in enumerate(plain) if not (are_rejects and name in (REASON, LINE)))
    names = tuple((unguarded(plain[it]) if are_rejects else plain[it]) or f"column {it + 1}" for it in kept)
    fields: dict[str, int] = {}
    for place, name in enumerate(names):
        meant = _headings().get(folded(name))
        if meant is not None:
            fields.setdefault(meant, place)
    listed = ", ".join(map(shown_heading, names))
    if not set(fields) & set(survey_questions()):
        asked = ", ".join(survey_questions())
        raise UnknownColumn(f"No column is one of our questions ({asked}); the columns are: {listed}. Rename one to match.")
    order = (*FIELDS[:2], *survey_questions(), COMMENT)
    return SurveyColumns(names, kept, are_rejects, {name: fields[name] for name in order if name in fields})


def survey_rows(
    records: Iterable[Record], columns: SurveyColumns, today: date, usual: date | None
) -> Iterator[SurveyRow | Reject | Skipped]:
    """Each record as answers to keep, as a row to put right, or as none when empty; `usual` is the day where none is given."""
    copies = Counter[str]()
    for record in records:
        if record.problem is not None:
            cells = [unguarded(record.cells[0])] if columns.are_rejects else record.cells
            yield Reject(record.line, cells, f"the line can't be read: {record.problem}")
            continue
        cells = [unguarded(record.cells[it]) if columns.are_rejects else record.cells[it] for it in columns.kept]
        if not any(map(str.strip, cells)):
            yield Skipped.EMPTY
            continue
        try:
            yield _row(record.line, cells, columns, today, usual, copies)
        except _Wrong as wrong:
            yield Reject(record.line, cells, str(wrong))


class _Wrong(Exception):
    """Why a row can't be kept."""


def _row(
    line: int, cells: Sequence[str], columns: SurveyColumns, today: date, usual: date | None, copies: Counter[str]
) -> SurveyRow:
    texts = {name: cells[place] for name, place in columns.fields.items()}
    typed = {name: text for name, text in texts.items() if name in survey_questions()}
    comment = texts.get(COMMENT, "")
    problems = problems_with_survey(typed, comment)
    if problems:
        raise _Wrong(" ".join(f"{columns.before(it.field)}{it.sentence}" for it in problems))
    day, answers, reference = _day(texts.get(ANSWERED, ""), today, usual), kept_survey(typed), texts.get(REFERENCE, "").strip()
    said = (reference.casefold(), day.isoformat(), *(f"{id_}={answer}" for id_, answer in answers.items()), comment.strip())
    content = "\x1f".join(said)
    copies[content] += 1
    if copies[content] > 1 and not reference:
        content = f"{content}\x1e{copies[content]}"
    digest = blake2b(content.encode(), digest_size=16).hexdigest()
    return SurveyRow(line, cells, reference, day, answers, comment, digest)


def _day(typed: str, today: date, usual: date | None) -> date:
    if not typed.strip():
        if usual is None:
            raise _Wrong("It does not say when it was answered. Give the day in its column, or for all rows with --on.")
        return usual
    try:
        day = read_when(typed.strip(), day_first=True).day
    except UnreadableWhen as wrong:
        raise _Wrong(f"When it was answered: {wrong}.") from None
    if day > today:
        raise _Wrong(f"Answered on {day_words(day)}, which has not come yet.")
    return day


@cache
def _headings() -> Mapping[str, str]:
    """What each folded heading means."""
    found: dict[str, str] = {}
    for name, headings in facts("survey")["headings"].items():
        found.update({folded(heading): name for heading in headings})
    for it in survey_questions().values():
        found.update({folded(heading): it.id for heading in (it.id, it.label, it.title, it.wording, *it.headings)})
    return found
