"""A review application or a legacy appeal judged from what is recorded of it: in time, and for us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from casework.date_words import day_words
from casework.details import LETTER_NAMES, NO_RIGHT
from casework.kinds import kinds
from casework.legacy_appeals import legacy_appeal
from casework.organisations import organisations
from casework.review_body import Answer, Decision, LetterNames, Reply, for_us
from casework.review_questions import questions
from casework.review_window import Held, Holder, Window, window
from casework.review_words import Given, missing

WRITTEN = ("email", "web", "post")
"""The channels by which what arrives is in writing."""
TITLES: Mapping[Decision, str] = {
    "IOPC": "For us: the IOPC decides this review",
    "local policing body": "Not for us: the local policing body decides this review",
    "ask for the letter": "Not known yet: ask for the outcome letter",
    "check the letter": "To check: the letter and the answers do not agree",
    "no right of review": "No right of review",
    "test does not apply": "The test does not apply: leave these questions",
    "signpost": "Not for us: another body oversees it",
}
IN_SHORT: Mapping[Decision, str] = {
    "IOPC": "For us",
    "local policing body": "Not for us: the local policing body",
    "ask for the letter": "For us? Ask for the letter",
    "check the letter": "For us? Check the letter",
    "no right of review": "No right of review",
    "test does not apply": "For us? The test does not apply",
    "signpost": "Not for us: signpost",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What was worked out: whether it is in time and whose it is, either None where that does not arise."""

    window: Window | None
    body: Answer | None

    @property
    def lines(self) -> tuple[str, ...]:
        """Each in a few words, its mark first: `✓ In time: 12 days left, last day Fri 25 Dec 2026`."""
        warned = (f"! {words}" for words in (self.window.warnings if self.window is not None else ()))
        return tuple(line for line in (_in_time(self.window), _for_us(self.body), *warned) if line)


def judged(kind: str, kept: Mapping[str, str], force: str | None, received: date, today: date) -> Judged | None:
    """Judge from the details as they are kept, the force and the day it was received; None for another kind of case."""
    if kind == "review":
        return Judged(_window(kept, received, today), _body(kept, force))
    if kind.startswith("appeal-"):
        made, decision = _day(kept, "complaint-made"), _day(kept, "decision")
        return Judged(legacy_appeal(kinds()[kind], made, decision, received, today).window, None)
    return None


def lacking(kept: Mapping[str, str], force: str | None, channel: str, *, said: bool) -> list[str]:
    """What an application for a review still needs, in words; `said` is whether the complaint is told of.

    The body may go ahead in spite of it.
    """
    has = {
        "in-writing": channel in WRITTEN,
        "details": said,
        "complaint-date": bool(kept.get("complaint-made")),
        "authority": force is not None,
        "provided-date": bool(kept.get("provided")),
    }
    acting, authority = bool(kept.get("acting-for")), bool(kept.get("authority-seen"))
    return missing(Given(frozenset(name for name, given in has.items() if given), acting, authority))


def _window(kept: Mapping[str, str], received: date, today: date) -> Window:
    sent = _day(kept, "first-sent")
    held = []
    if sent is not None:
        holder = kept.get("first-sent-to", "local policing body")
        by: Holder = cast(Holder, holder) if holder in get_args(Holder) else "local policing body"
        held = [Held(sent, _day(kept, "forwarded"), by)]
    return window(_day(kept, "provided"), _day(kept, "letter"), None if held else received, today, held)


def _body(kept: Mapping[str, str], force: str | None) -> Answer:
    answers = {id_: cast(Reply, kept[id_]) for id_ in questions() if id_ in kept}
    letter = kept.get(LETTER_NAMES, "not known")
    names: LetterNames = cast(LetterNames, letter) if letter in get_args(LetterNames) else "not known"
    return for_us(answers, organisations().get(force or ""), names, kept.get(NO_RIGHT) or None)


def _day(kept: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(kept[name]) if kept.get(name) else None


def _in_time(found: Window | None) -> str:
    if found is None:
        return ""
    if found.in_time is None:
        return "? In time: the day the outcome was provided is needed"
    assert found.last_day is not None
    if found.in_time:
        left = f"{found.days_left} day{'' if found.days_left == 1 else 's'} to spare"
        return f"✓ In time: last day {day_words(found.last_day)}, {left}"
    late = f"{found.days_late} day{'' if found.days_late == 1 else 's'}"
    return f"▲ {late} late: last day was {day_words(found.last_day)}. Never refused: record why"


def _for_us(found: Answer | None) -> str:
    if found is None:
        return ""
    mark = {True: "✓", False: "→", None: "?"}[found.for_us]
    return f"{mark} {IN_SHORT[found.decision]}"
