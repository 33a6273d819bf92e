"""A signed day: all of it in one canonical text, and the digest that proves nobody changed that or what was signed before."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.metadata import version
from typing import Any, Final

from casework.date_words import day_words
from casework.errors import DeskError
from casework.publishing.publication import StandardSaid
from casework.rules import Rules
from casework.summaries.day_figures import Compared, DayFigures, Figure, Missed

VERSION: Final = 2
"""The form in which a day is kept; one that was signed in an earlier form is read as it was signed, and stays in that form."""
FIRST: Final = "0" * 64
"""What stands for the digest before the first day that was signed."""


class UnreadableDay(DeskError):
    """What is kept of a signed day is in the form of a later version of the program, or in none."""


@dataclass(frozen=True, slots=True)
class NoteSaid:
    """A note for the next shift: who wrote it, when, and its words as typed."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class SignedDay:
    """A day as it was signed: its figures, the standards in force, the notes, who signed it where and when.

    `event` is the number of the last thing the audit trail told of before; what came after it can have changed the figures.
    `early` is whether the office was open still. `program` is what counted it; a day signed in the first form doesn't say.
    """

    figures: DayFigures
    standards: tuple[StandardSaid, ...]
    notes: tuple[NoteSaid, ...]
    signed_at: datetime
    signed_by: str
    login: str
    place: str
    event: int
    early: bool = False
    program: str = ""

    @property
    def day(self) -> date:
        """Which day it is."""
        return self.figures.day


def standards_in_force(rules: Rules, day: date) -> Iterator[StandardSaid]:
    """The standards in force on a day, in the order they were made."""
    for it in rules.standards.values():
        if it.in_force(day):
            yield StandardSaid(it.id, it.title, it.length_words, it.target, it.basis, it.source, it.effective_from)


def content_of(signed: SignedDay) -> str:
    """A signed day as its snapshot keeps it: JSON in which the same day is always the same text."""
    found = signed.figures
    compared = found.compared
    value = {
        "version": VERSION,
        "day": found.day.isoformat(),
        "until": _iso(found.until),
        "next_day": found.next_day.isoformat(),
        "figures": {name: [figure.number, list(figure.cases), list(figure.repeats)] for name, figure in found.figures.items()},
        "away": list(found.away),
        "missed": [asdict(it) | {"due_at": _iso(it.due_at), "stopped_at": _iso(it.stopped_at)} for it in found.missed],
        "oldest": found.oldest,
        "compared": None
        if compared is None
        else {
            "before": compared.before.isoformat(),
            "then": dict(compared.then),
            "days": [day.isoformat() for day in compared.days],
            "average": dict(compared.average),
        },
        "standards": [asdict(it) | {"since": None if it.since is None else it.since.isoformat()} for it in signed.standards],
        "notes": [{"by": it.by, "at": _iso(it.at), "text": it.text} for it in signed.notes],
        "signed_at": _iso(signed.signed_at),
        "signed_by": signed.signed_by,
        "login": signed.login,
        "place": signed.place,
        "event": signed.event,
        "early": signed.early,
        "program": signed.program,
    }
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def signed_day(content: str) -> SignedDay:
    """A signed day from what its snapshot keeps. Raises UnreadableDay."""
    try:
        value = json.loads(content)
        if value["version"] > VERSION:
            day = day_words(date.fromisoformat(value["day"]))
            raise UnreadableDay(f"{day} was signed with a later iopc-desk, in a form that this one can't read. Update this one.")
        return _read(value)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableDay("What is kept of this signed day can't be read. Check it with: iopc audit verify.") from None


def program() -> str:
    """What counts days here: `iopc-desk 1.2.0, time zones 2026.1`; either may count a day otherwise than another did."""
    return f"iopc-desk {version('iopc-desk')}, time zones {version('tzdata')}"


def digest_of(previous: str, content: str) -> str:
    """The digest of a snapshot, which seals what it holds together with the one signed before it."""
    return sha256(f"{previous}\n{content}".encode()).hexdigest()


def _read(value: Mapping[str, Any]) -> SignedDay:
    compared = value["compared"]
    figures = DayFigures(
        day=date.fromisoformat(value["day"]),
        until=datetime.fromisoformat(value["until"]),
        next_day=date.fromisoformat(value["next_day"]),
        figures={name: _figure(*kept) for name, kept in value["figures"].items()},
        away=tuple(value["away"]),
        missed=tuple(_missed(it) for it in value["missed"]),
        oldest=value["oldest"],
        compared=None
        if compared is None
        else Compared(
            date.fromisoformat(compared["before"]),
            compared["then"],
            tuple(date.fromisoformat(day) for day in compared["days"]),
            compared["average"],
        ),
    )
    return SignedDay(
        figures=figures,
        standards=tuple(StandardSaid(**it | {"since": _day(it["since"])}) for it in value["standards"]),
        notes=tuple(NoteSaid(it["by"], datetime.fromisoformat(it["at"]), it["text"]) for it in value["notes"]),
        signed_at=datetime.fromisoformat(value["signed_at"]),
        **{name: value[name] for name in ("signed_by", "login", "place", "event", "early")},
        program=value.get("program", ""),
    )


def _figure(number: int, cases: Sequence[str], repeats: Sequence[str] = ()) -> Figure:
    return Figure(number, tuple(cases), repeats=tuple(repeats))


def _missed(value: Mapping[str, Any]) -> Missed:
    stopped = value["stopped_at"]
    moments = {"due_at": datetime.fromisoformat(value["due_at"]), "stopped_at": stopped and datetime.fromisoformat(stopped)}
    return Missed(**{**value, **moments})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")
