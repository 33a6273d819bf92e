"""What a signed day would come to now: which of its figures differ, by which cases, and what happened since that explains it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casework.date_words import clock_time
from casework.spoken import listed
from casework.summaries.day_figures import NOTHING, DayFigures, Figure, order, title_of
from casework.summaries.day_snapshot import SignedDay
from casework.summaries.day_words import said, some

UNEXPLAINED = "Nothing in the audit trail says why. Check it with: iopc audit verify."


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure as it was signed and as the record has it now: the cases, or people, that went and came, and why.

    `why` says what happened to which case, by whom and when; `ways` only what, without a name.
    """

    name: str
    signed: int
    now: int
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()

    @property
    def explained(self) -> bool:
        """Whether something that happened since the signing explains it."""
        return bool(self.why)

    def sentence(self, titles: Mapping[str, str]) -> str:
        """`Closed: 9 signed, 8 now, without C26-000001P. C26-000001P reopened by Priya Shah, Mon 23 Nov 2026, 09:10.`"""
        moved = [f"without {some(self.gone)}"] if self.gone else []
        moved += [f"with {some(self.come)}"] if self.come else []
        told = ", ".join([f"{title_of(self.name, titles)}: {self.signed:,} signed, {self.now:,} now", *moved])
        return f"{told}. {' '.join(f'{why}.' for why in self.why) or UNEXPLAINED}"


@dataclass(frozen=True, slots=True)
class DayDifferences:
    """A signed day beside the same day drawn from the record now, which never changes what was signed.

    `later` are the cases received and closed on the day after the moment it was signed to count until.
    """

    signed: SignedDay
    now: DayFigures
    differences: tuple[Difference, ...]
    later: Mapping[str, Figure]

    @property
    def day(self) -> date:
        """Which day it is."""
        return self.signed.day

    @property
    def explained(self) -> bool:
        """Whether every difference is explained."""
        return all(it.explained for it in self.differences)

    @property
    def later_words(self) -> str:
        """What came after the moment it counts until: `After 16:45: three received and one closed.`; nothing when nothing did."""
        told = [f"{said(figure.number)} {name}" for name, figure in self.later.items() if figure.number]
        return f"Not in it, after {clock_time(self.signed.figures.until)}: {listed(told)}." if told else ""


def differing(signed: DayFigures, now: DayFigures) -> tuple[Difference, ...]:
    """The figures that differ, in number or in the cases behind them, in the order they are shown; why is for another to say."""
    names = sorted({*signed.figures, *now.figures}, key=order)
    found = [_difference(name, signed.figure(name), now.figure(name)) for name in names if name != "away"]
    gone, come = _apart(signed.away, now.away)
    found.append(Difference("away", len(signed.away), len(now.away), gone, come))
    return tuple(it for it in found if it.signed != it.now or it.gone or it.come)


def _difference(name: str, signed: Figure = NOTHING, now: Figure = NOTHING) -> Difference:
    return Difference(name, signed.number, now.number, *_apart(signed.cases, now.cases))


def _apart(before: Iterable[str], after: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = set(before), set(after)
    return tuple(sorted(first - second)), tuple(sorted(second - first))
