"""A file from another system, brought into the store a batch at a time."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from casework.errors import DeskError
from casework.foreign.columns import ColumnNames, Columns, found_columns
from casework.foreign.errors import UnreadableFile
from casework.foreign.opened_file import OpenedFile, opened_file
from casework.foreign.records import Record, records
from casework.foreign.rejects import Reject
from casework.foreign.rows import ForeignRow, Rules, Skipped, rows
from casework.foreign.tally import Tally
from casework.permissions import require
from db.actions.bring_in_cases import BringIn, bring_in_cases, tally_of
from db.store import Store
from db.trial_run import TrialRun
from iopc_tui.signing_in import SignedIn

MOST_ROWS = 5000
MOST_CHARACTERS = 8 << 20

Outcome = ForeignRow | Reject | Skipped
Bring = Callable[[list[ForeignRow]], Tally]


class Stopped(DeskError):
    """The import ended early, `by_hand` or because something failed; the rows of whole batches are kept."""

    def __init__(self, sentence: str, *, by_hand: bool) -> None:
        super().__init__(sentence)
        self.by_hand = by_hand


class Watch(Protocol):
    """What an import tells while it goes, and asks after each batch."""

    def starts(self, columns: Columns, size: int) -> None:
        """The file is open and has the columns; it is this many bytes."""

    def rejects(self, found: list[Reject]) -> None:
        """These rows can't be right."""

    def goes_on(self, tally: Tally, position: int) -> bool:
        """Whether to go on, now that these rows are in and this many bytes of the file have been read."""
        ...


def bring_in_file(desk: SignedIn, path: Path, names: ColumnNames, rules: Rules, watch: Watch, *, dry_run: bool) -> Tally:
    """Bring in a file's rows, or with `dry_run` only count what that would come to.

    Raises UnreadableFile or UnknownColumn before any row is in, NotAllowed, and Stopped when it ends early.
    """
    require(desk.staff.role, "import-cases")
    with opened_file(path) as file:
        found = records(file.text)
        columns = found_columns(_header(found), names)
        watch.starts(columns, file.size)
        outcomes = rows(found, columns, rules)
        if not dry_run:
            return _run(outcomes, file, watch, _into_store(desk, rules.source, path.name))
        with TrialRun(rules.source) as trial:
            return _run(outcomes, file, watch, _into_nothing(trial, desk.store))


def _header(found: Iterator[Record]) -> list[str]:
    header = next(found, None)
    if header is None:
        raise UnreadableFile("The file is empty. Its first line must name its columns.")
    if header.problem is not None:
        raise UnreadableFile(f"The file's first line, which names its columns, can't be read: {header.problem}.")
    return header.cells


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


def _run(outcomes: Iterable[Outcome], file: OpenedFile, watch: Watch, bring: Bring) -> Tally:
    tally = Tally()
    try:
        with _collected_between() as collect:
            for batch in _batches(outcomes):
                tally += _one_batch(batch, watch, bring)
                collect()
                if not watch.goes_on(tally, file.position()):
                    raise KeyboardInterrupt
    except KeyboardInterrupt:
        raise Stopped(_how_to_go_on("Stopped", tally), by_hand=True) from None
    except DeskError as error:
        raise Stopped(f"{error.sentence} {_how_to_go_on('That was', tally)}", by_hand=False) from error
    return tally


@contextmanager
def _collected_between() -> Iterator[Callable[[], object]]:
    """Leaves the search for garbage to the end of each batch: a batch is many live objects and next to no garbage."""
    gc.freeze()
    gc.disable()
    try:
        yield gc.collect
    finally:
        gc.enable()
        gc.unfreeze()


def _one_batch(batch: list[Outcome], watch: Watch, bring: Bring) -> Tally:
    rejects = [outcome for outcome in batch if isinstance(outcome, Reject)]
    complaints = [outcome for outcome in batch if isinstance(outcome, ForeignRow)]
    if rejects:
        watch.rejects(rejects)
    brought = bring(complaints) if complaints else Tally()
    return brought + Tally(rejected=len(rejects), skipped=len(batch) - len(rejects) - len(complaints))


def _batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    batch: list[Outcome] = []
    characters = 0
    try:
        for outcome in outcomes:
            batch.append(outcome)
            if not isinstance(outcome, Skipped):
                characters += sum(map(len, outcome.cells))
            if len(batch) == MOST_ROWS or characters > MOST_CHARACTERS:
                yield batch
                batch, characters = [], 0
    except UnreadableFile:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _how_to_go_on(said: str, tally: Tally) -> str:
    return f"{said} after {tally.rows:,} rows. Run the same command again to go on: rows already in are recognised."
