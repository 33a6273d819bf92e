"""What can move which figure of a day that is signed: by what each figure depends on, and what each thing done since changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal, TypeAlias

from casework.moments import end_of_date, start_of_date
from casework.summaries.day_differences import REASONS
from casework.summaries.day_figures import BY_CHANNEL

Fact: TypeAlias = Literal["received", "closed", "clocks", "promises", "owner", "channel", "concern", "reasons"]
ALL: Final[frozenset[Fact]] = frozenset(
    {"received", "closed", "clocks", "promises", "owner", "channel", "concern", "reasons"},
)
_NOTHING: Final[frozenset[Fact]] = frozenset()
_STOOD: Final[frozenset[Fact]] = frozenset({"received", "closed"})
_WORK: Final[frozenset[Fact]] = frozenset({"clocks", "promises"})
_CLOCKS: Final[frozenset[Fact]] = frozenset({"clocks"})
_PROMISES: Final[frozenset[Fact]] = frozenset({"promises"})
_OWNER: Final[frozenset[Fact]] = frozenset({"owner"})
_CHANNEL: Final[frozenset[Fact]] = frozenset({"channel"})
_REASONS: Final[frozenset[Fact]] = frozenset({"reasons"})

DEPENDS: Final[Mapping[str, frozenset[Fact]]] = {
    "received": frozenset({"received"}),
    "closed": frozenset({"closed"}),
    "first-contact": frozenset({"closed"}),
    "open": _STOOD,
    "unallocated": _STOOD | _OWNER,
    **dict.fromkeys(("due", "met", "missed", "running", "late", "overdue"), _CLOCKS),
    **dict.fromkeys(("callbacks", "callbacks-kept", "callbacks-missed", "callbacks-open"), _PROMISES),
    "flags": frozenset({"concern"}),
    **dict.fromkeys(("next", "next-noon"), _STOOD | _WORK),
    **dict.fromkeys(("next-unallocated", "next-noon-unallocated"), _STOOD | _WORK | _OWNER),
    "next-callbacks": _STOOD | _PROMISES,
    REASONS: _REASONS,
}
"""What of a case each figure is counted by."""

CLOSED_BY_FILE: Final = "case closed by a file"
"""What bringing in a file is of a case that was there before, and that the file closed."""
Rule: TypeAlias = Literal["always", "done", "waited", "received", "closed", "due"]
_CHANGES: Final[Mapping[str, tuple[Rule, frozenset[Fact]]]] = {
    "contact logged": ("always", ALL),
    "cases brought in": ("always", frozenset({"received", "closed", "clocks"})),
    CLOSED_BY_FILE: ("done", frozenset({"closed", "clocks", "promises"})),
    "received changed": ("received", frozenset({"received", "clocks"})),
    "case closed": ("done", frozenset({"closed", "clocks", "promises"})),
    "case reopened": ("closed", frozenset({"closed", "clocks", "promises"})),
    "cases merged": ("always", frozenset({"closed", "clocks", "promises"})),
    "cases unmerged": ("always", frozenset({"closed", "clocks", "promises"})),
    "case paused": ("waited", _WORK),
    "case resumed": ("waited", _WORK),
    "clock extended": ("always", _WORK),
    "extension undone": ("always", _WORK),
    "step completed": ("done", _WORK),
    "step withdrawn": ("done", _WORK),
    "task added": ("done", _PROMISES),
    "task moved": ("due", _PROMISES),
    "task done": ("done", _PROMISES),
    "task not done": ("done", _PROMISES),
    "task withdrawn": ("done", _PROMISES),
    "case allocated": ("done", _OWNER),
    "case changed": ("always", _CHANNEL),
    "concerns moved to case": ("always", frozenset({"concern"})),
    "late reason given": ("always", _REASONS),
}
"""What each action of the audit trail changes of a case, and by which rule it can have changed a day that was over by then."""


@dataclass(frozen=True, slots=True)
class Span:
    """A signed day: from when on and until when it counts, and when the next working day ends."""

    begins: datetime
    until: datetime
    next_ends: datetime

    def place(self, moment: datetime) -> int:
        """Where a moment lies: before it, in it, or after."""
        return 0 if moment < self.begins else 1 if moment <= self.until else 2


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was done since: its action and what the audit trail says of it.

    `done_at` is when what it takes back, or does again, was done; its own moment for anything else. `waited` is whether the
    case waited for somebody else as the day ended; `moves` are the due moments it moved, each from when to when.
    """

    action: str
    detail: Mapping[str, Any] = field(hash=False)
    done_at: datetime
    waited: bool = False
    moves: tuple[tuple[datetime, datetime], ...] = ()


def span_of(day: date, until: datetime, next_day: date) -> Span:
    """The span of a day that counts until a moment."""
    return Span(start_of_date(day), until, end_of_date(next_day))


def depends_on(name: str) -> frozenset[Fact]:
    """What a figure, or a part of one, is counted by."""
    figure, _, rest = name.partition(" ")
    return DEPENDS.get(figure, _NOTHING) | (_CHANNEL if rest.startswith(f"{BY_CHANNEL} ") else _NOTHING)


def changed_by(it: Happened, span: Span) -> frozenset[Fact]:
    """What it can have changed of how the case stood by the end of the span; a deadline that moved is one thing more."""
    moved = _WORK if any(min(move) <= span.next_ends for move in it.moves) else _NOTHING
    rule, facts = _CHANGES.get(it.action, ("always", _NOTHING))
    return moved | (facts if _reaches(rule, it, span) else _later(it, span))


def _reaches(rule: Rule, it: Happened, span: Span) -> bool:
    """Whether it changed anything of the time up to the end of the span."""
    match rule:
        case "done":
            return it.done_at <= span.until
        case "waited":
            return it.waited or it.done_at <= span.until
        case "closed":
            return _moment(it, "closed") <= span.until
        case "received":
            return span.place(_moment(it, "received")) != span.place(_moment(it, "before"))
        case "due":
            return any(span.begins <= _moment(it, name) <= span.next_ends for name in ("due", "before"))
        case _:
            return it.action != "case changed" or "channel" in it.detail["fields"]


def _later(it: Happened, span: Span) -> frozenset[Fact]:
    """What it changed though all of it was later: clocks begun anew, those of a case that waited as the day ended, reasons."""
    clocks = it.action == "received changed" or (it.waited and it.action in _STOPS)
    return (_CLOCKS if clocks else _NOTHING) | (_REASONS if it.action == "case closed" else _NOTHING)


_STOPS: Final = frozenset({"case closed", CLOSED_BY_FILE, "case reopened", "step completed", "step withdrawn"})
"""What ends a clock that waits, or lets it wait again."""


def _moment(it: Happened, name: str) -> datetime:
    return datetime.fromisoformat(it.detail[name])
