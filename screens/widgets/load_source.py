"""Where a long list gets its rows: a count, a window of rows, and where one row stands."""

from collections.abc import Hashable, Sequence
from typing import Protocol, TypeVar

Row_co = TypeVar("Row_co", covariant=True)


class LoadSource(Protocol[Row_co]):
    """A list read a window at a time; every method may be slow and is called from a thread."""

    def count(self) -> int:
        """How many rows there are."""
        ...

    def window(self, offset: int, limit: int) -> Sequence[Row_co]:
        """The rows from `offset`, at most `limit` of them."""
        ...

    def position(self, key: Hashable) -> int | None:
        """Where the row with this key stands, counting from 0; None if it is not in the list."""
        ...
