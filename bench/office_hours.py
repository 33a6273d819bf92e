"""How long OfficeHours takes to add minutes and to measure open time, however far apart the moments are, against its limit."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from bench.measure import best_of, calls
from casework.calendars import SHIPPED
from casework.office_hours import OfficeHours

LIMIT_US = 5.0
OFFICE_DAY = 8 * 60
SPANS = {
    "half an hour": 30,
    "a day": OFFICE_DAY,
    "20 days": 20 * OFFICE_DAY,
    "a year": 253 * OFFICE_DAY,
    "10 years": 2530 * OFFICE_DAY,
}
FIRST, YEARS = datetime(2008, 1, 1, tzinfo=UTC), 10
INPUTS = 500


def office_hours() -> Iterator[str]:
    """A line for each span: microseconds to add it, take it off and measure it, and the slower sum as a share of the limit."""
    hours, chance = SHIPPED.hours("england-wales"), Random(1)
    minutes = [chance.randrange(YEARS * 365 * 24 * 60) for _ in range(INPUTS)]
    moments = [FIRST + timedelta(minutes=each) for each in minutes]
    for name, span in SPANS.items():
        yield _line(name, hours, moments, span)
    yield _line("20 days, with three pauses", hours, moments, SPANS["20 days"], (2, 9, 16))


def _line(name: str, hours: OfficeHours, moments: list[datetime], span: int, paused_after: tuple[int, ...] = ()) -> str:
    pauses = {moment: [(moment + timedelta(n), moment + timedelta(n + 3)) for n in paused_after] for moment in moments}
    ends = [hours.add(moment, span) for moment in moments]
    took = best_of(
        {
            "add": calls(hours.add, [(moment, span, pauses[moment]) for moment in moments]),
            "back": calls(hours.add, [(moment, -span, pauses[moment]) for moment in moments]),
            "between": calls(hours.between, [(moment, end, pauses[moment]) for moment, end in zip(moments, ends, strict=True)]),
        }
    )
    shown = "  ".join(f"{what} {seconds * 1e6:5.2f} us" for what, seconds in took.items())
    return f"{name:28} {shown}  {max(took['add'], took['back']) * 1e6 / LIMIT_US:5.2f} of the limit of {LIMIT_US:g} us"
