"""Adding and counting working days against finding the answer in a plain list of them."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import perf_counter

from casework.working_days import WorkingCalendar

CALLS = 200_000
BEST_OF = 5


def working_days() -> Iterator[str]:
    """Time `add` and `count` against `list.index` and a bisection over the same days."""
    calendar = WorkingCalendar.for_region("england-wales")
    start, end = date(2025, 1, 1), date(2027, 12, 31)
    every = [start + timedelta(n) for n in range((end - start).days + 1)]
    worked = [day for day in every if calendar.is_working_day(day)]
    day, upto = worked[300], worked[560]
    add = _time(lambda: calendar.add(day, 20))
    index = _time(lambda: worked[worked.index(day) + 20])
    count = _time(lambda: calendar.count(day, upto))
    bisected = _time(lambda: bisect_right(worked, upto) - bisect_right(worked, day))
    yield f"add    {add:6.3f} us   list.index {index:6.3f} us   {add / index:5.2f} times"
    yield f"count  {count:6.3f} us   bisect     {bisected:6.3f} us   {count / bisected:5.2f} times"


def _time(call: Callable[[], object]) -> float:
    return min(_once(call) for _ in range(BEST_OF)) / CALLS * 1e6


def _once(call: Callable[[], object]) -> float:
    began = perf_counter()
    for _ in range(CALLS):
        call()
    return perf_counter() - began
