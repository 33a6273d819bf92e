"""A row of another office's file, or of a web form's, as a contact to log, or why it can't be one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b
from typing import TypeVar

from casework.contact import Contact, read_received
from casework.date_reading import UnreadableDate
from casework.details import all_problems, detail_label, details, read_detail
from casework.errors import DeskError
from casework.foreign.contact_columns import CORE, TOGETHER, ContactColumns
from casework.foreign.dates import UnreadableWhen, read_when
from casework.foreign.records import Record
from casework.foreign.rejects import Reject, unguarded
from casework.foreign.rows import Skipped
from casework.kinds import channel_named, kind_named
from casework.organisations import organisation_named
from casework.working_days import WorkingCalendar

CHANNEL = "other"
"""How a contact arrived when nothing says how."""
UNREAD = "the line can't be read: "
_WRITTEN = "write it such as 12/11/2026 or 2026-11-12"
_A_YEAR_AGO, _YEARS_AGO = timedelta(days=400), timedelta(days=2230)
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact as one row tells it.

    `digest` is the same for rows that are the same cell by cell under the same headings in any order, but for copies in
    one file: the second of them has another, which is that of the second in any other file.
    """

    line: int
    contact: Contact
    digest: bytes
    cells: Sequence[str]


class NotGiven(DeskError):
    """A row does not give a date, or not all of it."""


@dataclass(frozen=True, slots=True)
class ContactReader:
    """How rows are read: by these columns, as of a moment, the calendar counting working days where a person typed them."""

    columns: ContactColumns
    now: datetime
    calendar: WorkingCalendar

    def check_fixed(self) -> None:
        """Read what was said for every row once; raises a DeskError with the sentence of the first that can't be read."""
        row = _Row(self, [""] * len(self.columns.names))
        row.contact()
        for problem in row.problems:
            if problem.field in self.columns.fixed:
                raise problem.error

    def rows(self, records: Iterable[Record]) -> Iterator[ContactRow | Reject | Skipped]:
        """Each record as a contact, as a row to put right, or as none when it is empty."""
        columns, copies = self.columns, Counter[bytes]()
        for record in records:
            if record.problem is not None:
                cells = [unguarded(record.cells[0])] if columns.reason is not None else record.cells
                yield Reject(record.line, cells, UNREAD + record.problem)
                continue
            cells = self._own(record.cells)
            if not any(map(str.strip, cells)):
                yield Skipped.EMPTY
                continue
            row = _Row(self, cells)
            contact = row.contact()
            reasons = self._reasons(row, contact, record.cells)
            if reasons:
                yield Reject(record.line, cells, " ".join(reasons))
                continue
            marked = _content(columns, cells)
            copies[marked.digest()] += 1
            copy = copies[marked.digest()]
            if copy > 1:
                marked.update(f"\x00{copy}".encode())
            yield ContactRow(record.line, contact, marked.digest(), cells)

    def _own(self, cells: list[str]) -> list[str]:
        if self.columns.reason is None:
            return cells
        return [unguarded(cells[place]) for place in self.columns.kept]

    def _reasons(self, row: "_Row", contact: Contact, cells: Sequence[str]) -> list[str]:
        reason = cells[self.columns.reason] if self.columns.reason is not None else ""
        if reason.startswith(UNREAD) and len(row.cells) > 1 and not any(map(str.strip, row.cells[1:])):
            return [reason]
        said = {problem.field: problem.error.sentence for problem in row.problems}
        for problem in all_problems(contact, self.now):
            said.setdefault(problem.field.replace("_", "-"), problem.sentence)
        return [f"{self.columns.called(name)}: {sentence}" for name, sentence in said.items()]


def _content(columns: ContactColumns, cells: Sequence[str]) -> blake2b:
    pairs = zip(columns.keys, ("\n".join(cell.split("\r\n")).strip() for cell in cells), strict=True)
    said = sorted(f"{key}\x1f{cell}" for key, cell in pairs if cell)
    return blake2b("\x1e".join(["contact", *said]).encode(), digest_size=16)


@dataclass(frozen=True, slots=True)
class _Problem:
    field: str
    error: DeskError


@dataclass(slots=True)
class _Row:
    """A row on its way to a contact: what could not be read of it, and what goes into the note because nothing else has it."""

    reader: ContactReader
    cells: Sequence[str]
    problems: list[_Problem] = field(default_factory=list)
    extras: list[tuple[str, str]] = field(default_factory=list)

    def contact(self) -> Contact:
        columns = self.reader.columns
        kind = self._read("kind", lambda typed: kind_named(typed).id) or ""
        subject = self._one_line("subject")
        known = {name: self._one_line(name) for name in ("name", "phone", "email", "force-reference")}
        return Contact(
            kind=kind,
            subject=subject,
            name=known["name"],
            phone=known["phone"],
            email=known["email"],
            channel=self._read("channel", lambda typed: channel_named(typed).id) or CHANNEL,
            received_at=self._received(),
            force=self._read("force", lambda typed: organisation_named(typed).id),
            force_reference=known["force-reference"],
            details=self._details(kind, [name for name in details() if name in columns.fields or name in columns.fixed]),
            note=self._note(),
        )

    def _read(self, name: str, read: Callable[[str], _Read]) -> _Read | None:
        typed = self._text(name)
        try:
            return read(typed) if typed else None
        except DeskError as error:
            self.problems.append(_Problem(name, error))
            return None

    def _received(self) -> datetime | None:
        typed = self._text("received")
        try:
            if not typed:
                raise NotGiven("Give the moment the contact arrived.")
            return self._dated("received", partial(_received, typed, self.reader.calendar))
        except DeskError as error:
            self.problems.append(_Problem("received", error))
            return None

    def _details(self, kind: str, wanted: Iterable[str]) -> dict[str, str]:
        """The details this kind has; what a row gives of others goes into the note."""
        found = {}
        for name in wanted:
            typed = self._text(name)
            if not typed:
                continue
            if not (kind and details()[name].of(kind)):
                self.extras.append((self._heading(name), typed))
                continue
            found[name] = typed
            try:
                self._dated(name, partial(read_detail, name, typed))
            except DeskError as error:
                self.problems.append(_Problem(name, error))
        return found

    def _dated(self, name: str, read: Callable[[datetime], _Read]) -> _Read:
        """What is read at the present; a date out of a column may not depend on when that is, one said for every row may."""
        out_of_column = bool(self._cells_of(name))
        try:
            found = read(self.reader.now)
        except UnreadableDate as error:
            if not out_of_column:
                raise
            wrong, _, _ = error.sentence.partition("; try ")
            raise NotGiven(f"{wrong}; {_WRITTEN}.") from None
        if out_of_column and _depends_on_the_day(read, self.reader.now):
            raise NotGiven(f"A date in a file needs its day, month and year; {_WRITTEN}.")
        return found

    def _heading(self, name: str) -> str:
        return next((heading for heading, _ in self._cells_of(name)), detail_label(name) if name not in CORE else name)

    def _one_line(self, name: str) -> str:
        """A text that has one line; of a subject with more, the first, and all of it in the note."""
        typed = self._text(name)
        lines = typed.splitlines()
        if len(lines) < 2:
            return typed
        if name != "subject":
            return " ".join(line.strip() for line in lines)
        self.extras.append((self._heading(name), typed))
        return lines[0].strip()

    def _text(self, name: str) -> str:
        """What a row gives for a field: its columns put together, or the first that has something and the rest in the note."""
        given = self._cells_of(name)
        if name in TOGETHER:
            return " ".join(text for _, text in given) or self.reader.columns.fixed.get(name, "").strip()
        self.extras += given[1:]
        return given[0][1] if given else self.reader.columns.fixed.get(name, "").strip()

    def _note(self) -> str:
        """Its columns, then what has no other place; one column alone goes without its heading."""
        columns = self.reader.columns
        first = [columns.fixed.get("note", "").strip()]
        given = self._cells_of("note")
        if len(columns.fields.get("note", ())) == 1:
            first += [text for _, text in given]
            given = []
        rest = [*given, *self.extras, *self._cells(columns.loose)]
        return "\n\n".join(filter(None, [*first, "\n".join(f"{heading}: {text}" for heading, text in rest)]))

    def _cells_of(self, name: str) -> list[tuple[str, str]]:
        return self._cells(self.reader.columns.fields.get(name, ()))

    def _cells(self, places: Iterable[int]) -> list[tuple[str, str]]:
        names = self.reader.columns.names
        return [(names[place], text) for place in places if (text := self.cells[place].strip())]


def _received(typed: str, calendar: WorkingCalendar, now: datetime) -> datetime:
    """A moment of receipt as people type it, or as programs write it with fractions of a second."""
    try:
        return read_received(typed, now, calendar)
    except DeskError:
        try:
            return read_when(typed, day_first=True).begins
        except UnreadableWhen:
            pass
        raise


def _depends_on_the_day(read: Callable[[datetime], object], now: datetime) -> bool:
    """Whether a date such as `fri` or `12 Nov` would be another if it was read in another year."""
    noon = now.replace(hour=12)
    try:
        return read(noon - _A_YEAR_AGO) != read(noon - _YEARS_AGO)
    except DeskError:
        return True
