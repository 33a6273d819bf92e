"""What a signed day would come to now: which of its figures differ, by which cases, and what happened since that explains it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from casework.date_words import clock_time
from casework.spoken import listed
from casework.summaries.day_figures import NOTHING, DayFigures, Figure, Missed, order, title_of
from casework.summaries.day_snapshot import SignedDay
from casework.summaries.day_words import said, some

AWAY: Final = "away"
REASONS: Final = "reasons"
"""What differs beside the figures: how many of the day's missed deadlines anybody has said why of."""
_TITLES: Final = {REASONS: "Reasons for lateness given"}
UNEXPLAINED: Final = "Nothing in the audit trail says why these differ"
CHECK: Final = "Check it with: iopc audit verify."
EARLIER_PROGRAM: Final = "It was signed with an earlier IOPC Desk, which may count otherwise."
OTHER_PROGRAM: Final = "It was signed with {}, and this is {}, which may count otherwise."


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure as it was signed and as the record has it now, and the cases, or people, that went and came.

    One that is counted less often than it was went, one that is counted more often came. `by` is how much of the difference
    is told of here; None is all of it.
    """

    name: str
    signed: int
    now: int
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    by: int | None = None

    def words(self, titles: Mapping[str, str]) -> str:
        """`Received: 5 signed, 4 now`."""
        return f"{difference_title(self.name, titles)}: {self.signed:,} signed, {self.now:,} now"

    def share(self, titles: Mapping[str, str]) -> str:
        """`Received 5 to 4`; where that is not all that moved the figure, also by how much it did."""
        part = "" if self.by in (None, self.now - self.signed) else f" ({self.by:+,} by this)"
        return f"{difference_title(self.name, titles)} {self.signed:,} to {self.now:,}{part}"


@dataclass(frozen=True, slots=True)
class Cause:
    """What happened since that moved figures, by whom and when, and each of those figures with the cases that it moved.

    `way` says only what, with nobody's name and no case. Without `words` it is what nothing explains.
    """

    words: str
    way: str
    moved: tuple[Difference, ...]

    @property
    def said(self) -> str:
        """What it is, in words."""
        return self.words or UNEXPLAINED

    def sentence(self, titles: Mapping[str, str]) -> str:
        """`C26-000001P reopened by Priya Shah, Mon 23 Nov 2026, 09:10: Closed 9 to 8; Carried over 40 to 41.`."""
        cases = sorted({case for it in self.moved for case in (*it.gone, *it.come)})
        which = "" if (len(cases) == 1 and cases[0] in self.words) or not cases else f" ({some(cases)})"
        return f"{self.said}{which}: {'; '.join(it.share(titles) for it in self.moved)}."


@dataclass(frozen=True, slots=True)
class DayDifferences:
    """A signed day beside the same day drawn from the record now, which never changes what was signed.

    `differences` are the figures that differ, `causes` what moved them, what nothing explains first. `later` are the cases
    received and closed on the day after the moment it was signed to count until. `digest` seals the day; `program` is what it
    is counted with now.
    """

    signed: SignedDay
    now: DayFigures
    differences: tuple[Difference, ...]
    later: Mapping[str, Figure]
    causes: tuple[Cause, ...] = ()
    digest: str = ""
    program: str = ""

    @property
    def day(self) -> date:
        """Which day it is."""
        return self.signed.day

    @property
    def explained(self) -> bool:
        """Whether every difference is explained."""
        return all(cause.words for cause in self.causes)

    @property
    def advice(self) -> str:
        """What to do about differences that nothing explains; nothing where there is none."""
        if self.explained:
            return ""
        if not self.signed.program:
            return EARLIER_PROGRAM
        other = self.signed.program != self.program
        return f"{OTHER_PROGRAM.format(self.signed.program, self.program)} {CHECK}" if other else CHECK

    @property
    def later_words(self) -> str:
        """What came after the moment it counts until: `After 16:45: three received and one closed.`; nothing when nothing did."""
        told = [f"{said(figure.number)} {name}" for name, figure in self.later.items() if figure.number]
        return f"Not in it, after {clock_time(self.signed.figures.until)}: {listed(told)}." if told else ""

    def causes_of(self, name: str) -> tuple[Cause, ...]:
        """What moved a figure, as far as anything is known to have."""
        return tuple(cause for cause in self.causes if cause.words and any(it.name == name for it in cause.moved))

    def sentences(self, titles: Mapping[str, str]) -> tuple[str, ...]:
        """One for each cause, and what to do about what nothing explains."""
        return (*(cause.sentence(titles) for cause in self.causes), *filter(None, (self.advice,)))


def differing(signed: DayFigures, now: DayFigures) -> tuple[Difference, ...]:
    """The figures that differ, in number or in the cases behind them, in the order they are shown.

    A figure that the program did not count yet when the day was signed is none of them.
    """
    counted = {name.partition(" ")[0] for name in signed.figures}
    there = (name for name in {*signed.figures, *now.figures} if name.partition(" ")[0] in counted)
    found = [_difference(name, signed.figure(name), now.figure(name)) for name in sorted(there, key=order) if name != AWAY]
    found.append(Difference(AWAY, len(signed.away), len(now.away), *_apart(Counter(signed.away), Counter(now.away))))
    found += _reasons(signed.missed, now.missed)
    return tuple(it for it in found if it.signed != it.now or it.gone or it.come)


def difference_title(name: str, titles: Mapping[str, str]) -> str:
    """What something that differs is called."""
    return _TITLES.get(name) or title_of(name, titles)


def _difference(name: str, signed: Figure = NOTHING, now: Figure = NOTHING) -> Difference:
    before, after = signed.times, now.times
    if (before.total(), after.total()) != (signed.number, now.number):
        before, after = Counter(signed.cases), Counter(now.cases)
    return Difference(name, signed.number, now.number, *_apart(before, after))


def _reasons(signed: Sequence[Missed], now: Sequence[Missed]) -> Iterable[Difference]:
    """The deadlines missed then and now of which another reason is given."""
    then = {it.clock_id: it for it in signed}
    both = [(then[it.clock_id], it) for it in now if it.clock_id in then]
    changed = {after.reference for before, after in both if (before.reason, before.words) != (after.reason, after.words)}
    if changed:
        said_then, said_now = (sum(pair[place].explained for pair in both) for place in (0, 1))
        yield Difference(REASONS, said_then, said_now, (), tuple(sorted(changed)))


def _apart(before: Counter[str], after: Counter[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(before - after)), tuple(sorted(after - before))
