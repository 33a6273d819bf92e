"""The team board: who has how much, what each standard has running, and what came in and went out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from casework.filters.split import quoted
from casework.filters.terms import BY_LOGIN
from casework.forecast import Pace

Figure = Literal["open", "overdue", "today", "week"]
FIGURES: Final[tuple[Figure, ...]] = ("open", "overdue", "today", "week")
"""The figures of a row, in the order they are shown."""
EVERYBODY: Final = "everybody"
NOBODY: Final = "nobody"
_DUE: Final = {"open": "", "overdue": " due:overdue", "today": " due:today", "week": " due:week"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of cases, and what is typed as a filter to list exactly those."""

    number: int
    filter: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A member of the staff, nobody, everybody or a standard, with how many open cases there are behind each figure.

    Those due today are due from now until the day ends, those due this week until Sunday ends, today's among them; overdue ones
    are in neither. A standard counts cases by its own clock; one that waits is among the open ones alone. `received` and
    `closed` are the cases of each of the last working days; a standard has none. `note` is what stands beside the name, such as
    that somebody is away.
    """

    key: str
    name: str
    cells: tuple[Cell, Cell, Cell, Cell]
    team: str = ""
    note: str = ""
    received: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()

    def cell(self, figure: Figure) -> Cell:
        """One of the figures."""
        return self.cells[FIGURES.index(figure)]


@dataclass(frozen=True, slots=True)
class Board:
    """The board as it was at `read_at`, of one `team` when it is named, else of the whole desk.

    `people` begins with everybody together. `due` are the next deadlines of the open cases, and how many cases have each.
    `changes_at` is when a figure next changes by itself, in UTC.
    """

    read_at: datetime
    team: str
    teams: tuple[str, ...]
    people: tuple[BoardRow, ...]
    standards: tuple[BoardRow, ...]
    pace: Pace
    today: tuple[int, int]
    due: tuple[tuple[datetime, int], ...]
    changes_at: datetime


def board_row(key: str, name: str, numbers: Sequence[int], narrowed: str, **more: object) -> BoardRow:
    """A row whose cells list what `narrowed` does, by when it is due."""
    cells = tuple(Cell(number, f"{narrowed}{_DUE[figure]}".strip()) for figure, number in zip(FIGURES, numbers, strict=True))
    return BoardRow(key, name, cells, **more)  # type: ignore[arg-type]


def of_owners(logins: Iterable[str]) -> str:
    """The filter for the cases of exactly these members; nothing when there are none."""
    named = ",".join(quoted(BY_LOGIN + login) for login in logins)
    return f"owner:{named}" if named else ""


def of_team(name: str) -> str:
    """The filter for the cases of a team."""
    return f"team:{quoted(name)}"


def of_standard(id_: str) -> str:
    """The filter for the cases with a clock of a standard that runs or waits."""
    return f"standard:{quoted(id_)}"


def in_and_out(received: Sequence[int], closed: Sequence[int]) -> str:
    """`in 18 a day, out 21`."""
    return f"in {average(received)} a day, out {average(closed)}"


def average(cases: Sequence[int]) -> str:
    """The average of some days, as it is written: `18`, `1.8`."""
    number = sum(cases) / len(cases) if cases else 0
    return f"{number:,.0f}" if number >= 10 or number == int(number) else f"{number:.1f}"


def summed(lists: Iterable[Sequence[int]], length: int) -> tuple[int, ...]:
    """The sums, place by place, of lists of one length."""
    total = [0] * length
    for each in lists:
        total = [sum(pair) for pair in zip(total, each, strict=True)]
    return tuple(total)
