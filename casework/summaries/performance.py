"""The figures of a period: what came in and went out, each standard against its target, and how long things took.

A clock counts in the period in which it fell due, and under the standard that was in force when it began. Met is one that was
stopped by its due moment, missed one that was not, running one that is not due yet or waits for somebody else. The percentage is
of those met and missed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from casework.filters.terms import Days
from casework.moments import london_date
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period


@dataclass(frozen=True, slots=True)
class Volume:
    """The cases received in the period, closed in it and open at its end; `key` is the id or name of what they are alike in."""

    key: str
    title: str
    received: int
    closed: int
    open: int


@dataclass(frozen=True, slots=True)
class Volumes:
    """All cases together, and by kind, channel, force and team; each case is once in each."""

    all: Volume
    kinds: tuple[Volume, ...]
    channels: tuple[Volume, ...]
    forces: tuple[Volume, ...]
    teams: tuple[Volume, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """How clocks stand: met, missed, and running."""

    met: int = 0
    missed: int = 0
    running: int = 0

    @property
    def judged(self) -> int:
        """The count of which the percentage is one."""
        return self.met + self.missed

    @property
    def all(self) -> int:
        """Every clock that fell due."""
        return self.judged + self.running

    @property
    def share(self) -> float | None:
        """The part of those judged that was met, from 0 to 1; None when none was."""
        return self.met / self.judged if self.judged else None

    def __add__(self, other: "Judged") -> "Judged":
        """Both together."""
        return Judged(self.met + other.met, self.missed + other.missed, self.running + other.running)


@dataclass(frozen=True, slots=True)
class StandardFigures:
    """A standard's clocks that fell due in the period.

    `rows` are the rows of the standard that they ran under, and the last of those the one whose title and target are shown. Of
    the clocks, `passed` are those whose due moment is over. `paused_days` are the working days in which they waited and did not
    count, in `paused` of them. `today` is how they would stand under the row in force today; None when there is none.
    """

    id: str
    rows: tuple[int, ...]
    title: str
    target: int | None
    clocks: Judged
    passed: Judged
    paused: int
    paused_days: int
    today: Judged | None

    @property
    def too_few(self) -> int | None:
        """How many more on time, of those judged, would have reached the target; None without one or with nothing judged."""
        if self.target is None or not self.clocks.judged:
            return None
        return max(0, -(-self.target * self.clocks.judged // 100) - self.clocks.met)


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """How many working days the cases of a kind that were closed in the period took from receipt to closing; all when empty."""

    kind: str
    cases: int
    median: float
    ninetieth: int


@dataclass(frozen=True, slots=True)
class AgeBand:
    """The cases open at the end whose age is so many working days, received on those dates; no `most` in the oldest band."""

    least: int
    most: int | None
    cases: int
    received: Days


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A part of the period: what was received and closed in it, and the clocks of staff that fell due in it."""

    period: Period
    received: int
    closed: int
    clocks: Judged


@dataclass(frozen=True, slots=True)
class LateReasons:
    """Why deadlines were missed, by how often each was said, and for how many clocks nothing was."""

    given: tuple[tuple[str, int], ...]
    not_given: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Another period, to see this one against: its volumes, and each of its standards by id."""

    period: Period
    volume: Volume
    standards: Mapping[str, Judged]


@dataclass(frozen=True, slots=True)
class Performance:
    """Every figure of a period for a part of the work, as the record had it at a moment.

    `open_until` is the moment at which what is open, and its age, was counted: the end of the period, or now while it runs.
    """

    period: Period
    of: Slice
    now: datetime
    open_until: datetime
    volumes: Volumes
    standards: tuple[StandardFigures, ...]
    taken: tuple[TimeTaken, ...]
    ages: tuple[AgeBand, ...]
    trend: tuple[TrendPoint, ...]
    reasons: LateReasons
    before: Compared
    year_before: Compared

    @property
    def runs(self) -> bool:
        """Whether the period is not over."""
        return self.period.runs(london_date(self.now))

    @property
    def running(self) -> int:
        """How many of the clocks are not judged yet, so that their standards' figures can still change."""
        return sum(each.clocks.running for each in self.standards)
