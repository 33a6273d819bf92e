"""The columns of the team board: how each figure of a person or a standard is written."""

from collections.abc import Sequence

from casework.clocks import MARKS, Signal
from casework.forecast import PACE_DAYS
from casework.sparkline import sparkline
from casework.summaries.board import EVERYBODY, BoardRow, Figure, average
from screens.widgets.columns import Cell, CellStyle, Column

STYLES: dict[Figure, CellStyle] = {"overdue": "overdue", "today": "today"}
A_DAY = 4
SPARK = PACE_DAYS
"""A block for each of the last working days."""


def people_columns(top: int, days: int) -> tuple[Column[BoardRow], ...]:
    """Name, figures, and what came in and went out on so many days; the highest block of a sparkline is `top` cases."""

    span = f"{days} days" if days != 1 else "1 day"

    def blocks(numbers: Sequence[int], row: BoardRow) -> Cell:
        own = row.key == EVERYBODY
        return sparkline(numbers, None if own else top), "muted"

    return (
        Column("Person", _name, share=1, least=12),
        *_figures(),
        Column(f"Out, {span}", lambda row: blocks(row.closed, row), width=SPARK, priority=2),
        Column(" out", lambda row: _a_day(row.closed), width=A_DAY, priority=3, from_cells=70),
        Column(f"In, {span}", lambda row: blocks(row.received, row), width=SPARK, priority=5, from_cells=96),
        Column("  in", lambda row: _a_day(row.received), width=A_DAY, priority=4, from_cells=74),
        Column("Team", lambda row: row.team or "-", width=16, least=10, priority=6, from_cells=100),
    )


def standard_columns() -> tuple[Column[BoardRow], ...]:
    """Title and figures."""
    return (Column("Standard", lambda row: row.name, share=1, least=12), *_figures())


def _figures() -> tuple[Column[BoardRow], ...]:
    return (
        Column("Open", lambda row: _figure(row, "open"), width=6, least=5),
        Column("Overdue", lambda row: _figure(row, "overdue"), width=8),
        Column("Today", lambda row: _figure(row, "today"), width=7, least=6),
        Column("Week", lambda row: _figure(row, "week"), width=6, least=5),
    )


def _name(row: BoardRow) -> Cell:
    name = f"{row.name} ({row.note})" if row.note else row.name
    return (name, "strong") if row.key == EVERYBODY else name


def _figure(row: BoardRow, figure: Figure) -> Cell:
    number = row.cell(figure).number
    if not number:
        return "-", "muted"
    mark = {"overdue": f"{MARKS[Signal.OVERDUE]} ", "today": f"{MARKS[Signal.TODAY]} "}.get(figure, "")
    return f"{mark}{number:,}", STYLES.get(figure, "")


def _a_day(numbers: Sequence[int]) -> Cell:
    return f"{average(numbers):>{A_DAY}}"
