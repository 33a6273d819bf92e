"""The rows of the list of views: each view with its count, a heading over those of the member's own and over those shared."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from casework.clocks import MARKS, Signal
from casework.filter_grammar import Filter, Known, read_filter
from casework.moments import london_date
from casework.queue_columns import Order
from db.queries.saved_views import SavedOrBuiltIn, Whose
from screens.desk import Desk

HEADINGS: dict[Whose, str] = {"mine": "My own", "shared": "Shared"}
_EVERY_OPEN = Filter()
_SIGNALS = {"overdue": Signal.OVERDUE, "today": Signal.TODAY}


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view, its filter as it was understood, and how many cases it shows, None while that was not asked; or a heading."""

    view: SavedOrBuiltIn | None = None
    wanted: Filter = _EVERY_OPEN
    count: int | None = None
    heading: str = ""

    @property
    def key(self) -> Hashable:
        """What it is known by when the views are read again."""
        return self.heading if self.view is None else self.view.id or (self.view.name,)

    @property
    def order(self) -> Order | None:
        """What the view is sorted by."""
        return self.view.order if self.view is not None else None

    @property
    def signal(self) -> Signal:
        """What the cases it shows have in common that presses, if there are any."""
        due = next((term for term in self.wanted.terms if term.key == "due" and not term.without), None)
        pressing = due is not None and len(due.values) == 1 and self.count
        return _SIGNALS.get(str(due.values[0]), Signal.NONE) if due is not None and pressing else Signal.NONE

    @property
    def mark(self) -> str:
        """The mark of that, beside its name."""
        return MARKS[self.signal] if self.signal is not Signal.NONE else ""


class ViewRows:
    """The rows as a list reads them, each time with the counts if they are `counted`."""

    def __init__(self, desk: Desk, counted: Callable[[], bool]) -> None:
        """The views of this desk's member."""
        self._desk = desk
        self._counted = counted
        self._rows: Sequence[ViewRow] = ()
        self.known: Known | None = None
        """The names in the record, as last read."""

    @property
    def views(self) -> Sequence[ViewRow]:
        """The views as last read, without headings."""
        return [row for row in self._rows if row.view is not None]

    def count(self) -> int:
        """Read the views and their counts, and say how many rows they make."""
        read, today = self._desk.read, london_date(self._desk.time.now())
        views, known = read.views(), read.filter_names()
        filters = [read_filter(view.filter, today, self._desk.calendar, known) for view in views]
        counts: Sequence[int | None] = read.tally(filters) if self._counted() else [None] * len(filters)
        self.known = known
        rows = [ViewRow(view, wanted, count) for view, wanted, count in zip(views, filters, counts, strict=True)]
        self._rows = tuple(_with_headings(rows))
        return len(self._rows)

    def window(self, offset: int, limit: int) -> Sequence[ViewRow]:
        """Some of them."""
        return self._rows[offset : offset + limit]

    def position(self, key: Hashable) -> int | None:
        """Where a row stands."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)


def _with_headings(rows: Sequence[ViewRow]) -> Iterator[ViewRow]:
    before: Whose = "built-in"
    for row in rows:
        if row.view is not None and row.view.whose != before:
            before = row.view.whose
            yield ViewRow(heading=HEADINGS[before])
        yield row
