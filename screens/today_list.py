"""The columns of a day's figures: how each is written, and how it is held against other days."""

from casework.clocks import MARKS, Signal
from casework.date_words import weekday_name
from casework.summaries.day_figures import DayFigures
from screens.today_rows import FigureRow
from screens.widgets.columns import Cell, CellStyle, Column

MARKED: dict[str, tuple[Signal, CellStyle]] = {
    "missed": (Signal.MISSED, "overdue"),
    "late": (Signal.OVERDUE, "overdue"),
    "overdue": (Signal.OVERDUE, "overdue"),
    "callbacks-missed": (Signal.MISSED, "overdue"),
    "met": (Signal.MET, "ok"),
    "callbacks-kept": (Signal.MET, "ok"),
}
"""The mark and the colour of the figures that are good or bad news wherever they are not nothing."""


def figure_columns(found: DayFigures | None) -> tuple[Column[FigureRow], ...]:
    """The title, the figure and, of a day that is held against others, the difference and what is usual."""
    columns = (
        Column[FigureRow]("Figure", lambda row: row.title, share=1, least=24, most=40),
        Column[FigureRow](f"{'Number':>8}", _number, width=8),
    )
    if found is None or found.compared is None:
        return columns
    before = f"Since {weekday_name(found.compared.before)[:3]}"
    compared = Column[FigureRow](f"{before:>10}", lambda row: f"{row.before:>10}", width=10, priority=2)
    if not found.compared.average:
        return *columns, compared
    usual = f"Usual {weekday_name(found.day)[:3]}"
    return *columns, compared, Column[FigureRow](f"{usual:>10}", lambda row: f"{row.usual:>10}", width=10, priority=1)


def _number(row: FigureRow) -> Cell:
    number = row.figure.number if row.figure is not None else 0
    if not number:
        return f"{'0':>8}", "muted"
    marked = MARKED.get(row.name.partition(" ")[0])
    if marked is None:
        return f"{number:>8,}"
    mark, style = marked
    return f"{MARKS[mark]} {number:,}".rjust(8), style
