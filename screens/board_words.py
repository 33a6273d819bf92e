"""What the team board says around its tables: what came in and went out, what is under the cursor, and the forecast."""

from textual.content import Content

from casework.clocks import MARKS, Signal
from casework.date_words import short_day
from casework.forecast import Forecast
from casework.forecast_words import ASSUMED, forecast_lines, forecast_table
from casework.moments import london_date
from casework.sparkline import sparkline
from casework.summaries.board import FIGURES, Board, BoardRow, average, in_and_out
from screens.safe import safe, safe_lines

BY_ITS_OWN = "By the standard's own clock; one that waits is among the open ones alone."
MEANT = {"open": "open", "overdue": "overdue", "today": "due today", "week": "due by Sunday"}


def head(board: Board, titles: dict[str, str], shown: str, cells: int) -> Content:
    """Two lines: the parts with a mark at the one that is shown, whose board it is, and what comes in and goes out."""
    parts = [(f"{'▸' if id_ == shown else ' '} {title}  ", "bold" if id_ == shown else "") for id_, title in titles.items()]
    whose = f"{board.team or 'Whole desk'}: today so far in {board.today[0]:,}, out {board.today[1]:,}"
    received, closed = board.pace.received, board.pace.closed
    days = len(board.pace.days)
    moved = f"  In {sparkline(received)} {average(received)} a day  Out {sparkline(closed)} {average(closed)} a day"
    span = f"  {_last(days)}"
    flow = f"{moved}{span if len(moved + span) <= cells else ''}" if days else "  Nothing came in before today."
    return Content("\n").join([Content.assemble(*parts, safe(whose)), safe(flow)])


def about_cell(row: BoardRow | None, figure: int, days: int, *, standard: bool) -> Content:
    """Two lines on the figure under the cursor: what it counts and how it is listed, and what came in and went out."""
    if row is None:
        return Content("\n")
    cell = row.cells[figure]
    what = f" {row.name}: {cell.number:,} {MEANT[FIGURES[figure]]}."
    opens = f" enter lists {'it' if cell.number == 1 else 'them'}: {cell.filter or 'the whole queue'}" if cell.number else ""
    below = BY_ITS_OWN if standard else f"{in_and_out(row.received, row.closed)}, {_last(days)}." if days else ""
    return Content("\n").join([Content.assemble(safe(what, "bold"), safe(opens)), safe(f" {below}", "$state-muted")])


def about_forecast() -> Content:
    """Two lines on how the forecast is moved."""
    return Content("\n").join([safe(" ← and → forecast to the working day before or after, J to any date."), Content("")])


def forecast_text(found: Forecast) -> Content:
    """The forecast: its sentences, the arithmetic day by day, and what it takes for granted."""
    today = london_date(found.now)
    lines = [safe(f"Forecast to the end of {short_day(found.by, today)}", "bold"), Content("")]
    lines += [_marked(line, found) for line in forecast_lines(found)]
    table = forecast_table(found)
    if table:
        lines += [Content(""), safe(table[0], "bold $state-muted")]
        before = len(table) - 1 - len(found.days)
        breaches = [1] * before + [day.breach or 0 for day in found.days]
        lines += [safe(line, "$state-overdue" if breach else "") for line, breach in zip(table[1:], breaches, strict=True)]
    return Content("\n").join([*lines, Content(""), safe_lines(ASSUMED, "$state-muted")])


def _marked(line: str, found: Forecast) -> Content:
    """A sentence with a mark where more will breach."""
    if found.breaches and " more breach" in line:
        return safe(f"{MARKS[Signal.OVERDUE]} {line}", "$state-overdue")
    return safe(line)


def _last(days: int) -> str:
    return f"last {days} working days" if days > 1 else "last working day"
