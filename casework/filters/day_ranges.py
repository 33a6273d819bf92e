"""The dates a term is about: one, from one to another, before or after one, or a month, a quarter or a year by its name."""

from collections.abc import Iterator
from datetime import date, timedelta

from casework.date_reading import Prefer, UnreadableDate, read_day
from casework.date_words import day_words
from casework.filters.terms import Days
from casework.summaries.periods import UnreadablePeriod, read_period
from casework.working_days import WorkingCalendar

TO = ".."
_ONE_DAY = timedelta(days=1)


def read_days(typed: str, today: date, calendar: WorkingCalendar, prefer: Prefer, *, periods: bool = False) -> Days:
    """The dates meant by `fri`, `<fri`, `>=1jan`, `1oct..31oct`, `1oct..` or `..31oct`; raises UnreadableDate.

    With `periods` a month, a quarter or a financial year can be meant by its name too, as in `oct-2026`.
    """
    text = typed.replace("\u2026", TO)
    if TO in text:
        return _between(text, today, calendar, prefer)
    sign = text[: 2 if text[1:2] == "=" and text[0] in "<>" else 1 if text[0] in "<>" else 0]
    try:
        day = read_day(text[len(sign) :], today, calendar, prefer=prefer)
    except UnreadableDate:
        if sign or not periods:
            raise
        return _period(text, today)
    if not sign:
        return Days(day, day)
    if sign[0] == "<":
        return Days(last=day if sign == "<=" else day - _ONE_DAY)
    return Days(first=day if sign == ">=" else day + _ONE_DAY)


def open_for(least: int, most: int | None, today: date, calendar: WorkingCalendar) -> Days:
    """The dates of receipt of what has been here for so many working days today. Raises DateOutOfRange."""
    tomorrow = today + _ONE_DAY
    return Days(
        first=None if most is None else calendar.add(tomorrow, -most - 1),
        last=calendar.add(tomorrow, -least) - _ONE_DAY if least else today,
    )


def _between(text: str, today: date, calendar: WorkingCalendar, prefer: Prefer) -> Days:
    """A range with a day at either end or both; a second day without a year may be to come, so as not to be before the first."""
    begins, _, ends = text.partition(TO)
    begins, ends = begins.strip(), ends.strip(" .")
    if not begins and not ends:
        raise UnreadableDate(f'"{TO}" has no date; try "1oct..31oct", "1oct.." or "..31oct".')
    first = read_day(begins, today, calendar, prefer=prefer) if begins else None
    if not ends:
        return Days(first=first)
    lasts = list(_readings(ends, today, calendar, prefer))
    if first is None:
        return Days(last=lasts[0])
    found = next((last for last in lasts if last >= first), None)
    if found is None:
        raise UnreadableDate(f"{day_words(lasts[0])} is before {day_words(first)}; put the earlier day first.")
    return Days(first, found)


def _readings(text: str, today: date, calendar: WorkingCalendar, prefer: Prefer) -> Iterator[date]:
    yield read_day(text, today, calendar, prefer=prefer)
    yield read_day(text, today, calendar, prefer="near")


def _period(text: str, today: date) -> Days:
    """A period by its name; raises as for a date where it is none."""
    for said in (text, text.replace("-", " ")):
        try:
            period = read_period(said, today)
        except UnreadablePeriod:
            continue
        return Days(period.first, period.last)
    raise UnreadableDate(f'"{_shown(text)}" is not a date we can read; try "19 Dec", "1dec..19dec", "dec-2026" or "last-month".')


def _shown(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text.strip())[:40]
