"""The figures of a day: each a number with the cases behind it, as the record has the day up to a moment of it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from casework.moments import end_of_date

BY_KIND: Final = "kind"
BY_CHANNEL: Final = "channel"
BY_STANDARD: Final = "standard"
BY_AGE: Final = "age"
AGES: Final[tuple[tuple[str, int], ...]] = (("0", 0), ("1-5", 5), ("6-10", 10), ("11-20", 20))
"""The bands of how late a case is, in working days, each with the last day that is in it; what is later is in OLDEST."""
OLDEST: Final = "over-20"
AGE_TITLES: Final[Mapping[str, str]] = {
    "0": "under 1 day",
    "1-5": "1 to 5 days",
    "6-10": "6 to 10 days",
    "11-20": "11 to 20 days",
    OLDEST: "over 20 days",
}
TITLES: Final[Mapping[str, str]] = {
    "received": "Received",
    "closed": "Closed",
    "open": "Carried over",
    "due": "Deadlines due",
    "met": "Deadlines met",
    "missed": "Deadlines missed",
    "running": "Deadlines still to come",
    "late": "Clocks running late",
    "overdue": "Overdue cases",
    "callbacks": "Call-backs promised",
    "callbacks-kept": "Call-backs made in time",
    "callbacks-missed": "Call-backs missed",
    "callbacks-open": "Call-backs still to make",
    "first-contact": "Answered at first contact",
    "flags": "Concerns raised",
    "unallocated": "Unallocated",
    "next": "Deadlines of the next working day",
    "next-noon": "Of those, before noon",
    "next-unallocated": "Of those, unallocated",
    "next-noon-unallocated": "Before noon and unallocated",
    "next-callbacks": "Call-backs promised for then",
    "away": "People away",
}
"""What each figure is called, in the order they are shown; a part of one has the figure's name, what it is by and which."""
COMPARED: Final = ("received", "closed", "open", "missed", "overdue")
"""The figures that are held against those of other days."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and, by their references, the cases behind it; `filter` lists just those in the queue, where one can.

    `repeats` are those counted more than once, as of two deadlines, each as often as it is counted beyond the first time.
    """

    number: int = 0
    cases: tuple[str, ...] = ()
    filter: str = ""
    repeats: tuple[str, ...] = ()

    @property
    def times(self) -> Counter[str]:
        """How often each of the cases is counted; what is of no case, and what an earlier form did not keep, is not in it."""
        return Counter((*self.cases, *self.repeats))


NOTHING: Final = Figure()


@dataclass(frozen=True, slots=True)
class Missed:
    """A deadline of the day that was missed: whose, of which standard, and why, as far as anybody has said."""

    clock_id: int
    reference: str
    standard: str
    due_at: datetime
    stopped_at: datetime | None = None
    reason: str = ""
    words: str = ""

    @property
    def explained(self) -> bool:
        """Whether anybody said why."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures up to the same time of day: of the working day before, and the average of a weekday's `days`; see COMPARED."""

    before: date
    then: Mapping[str, int]
    days: tuple[date, ...]
    average: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A day up to `until`: its figures by name, who is away, the deadlines missed, and how the day compares.

    `oldest` is how many working days late the latest of the overdue cases is. What the next day starts with is what falls due
    after the day and by the end of `next_day`, the next working day.
    """

    day: date
    until: datetime
    next_day: date
    figures: Mapping[str, Figure]
    away: tuple[str, ...] = ()
    missed: tuple[Missed, ...] = ()
    oldest: int = 0
    compared: Compared | None = None

    @property
    def is_over(self) -> bool:
        """Whether the whole day is in the figures."""
        return self.until >= end_of_date(self.day)

    def figure(self, name: str) -> Figure:
        """One of the figures; one that nothing is behind is 0."""
        return self.figures.get(name, NOTHING)

    def number(self, name: str) -> int:
        """The number of one of the figures."""
        return self.figure(name).number

    def parts(self, name: str, by: str) -> dict[str, Figure]:
        """The parts of a figure that there are, such as `received` by BY_KIND, by what they are of."""
        start = part(name, by, "")
        return {key.removeprefix(start): figure for key, figure in self.figures.items() if key.startswith(start)}

    def numbers(self, name: str, by: str) -> dict[str, int]:
        """The numbers of the parts of a figure."""
        return {key: figure.number for key, figure in self.parts(name, by).items()}


def part(name: str, by: str, which: str) -> str:
    """What a part of a figure is called: `received kind enquiry`."""
    return f"{name} {by} {which}"


def age_band(days: int) -> str:
    """The band of a case that is so many working days late."""
    return next((band for band, last in AGES if days <= last), OLDEST)


@dataclass(slots=True)
class Tally:
    """Figures as they are counted: every name there is begins at nothing."""

    _numbers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TITLES, 0))
    _cases: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reference: str, *names: str) -> None:
        """Count one, of this case, in each of these figures; of no case where the reference is empty."""
        for name in names:
            self._numbers[name] = self._numbers.get(name, 0) + 1
            if reference:
                self._cases.setdefault(name, []).append(reference)

    def add_cases(self, references: Sequence[str], *names: str) -> None:
        """Count each of these cases in each of these figures."""
        for name in names:
            self._numbers[name] = self._numbers.get(name, 0) + len(references)
            self._cases.setdefault(name, []).extend(references)

    def figures(self, filter_of: Callable[[str], str]) -> dict[str, Figure]:
        """The figures, with what lists the cases behind each."""
        return {
            name: Figure(number, *self._behind(name, filter_of(name) if number else ""))
            for name, number in sorted(self._numbers.items(), key=lambda it: order(it[0]))
        }

    def _behind(self, name: str, listed_by: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        counted = self._cases.get(name, [])
        once = sorted(set(counted))
        more = Counter(counted) - Counter(once) if len(counted) > len(once) else Counter()
        return tuple(once), listed_by, tuple(sorted(more.elements()))


def order(name: str) -> tuple[int, str]:
    """Where a figure or a part of one stands."""
    return _PLACES[name.partition(" ")[0]], name


_PLACES = {name: place for place, name in enumerate(TITLES)}


def filter_of(day: date, name: str, *, whole: bool, still: bool) -> str:
    """What is typed to list the cases behind a figure, where it is of the `whole` day, or of how things stand `still`."""
    figure, _, rest = name.partition(" ")
    by, _, which = rest.partition(" ")
    spans = {"received": "received", "closed": "closed", "due": "fell", "met": "met", "missed": "missed"}
    stands = {"open": "", "unallocated": "owner:none", "late": "due:overdue"}
    narrowed = f"{by}:{which}" if by in (BY_KIND, BY_CHANNEL, BY_STANDARD) else ""
    if figure in spans and whole:
        return " ".join(filter(None, (f"{spans[figure]}:{day}..{day}", narrowed, "status:any")))
    if figure in stands and still and (narrowed or figure != "late"):
        return " ".join(filter(None, (narrowed, stands[figure]))) or "status:open"
    return ""


def title_of(name: str, titles: Mapping[str, str]) -> str:
    """What a figure or a part is called: `Received: enquiry`; `titles` are those of kinds, channels, standards and concerns."""
    figure, _, rest = name.partition(" ")
    by, _, which = rest.partition(" ")
    said = AGE_TITLES[which] if by == BY_AGE and which in AGE_TITLES else titles.get(f"{by} {which}", which)
    return f"{TITLES.get(figure, figure)}: {said}" if rest else TITLES.get(figure, figure)
