"""Single questions about working days: ours against every peer on the same thousand inputs, and whether they all agree."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from bench.measure import best_of, calls, microseconds
from bench.peers import OURS, Way, adding, counting, going_back, telling

FIRST, DAYS = date(2016, 1, 1), 3653
INPUTS = 1000
LONGEST = 60
FLOOR = "a Python call that indexes a list"


def day_counting() -> Iterator[str]:
    """A line for each way to answer each question: microseconds a call, times ours, and the answers that are not ours."""
    chance = Random(1)
    asked = [(FIRST + timedelta(chance.randrange(DAYS)), chance.randint(1, LONGEST)) for _ in range(INPUTS)]
    yield f"{INPUTS:,} dates of {FIRST.year} to {(FIRST + timedelta(DAYS - 1)).year}, each with a number from 1 to {LONGEST}"
    yield from _compared("the n-th working day after a date", [_bare_call(asked), *adding(asked)], OURS.add, asked)
    back = [(day, -n) for day, n in asked]
    yield from _compared("the n-th working day before a date", going_back(back), OURS.add, back)
    spans = [(day, OURS.add(day, n)) for day, n in asked]
    yield from _compared("the working days from each date to the first answer", counting(spans), OURS.count, spans)
    days = [(day,) for day, _ in asked]
    yield from _compared("is it a working day", telling(days), OURS.is_working_day, days)


def _bare_call(asked: list[tuple[date, int]]) -> Way:
    answers = list(range(LONGEST + 1))
    return Way(FLOOR, lambda day, n: answers[n], list(asked))


def _compared(question: str, ways: list[Way], ours: Callable[..., object], asked: list[tuple[Any, ...]]) -> Iterator[str]:
    yield question
    took = best_of({way.name: calls(way.call, way.inputs) for way in ways})
    yield from (f"  {line}" for line in microseconds(took, "ours"))
    answers = [ours(*each) for each in asked]
    for way in ways:
        if way.name != FLOOR:
            yield from (f"  {line}" for line in _disagreement(way, answers, asked))


def _disagreement(way: Way, answers: list[object], asked: list[tuple[Any, ...]]) -> Iterator[str]:
    theirs = [way.read(way.call(*each)) for each in way.inputs]
    apart = [(each, answer) for each, answer, own in zip(asked, theirs, answers, strict=True) if answer != own]
    if apart:
        known = way.differs is not None and all(way.differs.instead(*each) == answer for each, answer in apart)
        because = way.differs.because if way.differs and known else f"for no known reason: {apart[0]}"
        yield f"{way.name} answers {len(apart):,} of {len(asked):,} otherwise: {because}"
