"""The rows of a file in batches, each in a transaction of its own, so that a stop loses no whole batch and repeats none."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, Self, TypeVar

from casework.errors import DeskError
from casework.foreign.errors import UnreadableFile
from casework.foreign.opened_file import OpenedFile
from casework.foreign.records import Record
from casework.foreign.rejects import Reject
from casework.foreign.rows import Skipped

MOST_CHARACTERS = 8 << 20


class Counted(Protocol):
    """How many rows were read, by what became of each."""

    @property
    def rows(self) -> int:
        """All of them."""
        ...

    def __add__(self, other: Self, /) -> Self: ...


class Row(Protocol):
    """A row and its cells."""

    @property
    def cells(self) -> Sequence[str]:
        """What is in each column."""
        ...


class Watch(Protocol):
    """What an import tells while it goes, and asks after each batch."""

    def starts(self, names: Sequence[str], size: int) -> None:
        """The file is open and has these columns; it is this many bytes."""

    def rejects(self, found: list[Reject]) -> None:
        """These rows can't be right."""

    def goes_on(self, tally: Counted, position: int) -> bool:
        """Whether to go on, now that these rows are in and this many bytes of the file have been read."""
        ...


class Stopped(DeskError):
    """The import ended early, `by_hand` or because something failed; the rows of whole batches are kept."""

    def __init__(self, sentence: str, *, by_hand: bool) -> None:
        super().__init__(sentence)
        self.by_hand = by_hand


_Outcome = TypeVar("_Outcome", bound=Row | Skipped)
_Tally = TypeVar("_Tally", bound=Counted)


def header_of(found: Iterator[Record]) -> list[str]:
    """The names of the columns, which the first record has; raises UnreadableFile."""
    header = next(found, None)
    if header is None:
        raise UnreadableFile("The file is empty. Its first line must name its columns.")
    if header.problem is not None:
        raise UnreadableFile(f"The file's first line, which names its columns, can't be read: {header.problem}.")
    return header.cells


def in_batches(
    outcomes: Iterable[_Outcome],
    file: OpenedFile,
    watch: Watch,
    most_rows: int,
    one_batch: Callable[[list[_Outcome]], _Tally],
    tally: _Tally,
) -> _Tally:
    """Take the rows of a file a batch at a time and add up what became of them; raises Stopped when that ends early."""
    try:
        with _collected_between() as collect:
            for batch in _batches(outcomes, most_rows):
                tally += one_batch(batch)
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


def _batches(outcomes: Iterable[_Outcome], most_rows: int) -> Iterator[list[_Outcome]]:
    batch: list[_Outcome] = []
    characters = 0
    try:
        for outcome in outcomes:
            batch.append(outcome)
            if not isinstance(outcome, Skipped):
                characters += sum(map(len, outcome.cells))
            if len(batch) == most_rows or characters > MOST_CHARACTERS:
                yield batch
                batch, characters = [], 0
    except UnreadableFile:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _how_to_go_on(said: str, tally: Counted) -> str:
    return f"{said} after {tally.rows:,} rows. Run the same command again to go on: rows already in are recognised."
