"""The queue, narrowed and sorted, as the list reads it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime

from casework.filter_grammar import Filter
from casework.queue_columns import Order
from db.queries.queue import QueueRow
from screens.desk import Queries


class QueueSource:
    """Windows of the queue under one filter and in one order; `versions`, shared with the screen, follow what is read."""

    def __init__(self, queries: Queries, wanted: Filter, order: Order, versions: dict[int, int]) -> None:
        """The queue so; of `versions` those that are there already are brought up to date."""
        self._queries = queries
        self._wanted = wanted
        self._order = order
        self._versions = versions

    def count(self) -> int:
        """How many cases the filter keeps."""
        return self._queries.count(self._wanted)

    def window(self, offset: int, limit: int) -> Sequence[QueueRow]:
        """Some of them."""
        rows = self._queries.window(self._wanted, offset, limit, self._order)
        self._versions.update({row.id: row.version for row in rows if row.id in self._versions})
        return rows

    def position(self, key: Hashable) -> int | None:
        """Where a case stands in them."""
        assert isinstance(key, int)
        return self._queries.position(self._wanted, key, self._order)

    def ids(self, most: int) -> list[tuple[int, int]]:
        """The first of them in order, each with its version, at most so many."""
        return self._queries.ids(self._wanted, most, self._order)

    def kept(self, keys: Iterable[Hashable]) -> Mapping[int, int]:
        """Those of these cases that are among them, each with its version."""
        return self._queries.kept(self._wanted, [key for key in keys if isinstance(key, int)])

    def place(self, moment: datetime) -> int:
        """Where the first case at a moment or beyond it stands, by what they are in order by."""
        return self._queries.place(self._wanted, self._order, moment)
