"""How a standard will stand at the end of a period that still runs, by what is known of its clocks now."""

from dataclasses import dataclass

from casework.summaries.performance import StandardFigures


@dataclass(frozen=True, slots=True)
class Outlook:
    """A standard at the end of the period: the part on time if all clocks still running are kept, if none is, and at the pace.

    The pace is the part kept of those whose due moment in the period is over; None when there is none to go by. `running` are
    the clocks that are running now and fall due in what is left; those that begin from now on are not among them. `may_miss` is
    how many of them may be missed with the target still reached; None when even keeping all of them does not reach it, or
    without a target.
    """

    standard: StandardFigures
    running: int
    if_all: float
    if_none: float
    at_pace: float | None
    may_miss: int | None


def outlook(figures: StandardFigures) -> Outlook | None:
    """The outlook for a standard; None when no clock of it is still running."""
    clocks, passed = figures.clocks, figures.passed
    if not clocks.running:
        return None
    pace = passed.share
    return Outlook(
        standard=figures,
        running=clocks.running,
        if_all=(clocks.met + clocks.running) / clocks.all,
        if_none=clocks.met / clocks.all,
        at_pace=None if pace is None else (clocks.met + pace * clocks.running) / clocks.all,
        may_miss=_may_miss(figures),
    )


def _may_miss(figures: StandardFigures) -> int | None:
    if figures.target is None:
        return None
    clocks = figures.clocks
    most_missed = clocks.all * (100 - figures.target) // 100
    left = most_missed - clocks.missed
    return min(left, clocks.running) if left >= 0 else None
