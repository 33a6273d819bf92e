"""Dates known to be right from outside this program, to be counted again on any installation, with its own closures."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from casework.calendars import SHIPPED, Calendars, DayChange
from casework.date_words import day_words
from casework.deadlines import day_zero
from casework.moments import LONDON
from casework.working_days import WorkingCalendar

FILE = Path(__file__).with_name("facts") / "known_dates.csv"


@dataclass(frozen=True, slots=True)
class KnownDate:
    """One question with its answer: what is asked of which calendar, from when, how far, and who says so."""

    ask: str
    calendar: str
    start: str
    length: str
    expected: str
    source: str

    @property
    def words(self) -> str:
        """The question in a few words."""
        return " ".join(part for part in (self.calendar, self.ask, self.start, self.length) if part)


@dataclass(frozen=True, slots=True)
class Differing:
    """A known date that this installation counts otherwise, and why; `explained` when its own changes account for it."""

    known: KnownDate
    found: str
    why: str
    explained: bool

    @property
    def sentence(self) -> str:
        """What differs, in one line."""
        return f"{self.known.words}: {self.found} here, known as {self.known.expected} ({self.known.source}). {self.why}"


@cache
def known_dates() -> tuple[KnownDate, ...]:
    """The questions the program ships with."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(KnownDate(**row) for row in csv.DictReader(file))


def answered(known: KnownDate, calendars: Calendars) -> str:
    """What these calendars answer, written as the file writes it; raises KeyError for a question of an unknown sort."""
    return _ANSWERS[known.ask](calendars, known)


def differing(calendars: Calendars) -> list[Differing]:
    """Each known date that these calendars answer otherwise."""
    return [_explained(known, calendars) for known in known_dates() if answered(known, calendars) != known.expected]


def _explained(known: KnownDate, calendars: Calendars) -> Differing:
    found = answered(known, calendars)
    if answered(known, SHIPPED) != known.expected:
        why = "The program itself counts this wrongly: report it, and do not rely on dates like it."
        return Differing(known, found, why, explained=False)
    needed = [change for change in calendars.changes if answered(known, _without(calendars, change)) != found]
    entered = "; ".join(_entered(change) for change in needed or calendars.changes)
    return Differing(known, found, f"Entered here: {entered}.", explained=True)


def _without(calendars: Calendars, change: DayChange) -> Calendars:
    return Calendars((each for each in calendars.changes if each is not change), calendars.published_to, calendars.frames)


def _entered(change: DayChange) -> str:
    return f"{change.kind} {day_words(change.day)}{f', {change.name}' if change.name else ''}"


def _start(known: KnownDate) -> date:
    return date.fromisoformat(known.start[:10])


def _calendar(calendars: Calendars, known: KnownDate) -> WorkingCalendar:
    return calendars.named(known.calendar)


def _working_days(calendars: Calendars, known: KnownDate) -> str:
    return str(_calendar(calendars, known).add(_start(known), int(known.length)))


def _office_hours(calendars: Calendars, known: KnownDate) -> str:
    calendar, moment = _calendar(calendars, known), datetime.fromisoformat(known.start).replace(tzinfo=LONDON)
    return str(calendar.add(day_zero(moment, "office hours", calendar, calendars.closes(moment.date())), int(known.length)))


def _calendar_days(_: Calendars, known: KnownDate) -> str:
    return str(_start(known) + timedelta(days=int(known.length)))


def _months(calendars: Calendars, known: KnownDate) -> str:
    from dateutil.relativedelta import relativedelta

    # As the subject access clock is, which no closure of the office's own can move.
    calendar = calendars.region(known.calendar, closures=False)
    return str(calendar.roll_forward(_start(known) + relativedelta(months=int(known.length))))


def _count(calendars: Calendars, known: KnownDate) -> str:
    return str(_calendar(calendars, known).count(_start(known), date.fromisoformat(known.length)))


def _send_by(calendars: Calendars, known: KnownDate) -> str:
    return str(_calendar(calendars, known).send_by(_start(known), int(known.length)))


def _worked(calendars: Calendars, known: KnownDate) -> str:
    return "worked" if _calendar(calendars, known).is_working_day(_start(known)) else "not worked"


def _open_minutes(calendars: Calendars, known: KnownDate) -> str:
    moment = datetime.fromisoformat(known.start).replace(tzinfo=LONDON)
    found = calendars.hours(known.calendar, closures=known.calendar != "uk-any").add(moment, int(known.length))
    return found.astimezone(LONDON).replace(tzinfo=None).isoformat(timespec="minutes")


def _london_time(_: Calendars, known: KnownDate) -> str:
    return datetime.fromisoformat(known.start).astimezone(LONDON).replace(tzinfo=None).isoformat(timespec="minutes")


_ANSWERS: Mapping[str, Callable[[Calendars, KnownDate], str]] = {
    "working days": _working_days,
    "working days, office hours": _office_hours,
    "calendar days": _calendar_days,
    "calendar months": _months,
    "count": _count,
    "send by": _send_by,
    "day": _worked,
    "office minutes": _open_minutes,
    "London time": _london_time,
}
