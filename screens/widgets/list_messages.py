"""What a list tells the screen it is on."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from screens.widgets.list_load import Loaded
    from screens.widgets.window_table import WindowTable


class AboutTable(Message, namespace="window_table"):
    """A message about a table, for `@on(..., "#id")`."""

    def __init__(self, table: Any) -> None:
        """About this table."""
        super().__init__()
        self.table: WindowTable[Any] = table

    @property
    def control(self) -> WindowTable[Any]:
        """The table it is about."""
        return self.table


class Highlighted(AboutTable, namespace="window_table"):
    """The cursor is on another row, or its row has changed; None when there is no row."""

    def __init__(self, table: Any, row: Any) -> None:
        """The row now under the cursor."""
        super().__init__(table)
        self.row = row


class Opened(AboutTable, namespace="window_table"):
    """Someone opened a row."""

    def __init__(self, table: Any, row: Any) -> None:
        """The row that was opened."""
        super().__init__(table)
        self.row = row


class MarksChanged(AboutTable, namespace="window_table"):
    """The set of marked keys changed."""

    def __init__(self, table: Any, marked: frozenset[Hashable]) -> None:
        """The keys that are marked now."""
        super().__init__(table)
        self.marked = marked


class RowLeft(AboutTable, namespace="window_table"):
    """The row under the cursor is no longer in the list; `row` is how it last was, if it was seen."""

    def __init__(self, table: Any, key: Hashable, row: Any) -> None:
        """The key and the last sight of the row that left."""
        super().__init__(table)
        self.key = key
        self.row = row


class Refilled(AboutTable, namespace="window_table"):
    """A reading of the list is on the screen."""

    def __init__(self, table: Any, total: int) -> None:
        """How many rows the list has."""
        super().__init__(table)
        self.total = total


class LoadFailed(AboutTable, namespace="window_table"):
    """The source raised an error; what was drawn before stays."""

    def __init__(self, table: Any, error: Exception) -> None:
        """The error, for the log: it may hold people's details, so it is never shown."""
        super().__init__(table)
        self.error = error


class ListRead(AboutTable, namespace="window_table"):
    """A thread read the list; a late one, of an older generation, is dropped."""

    def __init__(self, table: Any, generation: int, found: Loaded[Any] | Exception, same_source: bool) -> None:
        """What it found, or the error."""
        super().__init__(table)
        self.generation = generation
        self.found = found
        self.same_source = same_source


class PagesRead(AboutTable, namespace="window_table"):
    """A thread read some pages; those of an older filling of the list are dropped."""

    def __init__(self, table: Any, filling: int, found: Mapping[int, Sequence[Any]] | Exception) -> None:
        """The rows by page number, or the error."""
        super().__init__(table)
        self.filling = filling
        self.found = found
