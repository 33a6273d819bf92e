"""A concern that was raised, in the words of each place that tells of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.concerns import MARK, REFERRAL, TYPE, concern_lines, concern_summary, concern_title, referral_types
from casework.date_words import clock_time, moment_words, short_day
from casework.moments import london_date

MOST_IN_HEADING = 3
"""How many concerns a case's heading has a line for."""


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern as recorded: on a case, on a contact that is `being_logged`, or standing by itself."""

    id: int
    kind: str
    content: Mapping[str, str]
    raised_at: datetime
    raised_by: str
    raised_by_id: int
    case_id: int | None = None
    reference: str = ""
    person: str = ""
    being_logged: bool = False
    seen_at: datetime | None = None
    seen_by: str | None = None

    @property
    def title(self) -> str:
        """What kind it is, with what is alleged: `Referral type: serious assault`."""
        alleged = referral_types().get(self.content.get(TYPE, "")) if self.kind == REFERRAL else None
        return f"{concern_title(self.kind)}{f': {alleged.title}' if alleged else ''}"

    @property
    def subject(self) -> str:
        """What it is on, without anybody's words: the reference, or that there is no case."""
        return self.reference or ("a contact being logged" if self.being_logged else "no case")

    @property
    def lines(self) -> list[str]:
        """All that was recorded, in words."""
        return concern_lines(self.kind, self.content)

    @property
    def summary(self) -> str:
        """Who it is about, or else what was recorded, on one line."""
        return self.person or concern_summary(self.kind, self.content)

    @property
    def line(self) -> str:
        """The concern in one line, as `iopc watch` prints it: nothing that anybody said."""
        return f"{moment_words(self.raised_at)}  {MARK} {self.title}, raised by {self.raised_by}: {self.subject}"

    def news(self, now: datetime) -> str:
        """What supervisors are told as it is raised: `⚑ Safeguarding raised by Tom B, 14:02: C26-000004T`."""
        return f"{MARK} {self.title} raised by {self.raised_by}, {_when(self.raised_at, now)}: {self.subject}"

    def origin(self, now: datetime) -> str:
        """When and by whom it was raised, and on what."""
        return f"Raised {_day_and_time(self.raised_at, now)} by {self.raised_by}: {self.subject}"

    def heading(self, now: datetime) -> str:
        """Its line near the top of its case: when it was raised by whom, and which supervisor saw it."""
        raised = f"{MARK} {self.title}, raised {_day_and_time(self.raised_at, now)} by {self.raised_by}"
        if self.seen_at is None:
            return f"{raised}; not seen by a supervisor yet"
        return f"{raised}; seen {_when(self.seen_at, self.raised_at)} by {self.seen_by}"


def concern_headings(concerns: Sequence[Concern], now: datetime) -> list[str]:
    """The lines of a case's concerns, given newest first: those nobody has seen before the others, then how many more."""
    ordered = sorted(concerns, key=lambda each: each.seen_at is not None)
    lines = [each.heading(now) for each in ordered[:MOST_IN_HEADING]]
    more = len(ordered) - len(lines)
    return [*lines, f"{MARK} and {more} more concern{'' if more == 1 else 's'}, in the timeline"] if more else lines


def at_or_on(moment: datetime, now: datetime) -> str:
    """`at 14:02` of the same day, `on Sun 22 Nov 14:02` of another."""
    same = london_date(moment) == london_date(now)
    return f"at {clock_time(moment)}" if same else f"on {_day_and_time(moment, now)}"


def _when(moment: datetime, now: datetime) -> str:
    return clock_time(moment) if london_date(moment) == london_date(now) else _day_and_time(moment, now)


def _day_and_time(moment: datetime, now: datetime) -> str:
    return f"{short_day(london_date(moment), london_date(now))} {clock_time(moment)}"
