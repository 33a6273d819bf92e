"""Bank holidays from an iCalendar file (RFC 5545): its events, day by day, on London's dates.

Only the lines of an event that tell its days and name are given to the `icalendar` library, so nothing else in a file, such
as a time zone made up in it, is ever worked out.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, cast

from casework.foreign.holiday_files import MOST_DAYS, HolidayFileRefused, shown, within_most_days, within_years
from casework.moments import london

if TYPE_CHECKING:
    from icalendar import Event

LONGEST_EVENT = 60
MOST_LINES = 20_000
MOST_CHARACTERS = 1_000_000
MOST_RULES = 50
UNNAMED = "Holiday"

_WANTED = frozenset(("UID", "SUMMARY", "STATUS", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"))
_LINE_NAME = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*[:;]")
_LIBRARY_FAULTS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, OSError)
_DAY_PARTS = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS")
_PARTS_OF = {"YEARLY": _DAY_PARTS, "MONTHLY": _DAY_PARTS, "WEEKLY": ("BYDAY",), "DAILY": ()}
"""The parts of a rule that are about days, by how often it repeats."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_GREGORIAN_CYCLE = 400
_MOMENT = timedelta(microseconds=1)


def icalendar_holidays(text: str, until: date) -> Iterator[tuple[date, str]]:
    """Each day of each event that is not cancelled, with its name; what repeats is followed to `until`.

    A date-time counts as its London date, on London's clocks where its time zone is not known. An event that
    takes the place of one occurrence of another does. Raises HolidayFileRefused.
    """
    events: list[_Event] = []
    count = 0
    for number, lines in enumerate(_event_lines(text), 1):
        events.append(_event(lines, until, f"Event {number:,}"))
        count += len(events[-1].occurrences)
        within_most_days(count)
    if not events:
        raise HolidayFileRefused("The iCalendar has no events at all.")
    replaced = {(event.uid, event.replaces) for event in events if event.replaces is not None}
    for event in events:
        for first, days in event.occurrences if not event.cancelled else ():
            if event.replaces is not None or (event.uid, first) not in replaced:
                yield from ((first + timedelta(offset), event.name) for offset in range(days))


@dataclass(frozen=True, slots=True)
class _Event:
    """An event: the London dates it starts on, each with how many dates it takes from there.

    `replaces` is the London date of the occurrence, of another event of the same `uid`, whose place it takes.
    """

    uid: str
    name: str
    cancelled: bool
    replaces: date | None
    occurrences: tuple[tuple[date, int], ...]


def _event_lines(text: str) -> Iterator[list[str]]:
    open_parts: list[str] = []
    held: list[str] = []
    count = rules = characters = 0
    unfolded = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n ", "").replace("\n\t", "")
    for line in unfolded.split("\n"):
        named = _LINE_NAME.match(line)
        name = named[1].upper() if named else ""
        if named and name == "BEGIN":
            open_parts.append(line[named.end() :].strip().upper())
        elif named and name == "END":
            part = line[named.end() :].strip().upper()
            if not open_parts or open_parts.pop() != part:
                raise HolidayFileRefused(f"The iCalendar is not whole: it ends a {shown(part)} that is not open.")
            if [*open_parts, part] == ["VCALENDAR", "VEVENT"]:
                yield held
                held = []
        elif name in _WANTED and open_parts == ["VCALENDAR", "VEVENT"]:
            count += 1
            rules += name == "RRULE"
            characters += len(line)
            if count > MOST_LINES or rules > MOST_RULES or characters > MOST_CHARACTERS:
                raise HolidayFileRefused("The iCalendar tells more of its events than bank holidays need; it was not read.")
            held.append(line)
    if open_parts:
        raise HolidayFileRefused(f"The iCalendar is cut short: its {shown(open_parts[-1])} is not ended.")


def _event(lines: Sequence[str], until: date, which: str) -> _Event:
    from icalendar import Event

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            event = cast(Event, Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])))
        if event.errors:
            raise HolidayFileRefused(f"{which} can't be read: its {event.errors[0][0] or 'text'} is not as RFC 5545 has it.")
        replaces = _one(event, "RECURRENCE-ID", which)
        if replaces is not None and "RANGE" in replaces.params:
            raise HolidayFileRefused(f"{which} changes every later occurrence of another (RANGE), which can't be read.")
        return _Event(
            uid=str(_one(event, "UID", which)),
            name=str(next(iter(_all(event, "SUMMARY")), "")).strip() or UNNAMED,
            cancelled=str(_one(event, "STATUS", which)).strip().upper() == "CANCELLED",
            replaces=None if replaces is None else _on_london_clocks(replaces.dt, which).date(),
            occurrences=tuple(sorted(_occurrences(event, until, which))),
        )
    except _LIBRARY_FAULTS:
        raise HolidayFileRefused(f"{which} can't be read: its dates are not as RFC 5545 has them.") from None


def _occurrences(event: "Event", until: date, which: str) -> set[tuple[date, int]]:
    start, end, length = (_one(event, name, which) for name in ("DTSTART", "DTEND", "DURATION"))
    if start is None:
        raise HolidayFileRefused(f"{which} has no date: a DTSTART such as 20261225 was expected.")
    first, days = _span(start.dt, end.dt if end is not None else length and length.dt, which)
    own_day = start.dt.date() if isinstance(start.dt, datetime) else start.dt
    later = first - own_day
    found = {(first, days)}
    for rule in _all(event, "RRULE"):
        last = min(until, _last(rule["UNTIL"][0], start.dt)) if "UNTIL" in rule else until
        found |= {(day + later, days) for day in _repeated(rule, own_day, last - later, which)}
    found |= {_added(item.dt, days, which) for it in _all(event, "RDATE") for item in it.dts}
    left_out = {_on_london_clocks(item.dt, which).date() for it in _all(event, "EXDATE") for item in it.dts}
    return {occurrence for occurrence in found if occurrence[0] not in left_out}


def _all(event: "Event", name: str) -> list[Any]:
    found = event.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def _one(event: "Event", name: str, which: str) -> Any:
    found = _all(event, name)
    if len(found) > 1:
        raise HolidayFileRefused(f"{which} has {name} {len(found):,} times; once was expected.")
    return found[0] if found else None


def _span(start: object, end: object, which: str) -> tuple[date, int]:
    begins = _on_london_clocks(start, which)
    if end is None:
        ends = begins
    elif isinstance(end, timedelta):
        _within_length(end, which)
        ends = begins + end
    else:
        ends = _on_london_clocks(end, which)
    _within_length(ends - begins, which)
    last = max(begins, ends - _MOMENT).date()
    return begins.date(), (last - begins.date()).days + 1


def _added(when: object, days: int, which: str) -> tuple[date, int]:
    if isinstance(when, tuple):
        start, end = when
        return _span(start, end, which)
    return _on_london_clocks(when, which).date(), days


def _within_length(length: timedelta, which: str) -> None:
    if length < timedelta(0):
        raise HolidayFileRefused(f"{which} ends before it starts.")
    if length > timedelta(LONGEST_EVENT):
        raise HolidayFileRefused(f"{which} lasts over {LONGEST_EVENT} days, too long for a bank holiday.")


def _on_london_clocks(when: object, which: str) -> datetime:
    """A date's midnight, or a moment as London's clocks show it, without a time zone so that the two can be compared."""
    if not isinstance(when, date):
        raise HolidayFileRefused(f"{which} has a date that is none; one such as 20261225 was expected.")
    within_years(when, which)
    return _naive(when)


def _naive(when: date | datetime) -> datetime:
    if not isinstance(when, datetime):
        return datetime.combine(when, time.min)
    return when if when.utcoffset() is None else london(when).replace(tzinfo=None)


def _last(last: date | datetime, start: date | datetime) -> date:
    """The last London date an occurrence may start on: that of UNTIL, or the one before if UNTIL comes earlier in the day."""
    ends = _naive(last)
    earlier = isinstance(last, datetime) and ends.time() < _naive(start).time()
    return ends.date() - timedelta(earlier)


def _repeated(rule: Any, start: date, until: date, which: str) -> Iterator[date]:
    """The dates a rule gives, from its start to `until`.

    For a rule that never holds (30 February) `dateutil` looks on to the year 9999. The Gregorian calendar repeats every
    400 years, so the dates are found in years as near to 9999 as can be, not seconds but milliseconds away.
    """
    from dateutil import rrule

    frequency = str(rule.get("FREQ", [""])[0]).upper()
    parts = {str(name).upper(): values for name, values in rule.items()}
    wrong = set(parts) - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", *_PARTS_OF.get(frequency, ())}
    if frequency not in _PARTS_OF or wrong or min(parts.get("INTERVAL", [1]) + parts.get("COUNT", [1])) < 1:
        raise HolidayFileRefused(f"{which} repeats in a way that bank holidays don't; every year on some date was expected.")
    if start > until:
        return
    cycles = (MAXYEAR - until.year) // _GREGORIAN_CYCLE * _GREGORIAN_CYCLE
    found = rrule.rrule(
        getattr(rrule, frequency),
        dtstart=datetime.combine(start.replace(year=start.year + cycles), time.min),
        interval=parts.get("INTERVAL", [1])[0],
        count=parts.get("COUNT", [None])[0],
        wkst=_WEEKDAYS.index(parts.get("WKST", ["MO"])[0].upper()),
        byweekday=[rrule.weekday(_WEEKDAYS.index(it.weekday.upper()), it.relative) for it in parts.get("BYDAY", ())] or None,
        bymonth=parts.get("BYMONTH"),
        bymonthday=parts.get("BYMONTHDAY"),
        byyearday=parts.get("BYYEARDAY"),
        byweekno=parts.get("BYWEEKNO"),
        bysetpos=parts.get("BYSETPOS"),
    )
    days = (moment.date().replace(year=moment.year - cycles) for moment in islice(found, MOST_DAYS + 1))
    yield from takewhile(until.__ge__, days)
