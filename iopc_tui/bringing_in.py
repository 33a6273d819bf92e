"""A file from another system, brought into the store a batch at a time."""

from collections.abc import Callable
from pathlib import Path

from casework.foreign.columns import ColumnNames, found_columns
from casework.foreign.opened_file import opened_file
from casework.foreign.records import records
from casework.foreign.rejects import Reject
from casework.foreign.rows import ForeignRow, Rules, Skipped, rows
from casework.foreign.tally import Tally
from casework.permissions import require
from db.actions.bring_in_cases import BringIn, bring_in_cases, tally_of
from db.store import Store
from db.trial_run import TrialRun
from iopc_tui.batches import Watch, header_of, in_batches
from iopc_tui.signing_in import SignedIn

MOST_ROWS = 5000

Outcome = ForeignRow | Reject | Skipped
Bring = Callable[[list[ForeignRow]], Tally]


def bring_in_file(desk: SignedIn, path: Path, names: ColumnNames, rules: Rules, watch: Watch, *, dry_run: bool) -> Tally:
    """Bring in a file's rows, or with `dry_run` only count what that would come to.

    Raises UnreadableFile or UnknownColumn before any row is in, NotAllowed, and Stopped when it ends early.
    """
    require(desk.staff.role, "import-cases")
    with opened_file(path) as file, TrialRun(rules.source) as trial:
        found = records(file.text)
        columns = found_columns(header_of(found), names)
        watch.starts(columns.names, file.size)
        bring = _into_nothing(trial, desk.store) if dry_run else _into_store(desk, rules.source, path.name)
        outcomes = rows(found, columns, rules)
        return in_batches(outcomes, file, watch, MOST_ROWS, lambda batch: _one_batch(batch, watch, bring), Tally())


def _into_store(desk: SignedIn, source: str, file: str) -> Bring:
    def bring(batch: list[ForeignRow]) -> Tally:
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            return bring_in_cases(writing, BringIn(batch, source, file))

    return bring


def _into_nothing(trial: TrialRun, store: Store) -> Bring:
    def bring(batch: list[ForeignRow]) -> Tally:
        with store.reading() as connection:
            return tally_of(trial.plan(connection, batch))

    return bring


def _one_batch(batch: list[Outcome], watch: Watch, bring: Bring) -> Tally:
    rejects = [outcome for outcome in batch if isinstance(outcome, Reject)]
    complaints = [outcome for outcome in batch if isinstance(outcome, ForeignRow)]
    if rejects:
        watch.rejects(rejects)
    brought = bring(complaints) if complaints else Tally()
    return brought + Tally(rejected=len(rejects), skipped=len(batch) - len(rejects) - len(complaints))
