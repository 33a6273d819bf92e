"""The records of a CSV file, each with its line; one that is wrong costs no line but its own."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from casework.foreign.errors import UnreadableFile
from casework.foreign.opened_file import DAMAGED

LONGEST = 1 << 20
MOST_LINES = 1000
_SHOWN_OF_TOO_LONG = 1000


@dataclass(frozen=True, slots=True)
class Record:
    """One record and the number of its first line, from 1; with a `problem` its only cell is the line as it stands."""

    line: int
    cells: list[str]
    problem: str | None = None


class _Cut(str):
    """The start of a line too long to be kept."""

    __slots__ = ()


class _Lines:
    """The lines of a file, remembering those of the record being read so that they can be read again."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.first = 1
        self.held: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self.held.append(line)
        self._size += len(line)
        if isinstance(line, _Cut):
            raise csv.Error(f"its line is longer than {LONGEST:,} characters, only the start of it is here")
        if len(self.held) > 1 and (self._size > LONGEST or len(self.held) > MOST_LINES):
            raise csv.Error("a quotation mark is opened and not closed")
        return line

    def done(self, lines: int) -> None:
        """Go on after this many of the held lines; the others will be read again."""
        self._again.extendleft(reversed(self.held[lines:]))
        self.first += lines
        self.held.clear()
        self._size = 0

    def _read(self) -> str:
        try:
            line = self._text.readline(LONGEST + 1)
            if len(line) <= LONGEST:
                return line
            rest = line
            while rest and rest[-1] not in "\r\n":
                rest = self._text.readline(LONGEST)
        except DAMAGED:
            line_number = self.first + len(self.held)
            raise UnreadableFile(f"The file is damaged or cut short: nothing can be read from line {line_number:,} on.") from None
        return _Cut(line[:_SHOWN_OF_TOO_LONG])


def records(text: TextIO) -> Iterator[Record]:
    """The header, then every record; blank lines are none.

    When a record of several lines is not valid CSV or has the wrong number of columns, its first line alone is the
    wrong one and the others are read again, so a stray quotation mark swallows nothing. Raises UnreadableFile where
    the file is damaged.
    """
    csv.field_size_limit(LONGEST)
    lines = _Lines(text)
    reader = csv.reader(lines, strict=True)
    width = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _wrong(lines, _in_words(error))
            continue
        held = lines.held
        if not cells or (len(cells) == 1 and not cells[0].strip()):
            lines.done(len(held))
            continue
        problem = _unkeepable(held)
        if width is None:
            width = len(cells)
        if problem is not None:
            yield _wrong(lines, problem)
        elif len(cells) != width:
            yield _wrong(lines, f"has {_columns(len(cells))}, the file has {width}")
        else:
            yield Record(lines.first, cells)
            lines.done(len(held))


def _wrong(lines: _Lines, problem: str) -> Record:
    record = Record(lines.first, [lines.held[0].rstrip("\r\n")], problem)
    lines.done(1)
    return record


def _unkeepable(held: list[str]) -> str | None:
    for line in held:
        if "\x00" in line:
            return "holds a NUL character, which can't be kept"
        if not line.isascii():
            try:
                line.encode()
            except UnicodeEncodeError:
                return "is not in UTF-8"
    return None


def _in_words(error: csv.Error) -> str:
    said = str(error)
    if said.startswith("unexpected end"):
        return "a quotation mark is opened and not closed"
    if "expected after" in said:
        return "a quotation mark is closed in the middle of a value"
    if said.startswith("field larger"):
        return f"a value is longer than {LONGEST:,} characters"
    return said


def _columns(number: int) -> str:
    return f"{number} column{'' if number == 1 else 's'}"
