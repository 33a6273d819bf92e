"""The touch points of a case: what each line of its timeline is, and narrowing them to some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from casework.search_words import folded

Sort = Literal["call", "email", "letter", "contact", "note", "step", "task", "change", "alert"]
SORTS: Final[Mapping[Sort, str]] = {
    "call": "calls",
    "email": "emails",
    "letter": "letters",
    "contact": "other contacts",
    "note": "notes",
    "step": "steps",
    "task": "call-backs and tasks",
    "change": "changes",
    "alert": "alerts",
}
"""What there is to narrow a timeline to, in words, by the name that is typed after `kind:`."""
_CONTACTS: Mapping[str, Sort] = {"phone": "call", "text-relay": "call", "email": "email", "post": "letter"}
_OF_KIND: Mapping[str, Sort] = {
    "note": "note",
    "letter": "letter",
    "learning point": "note",
    "step": "step",
    "step taken back": "step",
    "closed": "step",
    "reopened": "step",
    "task": "task",
    "task done": "task",
    "task moved": "task",
    "task taken back": "task",
    "concern": "alert",
    "concern seen": "alert",
    "alert": "alert",
}


def sort_of(kind: str, channel: str, step: str) -> Sort:
    """What a line of a timeline is, by its kind, the channel of a contact and the step of a step."""
    if kind == "contact" or (kind == "letter" and channel == "email"):
        return _CONTACTS.get(channel, "contact")
    if kind == "step" and step.startswith("callback"):
        return "task"
    return _OF_KIND.get(kind, "change")


@dataclass(frozen=True, slots=True)
class TouchPoint:
    """A line of a timeline as shown: what it is, when, what happened in words, by whom, and its text exactly as typed.

    `entry` is the row that keeps it, None for an alert, which is worked out. `reference` is that of a duplicate that was merged.
    """

    sort: Sort
    at: datetime
    happened: str
    staff: str = ""
    text: str = ""
    entry: int | None = None
    edited: bool = False
    reference: str = ""

    @property
    def searched(self) -> str:
        """All that can be searched for in it."""
        return folded(" ".join((self.happened, self.staff, self.text, self.reference)))


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What a timeline is narrowed to; `problems` are the terms that are not understood, in words."""

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    sorts: tuple[Sort, ...] = ()
    by: str = ""
    problems: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words or self.without or self.sorts or self.by)

    def keeps(self, point: TouchPoint) -> bool:
        """Whether a touch point stays in sight."""
        if self.sorts and point.sort not in self.sorts:
            return False
        if self.by and not any(part.startswith(self.by) for part in folded(point.staff).split()):
            return False
        if not (self.words or self.without):
            return True
        searched = point.searched
        return all(word in searched for word in self.words) and not any(word in searched for word in self.without)


def read_timeline_filter(typed: str) -> TimelineFilter:
    """What was typed after `/` over a timeline: words, `!word`, `kind:call,note` and `by:NAME`."""
    words: list[str] = []
    without: list[str] = []
    sorts: list[Sort] = []
    problems: list[str] = []
    by = ""
    for term in typed.split():
        name, colon, value = term.partition(":")
        if colon and name.casefold() == "kind":
            found, wrong = _sorts(value)
            sorts += found
            problems += wrong
        elif colon and name.casefold() == "by":
            by = folded(value)
        elif term.startswith("!") and len(term) > 1:
            without.append(folded(term[1:]))
        else:
            words.append(folded(term))
    return TimelineFilter(tuple(words), tuple(without), tuple(sorts), by, tuple(problems))


def _sorts(value: str) -> tuple[list[Sort], list[str]]:
    found: list[Sort] = []
    wrong: list[str] = []
    for part in filter(None, value.casefold().split(",")):
        meant: Sequence[Sort] = [sort for sort in SORTS if sort.startswith(part.removesuffix("s"))]
        found += meant
        if not meant:
            wrong.append(f"kind:{part[:20]} is not one of {', '.join(SORTS)}.")
    return found, wrong
