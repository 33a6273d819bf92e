"""A filter as it was understood: its words, its terms, and which cases by status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

Status = Literal["open", "closed", "any"]
ANY = "any"
NONE = "none"
ME = "me"
AWAY = "away"
MINE = "mine"
BY_LOGIN = "@"
"""Before a login, to mean exactly that member of staff: `owner:@psmith`."""

KEYS: Mapping[str, str] = {
    "kind": "the kind of case",
    "owner": "whose it is: me, none, away, or a name",
    "team": "the team of whose it is: mine, none, or a name",
    "due": "when its next deadline is: overdue, today, soon, week, none, a date, <date or >date",
    "received": "when it was received: a date, <date, >date, first..last or a month",
    "closed": "when it was closed, such dates too",
    "age": "for how many working days it has been open: 10, >20 or 5..10",
    "open": "it was open at the end of a date, or of a month",
    "force": "the force or body it is about",
    "channel": "how it came in",
    "status": "open, closed or any",
    "is": "waiting, paused, reopened, first-contact, urgent or high",
    "flag": "a concern that was raised: safeguarding, referral, unacceptable or any",
    "tag": "a tag it has",
    "standard": "a clock that runs on it; a due: beside it is then that clock's",
    "needs": "the skill it needs",
    "silent": "no contact in or out for so many days",
    "fell": "a clock of it fell due on such dates",
    "met": "a clock that fell due on such dates was met",
    "missed": "a clock that fell due on such dates was missed",
    "running": "a clock that falls due on such dates runs still, or waits",
    "late": "a reason why a clock was missed; any, or none for none given",
    "outcome": "how it ended, by the start of a word",
    "theme": "a theme of it, or of what was learned from it",
}
"""Every term by what stands before its colon, and what it narrows to."""
TERMS = " ".join(f"{key}:" for key in KEYS)
CLOCK_TERMS = frozenset({"fell", "met", "missed", "running", "late"})
"""What a clock of a case came to, whether it runs still or not; a standard: beside one is then that clock's."""
OF_ANY_STATUS = CLOCK_TERMS | {"closed", "open", "outcome"}
"""What closed cases are asked for by too: one of these keeps them unless a status is given."""


@dataclass(frozen=True, slots=True)
class Days:
    """Dates from the first to the last, both among them; without a limit where it is None."""

    first: date | None = None
    last: date | None = None

    def __str__(self) -> str:
        """As it is typed: `2026-10-01..2026-10-31`, one day alone, or a range open at an end."""
        if self.first == self.last and self.first is not None:
            return self.first.isoformat()
        return "..".join("" if day is None else day.isoformat() for day in (self.first, self.last))


Value: TypeAlias = str | int | Days


@dataclass(frozen=True, slots=True)
class Term:
    """A term such as `kind:review,enquiry`: any of its values will do, or `without` none of them."""

    key: str
    values: tuple[Value, ...]
    without: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; every part must hold. `problems` says in words which terms were not understood.

    `without` holds what must not be there, several words together where they were typed as one (`!o'brien`). The values of
    a term are ids where the desk knows them (kinds, forces, channels, flags, skills), the folded start of a name or `@login` for
    an owner, `Days` for dates, for an age those of receipt, a number of days for `silent`, an outcome or a theme as the desk has
    it, and the folded start of a reason.
    """

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    status: Status = "open"
    problems: tuple[str, ...] = field(default=())

    @property
    def narrows(self) -> bool:
        """Whether anything is left out beyond closed cases."""
        return self != Filter(problems=self.problems)
