"""A count of days as it is drawn: in columns, and as weeks of a calendar, with its marks explained in words."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from casework.date_words import WEEKDAYS
from casework.ladder import ladder
from casework.month_strip import CELL, HEADING, StripDay, StripWeek, month_strip
from casework.working_days import DayLine
from screens.safe import safe

BETWEEN_THEM: Final = 3
"""Cells between the columns and the weeks beside them."""
CLOSE_CELL: Final = 7
CLOSE_HEADING: Final = " " * 4 + "".join(f" {name[:3]:{CLOSE_CELL - 1}}" for name in WEEKDAYS).rstrip()
MOST_DAYS: Final = 200
"""Counts longer than this are not drawn day by day."""
QUIET: Final = "$state-muted"
ANSWER: Final = "bold reverse"
_STYLES: Final = {"start": "bold", "counted": "", "skipped": QUIET, "end": "bold", "outside": QUIET}
_DAY: Final = r"[A-Z][a-z]{2} \d{1,2}"
_LEFT_OUT: Final = re.compile(rf"(?<!\S)-  {_DAY}(?: [A-Z][a-z]{{2}}(?:  \S+(?: \S+)*)?|(?:, {_DAY})?)")
_DUE: Final = re.compile(r"due by \S+$")


def drawn_days(
    days: Sequence[DayLine], end_words: str, answers: Collection[date], marks: tuple[str, str], width: int
) -> list[Content]:
    """The days in columns and as weeks: beside one another when that is the shorter and both fit, else one under the other.

    `marks` say what the first and the last day are.
    """
    weeks = [*strip_lines(month_strip(days), answers, width), *legend(days, marks).wrap(width)]
    strip_cells = max(week.cell_length for week in weeks)
    if len(days) == 1:
        return weeks
    above = [*rungs(ladder(days, end_words, width)), Content("")]
    beside = rungs(ladder(days, end_words, max(1, width - strip_cells - BETWEEN_THEM)))
    ladder_cells = max(line.cell_length for line in beside)
    if ladder_cells + BETWEEN_THEM + strip_cells > width or max(len(beside), len(weeks)) > len(above) + len(weeks):
        return [*above, *weeks]
    return _beside(beside, weeks, ladder_cells + BETWEEN_THEM)


def rungs(lines: Iterable[str]) -> list[Content]:
    """The lines of a ladder: days left out in a quiet colour, when it is due in bold."""
    return [safe(line).highlight_regex(_LEFT_OUT, style=QUIET).highlight_regex(_DUE, style="bold") for line in lines]


def strip_lines(weeks: Iterable[StripWeek], answers: Collection[date], width: int) -> list[Content]:
    """Weeks under the names of the days: days not counted in a quiet colour, the answer standing out; closer when narrow."""
    close = width < len(HEADING) + 2
    heading = CLOSE_HEADING if close else HEADING
    return [safe(heading, QUIET), *(_week(week, answers, close) for week in weeks)]


def legend(days: Sequence[DayLine], marks: tuple[str, str]) -> Content:
    """What the marks of the weeks mean."""
    start, end = marks
    parts = [f"(0) {start}"]
    numbers = [line.number for line in days[1:] if line.number is not None]
    if len(numbers) > 1 or (numbers and days[-1].number is None):
        parts.append(f"({numbers[0]}) counted")
    if len(numbers) < len(days) - 1:
        parts.append("- not counted")
    if len(days) > 1 and days[-1].number is not None:
        parts.append(f"[{days[-1].number}] {end}")
    return safe("   ".join(parts), QUIET)


def _week(week: StripWeek, answers: Collection[date], close: bool) -> Content:
    month = f"{week.month[:3]:4}" if close else f"{week.month:10}"
    return Content.assemble(month, *(_day(day, answers, close) for day in week.days)).rstrip()


def _day(day: StripDay, answers: Collection[date], close: bool) -> Content:
    number, mark = day.text[1:3], day.text[4:].rstrip()
    text = f"{number}{mark.strip()}" if close else f"{number} {mark}".rstrip()
    style = ANSWER if day.day in answers and day.part != "outside" else _STYLES[day.part]
    return Content.assemble(" ", (text, style), " " * ((CLOSE_CELL if close else CELL) - 1 - len(text)))


def _beside(left: Sequence[Content], right: Sequence[Content], cells: int) -> list[Content]:
    rows = max(len(left), len(right))
    padded = [*left, *[Content("")] * (rows - len(left))]
    others = [*right, *[Content("")] * (rows - len(right))]
    return [line + " " * (cells - cell_len(line.plain)) + other for line, other in zip(padded, others, strict=True)]
