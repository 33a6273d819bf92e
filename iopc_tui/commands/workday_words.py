"""The calculator's answers on the command line, in words and as values."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from textwrap import wrap

from casework.date_reading import Reading
from casework.date_words import MONTHS, WEEKDAYS, day_words, moment_words
from casework.ladder import ladder
from casework.moments import london_date
from casework.month_strip import month_strip, one_month, strip_lines
from casework.standards import Length, Receipt
from casework.sums import Sum
from casework.what_if import WhatIf, what_if_lines
from casework.why import WIDTH
from casework.working_days import DayLine, WorkingCalendar
from iopc_tui.commands.output import BadUse

RECEIPTS: dict[str, Receipt] = {"actual day": "actual day", "office hours": "office hours"}
MOST_LISTED = 60


def receipt_named(typed: str) -> Receipt:
    """The receipt rule of a name, hyphens and capitals aside; raises BadUse."""
    wanted = " ".join(typed.lower().replace("-", " ").split())
    if wanted not in RECEIPTS:
        raise BadUse(f"There is no receipt rule '{typed[:40]}'. Use 'actual day' or 'office hours'.")
    return RECEIPTS[wanted]


def sum_as_text(found: Sum, counted_by: str) -> str:
    """An answer in words, and the days that did not count."""
    return "\n".join([*_answer(found, counted_by), *_left_out(found.left_out)])


def explained(found: Sum, counted_by: str) -> str:
    """An answer in words, its days in columns and as a calendar, and the sentence to say."""
    lines = _answer(found, counted_by)
    if found.days:
        lines += ["", *ladder(found.days, found.end, WIDTH), "", *strip_lines(month_strip(found.days))]
    return "\n".join([*lines, "", *wrap(found.says, WIDTH)])


def month_as_text(first: date, calendar: WorkingCalendar, counted_by: str) -> str:
    """A month as a calendar, its working days numbered, its holidays and closures named."""
    worked, holidays = _month(first, calendar)
    lines = [f"{MONTHS[first.month - 1]} {first.year}: {Length(worked, 'working days').words}", f"({counted_by})", ""]
    lines += strip_lines(one_month(first, calendar))
    named = [f"  {day_words(day):17}{name}" for day, name in holidays]
    return "\n".join([*lines, *(["", *named] if named else [])])


def month_as_json(first: date, calendar: WorkingCalendar) -> dict[str, object]:
    """A month as values."""
    worked, holidays = _month(first, calendar)
    named = [{"date": day.isoformat(), "name": name} for day, name in holidays]
    return {"month": f"{first:%Y-%m}", "working_days": worked, "holidays": named}


def promises_as_text(found: Iterable[WhatIf], read: Reading, now: datetime) -> str:
    """What each standard promises, a line each."""
    received = moment_words(read.moment) if read.had_time else day_words(read.day)
    return "\n".join([f"Received {received}:", *(f"  {line}" for line in what_if_lines(found, london_date(now)))])


def promises_as_json(found: Iterable[WhatIf]) -> list[dict[str, object]]:
    """What each standard promises, as values."""
    return [
        {
            "standard": it.standard.id,
            "title": it.standard.title,
            "due_at": it.deadline.due_at.isoformat(),
            "due": it.deadline.due_day.isoformat(),
            "day_zero": it.deadline.day_zero.isoformat(),
            "length": it.standard.length,
            "unit": it.standard.unit,
            "basis": it.standard.basis,
            "source": it.standard.source,
            "provisional": it.deadline.provisional,
        }
        for it in found
    ]


def days_as_json(days: Sequence[DayLine]) -> list[dict[str, object]]:
    """Each day of a count: its number, or why it has none."""
    return [{"date": line.day.isoformat(), "number": line.number, "reason": line.reason} for line in days]


def skipped_as_json(found: Sum) -> list[dict[str, str]]:
    """The days that did not count, with the reason."""
    return [{"date": line.day.isoformat(), "reason": line.reason or ""} for line in found.left_out]


def _answer(found: Sum, counted_by: str) -> list[str]:
    return [found.headline, *wrap(found.meaning, WIDTH), f"({counted_by})", *found.notes]


def _month(first: date, calendar: WorkingCalendar) -> tuple[int, list[tuple[date, str]]]:
    days = [each.day for week in one_month(first, calendar) for each in week.days if each.day.month == first.month]
    named = ((day, calendar.holiday_name(day)) for day in days)
    return sum(calendar.is_working_day(day) for day in days), [(day, name) for day, name in named if name]


def _left_out(skipped: Sequence[DayLine]) -> list[str]:
    """A line for each holiday, and one for each weekend, or for all of them together when there are many."""
    if not skipped:
        return []
    if len(skipped) <= MOST_LISTED:
        return ["Not counted:", *_each(skipped)]
    weekend = sum(it.reason in WEEKDAYS for it in skipped)
    return ["Not counted:", *_each(it for it in skipped if it.reason not in WEEKDAYS), f"  {weekend:,} Saturdays and Sundays"]


def _each(skipped: Iterable[DayLine]) -> Iterator[str]:
    ordered = sorted(skipped, key=lambda it: it.day)
    for is_weekend, group in groupby(ordered, key=lambda it: it.reason in WEEKDAYS):
        if not is_weekend:
            yield from (f"  {day_words(it.day):17}{it.reason}" for it in group)
            continue
        for weekend in _pairs(list(group)):
            yield f"  {', '.join(day_words(it.day) for it in weekend)}"


def _pairs(days: list[DayLine]) -> Iterator[list[DayLine]]:
    found: list[DayLine] = []
    for it in days:
        if found and (it.day - found[-1].day).days > 1:
            yield found
            found = []
        found.append(it)
    if found:
        yield found
