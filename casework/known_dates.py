"""Dates known to be right from outside this program, to be counted again on any installation, with its own closures."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from casework.calendars import SHIPPED, Calendars, DayChange
from casework.date_reading import Reading
from casework.date_words import day_words
from casework.moments import LONDON, utc
from casework.standards import Length, Receipt, Unit
from casework.sums import addition
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
    hours = (f"office hours from {day_words(it.from_day)}, {it.words}" for it in calendars.weeks if it.from_day is not None)
    entered = "; ".join([*map(_entered, needed or calendars.changes), *(() if needed else hours)])
    return Differing(known, found, f"Entered here: {entered}.", explained=True)


def _without(calendars: Calendars, change: DayChange) -> Calendars:
    return Calendars((each for each in calendars.changes if each is not change), calendars.published_to, calendars.weeks[1:])


def _entered(change: DayChange) -> str:
    return f"{change.kind} {day_words(change.day)}{f', {change.name}' if change.name else ''}"


def _start(known: KnownDate) -> date:
    return date.fromisoformat(known.start[:10])


def _calendar(calendars: Calendars, known: KnownDate) -> WorkingCalendar:
    return calendars.named(known.calendar)


def _added(unit: Unit, receipt: Receipt) -> Callable[[Calendars, KnownDate], str]:
    """An addition as the calculator and every clock make it; a date without a time is read at noon."""

    def answer(calendars: Calendars, known: KnownDate) -> str:
        had_time = "T" in known.start
        local = datetime.fromisoformat(known.start if had_time else f"{known.start}T12:00").replace(tzinfo=LONDON)
        start = Reading(utc(local), local.date(), had_time)
        return str(addition(start, Length(int(known.length), unit), known.calendar, receipt, calendars).answer)

    return answer


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
    "working days": _added("working days", "actual day"),
    "working days, office hours": _added("working days", "office hours"),
    "calendar days": _added("calendar days", "actual day"),
    "calendar months": _added("calendar months", "actual day"),
    "count": _count,
    "send by": _send_by,
    "day": _worked,
    "office minutes": _open_minutes,
    "London time": _london_time,
}
