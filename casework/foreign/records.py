"""The records of a CSV file, each with its line; one that is wrong costs no line but its own."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TextIO

from casework.foreign.errors import UnreadableFile
from casework.foreign.letters import Letters
from casework.foreign.opened_file import DAMAGED

LONGEST = 1 << 20
MOST_LINES = 1000
_SHOWN_OF_TOO_LONG = 1000
_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"?')
_SAID = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)


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


def records(text: TextIO, letters: Letters | None = None, *, delimiter: str | None = ",") -> Iterator[Record]:
    """The header, then every record; blank lines are none. `delimiter` None is the one that parts the header's names.

    When a record of several lines is not valid CSV or has the wrong number of columns, its first line alone is the
    wrong one and the others are read again, so a stray quotation mark swallows nothing. Raises UnreadableFile where
    the file is damaged.
    """
    csv.field_size_limit(LONGEST)
    lines = _Lines(text)
    letters = letters or Letters()
    reader = csv.reader(lines, strict=True, delimiter=delimiter or _delimiter(lines))
    width = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _wrong(lines, letters, _in_words(error))
            continue
        held = lines.held
        if not cells or (len(cells) == 1 and not cells[0].strip()):
            lines.done(len(held))
            continue
        problem = letters.problem(held)
        if width is None:
            width = len(cells)
        if problem is not None:
            yield _wrong(lines, letters, problem)
        elif len(cells) != width:
            yield _wrong(lines, letters, f"has {_columns(len(cells))}, the file has {width}")
        else:
            yield Record(lines.first, letters.read(cells))
            lines.done(len(held))


def _delimiter(lines: _Lines) -> str:
    """What parts the names of the first line that is not blank, or what that line says does, as spreadsheets write it."""
    first = ""
    with suppress(csv.Error):
        first = next((line for line in lines if line.strip()), "")
    said = _SAID.fullmatch(first)
    lines.done(len(lines.held) if said else 0)
    if said:
        return said[1]
    names = _QUOTED.sub("", first)
    return max(_DELIMITERS, key=names.count)


def _wrong(lines: _Lines, letters: Letters, problem: str) -> Record:
    record = Record(lines.first, [letters.line(lines.held[0].rstrip("\r\n"))], problem)
    lines.done(1)
    return record


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
