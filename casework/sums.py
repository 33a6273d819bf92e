"""Sums with dates as staff ask for them: so long after a day, how long between two, and the last day to send something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.calendars import REGION_TITLES, Calendars
from casework.date_reading import Reading
from casework.date_words import clock_time, day_in_full, day_words, moment_words
from casework.deadlines import deadline
from casework.errors import DeskError
from casework.spoken import counted_words, left_out_words, spoken_day, spoken_length
from casework.standards import Length, Receipt, Standard, Unit
from casework.why import PROVISIONAL
from casework.working_days import DayLine, WorkingCalendar

LONGEST = 20_000
_UNITS: dict[str, Unit] = {
    "": "working days",
    "wd": "working days",
    "working day": "working days",
    "d": "calendar days",
    "day": "calendar days",
    "calendar day": "calendar days",
    "m": "calendar months",
    "month": "calendar months",
    "calendar month": "calendar months",
    "h": "working hours",
    "hour": "working hours",
    "working hour": "working hours",
}
_LENGTH = re.compile(r"([+-]?) ?([0-9]{1,7}) ?(?:(working |calendar )?(wd|[dmh]|day|month|hour)s?)?")


class NotALength(DeskError):
    """Something other than a length of time was typed."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An answer: in a few words, what it means, a sentence to say or paste, and the days it came from.

    `days` begins with the day counting starts on and is empty for a sum that counts every day or the office's hours; `end` goes
    with the last of them. `start` is the day asked about, `zero` the day 0 of the count; `notes` are warnings in words.
    `answer` is a date, or a number of working days.
    """

    answer: date | int
    start: date
    zero: date
    headline: str
    meaning: str
    says: str
    days: tuple[DayLine, ...]
    end: str
    notes: tuple[str, ...]

    @property
    def left_out(self) -> list[DayLine]:
        """The days that did not count, in the order they were passed."""
        return [line for line in self.days[1:] if line.number is None]


def read_length(text: str) -> Length:
    """A length as typed: `5`, `5wd`, `28d`, `28 calendar days`, `1 month`, `8h`, `-5`. Raises NotALength with an example."""
    found = _LENGTH.fullmatch(" ".join(text.casefold().split()))
    unit = _UNITS.get(f"{found[3] or ''}{found[4] or ''}") if found else None
    if found is None or unit is None:
        raise NotALength("How long? Type 20 for working days, or 28d, 1 month, 8h; -5 counts back.")
    number = int(f"{found[1]}{found[2]}")
    if abs(number) > LONGEST:
        raise NotALength(f"That is more than {LONGEST:,}; type a shorter length.")
    return Length(number, unit)


def working_days_in(text: str) -> int:
    """How many working days something takes, as typed: `2`, `2wd`; raises NotALength for anything else or fewer than none."""
    try:
        length = read_length(text)
    except NotALength:
        length = None
    if length is None or length.unit != "working days" or length.number < 0:
        raise NotALength("How many working days does it take? Type a number from 0, such as 2.")
    return length.number


def addition(start: Reading, length: Length, region: str, receipt: Receipt, calendars: Calendars) -> Sum:
    """The day so long after a moment, counted from the day the receipt rule makes day 0."""
    standard = _own(length, region, receipt)
    due = deadline(standard, start.moment, calendars)
    calendar = calendars.of(standard)
    days = tuple(calendar.explain(due.day_zero, length.number)) if length.unit == "working days" else ()
    by_the_hour = length.unit == "working hours"
    shut = due.day_zero != start.day
    counted = f", when the office was shut: counts as {day_words(due.day_zero)} (day 0)" if shut else ""
    began = moment_words(start.moment) if start.had_time else day_words(start.day)
    return Sum(
        answer=due.due_day,
        start=start.day,
        zero=due.day_zero,
        headline=f"{day_in_full(due.due_day)}{f', {clock_time(due.due_at)}' if by_the_hour else ''}",
        meaning=f"{length.words} {'before' if length.number < 0 else 'after'} {began}{counted}.",
        says=_said(length, start.day, due.day_zero, due.due_day, days, due.provisional),
        days=days,
        end="" if length.number < 0 else f"due by {clock_time(due.due_at)}",
        notes=_notes(calendar, due.due_day) if due.provisional else (),
    )


def between(after: date, upto: date, region: str, calendars: Calendars) -> Sum:
    """The working days after one date, up to and including another; fewer than none when the other is earlier."""
    calendar = calendars.named(region)
    number = calendar.count(after, upto)
    words = Length(number, "working days").words
    headline = f"-{words}" if number < 0 else words
    days = tuple(calendar.walk(after, upto))
    left_out = left_out_words(days[1:])
    every = abs((upto - after).days)
    every_words = f"{every:,} calendar day{'' if every == 1 else 's'}"
    return Sum(
        answer=number,
        start=after,
        zero=after,
        headline=headline,
        meaning=f"after {day_words(after)}, up to and including {day_words(upto)}: {every_words}.",
        says=f"From {day_in_full(after)} to {day_in_full(upto)} is {counted_words(abs(number), 'working day')}"
        f"{f', for {left_out} do not count' if left_out else ''}.",
        days=days,
        end="",
        notes=_notes(calendar, max(after, upto)),
    )


def sending(arrive: date, number: int, region: str, calendars: Calendars) -> Sum:
    """The last working day to send something that takes so many working days, for it to be there by a date."""
    calendar = calendars.named(region)
    sent = calendar.send_by(arrive, number)
    days = tuple(calendar.walk(sent, arrive))
    left_out = left_out_words(days[1:])
    length = spoken_length(number, "working days")
    return Sum(
        answer=sent,
        start=arrive,
        zero=sent,
        headline=day_in_full(sent),
        meaning=f"is the last day to send what takes {Length(number, 'working days').words}, to be there by {day_words(arrive)}.",
        says=f"To be there by {day_in_full(arrive)}, allowing {length}, it must go by {day_in_full(sent)}"
        f"{f': {left_out} do not count' if left_out else ''}.",
        days=days,
        end="",
        notes=_notes(calendar, arrive),
    )


def _own(length: Length, region: str, receipt: Receipt) -> Standard:
    """A standard made for one sum, counted as the statutory clocks are where only those are counted so."""
    return Standard(
        id="",
        kinds=(),
        title="",
        promise="",
        starts_on="received",
        stops_on="",
        length=length.number,
        unit=length.unit,
        calendar=region,
        receipt=receipt,
        due="end of office day",
        warn=0,
        target=None,
        basis="local example" if _skips_closures(region, length) else "statutory",
        source="",
    )


def _said(length: Length, received: date, zero: date, due: date, days: Sequence[DayLine], provisional: bool) -> str:
    if length.number < 0:
        return f"{spoken_length(-length.number, length.unit).capitalize()} before {day_in_full(zero)} is {day_in_full(due)}."
    if length.number == 0:
        return f"You will hear from us by {day_in_full(due)}."
    reasons = []
    if zero != received:
        reasons.append(f"we count from {spoken_day(zero, due)}, because the office was shut when it reached us")
    left_out = left_out_words(days[1:])
    if left_out:
        reasons.append(f"{left_out} do not count")
    elif length.unit == "calendar days":
        reasons.append("every day counts, weekends and holidays too")
    said = f"You will hear from us by {day_in_full(due)}. That is {spoken_length(length.number, length.unit)}"
    said += f": {', and '.join(reasons)}." if reasons else "."
    return f"{said} The date may still move, as bank holidays for that year have not been announced." if provisional else said


def _notes(calendar: WorkingCalendar, day: date) -> tuple[str, ...]:
    return (PROVISIONAL,) if calendar.is_provisional(day) else ()


def region_words(region: str, calendars: Calendars, length: Length | None = None) -> str:
    """The calendar a sum is counted by, and whether this office's own closures are part of it."""
    closed = _skips_closures(region, length) and any(change.kind == "closure" for change in calendars.changes)
    return REGION_TITLES[region] + (", with our own closures" if closed else "")


def _skips_closures(region: str, length: Length | None) -> bool:
    """Whether closures count: not for holidays in any part of the UK (FOI) or whole months (subject access), both statutory."""
    return region != "uk-any" and (length is None or length.unit != "calendar months")
