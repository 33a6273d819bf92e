"""A member's desk: what waits for them, in its parts, as values and as lines of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from casework.clocks import Reading, Signal, reading, standing
from casework.date_words import clock_time, short_day
from casework.moments import london, london_date
from casework.rules import Rules
from casework.visible_text import visible

PartId = Literal["handover", "work", "tasks", "drafts", "given", "changes"]
TITLES: dict[PartId, str] = {
    "handover": "Hand-over",
    "work": "My open work",
    "tasks": "Call-backs and tasks",
    "drafts": "Drafts",
    "given": "Given to me",
    "changes": "Since you were last here",
}
"""The parts in the order they are shown."""
WHEN_CELLS = 27
REFERENCE_CELLS = 11
FEWEST_LINES = 2
"""However low the screen, a part shows two lines of what it has: the first, and how many more there are."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One thing that waits, or that happened: `at` a moment, or else by a deadline, which may wait or be missing.

    `standard` is the row the deadline is counted under, None for one in the office's own days. `form` names a draft. `label`
    stands in place of a moment or a deadline, and `filter` lists in the queue what the line is about, or else `cases` are those.
    """

    key: str
    words: str
    case_id: int | None = None
    reference: str = ""
    at: datetime | None = None
    due_at: datetime | None = None
    warn_at: datetime | None = None
    paused_at: datetime | None = None
    standard: int | None = None
    form: str = ""
    label: str = ""
    filter: str = ""
    cases: tuple[str, ...] = ()

    def stands(self, rules: Rules, now: datetime) -> Reading | None:
        """How its deadline stands now; None for what has a moment or a label in place of one."""
        if self.at is not None or self.label:
            return None
        if self.standard is None and self.due_at is not None and self.warn_at is not None:
            return reading(rules.calendars.ours, self.due_at, self.warn_at, now)
        return standing(rules, self.standard, self.due_at, self.warn_at, self.paused_at, now)

    def when(self, rules: Rules, now: datetime) -> str:
        """Its deadline's mark and words, or its moment: `today, 14:02`, `Thu 18 Dec, 16:52`."""
        if self.label:
            return self.label
        stands = self.stands(rules, now)
        if stands is not None:
            return f"{stands.mark} {stands.words}"
        assert self.at is not None
        return since_words(self.at, now)


@dataclass(frozen=True, slots=True)
class DeskPart:
    """One of the parts: its lines, of all there are as many as were read, and what is said when there is none."""

    id: PartId
    title: str
    lines: tuple[DeskLine, ...]
    total: int
    empty: str

    @property
    def unread(self) -> int:
        """How many more there are than were read."""
        return self.total - len(self.lines)

    def heading(self, rules: Rules, now: datetime) -> str:
        """Its title and how many there are, with how many of those are late; or that there is none."""
        if not self.total:
            return f"{self.title}: {self.empty}"
        stand = [line.stands(rules, now) for line in self.lines]
        late = sum(it is not None and it.signal is Signal.OVERDUE for it in stand)
        return f"{self.title} ({self.total:,}{f', {late:,} overdue' if late else ''})"


@dataclass(frozen=True, slots=True)
class MyDesk:
    """The parts as they were at `read_at`; `looked_at` is when the member last looked at what was given to them.

    The hand-over is among them while there is anything new in it.

    `since` is when they were last here on a day before this one, or else when the office last closed: from then on, changes
    count as new to them.
    """

    parts: tuple[DeskPart, ...]
    read_at: datetime
    since: datetime
    looked_at: datetime | None

    def part(self, id_: PartId) -> DeskPart:
        """One of the parts."""
        return next(part for part in self.parts if part.id == id_)

    @property
    def has_news(self) -> bool:
        """Whether there is anything that is new until it was looked at."""
        return any(part.total for part in self.parts if part.id in ("handover", "given"))


def since_words(moment: datetime, now: datetime) -> str:
    """A moment in the past: `today, 14:02`, `Thu 18 Dec, 16:52`, with the year when it is long ago."""
    day, today = london_date(moment), london_date(now)
    return f"{'today' if day == today else short_day(day, today)}, {clock_time(moment)}"


def shares(wanted: Sequence[int], room: int) -> list[int]:
    """How many lines each part shows when they share so many rows: a row each in turn, until all have theirs or none is left.

    None shows less than FEWEST_LINES of what it has, so that a list longer than the screen has every part in it.
    """
    given = [min(lines, FEWEST_LINES) for lines in wanted]
    left = room - sum(given)
    while left > 0 and (short := [place for place, lines in enumerate(wanted) if given[place] < lines]):
        for place in short[:left]:
            given[place] += 1
        left -= min(left, len(short))
    return given


def as_text(desk: MyDesk, rules: Rules, now: datetime) -> str:
    """The parts as lines of text, each under its title, what was typed on one line."""
    return "\n".join(line for part in desk.parts for line in _part_lines(part, rules, now)).strip("\n")


def as_json(desk: MyDesk, rules: Rules, now: datetime) -> dict[str, object]:
    """The parts as values a program can read, every text as it is."""
    found: dict[str, object] = {"read_at": _iso(desk.read_at), "since": _iso(desk.since), "looked_at": _iso(desk.looked_at)}
    found |= {id_: {"total": 0, "lines": []} for id_ in TITLES}
    for part in desk.parts:
        found[part.id] = {"total": part.total, "lines": [_line_as_json(line, rules, now) for line in part.lines]}
    return found


def _part_lines(part: DeskPart, rules: Rules, now: datetime) -> list[str]:
    lines = [part.heading(rules, now)]
    for line in part.lines:
        cells = (f"{line.when(rules, now):{WHEN_CELLS}}", f"{line.reference:{REFERENCE_CELLS}}", visible(line.words))
        lines.append(f"  {'  '.join(cells)}".rstrip())
    if part.unread:
        lines.append(f"  and {part.unread:,} more")
    return [*lines, ""]


def _line_as_json(line: DeskLine, rules: Rules, now: datetime) -> dict[str, object]:
    stands = line.stands(rules, now)
    return {
        "reference": line.reference or None,
        "words": line.words,
        **({"label": line.label} if line.label else {}),
        "at": _iso(line.at),
        "due": _iso(line.due_at) if line.paused_at is None else None,
        "state": stands.state if stands is not None else None,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else london(moment).isoformat(timespec="seconds")


def changes_title(since: datetime, now: datetime, *, was_here: bool) -> str:
    """The title of what changed, with since when; the office's last closing counts for who never was here before."""
    return f"{TITLES['changes'] if was_here else 'Since the office closed'}, {since_words(since, now)}"
