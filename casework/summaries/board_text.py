"""The team board as plain text under headings, and as values a program can read."""

from collections.abc import Sequence

from casework.clocks import MARKS, Signal
from casework.date_words import short_day
from casework.moments import london, london_date
from casework.sparkline import sparkline
from casework.summaries.board import FIGURES, Board, BoardRow, average, in_and_out
from casework.visible_text import visible

HEADINGS = ("Open", "Overdue", "Today", "Week")
NARROWEST_NAME = 18
FIGURE_CELLS = 9
OVERDUE = f"{MARKS[Signal.OVERDUE]} "
WAITS = "Cases by the standard's own clock; one that waits is among the open ones alone."


def board_as_text(board: Board, rows: Sequence[BoardRow]) -> str:
    """The rows under their headings, and what came in and went out in blocks and in figures."""
    of_people = rows is board.people
    names = [visible(f"{row.name} ({row.note})" if row.note else row.name) for row in rows]
    wide = max([NARROWEST_NAME, *map(len, names)])
    title = "Person" if of_people else "Standard"
    lines = [title.ljust(wide) + "".join(f"{each:>{FIGURE_CELLS}}" for each in HEADINGS)]
    for row, name in zip(rows, names, strict=True):
        moved = f"   {in_and_out(row.received, row.closed)}" if of_people and board.pace.days else ""
        lines.append(name.ljust(wide) + "".join(_figure(row, place) for place in range(len(FIGURES))) + moved)
    if not rows:
        lines = ["No clock is running."]
    return "\n".join([*lines, "", *([] if of_people else [WAITS]), *_moved(board)])


def _figure(row: BoardRow, place: int) -> str:
    number = row.cells[place].number
    mark = OVERDUE if FIGURES[place] == "overdue" and number else ""
    return f"{f'{mark}{number:,}':>{FIGURE_CELLS}}"


def _moved(board: Board) -> list[str]:
    whose, today = board.team or "Whole desk", london_date(board.read_at)
    lines = [f"{visible(whose)}, today so far: in {board.today[0]:,}, out {board.today[1]:,}."]
    if days := board.pace.days:
        span = f"{short_day(days[0], today)} to {short_day(days[-1], today)}, {len(days)} working days"
        lines.append(f"In  {sparkline(board.pace.received)} {average(board.pace.received)} a day")
        lines.append(f"Out {sparkline(board.pace.closed)} {average(board.pace.closed)} a day   {span}")
    return lines


def board_as_json(board: Board) -> dict[str, object]:
    """The board as values; each figure with the filter that lists its cases."""
    return {
        "read_at": london(board.read_at).isoformat(timespec="seconds"),
        "team": board.team or None,
        "days": [day.isoformat() for day in board.pace.days],
        "received": list(board.pace.received),
        "closed": list(board.pace.closed),
        "received_today": board.today[0],
        "closed_today": board.today[1],
        "people": [_row(row) | _flow(row) for row in board.people],
        "standards": [_row(row) for row in board.standards],
    }


def _row(row: BoardRow) -> dict[str, object]:
    cells = zip(FIGURES, row.cells, strict=True)
    figures: dict[str, object] = {figure: {"number": cell.number, "filter": cell.filter} for figure, cell in cells}
    return {"id": row.key, "name": row.name, **figures}


def _flow(row: BoardRow) -> dict[str, object]:
    return {
        "team": row.team or None,
        "note": row.note or None,
        "received": list(row.received),
        "closed": list(row.closed),
    }
