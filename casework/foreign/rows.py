"""A row of another system's file as a complaint, or why it can't be one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import blake2b

from casework.date_words import MONTHS
from casework.foreign.columns import Columns
from casework.foreign.dates import UnreadableWhen, When, read_when
from casework.foreign.records import Record
from casework.foreign.rejects import Reject, unguarded
from casework.moments import start_of_date

LONGEST_REFERENCE = 200
_LEFT_OPEN = b"|open"


class Skipped(Enum):
    """Why a row is left out."""

    AFTER_UNTIL = "received after the day asked for"
    EMPTY = "has nothing in it"


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """One complaint as one row tells it.

    `closed_at` is None while it is open; `left_open` says that its closing came after the day asked for and was left
    out. `digest` is the same for two rows of one source that are the same cell for cell.
    """

    line: int
    reference: str
    received_at: datetime
    received_on: date
    closed_at: datetime | None
    left_open: bool
    incident: date | None
    digest: bytes
    cells: list[str]
    columns: Columns

    @property
    def digest_if_open(self) -> bytes:
        """What marks this row when its closing is left out."""
        return blake2b(self.digest + _LEFT_OPEN, digest_size=16).digest()

    @property
    def mark(self) -> bytes:
        """What marks this row as it is brought in now."""
        return self.digest_if_open if self.left_open else self.digest

    @property
    def subject(self) -> str:
        """What the case is about, in a line."""
        if self.incident is None:
            return self.reference
        day = self.incident
        return f"{self.reference}, incident {day.day} {MONTHS[day.month - 1][:3]} {day.year:04}"

    def text(self, *, first: bool) -> str:
        """The row's values as `column: value` lines, without those that the case itself keeps when it is the first row."""
        columns = self.columns
        without = {columns.reference}
        if first:
            without |= {columns.received, columns.closed}
        elif self.left_open:
            without.add(columns.closed)
        told = enumerate(zip(columns.names, self.cells, strict=True))
        return "\n".join([f"{name}: {cell}" for place, (name, cell) in told if cell and place not in without])


@dataclass(frozen=True, slots=True)
class Rules:
    """How rows are read: the source they come from, whether 03/04/2008 is 3 April, the last day asked for, and the present."""

    source: str
    now: datetime
    day_first: bool = False
    until: date | None = None


def rows(records: Iterable[Record], columns: Columns, rules: Rules) -> Iterator[ForeignRow | Reject | Skipped]:
    """Each record as a complaint, as a row to put right, or as one to leave for later."""
    marker = blake2b(rules.source.encode() + b"\x00", digest_size=16)
    kept = columns.kept if columns.are_rejects else None
    for record in records:
        if record.problem is not None:
            yield Reject(record.line, [unguarded(record.cells[0])] if columns.are_rejects else record.cells, record.problem)
            continue
        cells = record.cells if kept is None else [unguarded(record.cells[place]) for place in kept]
        try:
            row = _row(record.line, cells, columns, rules, marker)
        except _Wrong as wrong:
            yield Reject(record.line, cells, str(wrong))
        else:
            yield row


class _Wrong(Exception):
    """Why a row can't be right."""


def _row(line: int, cells: list[str], columns: Columns, rules: Rules, marker: blake2b) -> ForeignRow | Skipped:
    reference = cells[columns.reference].strip()
    if not reference:
        raise _Wrong("no reference")
    if len(reference) > LONGEST_REFERENCE:
        raise _Wrong(f"its reference is longer than {LONGEST_REFERENCE} characters")
    received = _when(cells[columns.received], columns.names[columns.received], rules)
    if received is None:
        raise _Wrong(f"no received date in {columns.names[columns.received]}")
    closed = _when(cells[columns.closed], columns.names[columns.closed], rules)
    if closed is not None and closed.day < received.day:
        raise _Wrong(f"closed {closed.day.isoformat()}, before it was received {received.day.isoformat()}")
    until = rules.until
    if until is not None and received.day > until:
        return Skipped.AFTER_UNTIL
    left_open = until is not None and closed is not None and closed.day > until
    if _has_not_come(received, rules.now):
        raise _Wrong(f"received {received.day.isoformat()}, which has not come yet")
    if closed is not None and not left_open and _has_not_come(closed, rules.now):
        raise _Wrong(f"closed {closed.day.isoformat()}, which has not come yet")
    marked = marker.copy()
    marked.update("\x00".join(cells).encode())
    return ForeignRow(
        line=line,
        reference=reference,
        received_at=received.begins,
        received_on=received.day,
        closed_at=None if closed is None or left_open else max(closed.ends, received.begins),
        left_open=left_open,
        incident=_incident(cells, columns, rules),
        digest=marked.digest(),
        cells=cells,
        columns=columns,
    )


def _when(cell: str, name: str, rules: Rules) -> When | None:
    said = cell.strip()
    if not said:
        return None
    try:
        return read_when(said, rules.day_first)
    except UnreadableWhen as fault:
        raise _Wrong(f"{name} {fault}") from None


def _incident(cells: list[str], columns: Columns, rules: Rules) -> date | None:
    if columns.incident is None:
        return None
    try:
        return read_when(cells[columns.incident].strip(), rules.day_first).day
    except UnreadableWhen:
        return None


def _has_not_come(when: When, now: datetime) -> bool:
    if when.begins <= now:
        return False
    return when.had_time or start_of_date(when.day) > now
