"""The queue as lines of text, fitted to a terminal or whole for a pipe, and as values a program can read."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.cells import cell_len, chop_cells

from casework.clocks import Reading, standing
from casework.concerns import MARK
from casework.date_words import short_day
from casework.filter_grammar import Filter
from casework.kinds import kinds
from casework.moments import london_date
from casework.rules import Rules
from casework.visible_text import visible
from db.queries.queue import QueueRow, queue_count, queue_window
from db.written.clock_lines import local_iso
from iopc_tui.signing_in import SignedIn

HEADINGS = ("Due", "Ref", "Kind", "Owner", "From, about")
NARROWEST = 40
WIDEST_COLUMN = 30
OWNER_FITTED = 12
BETWEEN = "  "


def queue_as_text(desk: SignedIn, wanted: Filter, limit: int) -> str:
    """The filtered queue, a line for each case, and last how many of how many are shown."""
    now = desk.time.now()
    rows, total = _read(desk, wanted, now, limit)
    width = max(NARROWEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None
    lines = list(_table([_cells(row, desk.store.rules, now) for row in rows], width))
    if not rows and not total:
        lines = ["No case matches." if wanted.narrows else "No case is open."]
    return "\n".join([*lines, f"{len(rows):,} of {total:,}"])


def queue_as_json(desk: SignedIn, wanted: Filter, limit: int) -> dict[str, object]:
    """The filtered queue as values, every text exactly as typed."""
    now = desk.time.now()
    rows, total = _read(desk, wanted, now, limit)
    return {"total": total, "shown": len(rows), "cases": [_as_json(row, desk.store.rules, now) for row in rows]}


def _read(desk: SignedIn, wanted: Filter, now: datetime, limit: int) -> tuple[Sequence[QueueRow], int]:
    with desk.store.reading() as connection:
        rows = queue_window(connection, wanted, now, desk.staff.id, 0, limit)
        return rows, queue_count(connection, wanted, now, desk.staff.id)


def _reading(row: QueueRow, rules: Rules, now: datetime) -> Reading:
    return standing(rules, row.standard, row.due_at, row.warn_at, row.paused_at, now)


def _cells(row: QueueRow, rules: Rules, now: datetime) -> tuple[str, ...]:
    read = _reading(row, rules, now)
    words = read.words
    if row.closed_at is not None:
        words = f"closed {short_day(london_date(row.closed_at), london_date(now))}"
    waits = "‖ waiting" if row.waits_beside else ""
    flag = MARK if row.flagged else ""
    about = BETWEEN.join(visible(text) for text in (flag, waits, row.next_words, row.person, row.subject) if text)
    return f"{read.mark} {words}", row.reference, kinds()[row.kind].short, visible(row.owner or "-"), about


def _as_json(row: QueueRow, rules: Rules, now: datetime) -> dict[str, object]:
    return {
        "reference": row.reference,
        "kind": row.kind,
        "name": row.person,
        "subject": row.subject,
        "waiting": row.waiting,
        "flagged": row.flagged,
        "force": row.force,
        "owner": row.owner,
        "received": local_iso(row.received_at),
        "closed": local_iso(row.closed_at),
        "outcome": row.outcome,
        "standard": rules.standards[row.standard].id if row.standard is not None else None,
        "due": local_iso(row.due_at),
        "next": row.next_task,
        "state": _reading(row, rules, now).state if row.closed_at is None else "closed",
    }


def _table(rows: list[tuple[str, ...]], width: int | None) -> Iterator[str]:
    """The rows under their headings, all columns but the last padded; cut to the width when there is one."""
    rows = [HEADINGS, *rows]
    widths = [min(WIDEST_COLUMN, max(cell_len(row[column]) for row in rows)) for column in range(len(HEADINGS) - 1)]
    if width is not None:
        widths[3] = min(widths[3], OWNER_FITTED)
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
