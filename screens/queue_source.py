"""The filtered queue as the list reads it."""

from collections.abc import Hashable, Sequence

from casework.filter_grammar import Filter
from db.queries.queue import QueueRow
from screens.desk import Queries


class QueueSource:
    """Windows of the queue under one filter; it remembers the version of every row it handed out."""

    def __init__(self, queries: Queries, wanted: Filter, versions: dict[int, int]) -> None:
        """The queue under this filter; `versions` is shared with the screen."""
        self._queries = queries
        self._wanted = wanted
        self._versions = versions

    def count(self) -> int:
        """How many cases the filter keeps."""
        return self._queries.count(self._wanted)

    def window(self, offset: int, limit: int) -> Sequence[QueueRow]:
        """Some of them."""
        rows = self._queries.window(self._wanted, offset, limit)
        self._versions.update({row.id: row.version for row in rows})
        return rows

    def position(self, key: Hashable) -> int | None:
        """Where a case stands in them."""
        assert isinstance(key, int)
        return self._queries.position(self._wanted, key)
