"""Where an import's rejected rows go: a file made when the first one is met, readable by its owner alone."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from casework.errors import DeskError
from casework.foreign.rejects import Reject, RejectsWriter
from casework.visible_text import visible


class RejectsNotKept(DeskError):
    """The rejected rows can't be written anywhere."""


class RejectsFile:
    """The rejects of one import. `place` is where they are, None while there are none; one left from before is removed."""

    def __init__(self, wanted: Path, names: Sequence[str], imported: Path) -> None:
        self._imported = imported
        self._wanted = wanted
        self._names = names
        self._text: TextIO | None = None
        self._writer: RejectsWriter | None = None
        self.place: Path | None = None

    @property
    def elsewhere(self) -> bool:
        """Whether they had to go to the current folder."""
        return self.place is not None and self.place != self._wanted

    def write(self, rejects: list[Reject]) -> None:
        """Write some; raises RejectsNotKept."""
        if self._writer is None:
            self._text, self.place = self._opened()
            self._writer = RejectsWriter(self._text, self._names)
        try:
            for reject in rejects:
                self._writer.write(reject)
        except OSError as error:
            raise RejectsNotKept(f"The rejected rows can't be written: {error.strerror or error}.") from None

    def close(self, *, completed: bool) -> None:
        """Finish the file; when the import rejected nothing, one left by an earlier import goes, lest it be taken for new."""
        if self._text is not None:
            self._text.close()
        elif completed and not _same(self._wanted, self._imported):
            with suppress(OSError):
                self._wanted.unlink()

    def _opened(self) -> tuple[TextIO, Path]:
        for place in dict.fromkeys((self._wanted, Path.cwd() / self._wanted.name)):
            if _same(place, self._imported):
                raise RejectsNotKept("The rejected rows can't go into the file they come from. Give another with --rejects.")
            try:
                number = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            except OSError:
                continue
            return os.fdopen(number, "w", encoding="utf-8-sig", errors="surrogateescape", newline=""), place
        name = visible(self._wanted.name)
        raise RejectsNotKept(f"There are rejected rows, and {name} can't be written. Give a place for them with --rejects.")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
