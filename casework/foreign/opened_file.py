"""A file from another system as text, unpacked if it is packed, whatever its name says."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from casework.foreign.errors import UnreadableFile
from casework.visible_text import visible

_GZIP = b"\x1f\x8b"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """The text of a file; `size` and `position()` are in bytes of the file as it lies on the disk."""

    text: TextIO
    size: int
    _raw: BinaryIO

    def position(self) -> int:
        """How many bytes of the file have been taken from the disk."""
        return self._raw.tell()


@contextmanager
def opened_file(path: Path) -> Iterator[OpenedFile]:
    """The file as text, line ends as they are; bytes that are not UTF-8 become lone surrogates. Raises UnreadableFile."""
    name = visible(path.name)
    try:
        raw = path.open("rb")
    except OSError as error:
        raise UnreadableFile(f"The file {name} can't be opened: {error.strerror or error}.") from None
    with raw:
        start = raw.peek(2)[:2]
        if start in _UTF_16:
            raise UnreadableFile(f"The file {name} is in UTF-16. Save it as CSV in UTF-8, then import that.")
        unpacked = gzip.GzipFile(fileobj=raw) if start == _GZIP else raw
        text = TextIOWrapper(unpacked, encoding="utf-8-sig", errors="surrogateescape", newline="")
        yield OpenedFile(text, path.stat().st_size, raw)


DAMAGED = (OSError, EOFError, zlib.error)
