"""What the calculator can work out: the fields each sum needs, how each is read, and the answer they give together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from casework.date_reading import Reading, read_moment
from casework.date_words import MONTHS, day_words, moment_words
from casework.moments import OFFICE_OPENS, london_date
from casework.month_reading import read_month
from casework.rules import Rules
from casework.standards import Length, Receipt
from casework.sums import addition, between, read_length, region_words, sending, working_days_in
from casework.what_if import what_if
from casework.why import Why
from screens.calculator_answer import Answer, DatesAnswer, Hint, SumAnswer
from screens.calculator_lists import MonthAnswer, WhatIfAnswer

THESE_DATES: Final = "dates"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the calculator is opened over: when it was received, None for now, its kind, and why its dates are what they are.

    `reasons` raises a DeskError when there are none because something can't be read; `no_dates` says that none are promised.
    """

    received: datetime | None
    kind: str
    reasons: Callable[[], Sequence[Why]]
    no_dates: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The sum asked for, what stands in its fields by name, and what is chosen."""

    sum: str
    texts: Mapping[str, str]
    region: str
    receipt: Receipt
    kind: str | None

    @property
    def missing(self) -> str | None:
        """The first field that has to be filled in and is not."""
        return next((name for name in SUMS[self.sum].fields if FIELDS[name].wanted and not self.texts[name].strip()), None)


@dataclass(frozen=True, slots=True)
class Around:
    """What a sum is worked out by: the moment it is now, the rules in force, and what the calculator was opened over."""

    now: datetime
    rules: Rules
    origin: Origin | None

    @property
    def today(self) -> date:
        """The date in London."""
        return london_date(self.now)


@dataclass(frozen=True, slots=True)
class Field:
    """A field to type in: its label, what stands in it while empty, how it is read in words, and what to do if it is wanted.

    An empty field that is not `wanted` has the value its placeholder begins with.
    """

    label: str
    placeholder: str
    words: Callable[[str, Around], str]
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class SumKind:
    """Something to work out: its label, the fields typed in and the choices made for it, and its answer."""

    label: str
    fields: Sequence[str]
    choices: Sequence[str]
    answer: Callable[[Asked, Around], Answer]


def answer(asked: Asked, around: Around) -> Answer:
    """The answer to what is asked, each field of which can be read; raises a DeskError when there is none."""
    missing = asked.missing
    return Hint(FIELDS[missing].wanted) if missing else SUMS[asked.sum].answer(asked, around)


def day_typed(text: str, around: Around) -> date:
    """The date typed, a time with it left out."""
    return _read(text, around).day


def started(text: str, around: Around) -> Reading:
    """The moment to count from: as typed, or when nothing is, that of what the calculator was opened over, or now."""
    received = around.origin.received if around.origin is not None else None
    if text.strip() or received is None:
        return _read(text.strip() or "now", around)
    return Reading(received, london_date(received), had_time=True)


def started_words(text: str, around: Around) -> str:
    """The moment to count from in words, with its time when it has one."""
    read = started(text, around)
    return moment_words(read.moment) if read.had_time else day_words(read.day)


def length_typed(text: str) -> Length:
    """The length typed, five working days when nothing is."""
    return read_length(text.strip() or "5")


def days_taken(text: str) -> int:
    """The working days something takes, two when nothing is typed."""
    return working_days_in(text.strip() or "2")


def _read(text: str, around: Around) -> Reading:
    ours = around.rules.calendars.ours
    return read_moment(text, around.now, ours, default_time=OFFICE_OPENS)


def _length_words(text: str, _around: Around) -> str:
    length = length_typed(text)
    return f"{length.words}{' back' if length.number < 0 else ''}"


def _month_words(text: str, around: Around) -> str:
    first = read_month(text, around.today)
    return f"{MONTHS[first.month - 1]} {first.year}"


def _day_words(text: str, around: Around) -> str:
    return day_words(day_typed(text, around))


def _dates(_asked: Asked, around: Around) -> Answer:
    reasons = around.origin.reasons() if around.origin is not None else ()
    if reasons or around.origin is None:
        return DatesAnswer(tuple(reasons))
    return Hint(around.origin.no_dates)


def _added(asked: Asked, around: Around) -> Answer:
    length, calendars = length_typed(asked.texts["length"]), around.rules.calendars
    found = addition(started(asked.texts["from"], around), length, asked.region, asked.receipt, calendars)
    counted_by = f"{region_words(asked.region, calendars, length)}; receipt by {asked.receipt}"
    return SumAnswer(found, counted_by, "day 0", "due" if length.number > 0 else "the answer")


def _between(asked: Asked, around: Around) -> Answer:
    after, upto = started(asked.texts["from"], around).day, day_typed(asked.texts["to"], around)
    found = between(after, upto, asked.region, around.rules.calendars)
    return SumAnswer(found, region_words(asked.region, around.rules.calendars), "from, not counted", "to")


def _sent(asked: Asked, around: Around) -> Answer:
    arrive, takes = day_typed(asked.texts["arrive"], around), days_taken(asked.texts["takes"])
    found = sending(arrive, takes, asked.region, around.rules.calendars)
    return SumAnswer(found, region_words(asked.region, around.rules.calendars), "send by", "there by")


def _what_if(asked: Asked, around: Around) -> Answer:
    text = asked.texts["from"]
    is_now = text.strip().casefold() in ("", "now") and started(text, around).moment == around.now
    received = f"Received {'now: ' if is_now else ''}{started_words(text, around)}"
    return WhatIfAnswer(received, tuple(what_if(around.rules, started(text, around).moment, asked.kind)), around.today)


def _month(asked: Asked, around: Around) -> Answer:
    calendars = around.rules.calendars
    first = read_month(asked.texts["month"], around.today)
    return MonthAnswer(first, calendars.named(asked.region), region_words(asked.region, calendars), around.today)


FIELDS: Final[Mapping[str, Field]] = {
    "from": Field("From", "now; or: fri, 19 Dec 17:40", started_words),
    "length": Field("Length", "5; or: 20, 28d, 1 month, 8h, -5", _length_words),
    "to": Field("To", "31 Dec, fri, +20d", _day_words, "To: type the other date, such as 31 Dec, fri or +20d."),
    "arrive": Field(
        "Arrive",
        "31 Dec, fri, +20d",
        _day_words,
        "Arrive: type the date it has to be there, such as 31 Dec, fri or +20d.",
    ),
    "takes": Field(
        "It takes", "2; or more or fewer working days", lambda text, _: Length(days_taken(text), "working days").words
    ),
    "month": Field("Month", "this month; or: Dec 2026", _month_words),
}
FROM_ORIGIN: Final = "as received; or: now, fri 17:40"
"""What stands in the empty field From over something that was received."""
SUMS: Final[Mapping[str, SumKind]] = {
    THESE_DATES: SumKind("These dates", (), (), _dates),
    "add": SumKind("Add days", ("from", "length"), ("calendar", "receipt"), _added),
    "between": SumKind("Between dates", ("from", "to"), ("calendar",), _between),
    "send": SumKind("Send by", ("arrive", "takes"), ("calendar",), _sent),
    "what-if": SumKind("What if", ("from",), ("kind",), _what_if),
    "month": SumKind("Month", ("month",), ("calendar",), _month),
}
