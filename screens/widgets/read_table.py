"""A list of rows in memory to move through and open, which leaves left, right and home to the screen; nothing in it is marked."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from screens.commands import Command
from screens.widgets.columns import Column
from screens.widgets.list_commands import CursorDown, CursorUp, Last, OpenRow, PageDown, PageUp
from screens.widgets.parted_table import PartedTable

Row = TypeVar("Row")


class FirstOfAll(Command):
    """Move to the first row."""

    label = "first"
    keys = "g"
    group = "Lists"


COMMANDS: tuple[type[Command], ...] = (CursorUp, CursorDown, PageUp, PageDown, FirstOfAll, Last, OpenRow)


class RowsInMemory(Generic[Row]):
    """Rows as a list reads them."""

    def __init__(self, rows: Sequence[Row], row_key: Callable[[Row], Hashable]) -> None:
        """These rows, each known by its key."""
        self._rows = tuple(rows)
        self._places = {row_key(row): place for place, row in enumerate(self._rows)}

    def count(self) -> int:
        """How many there are."""
        return len(self._rows)

    def window(self, offset: int, limit: int) -> Sequence[Row]:
        """Some of them."""
        return self._rows[offset : offset + limit]

    def position(self, key: Hashable) -> int | None:
        """Where one stands."""
        return self._places.get(key)


class ReadTable(PartedTable[Row], Generic[Row], inherit_bindings=False):
    """A list to read; a row that has words for a heading is one, and the cursor passes it by."""

    commands: ClassVar[tuple[type[Command], ...]] = COMMANDS
    BINDINGS: ClassVar = [command.binding(command.name()) for command in COMMANDS]

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_key: Callable[[Row], Hashable],
        heading: Callable[[Row], str] = lambda _: "",
        *,
        empty_text: str = "Nothing here.",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """A list with nothing in it yet."""
        super().__init__(columns, row_key, heading, lambda row: bool(heading(row)))
        self.empty_text = empty_text
        if id is not None:
            self.id = id

    def show_rows(self, rows: Sequence[Row], *, at: Hashable | None = None) -> None:
        """Show these; the cursor goes to the row with the key `at`, else stays on its row if that is there."""
        self.show(RowsInMemory(rows, self.row_key), at=at)

    def action_first_of_all(self) -> None:
        """Go to the first."""
        self.action_first()
