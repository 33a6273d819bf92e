"""What the lists of Admin are made of: a row with its cells and its story, a list, and the source its table reads."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from casework.standards import Standard
from db.queries.day_changes import DayChangeView
from db.queries.hours_changes import HoursChangeView
from db.queries.letters import TemplateView
from db.queries.teams import MemberView, TeamView
from screens.desk import Desk
from screens.widgets.columns import CellStyle, Column

HELD, LATER, GONE, HEADING = "held", "later", "gone", "heading"
_STYLES: Mapping[str, CellStyle] = {HELD: "", LATER: "soon", GONE: "muted", HEADING: "strong"}


@dataclass(frozen=True, slots=True)
class Ours:
    """The row for what the office is called and reached by on letters."""

    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reason:
    """The row of a reason for lateness."""

    words: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A row of any of the lists: its cells, its story in words, and what it stands for.

    `state` is whether it holds today, will, or no longer does, or that it is the heading of those under it; `about` is what can
    be changed or taken back, if anything can.
    """

    key: int
    cells: tuple[str, ...]
    story: tuple[str, ...]
    state: str
    about: DayChangeView | HoursChangeView | Standard | TemplateView | Ours | Reason | TeamView | MemberView | None


@dataclass(frozen=True, slots=True)
class RuleList:
    """One of the lists: its columns, how its rows are read, what it says when empty, and which action changes it."""

    title: str
    columns: tuple[Column[RuleRow], ...]
    rows: Callable[[Desk], list[RuleRow]]
    empty: str
    allowed_by: str


class RowsSource:
    """Rows that are read all at once: there are never many."""

    def __init__(self, read: Callable[[], list[RuleRow]]) -> None:
        """Rows as this reads them, each time they are counted."""
        self._read = read
        self._rows: list[RuleRow] = []

    def count(self) -> int:
        """Read them, and say how many there are."""
        self._rows = self._read()
        return len(self._rows)

    def window(self, offset: int, limit: int) -> Sequence[RuleRow]:
        """Some of them."""
        return self._rows[offset : offset + limit]

    def keys(self) -> frozenset[Hashable]:
        """The keys of the rows as last read."""
        return frozenset(row.key for row in self._rows)

    def position(self, key: Hashable) -> int | None:
        """Where a row stands."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)


def column(place: int, title: str, width: int = 0, share: int = 0, least: int = 0, priority: int = 0) -> Column[RuleRow]:
    """A column that shows the cell in this place, in the style of how its row stands."""
    return Column(title, lambda row: (row.cells[place], _STYLES[row.state]), width, share, least, priority)
