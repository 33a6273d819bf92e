"""The queue as lines of text, fitted to a terminal or whole for a pipe, as CSV for a spreadsheet, and as values."""

import csv
import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len, chop_cells

from casework.filter_grammar import Filter
from casework.foreign.rejects import guarded
from casework.queue_columns import QUEUE_COLUMNS, Order
from casework.rules import Rules
from db.queries.queue import QueueRow, queue_count, queue_window
from db.written.clock_lines import local_iso
from iopc_tui.commands.queue_cells import BETWEEN, NONE, cell_words, row_reading
from iopc_tui.signing_in import SignedIn

USUAL = ("due", "ref", "kind", "owner", "about")
"""What is printed when no columns are asked for; the longest comes last, where it needs no padding."""
NARROWEST = 40
WIDEST_COLUMN = 30
FITTED = {"owner": 12, "force": 16, "team": 12, "from": 20, "tags": 16, "promise": 16}
"""How wide some columns are at most on a terminal."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The first cases of the filtered queue, and how many it holds in all."""

    rows: Sequence[QueueRow]
    total: int
    rules: Rules
    now: datetime

    @property
    def shown(self) -> str:
        """How many of how many are shown: `50 of 340`."""
        return f"{len(self.rows):,} of {self.total:,}"


def listing(desk: SignedIn, wanted: Filter, limit: int, order: Order) -> Listing:
    """At most `limit` cases of the filtered queue in an order."""
    now = desk.time.now()
    with desk.store.reading() as connection:
        rows = queue_window(connection, wanted, now, desk.staff.id, 0, limit, order)
        return Listing(rows, queue_count(connection, wanted, now, desk.staff.id), desk.store.rules, now)


def queue_as_text(found: Listing, columns: Sequence[str], narrowed: bool) -> str:
    """A line for each case, and last how many of how many are shown."""
    width = max(NARROWEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None
    lines = list(_table(columns, [_cells(columns, row, found) for row in found.rows], width))
    if not found.rows and not found.total:
        lines = ["No case matches." if narrowed else "No case is open."]
    return "\n".join([*lines, found.shown])


def queue_as_csv(found: Listing, columns: Sequence[str]) -> str:
    """A row for each case under the columns' headings; nothing that was typed is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(QUEUE_COLUMNS[column].title for column in columns)
    writer.writerows([guarded(cell) if cell != NONE else "" for cell in _cells(columns, row, found)] for row in found.rows)
    return text.getvalue().removesuffix("\n")


def queue_as_json(found: Listing) -> dict[str, object]:
    """The cases as values, every text exactly as typed."""
    cases = [_as_json(row, found.rules, found.now) for row in found.rows]
    return {"total": found.total, "shown": len(found.rows), "cases": cases}


def _cells(columns: Sequence[str], row: QueueRow, found: Listing) -> tuple[str, ...]:
    return tuple(cell_words(column, row, found.rules, found.now) for column in columns)


def _as_json(row: QueueRow, rules: Rules, now: datetime) -> dict[str, object]:
    return {
        "reference": row.reference,
        "kind": row.kind,
        "name": row.person,
        "subject": row.subject,
        "waiting": row.waiting,
        "flagged": row.flagged,
        "flags": list(row.flags),
        "reopened": row.reopened,
        "priority": row.priority,
        "tags": list(row.tags),
        "channel": row.channel,
        "force": row.force,
        "their_reference": row.their_reference,
        "owner": row.owner,
        "team": row.team,
        "received": local_iso(row.received_at),
        "last_contact": local_iso(row.last_contact_at),
        "closed": local_iso(row.closed_at),
        "outcome": row.outcome,
        "standard": rules.standards[row.standard].id if row.standard is not None else None,
        "due": local_iso(row.due_at),
        "next": row.next_task,
        "state": row_reading(row, rules, now).state if row.closed_at is None else "closed",
    }


def _table(columns: Sequence[str], rows: list[tuple[str, ...]], width: int | None) -> Iterator[str]:
    """The rows under their headings, all columns but the last padded; cut to the width when there is one."""
    rows = [tuple(QUEUE_COLUMNS[column].title for column in columns), *rows]
    widths = [min(WIDEST_COLUMN, max(cell_len(row[place]) for row in rows)) for place in range(len(columns) - 1)]
    if width is not None:
        widths = [min(wide, FITTED.get(column, wide)) for wide, column in zip(widths, columns, strict=False)]
    for row in rows:
        padded = (_padded(cell, wide, width is not None) for cell, wide in zip(row, widths, strict=False))
        line = BETWEEN.join([*padded, row[-1]]).rstrip()
        yield line if width is None else _cut(line, width)


def _padded(text: str, width: int, fitted: bool) -> str:
    text = _cut(text, width) if fitted else text
    return text + " " * (width - cell_len(text))


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    kept = chop_cells(text[: 2 * width], width - 1)
    return f"{kept[0]}…" if kept else "…"
