"""A file of survey answers, kept a batch at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casework.foreign.letters import Letters
from casework.foreign.opened_file import OpenedFile, opened_file
from casework.foreign.records import Record, records
from casework.foreign.rejects import Reject
from casework.foreign.rows import Skipped
from casework.permissions import require
from casework.survey_rows import SurveyColumns, SurveyRow, survey_columns, survey_rows
from db.actions.bring_in_survey import BringInSurvey, BroughtIn, SurveyTally, bring_in_survey
from db.store import Writing
from iopc_tui.batches import Watch, header_of, in_batches
from iopc_tui.signing_in import SignedIn

MOST_ROWS = 200
"""A batch holds the one writing transaction for less than a second."""
Outcome = SurveyRow | Reject | Skipped


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An open file of answers whose columns are known, and its rows to come."""

    file: OpenedFile
    name: str
    columns: SurveyColumns
    found: Iterator[Record]


class _NotKept(Exception):
    """Ends the transaction of a preview, which keeps nothing, with what it would have come to."""

    def __init__(self, brought: BroughtIn) -> None:
        self.brought = brought


@contextmanager
def opened_answers(desk: SignedIn, path: Path) -> Iterator[AnswerFile]:
    """A file with what its columns say. Raises NotAllowed, UnreadableFile or UnknownColumn."""
    require(desk.staff.role, "import-survey")
    with opened_file(path) as file:
        found = records(file.text, Letters(windows_too=True), delimiter=None)
        yield AnswerFile(file, path.name, survey_columns(header_of(found)), found)


def bring_in_answers(desk: SignedIn, opened: AnswerFile, usual: date | None, watch: Watch, *, preview: bool) -> SurveyTally:
    """Keep a file's answers, or only count what that would come to; raises Stopped when it ends early."""

    def one_batch(batch: list[Outcome]) -> SurveyTally:
        rejects = [outcome for outcome in batch if isinstance(outcome, Reject)]
        rows = [outcome for outcome in batch if isinstance(outcome, SurveyRow)]
        brought = _brought(desk, BringInSurvey(rows, opened.name), preview=preview) if rows else BroughtIn(SurveyTally())
        rejects += brought.rejects
        if rejects:
            watch.rejects(sorted(rejects, key=lambda reject: reject.line))
        empty = len(batch) - len(rows) - (len(rejects) - len(brought.rejects))
        return replace(brought.tally, rejected=len(rejects), empty=empty)

    watch.starts(opened.columns.names, opened.file.size)
    rows = survey_rows(opened.found, opened.columns, desk.time.today(), usual)
    return in_batches(rows, opened.file, watch, MOST_ROWS, one_batch, SurveyTally())


def _brought(desk: SignedIn, command: BringInSurvey, *, preview: bool) -> BroughtIn:
    def write(writing: Writing) -> BroughtIn:
        brought = bring_in_survey(writing, command)
        if preview:
            raise _NotKept(brought)
        return brought

    try:
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            return write(writing)
    except _NotKept as counted:
        return counted.brought
