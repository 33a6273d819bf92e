"""Keeping the survey answers of a file, a batch of rows in each transaction, none of them twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from sqlalchemy import Connection, select

from casework.contact import unstorable
from casework.errors import DeskError
from casework.foreign.rejects import Reject
from casework.permissions import require
from casework.references import as_kept, read_reference
from casework.survey_rows import SurveyRow
from db.actions.survey import KeepSurveyAnswer, keep_survey_answer
from db.audit import record
from db.errors import CaseNotFound
from db.queries.survey import known_digests
from db.store import Writing
from db.tables.plain import CASE

FROM_FILE = "file "
"""Before the digest of the row an answer came from."""


@dataclass(frozen=True, slots=True)
class SurveyTally:
    """Rows by what became of each: kept now, in already, rejected, or empty."""

    kept: int = 0
    already: int = 0
    rejected: int = 0
    empty: int = 0

    @property
    def rows(self) -> int:
        """All of them."""
        return self.kept + self.already + self.rejected + self.empty

    def __add__(self, other: "SurveyTally") -> "SurveyTally":
        return SurveyTally(*(getattr(self, part.name) + getattr(other, part.name) for part in fields(self)))


@dataclass(frozen=True, slots=True)
class BringInSurvey:
    """A batch of rows in the order of the file, and the file's name for the audit trail."""

    rows: Sequence[SurveyRow]
    file: str


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of a batch, and the rows that can't be kept, each with why."""

    tally: SurveyTally
    rejects: tuple[Reject, ...] = field(default=())


def bring_in_survey(writing: Writing, command: BringInSurvey) -> BroughtIn:
    """Keep each row's answers unless they are in already; a row that can't be kept is given back, the others are kept."""
    require(writing.staff.role, "import-survey")
    connection = writing.session.connection()
    sources = {row.digest: f"{FROM_FILE}{row.digest}" for row in command.rows}
    known = known_digests(connection, {row.answered_on for row in command.rows}, sources.values())
    rejects: list[Reject] = []
    kept = already = 0
    for row in command.rows:
        source = sources[row.digest]
        if source in known:
            already += 1
            continue
        try:
            with writing.session.begin_nested():
                case_id = _case_called(connection, row.reference) if row.reference else None
                keep_survey_answer(writing, KeepSurveyAnswer(case_id, row.answered_on, row.answers, row.comment, source))
        except DeskError as refused:
            rejects.append(Reject(row.line, row.cells, refused.sentence))
            continue
        known.add(source)
        kept += 1
    if kept:
        record(writing, "survey answers brought in", file=command.file, answers=kept)
    return BroughtIn(SurveyTally(kept, already, len(rejects)), tuple(rejects))


def _case_called(connection: Connection, typed: str) -> int:
    """The case that a row names by our reference or another system's; raises CaseNotFound."""
    found: list[int] = []
    if (reference := read_reference(typed)) is not None:
        found = list(connection.execute(select(CASE.c.id).where(CASE.c.reference.in_(as_kept(reference)))).scalars())
    if not found and not unstorable(typed):
        found = list(connection.execute(select(CASE.c.id).where(CASE.c.source_reference == typed).limit(2)).scalars())
    if len(found) == 1:
        return found[0]
    if found:
        raise CaseNotFound(f"More than one case came from other systems as '{typed[:40]}'. Use our own reference.")
    raise CaseNotFound(f"No case has the reference '{typed[:40]}'.")
