"""Other ways to add, count and tell working days in Python, each asked the same questions as ours in its own terms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice, takewhile
from operator import add
from typing import Any

import numpy as np
from business.calendar import Calendar as BusinessPython
from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]
from holidays import country_holidays
from pandas import Timestamp, date_range
from pandas.tseries.offsets import CustomBusinessDay
from workalendar.europe import UnitedKingdom

from casework.bank_holidays import bank_holidays
from casework.working_days import WorkingCalendar

YEARS = range(2015, 2029)
ONE_DAY = timedelta(days=1)
HOLIDAYS = bank_holidays("england-wales", YEARS)
NOT_IN_WORKALENDAR = date(2023, 5, 8)

OURS = WorkingCalendar.for_region("england-wales")
NUMPY = np.busdaycalendar(holidays=np.array(list(HOLIDAYS), dtype="datetime64[D]"))
PANDAS = CustomBusinessDay(calendar=NUMPY)
WORKALENDAR = UnitedKingdom()
LIBRARY = country_holidays("GB", subdiv="ENG", years=YEARS)
GOVUK = BankHolidays(use_cached_holidays=True)
DIVISION = GOVUK.ENGLAND_AND_WALES
BUSINESS = BusinessPython(holidays=list(HOLIDAYS))


@dataclass(frozen=True, slots=True)
class Differs:
    """What a peer answers where it does not answer as ours does, from our own input, and why."""

    instead: Callable[..., object]
    because: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer a question: what is called, with which inputs, and how its answer reads as ours."""

    name: str
    call: Callable[..., Any]
    inputs: list[tuple[Any, ...]]
    read: Callable[[Any], object] = lambda answer: answer
    differs: Differs | None = None


WITHOUT_CORONATION = WorkingCalendar({day: name for day, name in HOLIDAYS.items() if day != NOT_IN_WORKALENDAR})
NO_CORONATION = "it does not have the holiday of 8 May 2023"
ROLLS_FIRST = "from a day not worked it moves to one that is before it counts"


def adding(asked: list[tuple[date, int]]) -> list[Way]:
    """The n-th working day after a date, n from 1."""
    return [
        *_moving(asked, "preceding"),
        Way("govuk-bank-holidays work_days_after", _govuk_after, list(asked)),
        Way(
            "business-python add_business_days",
            BUSINESS.add_business_days,
            list(asked),
            differs=Differs(lambda day, n: OURS.add(OURS.roll_forward(day), n), ROLLS_FIRST),
        ),
    ]


def going_back(asked: list[tuple[date, int]]) -> list[Way]:
    """The n-th working day before a date, n given as -1 and below."""
    return [
        *_moving(asked, "following"),
        Way("govuk-bank-holidays work_days_before", _govuk_before, list(asked)),
        Way(
            "business-python add_business_days",
            BUSINESS.add_business_days,
            list(asked),
            differs=Differs(lambda day, n: OURS.add(OURS.roll_back(day), n), ROLLS_FIRST),
        ),
    ]


def counting(asked: list[tuple[date, date]]) -> list[Way]:
    """The working days after one date, up to and including a later one."""
    next_days = [(after + ONE_DAY, upto + ONE_DAY) for after, upto in asked]
    both_ends = [(after + ONE_DAY, upto) for after, upto in asked]
    in_numpy = [(np.datetime64(after), np.datetime64(upto)) for after, upto in next_days]
    numpy_count = partial(np.busday_count, busdaycal=NUMPY)
    return [
        Way("ours", OURS.count, list(asked)),
        Way("numpy busday_count of datetime64s", numpy_count, in_numpy, int),
        Way("numpy busday_count of dates", numpy_count, list(next_days), int),
        Way("pandas date_range of CustomBusinessDay", _pandas_count, list(both_ends)),
        Way(
            "workalendar get_working_days_delta",
            WORKALENDAR.get_working_days_delta,
            list(asked),
            differs=Differs(WITHOUT_CORONATION.count, NO_CORONATION),
        ),
        Way("holidays get_working_days_count", LIBRARY.get_working_days_count, list(both_ends)),
        Way("govuk-bank-holidays work_days_after", _govuk_count, list(asked)),
        Way("business-python business_days_between", BUSINESS.business_days_between, list(next_days)),
    ]


def telling(asked: list[tuple[date]]) -> list[Way]:
    """Whether a date is a working day."""
    return [
        Way("ours", OURS.is_working_day, list(asked)),
        Way(
            "numpy is_busday of a datetime64",
            partial(np.is_busday, busdaycal=NUMPY),
            [(np.datetime64(it),) for (it,) in asked],
            bool,
        ),
        Way("pandas CustomBusinessDay is_on_offset", PANDAS.is_on_offset, [(Timestamp(day),) for (day,) in asked]),
        Way(
            "workalendar is_working_day",
            WORKALENDAR.is_working_day,
            list(asked),
            differs=Differs(WITHOUT_CORONATION.is_working_day, NO_CORONATION),
        ),
        Way("holidays is_working_day", LIBRARY.is_working_day, list(asked)),
        Way("govuk-bank-holidays is_work_day", partial(GOVUK.is_work_day, division=DIVISION), list(asked)),
        Way("business-python is_business_day", BUSINESS.is_business_day, list(asked)),
    ]


def _moving(asked: list[tuple[date, int]], roll: str) -> list[Way]:
    offset = partial(np.busday_offset, roll=roll, busdaycal=NUMPY)
    pandas_days = {n: PANDAS * n for _, n in asked}
    return [
        Way("ours", OURS.add, list(asked)),
        Way("numpy busday_offset of a datetime64", offset, [(np.datetime64(day), n) for day, n in asked], np.datetime64.item),
        Way("numpy busday_offset of a date", offset, list(asked), np.datetime64.item),
        Way("pandas Timestamp + CustomBusinessDay", add, [(Timestamp(day), pandas_days[n]) for day, n in asked], Timestamp.date),
        Way(
            "workalendar add_working_days",
            WORKALENDAR.add_working_days,
            list(asked),
            differs=Differs(WITHOUT_CORONATION.add, NO_CORONATION),
        ),
        Way("holidays get_nth_working_day", LIBRARY.get_nth_working_day, list(asked)),
    ]


def _pandas_count(first: date, last: date) -> int:
    return len(date_range(first, last, freq=PANDAS))


def _govuk_after(day: date, n: int) -> object:
    return next(islice(GOVUK.work_days_after(DIVISION, day), n - 1, None))


def _govuk_before(day: date, n: int) -> object:
    return next(islice(GOVUK.work_days_before(DIVISION, day), -n - 1, None))


def _govuk_count(after: date, upto: date) -> int:
    return sum(1 for _ in takewhile(upto.__ge__, GOVUK.work_days_after(DIVISION, after)))
