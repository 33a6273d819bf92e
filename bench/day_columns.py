"""A million rows at once: a deadline for each, and the working days of each, against numpy and the peers a row at a time."""

import warnings
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from operator import add
from random import Random
from typing import Any

import numpy as np
from pandas import DatetimeIndex

from bench.measure import best_of, calls, once
from bench.peers import NUMPY, OURS, PANDAS, adding

FIRST, DAYS = date(2016, 1, 1), 3653
ROWS, SAMPLE = 1_000_000, 1000
LENGTH, LONGEST = 20, 90
BEFORE_1970 = date(1970, 1, 1).toordinal()

Timed = dict[str, Callable[[], float]]


def day_columns() -> Iterator[str]:
    """A line for each way: milliseconds for all the rows, and how many times ours that is."""
    chance = Random(1)
    offsets = [chance.randrange(DAYS) for _ in range(ROWS)]
    yield f"{ROWS:,} rows from {DAYS:,} days; a peer marked * answers {SAMPLE:,} of them, and its time is multiplied"
    yield from _compared(f"the {LENGTH}th working day after each, rows in no order", _deadlines(offsets) | _one_by_one(offsets))
    yield from _compared(f"the {LENGTH}th working day after each, rows in order of date", _deadlines(sorted(offsets)))
    yield from _compared("the working days of each row, rows in no order", _counts(offsets, chance))


def _compared(question: str, timed: Timed) -> Iterator[str]:
    yield question
    took = best_of(timed, seconds=0)
    ours = next(iter(took.values()))
    for name, seconds in took.items():
        yield f"  {name:50} {seconds * 1000:11,.0f} ms {seconds / ours:10,.2f} times ours"


def _dates(offsets: list[int]) -> list[date]:
    return [FIRST + timedelta(offset) for offset in offsets]


def _deadlines(offsets: list[int]) -> Timed:
    days, array = _dates(offsets), np.array(offsets) + np.datetime64(FIRST)
    every = _dates(list(range(DAYS)))
    shared = [every[offset] for offset in offsets]
    move = partial(np.busday_offset, offsets=LENGTH, roll="preceding", busdaycal=NUMPY)
    assert OURS.add_each(days, LENGTH) == OURS.add_each(shared, LENGTH) == move(array).tolist()
    return {
        "ours, dates never looked up before": lambda: once(partial(OURS.add_each, _dates(offsets), LENGTH))(),
        "ours, dates looked up before": once(lambda: OURS.add_each(days, LENGTH)),
        "ours, a date shared by the rows of its day": once(lambda: OURS.add_each(shared, LENGTH)),
        "ours, add for each": once(lambda: [OURS.add(day, LENGTH) for day in days]),
        "numpy busday_offset, array in and out": once(lambda: move(array)),
        "numpy busday_offset, dates in and out": once(lambda: move(_as_array(days)).tolist()),
    }


def _as_array(days: list[date]) -> Any:
    """Dates as numpy's own, by way of their ordinals: some thirty times as fast as np.array(days, "datetime64[D]")."""
    ordinals = np.fromiter(map(date.toordinal, days), np.int64, len(days))
    return (ordinals - BEFORE_1970).view("datetime64[D]")


def _one_by_one(offsets: list[int]) -> Timed:
    days = _dates(offsets[:SAMPLE])
    warnings.filterwarnings("ignore", "Non-vectorized DateOffset")
    index = DatetimeIndex(days)
    peers = [
        way for way in adding([(day, LENGTH) for day in days]) if way.name.partition(" ")[0] not in ("ours", "numpy", "pandas")
    ]
    by_row = {f"{way.name} *": _times(calls(way.call, way.inputs), ROWS) for way in peers}
    return {
        "pandas DatetimeIndex + CustomBusinessDay *": _times(once(lambda: add(index, PANDAS * LENGTH)), ROWS // SAMPLE)
    } | by_row


def _times(timed: Callable[[], float], rows: int) -> Callable[[], float]:
    return lambda: timed() * rows


def _counts(offsets: list[int], chance: Random) -> Timed:
    after = _dates(offsets)
    upto = [day + timedelta(chance.randrange(LONGEST)) for day in after]
    count = partial(np.busday_count, busdaycal=NUMPY)
    arrays = [_as_array(after) + 1, _as_array(upto) + 1]
    assert np.array_equal(OURS.count_each(after, upto), count(*arrays))
    return {
        "ours": once(lambda: OURS.count_each(after, upto)),
        "numpy busday_count, arrays in and out": once(lambda: count(*arrays)),
        "numpy busday_count, dates in and numbers out": once(lambda: count(_as_array(after) + 1, _as_array(upto) + 1).tolist()),
    }
