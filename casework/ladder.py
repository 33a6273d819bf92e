"""A count of days drawn in columns: each counted day with its number, each day left out with its reason."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from casework.date_words import day_words, weekday_name
from casework.working_days import DayLine

GAP = "  "


def ladder(lines: Sequence[DayLine], end_words: str, width: int) -> list[str]:
    """The days of a count after the day it starts on, in as many columns as a width holds; the last says `end_words`.

    Days counted one after another, and days left out one after another, each stand in a column of their own when the width
    holds them all; a longer count runs down the columns.
    """
    digits = max((len(str(line.number)) for line in lines if line.number is not None), default=1)
    runs = [list(_rungs(run, max(2, digits))) for run in _runs(lines[1:])]
    if not runs:
        return []
    runs[-1][-1] += f"   {end_words}" if end_words else ""
    rungs = [rung for run in runs for rung in run]
    if _width(runs) <= width:
        return _side_by_side(runs)
    most = width // min(len(rung) for rung in rungs)
    for number in range(min(most, len(rungs)), 1, -1):
        tall = -(-len(rungs) // number)
        columns = [rungs[at : at + tall] for at in range(0, len(rungs), tall)]
        if _width(columns) <= width:
            return _side_by_side(columns)
    return rungs


def _runs(lines: Iterable[DayLine]) -> Iterator[list[DayLine]]:
    for _, run in groupby(lines, key=lambda line: line.number is None):
        yield list(run)


def _rungs(run: Sequence[DayLine], digits: int) -> Iterator[str]:
    """A line for each day, but one for a weekend: `Sat 27, Sun 28`."""
    waiting: list[DayLine] = []
    for line in run:
        weekend = line.number is None and line.reason == weekday_name(line.day)
        if waiting and not weekend:
            yield _weekend(waiting, digits)
            waiting = []
        if weekend:
            waiting.append(line)
            continue
        reason = f"  {line.reason}" if line.reason else ""
        yield f"{'-' if line.number is None else line.number:>{digits}}  {_short(line)}{reason}"
    if waiting:
        yield _weekend(waiting, digits)


def _weekend(days: Sequence[DayLine], digits: int) -> str:
    return f"{'-':>{digits}}  {', '.join(_shorter(line) for line in days)}"


def _short(line: DayLine) -> str:
    return day_words(line.day)[:-5]


def _shorter(line: DayLine) -> str:
    return f"{weekday_name(line.day)[:3]} {line.day.day}"


def _widths(columns: Sequence[Sequence[str]]) -> list[int]:
    return [max(len(cell) for cell in column) for column in columns]


def _width(columns: Sequence[Sequence[str]]) -> int:
    return sum(_widths(columns)) + len(GAP) * (len(columns) - 1)


def _side_by_side(columns: Sequence[Sequence[str]]) -> list[str]:
    widths = _widths(columns)
    rows = zip_longest(*columns, fillvalue="")
    return [GAP.join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
