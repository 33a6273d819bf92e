"""Writing a text to a new file, never over another."""

import os
from pathlib import Path

from casework.errors import DeskError

MOST_TRIES = 1000


class NotWritten(DeskError):
    """A file could not be written."""


def written(folder: Path, name: str, text: str) -> Path:
    """Write the text to a file of this name in a folder, with a number after it when there is one already; gives its path.

    Only its owner may read it. Raises NotWritten.
    """
    stem, dot, ending = name.rpartition(".")
    for number in range(1, MOST_TRIES):
        path = folder / (name if number == 1 else f"{stem}-{number}{dot}{ending}")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        except OSError as error:
            raise NotWritten(f"{path} can't be written: {error.strerror}.") from None
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
        return path
    raise NotWritten(f"There are {MOST_TRIES} files like {name} in {folder} already.")
