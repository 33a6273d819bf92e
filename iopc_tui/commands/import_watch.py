"""An import as it is watched: its bar, its rejects, and a wish to stop."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from casework.foreign.rejects import Reject
from casework.visible_text import visible
from iopc_tui.batches import Counted
from iopc_tui.commands.import_progress import Progress, StopOnRequest
from iopc_tui.commands.rejects_file import RejectsFile

_EXAMPLES = 5


class ImportWatch:
    """What the person at the keyboard sees of an import, and what becomes of its rejects; a dry run writes none."""

    def __init__(self, rejects: Path, imported: Path, *, dry_run: bool) -> None:
        self._wanted, self._imported, self._dry_run = rejects, imported, dry_run
        self._stop = StopOnRequest()
        self._progress: Progress | None = None
        self._file: RejectsFile | None = None
        self._examples: list[Reject] = []
        self._completed = False

    def __enter__(self) -> "ImportWatch":
        self._stop.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.__exit__(kind, error, trace)
        if self._progress is not None:
            self._progress.__exit__(kind, error, trace)
        if self._file is not None:
            self._file.close(completed=self._completed)

    def starts(self, names: Sequence[str], size: int) -> None:
        """Show the bar."""
        self._progress = Progress(size).__enter__()
        if not self._dry_run:
            self._file = RejectsFile(self._wanted, names, self._imported)

    def rejects(self, found: list[Reject]) -> None:
        """Keep rejects in their file; a dry run keeps the first few to show."""
        if self._file is not None:
            self._file.write(found)
        self._examples += found[: _EXAMPLES - len(self._examples)]

    def goes_on(self, tally: Counted, position: int) -> bool:
        """Move the bar; False once a stop was asked for."""
        if self._progress is not None:
            self._progress.show(tally.rows, position)
        return not self._stop.wanted

    def completed(self) -> None:
        """The file was read to its end."""
        self._completed = True

    @property
    def note(self) -> list[str]:
        """Where the rejects are, or in a dry run the first of them."""
        if self._file is None:
            return [f"Line {reject.line:,}: {visible(reject.reason).rstrip('.')}." for reject in self._examples]
        if self._file.place is None:
            return []
        why = "; its own folder can't be written to" if self._file.elsewhere else ""
        return [f"Rejected rows are in {self._file.place}, each with its reason{why}."]
