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
    "received": "when it was received: a date, <date or >date",
    "force": "the force or body it is about",
    "channel": "how it came in",
    "status": "open, closed or any",
    "is": "waiting, paused, reopened, urgent or high",
    "flag": "a concern that was raised: safeguarding, referral, unacceptable or any",
    "tag": "a tag it has",
    "standard": "a clock that runs on it; a due: beside it is then that clock's",
    "needs": "the skill it needs",
    "silent": "no contact in or out for so many days",
}
"""Every term by what stands before its colon, and what it narrows to."""
TERMS = " ".join(f"{key}:" for key in KEYS)


@dataclass(frozen=True, slots=True)
class Days:
    """Dates from the first to the last, both among them; without a limit where it is None."""

    first: date | None = None
    last: date | None = None


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
    an owner, `Days` for dates, and a number of days for `silent`.
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
